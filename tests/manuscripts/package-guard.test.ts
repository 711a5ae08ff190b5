import { expect, test } from 'vitest'
import { guard } from '../../workers/manuscripts/guard.ts'
import { packageOf, wordWith } from './package-builder.ts'

const document = wordWith('<w:p><w:r><w:t>Text</w:t></w:r></w:p>')

/** The same archive with every occurrence of a name replaced by another of the same length. */
function renamed(bytes: Buffer, from: string, to: string, where: 'everywhere' | 'directory' = 'everywhere'): Buffer {
  const copy = Buffer.from(bytes)
  const start = where === 'everywhere' ? 0 : copy.indexOf('PK\x01\x02')
  for (let at = copy.indexOf(from, start); at >= 0; at = copy.indexOf(from, at + 1)) copy.write(to, at, 'latin1')
  return copy
}

const refused = (bytes: Buffer) => expect(guard(bytes, 'docx')).rejects

test('a plain document is accepted, and has no active content', async () => {
  expect(await guard(document, 'docx')).toEqual({ kind: 'docx', active: [] })
})

test('bytes after the end of the archive are accepted, because the copy is written anew', async () => {
  expect(await guard(Buffer.concat([document, Buffer.from('trailing')]), 'docx')).toMatchObject({ kind: 'docx' })
})

test.each([
  ['an archive with other bytes before it', Buffer.concat([Buffer.from('GIF89a'), document]), 'ambiguous_archive'],
  ['a second archive after the end', Buffer.concat([document, document.subarray(0, 200)]), 'ambiguous_archive'],
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['half an archive', document.subarray(0, document.length / 2), 'damaged'],
  ['no archive', Buffer.from('Dear editors'), 'wrong_type'],
  ['a name with two dots', renamed(document, 'word/document.xml', '../../document.xm'), 'unsafe_names'],
  ['a name with a backslash', renamed(document, 'word/document.xml', 'word\\document.xml'), 'unsafe_names'],
  ['an absolute name', renamed(document, 'word/document.xml', '/ord/document.xml'), 'unsafe_names'],
  [
    'a directory whose name differs from that of the entry',
    renamed(document, 'word/document.xml', 'word/documenu.xml', 'directory'),
    'ambiguous_archive',
  ],
  [
    'two entries whose names differ only in case',
    renamed(wordWith('', [], { 'word/dpcument.xml': '<a/>' }), 'word/dpcument.xml', 'WORD/document.xml'),
    'ambiguous_archive',
  ],
  ['an archive that is no document', packageOf({ 'a.txt': 'a' }), 'wrong_type'],
  ['a document type declaration', wordWith('', [], { 'word/styles.xml': '<!-- a --><!DOCTYPE a><a/>' }), 'dtd'],
  [
    'a document type declaration in UTF-16',
    wordWith('', [], { 'word/styles.xml': Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le') }),
    'dtd',
  ],
  ['a bomb', wordWith('', [], { 'word/media/a.png': Buffer.alloc(20_000_000) }), 'too_large_inside'],
])('%s is refused', async (_, bytes, code) => {
  await refused(bytes).toMatchObject({ code })
})

test('a password is distinguished from damage', async () => {
  const locked = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  await refused(locked).toMatchObject({ code: 'encrypted' })
  const flagged = Buffer.from(document)
  flagged.writeUInt16LE(1, flagged.indexOf('PK\x01\x02') + 8)
  await refused(flagged).toMatchObject({ code: 'encrypted' })
})

test('archives may be nested two levels deep and no deeper', async () => {
  const one = packageOf({ 'a.txt': 'a' })
  const two = packageOf({ 'one.zip': one })
  const three = packageOf({ 'two.zip': two })
  expect(await guard(wordWith('', [], { 'word/a.zip': two }), 'docx')).toMatchObject({ active: ['embedded_objects'] })
  await refused(wordWith('', [], { 'word/a.zip': three })).toMatchObject({ code: 'nested_archives' })
})

test('active content in a document is reported by name', async () => {
  const field = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`
  const active = wordWith(
    `<w:p>${field('DD')}${field('EAUTO excel')}</w:p>`,
    [
      ['rId1', 'vbaProject', 'vbaProject.bin'],
      ['rId2', 'image', 'https://tracker.example/pixel.png', true],
      ['rId3', 'hyperlink', 'https://journal.example/', true],
    ],
    { 'word/vbaProject.bin': 'x' },
  )
  expect((await guard(active, 'docx')).active).toEqual(['macros', 'external_links', 'dde_fields'])
})
