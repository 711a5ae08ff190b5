import { describe, expect, test } from 'vitest'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { searchTermsFor } from '../../workers/manuscripts/scan/search-terms.ts'
import type { Role } from '../../workers/manuscripts/scan/statements.ts'
import { FileHeld } from '../../workers/manuscripts/shapes.ts'
import { docx } from '../corpus/make/docx.ts'
import { pdf } from '../corpus/make/pdf.ts'
import { zip } from '../corpus/make/zip.ts'

function finds(sought: string, value: string, role: Role = 'free'): boolean {
  return searchTermsFor([sought]).inWords(value, role).length > 0
}

describe('A name is found', () => {
  test.each([
    ['among other words', 'Jane Doe', 'by Jane Doe, 2024'],
    ['in capitals', 'Jane Doe', 'JANE DOE'],
    ['without its accents', 'Zoë Šimić', 'zoe simic'],
    ['with letters that have no decomposition', 'Søren Łoś', 'soren los'],
    ['with its surname first', 'Jane Doe', 'Doe, Jane'],
    ['with its surname first in the file’s properties', 'Doe, Jane', 'Jane Doe'],
    ['by its surname', 'Jane Doering', 'figure for Doering'],
    ['as an account', 'Jane Doering', 'jdoering'],
    ['without spaces', 'Jane Doering', 'thesisJaneDoering3'],
    ['where the next word begins with a capital', 'Doering', 'DoeringThesis'],
    ['before a number', 'doering', 'doering2'],
    ['in a web address', 'Jane Doering', 'https://example.org/~Jane%20Doering/'],
    ['in scripts without spaces', '王伟', '作者王伟的图'],
    ['in Cyrillic', 'Мария Доронина', 'рис. Доронина'],
    ['in Arabic', 'عبد المجيد', 'صورة عبد المجيد'],
    ['when the text consists of its three letters', 'Kim', 'Kim'],
    ['as a whole path', 'C:\\Users\\jd\\a.docx', 'c:/users/jd/a.docx'],
    ['as a number', '0000-0002-1825-0097', 'orcid.org/0000-0002-1825-0097'],
  ])('%s', (_, sought, value) => {
    expect(finds(sought, value)).toBe(true)
  })
})

describe('Nothing is found', () => {
  test.each<[string, string, string, Role]>([
    ['inside another word', 'Anna', 'savannah', 'free'],
    ['when it is three letters among other words', 'Kim', 'kim chi', 'free'],
    ['when it is two letters', 'JD', 'JD', 'free'],
    ['in a colour', 'Mark Black', 'black', 'vocabulary'],
    ['in a built-in style', 'Normal', 'Normal', 'vocabulary'],
    ['in text by a surname alone, because the report finds it', 'Jane Doering', 'Doering et al.', 'text'],
  ])('%s', (_, sought, value, role) => {
    expect(finds(sought, value, role)).toBe(false)
  })
})

describe('A file that cannot be read completely is not scanned', () => {
  test.each([
    [
      'a package with a broken part',
      'docx',
      docx({ entries: (all) => [...all, { name: 'a.xml', bytes: 'x', raw: Buffer.from('junk') }] }),
    ],
    [
      'a part with an unknown compression',
      'docx',
      zip([{ name: 'a.xml', bytes: 'x', method: 97, raw: Buffer.from('x') }]),
    ],
    ['bytes that are no package', 'docx', Buffer.from('PK nothing')],
    ['an encrypted PDF', 'pdf', pdf({ objects: { 10: '<< /Filter /Standard /V 1 >>' }, trailer: '/Encrypt 10 0 R' })],
    [
      'a stream with an unknown filter',
      'pdf',
      pdf({ objects: { 10: { dictionary: '/Filter /Mine', bytes: 'x', raw: true } } }),
    ],
  ] as const)('%s', async (_, kind, bytes) => {
    await expect(scanFile(bytes, kind, [])).rejects.toThrow(FileHeld)
  })

  test('a file whose content exceeds the limit', async () => {
    const bomb = zip([{ name: 'a.xml', bytes: Buffer.alloc(201 * 1024 ** 2) }])
    await expect(scanFile(bomb, 'docx', [])).rejects.toThrow(FileHeld)
  })
})

test('Text shown on a page is distinguished from other text', async () => {
  const file = docx({ body: '<w:p><w:r><w:t>Jane </w:t></w:r><w:r><w:t>Doe</w:t></w:r></w:p><w:p w:x="Jane Doe"/>' })
  expect(await scanFile(file, 'docx', ['Jane Doe'])).toEqual([
    { value: 'Jane Doe', in: 'metadata', where: 'word/document.xml p@w:x', around: 'Jane Doe' },
    { value: 'Jane Doe', in: 'text', where: 'word/document.xml', around: 'Jane Doe' },
  ])
})
