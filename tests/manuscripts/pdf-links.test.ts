import { describe, expect, test } from 'vitest'
import type { KnownPerson } from '../../server/identity/shapes.ts'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { survivors } from '../corpus/inflate.ts'
import { type PdfObject, pdf } from '../corpus/make/pdf.ts'
import { linesOf } from '../corpus/text.ts'

// A link that leads out of a reviewer's copy could have a different address for each paper and so show its owner who reads the paper.

const lines = ['Rest and recovery', 'Eleven people spoke of sleep & of waking.']
const zebulon: KnownPerson = {
  name: 'Zebulon Quixwhistle',
  penName: null,
  email: 'zquix@example.org',
  orcid: '0000-0002-1825-0097',
  affiliation: 'Vexmoor Institute',
}

const linked = (...actions: string[]) =>
  pdf({
    page: `/Annots [${actions.map((action) => `<< /Subtype /Link /Rect [0 0 9 9] /A << ${action} >> >>`).join(' ')}]`,
  })
const web = (address: string) => `/S /URI /URI (${address})`
const readsOf = async (file: Buffer) => {
  const { bytes, removed } = await cleanPdf(file, { people: [zebulon] })
  return { shown: (await linesOf(bytes, 'pdf')).slice(lines.length), traces: survivors(bytes, traces), removed }
}
const traces = ['/URI', '/GoToR', '/Launch', '/SubmitForm', '/Rendition', '/Link']

describe('no link of a copy leads outside', () => {
  test.each([
    ['a file', '/S /GoToR /F (C:\\\\a\\\\b.pdf) /D [0 /Fit]'],
    ['a program', '/S /Launch /F (a.exe)'],
    ['a form’s address', '/S /SubmitForm /F << /FS /URL /F (https://example.org/submit) >>'],
    ['a film', '/S /Rendition /R << /S /MR /C << /S /MCD /D (https://example.org/film) >> >>'],
    ['a mailbox', web('mailto:zquix@example.org')],
    ['a register of researchers', web('https://orcid.org/0000-0002-1825-0097')],
    ['a local file', web('file:///home/zq/a.pdf')],
    ['an account’s page', web('https://zquix@example.org/a')],
  ])('to %s, and no address is listed', async (_, action) => {
    expect(await readsOf(linked(action))).toMatchObject({ shown: [], traces: [] })
  })

  test('addresses that the pages do not show are listed at the end, once each, with their page', async () => {
    const file = linked(
      web('https://example.org/a?paper=17'),
      web('https://example.org/b'),
      web('https://example.org/b'),
    )
    expect(await readsOf(file)).toEqual({
      shown: [
        'Links in this document',
        '1. (page 1) https://example.org/a?paper=17',
        '2. (page 1) https://example.org/b',
      ],
      traces: [],
      removed: ['web_links'],
    })
  })

  test.each([
    ['in full', 'https://example.org/data', '(https://example.org/data) Tj'],
    [
      'without its scheme, in several pieces',
      'http://www.example.org/data/',
      '[(exam) 20 (ple.org) -300 (/da)] TJ T* (ta) Tj',
    ],
    ['as a DOI', 'https://doi.org/10.1000/abc', '(doi:10.1000/abc) Tj'],
    ['in hexadecimal', 'https://example.org/', '<6578616D706C652E6F7267> Tj'],
  ])('an address that the page shows %s is not repeated', async (_, address, shown) => {
    const file = pdf({
      page: `/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << ${web(address)} >> >>]`,
      content: `BT /F1 9 Tf 72 500 Td ${shown} ET`,
    })
    const { shown: read } = await readsOf(file)
    expect(read).not.toContain('Links in this document')
  })

  test('an address is recognised in a font that numbers its letters', async () => {
    const address = 'example.org'
    const codes = Array.from(address).map((letter, n) => ({ letter, code: (n + 1).toString(16).padStart(4, '0') }))
    const table = codes.map(
      ({ letter, code }) => `<${code}> <${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}>`,
    )
    const objects: Record<number, PdfObject> = {
      10: '<< /Type /Font /Subtype /Type0 /BaseFont /Zz /Encoding /Identity-H /ToUnicode 11 0 R /DescendantFonts [12 0 R] >>',
      11: {
        dictionary: '',
        bytes: `1 begincodespacerange <0000> <FFFF> endcodespacerange ${table.length} beginbfchar ${table.join('\n')} endbfchar`,
      },
      12: '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Zz /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
    }
    const file = pdf({
      page: `/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << ${web('https://example.org')} >> >>]`,
      resources: '/XObject << /X1 13 0 R >>',
      content: '/X1 Do',
      objects: {
        ...objects,
        13: {
          dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /Font << /F2 10 0 R >> >>',
          bytes: `BT /F2 9 Tf 72 400 Td <${codes.map(({ code }) => code).join('')}> Tj ET`,
        },
      },
    })
    expect((await readsOf(file)).shown).not.toContain('Links in this document')
  })

  test.each([
    ['the family name', 'https://quixwhistle.example/cv'],
    ['an account with the name', 'https://github.com/zebulonquixwhistle/data'],
    ['the mailbox', 'https://github.com/zquix'],
    ['the ORCID iD', 'https://example.org/?id=0000-0002-1825-0097'],
    ['the percent-encoded name', 'https://example.org/Qu%69xwhistle'],
  ])('an address with %s of a known person is left out, and the list says so', async (_, address) => {
    const { shown } = await readsOf(linked(web('https://example.org/a'), web(address)))
    expect(shown).toEqual([
      'Links in this document',
      '1. (page 1) https://example.org/a',
      '2. (page 1) Left out here, because this address may say who somebody is.',
    ])
  })

  test('links within the document stay, bookmarks with an external target keep their title', async () => {
    const file = pdf({
      catalog: '/Outlines 10 0 R',
      page: '/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [3 0 R /Fit] >> >>]',
      objects: {
        10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
        11: `<< /Title (Sleep) /Parent 10 0 R /A << ${web('https://example.org/x')} >> >>`,
      },
    })
    const { bytes } = await cleanPdf(file)
    expect(survivors(bytes, ['/GoTo', '/Link', '(Sleep)', '/URI'])).toEqual(['/GoTo', '/Link', '(Sleep)'])
    expect((await linesOf(bytes, 'pdf')).slice(lines.length)).toEqual([
      'Links in this document',
      '1. https://example.org/x',
    ])
  })

  test('a long list continues on a new page, a long address on a new line', async () => {
    const many = Array.from({ length: 60 }, (_, n) => web(`https://example.org/${'x'.repeat(n === 0 ? 200 : 1)}${n}`))
    const { shown } = await readsOf(linked(...many))
    expect(shown.join('')).toContain(`${'x'.repeat(20)}02. (page 1)`)
    expect(shown.at(-1)).toBe('60. (page 1) https://example.org/x59')
  })
})

// The search of these links for people whom the byline hides is tested in tests/workers/galley-names.
test('a published file keeps its links', async () => {
  const { bytes } = await cleanPdf(linked(web('https://doi.org/10.1/a'), web('mailto:zquix@example.org')), {
    keepsLinks: true,
  })
  expect(survivors(bytes, ['doi.org/10.1/a', 'zquix'])).toEqual(['doi.org/10.1/a', 'zquix'])
  expect(await linesOf(bytes, 'pdf')).toEqual(lines)
})
