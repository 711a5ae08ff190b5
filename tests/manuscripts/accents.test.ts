import { describe, expect, test } from 'vitest'
import { findings } from '../../server/identity/findings.ts'
import type { KnownPerson } from '../../server/identity/shapes.ts'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { composed } from '../../workers/manuscripts/text/accents.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { pdf } from '../corpus/make/pdf.ts'

// The older fonts of TeX write an accent as a separate character beside its letter; a reader of the page sees the accent on the letter.

test.each([
  ['M¨uller', 'Müller'],
  ['M ¨uller', 'Müller'],
  ['O˘guz', 'Oğuz'],
  ['Ya˘gmur', 'Yağmur'],
  ['Ren´e L´opez', 'René López'],
  ['Lo´pez', 'López'],
  ['Jime´nez', 'Jiménez'],
  ['Dvoˇr´ak', 'Dvořák'],
  ['Garc´ıa', 'García'],
  ['˚Angstr¨om', 'Ångström'],
  ['by ´Angel', 'by Ángel'],
  ['S¸ahin', 'Şahin'],
  ['Franc¸ois', 'François'],
  ['Wałe˛sa', 'Wałęsa'],
  ['Erd˝os', 'Erdős'],
  ['Pe˜na', 'Peña'],
  ['Mu¨ller and Sˇkoda', 'Müller and Škoda'],
  ['Mu\u0308ller', 'Müller'],
])('%s is read as %s', (written, seen) => {
  expect(composed(written)).toBe(seen)
})

test.each(['don´t', 'l´eau', 'x ^ y', 'a ~ b', '`quoted´', '100 ˚C', ''])('%s stays as it is', (written) => {
  expect(composed(written)).toBe(written)
})

const known = (name: string): KnownPerson => ({ name, penName: null, email: null, orcid: null, affiliation: '' })

describe('the report and the name scan each find a known name with separate code', () => {
  test.each([
    ['beside its letter', 'Karl Müller', String.raw`(Karl M\250uller) Tj`],
    ['after its letter', 'René López', String.raw`(Rene\264 Lo\264pez) Tj`],
    ['drawn over its letter', 'Karl Müller', String.raw`[(Karl M) -28 (\250) 528 (uller)] TJ`],
    ['drawn over a capital letter, and higher', 'Ángel Ruiz', String.raw`(\264) Tj 0 -2 Td (Angel Ruiz) Tj`],
    ['a cedilla', 'François Sahin', String.raw`(Franc\270ois Sahin) Tj`],
  ])('%s: %s', async (_, name, content) => {
    const { bytes } = await cleanPdf(pdf({ content: `BT /F1 11 Tf 72 600 Td ${content} ET` }))
    const found = findings(await read(bytes, 'pdf'), [known(name)], [], [])
    expect(found.map(({ kind, match }) => [kind, match])).toEqual([['known_name', name]])
    expect((await scanFile(bytes, 'pdf', [name])).map(({ value }) => value)).toEqual([name])
  })

  test('in a TeX font whose accents have the codes of control characters', async () => {
    const { bytes } = await cleanPdf(
      pdf({
        content: String.raw`BT /F2 11 Tf 72 600 Td [(Karl) -300 (M) -28 (\177) 528 (uller,) -300 (Garc) (\023) 528 (\020a)] TJ ET`,
        objects: {
          3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> /Contents 4 0 R >>',
          10: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [16 /dotlessi 19 /acute 127 /dieresis] >> >>',
        },
      }),
    )
    const people = [known('Karl Müller'), known('Ana García')]
    const found = findings(await read(bytes, 'pdf'), people, [], [])
    expect(found.map(({ match }) => match)).toEqual(['Karl Müller', 'García'])
    expect((await scanFile(bytes, 'pdf', ['Karl Müller'])).map(({ value }) => value)).toEqual(['Karl Müller'])
  })
})
