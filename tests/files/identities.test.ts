import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { writeZip } from '../../server/db/seed/zip.ts'
import { identitiesIn } from '../../server/files/identities.ts'
import type { FileKind } from '../../server/files/kinds.ts'
import { docx, pdf, truncatedDocx } from '../support/samples.ts'

// What a file says besides its text, and what the journal makes of it before a reviewer may have it.

const people = [
  { name: 'Zoë Müller-Øst', email: 'zoe@example.org' },
  { name: 'Li Wu', email: null },
]
const look = (kind: FileKind, bytes: Uint8Array | string) =>
  identitiesIn(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes), kind, people)

function archive(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return writeZip(
    Object.entries(parts).map(([name, content]) => ({
      name,
      bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : content,
    })),
  )
}
const info = (entries: string) =>
  `%PDF-1.4\n1 0 obj\n<< ${entries} >>\nendobj\ntrailer\n<< /Info 1 0 R >>\nstartxref\n9\n%%EOF\n`
const compressed = (type: string, content: string) => {
  const packed = deflateSync(Buffer.from(content, 'utf8')).toString('latin1')
  return `%PDF-1.5\n4 0 obj\n<< /Type /${type} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n%%EOF\n`
}
const xmp = (creator: string) =>
  `<x:xmpmeta><rdf:RDF><rdf:Description><dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
const utf16 = (text: string) => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`

describe('nothing is found in', () => {
  test.each<[string, FileKind, Uint8Array | string]>([
    ['a Word document without properties', 'docx', docx({ body: 'As Müller (2019) wrote.' })],
    ['a PDF without an author', 'pdf', pdf({ body: 'As Müller (2019) wrote.' })],
    ['properties a program wrote', 'docx', docx({ metadata: { author: 'python-docx', lastModifiedBy: 'Un-named' } })],
    ['an author who is called Author', 'pdf', pdf({ metadata: { author: 'Author', application: 'Microsoft Word' } })],
    ['empty properties', 'docx', docx({ metadata: { author: '', lastModifiedBy: ' ', company: '' } })],
    ['tracked changes by nobody', 'docx', archive({ 'word/document.xml': '<w:ins w:author="Author"/>' })],
    ['a table with a name of its own', 'xlsx', archive({ 'xl/tables/table1.xml': '<table displayName="Table1"/>' })],
    ['a text whose author is generic', 'rtf', '{\\rtf1{\\info{\\author User}}As M\\u252 ?ller wrote.}'],
    ['plain text, which is all to be read', 'txt', 'Zoë Müller-Øst'],
  ])('%s', async (_, kind, bytes) => {
    expect(await look(kind, bytes)).toEqual([])
  })
})

describe('an author is found in', () => {
  test.each<[string, FileKind, Uint8Array | string, string]>([
    ['the creator of a Word document', 'docx', docx({ metadata: { author: 'Zoë Müller-Øst' } }), 'document_properties'],
    [
      'who saved it last, an unknown',
      'docx',
      docx({ metadata: { lastModifiedBy: 'Co Worker' } }),
      'document_properties',
    ],
    ['the company', 'docx', docx({ metadata: { company: 'Clinic of the North' } }), 'document_properties'],
    [
      'a title, in part and without accents',
      'docx',
      docx({ title: 'muller draft 3', metadata: { author: '' } }),
      'document_properties',
    ],
    [
      'a property of one’s own',
      'docx',
      archive({ 'docProps/custom.xml': '<property name="Owner"><vt:lpwstr>ZOE@example.org</vt:lpwstr></property>' }),
      'document_properties',
    ],
    [
      'the path of a template',
      'docx',
      archive({ 'word/_rels/settings.xml.rels': '<Relationship Target="file:///C:\\Users\\zoemullerost\\a.dotx"/>' }),
      'document_properties',
    ],
    ['the author of a comment', 'docx', archive({ 'word/comments.xml': '<w:comment w:author="A B"/>' }), 'comments'],
    ['a comment', 'docx', archive({ 'word/comments.xml': '<w:t>Ask Wu Li &amp; me</w:t>' }), 'comments'],
    ['the people of a document', 'docx', archive({ 'word/people.xml': '<w15:person w15:author="A B"/>' }), 'comments'],
    [
      'a tracked change',
      'docx',
      archive({ 'word/document.xml': "<w:del w:id='1' w:author='A B'><w:t>x</w:t></w:del>" }),
      'tracked_changes',
    ],
    [
      'a tracked change in a footnote',
      'docx',
      archive({ 'word/footnotes.xml': '<w:ins w:author="A B"/>' }),
      'tracked_changes',
    ],
    ['the name of a part', 'docx', archive({ 'word/media/Müller.png': 'x' }), 'part_names'],
    [
      'a workbook inside',
      'docx',
      archive({ 'word/embeddings/a.xlsx': archive({ 'docProps/core.xml': '<dc:creator>A B</dc:creator>' }) }),
      'document_properties',
    ],
    [
      'an OpenDocument’s creator',
      'odt',
      archive({ 'meta.xml': '<dc:creator>A B</dc:creator>' }),
      'document_properties',
    ],
    [
      'an OpenDocument’s change',
      'odt',
      archive({ 'content.xml': '<office:change-info><dc:creator>A B</dc:creator></office:change-info>' }),
      'tracked_changes',
    ],
    ['a workbook’s comments', 'xlsx', archive({ 'xl/comments1.xml': '<author>A B</author>' }), 'comments'],
    ['the author of a PDF', 'pdf', pdf({ metadata: { author: 'Someone Else' } }), 'document_properties'],
    ['its company', 'pdf', pdf({ metadata: { company: 'Clinic of the North' } }), 'document_properties'],
    ['its title', 'pdf', pdf({ title: 'Müller, final' }), 'document_properties'],
    ['an escaped string', 'pdf', info('/Author (M\\374ller \\(Zo\\353\\))'), 'document_properties'],
    ['a hexadecimal string', 'pdf', info(`/Author ${utf16('Zoë')}`), 'document_properties'],
    ['a key of its own', 'pdf', info(`/SourceFolder ${utf16('home/müller')}`), 'document_properties'],
    [
      'a string elsewhere in the file',
      'pdf',
      '%PDF-1.4\n1 0 obj\n<< /Author 7 0 R >>\nendobj\n7 0 obj\n(A B)\nendobj\n%%EOF',
      'document_properties',
    ],
    ['an object stream', 'pdf', compressed('ObjStm', '1 0 << /Author (A B) >>'), 'document_properties'],
    ['a compressed XMP packet', 'pdf', compressed('Metadata', xmp('A B')), 'document_properties'],
    ['an XMP packet', 'pdf', `%PDF-1.4\n${xmp('A B')}\n%%EOF`, 'document_properties'],
    ['an annotation', 'pdf', '%PDF-1.4\n<< /Subtype /Text /T (Zoe Muller-Ost) >>\n%%EOF', 'comments'],
    ['a picture’s XMP', 'jpg', `\xff\xd8\xff${xmp('A B')}`, 'document_properties'],
    ['a text’s author', 'rtf', "{\\rtf1{\\info{\\author M\\'fcller}}}", 'document_properties'],
    ['a text’s tracked change', 'rtf', '{\\rtf1{\\*\\revtbl {Unknown;}{A B;}}x}', 'tracked_changes'],
    ['an old Word file', 'doc', Buffer.from('....Li Wu....', 'utf16le'), 'elsewhere'],
  ])('%s', async (_, kind, bytes, place) => {
    expect(await look(kind, bytes)).toEqual([place])
  })
})

describe('what cannot be read counts as naming somebody:', () => {
  test.each<[string, FileKind, Uint8Array | string]>([
    ['a document that was cut off', 'docx', truncatedDocx()],
    ['an encrypted PDF', 'pdf', '%PDF-1.4\ntrailer\n<< /Encrypt 9 0 R >>\n%%EOF'],
    ['a stream in another code', 'pdf', '<< /Type /ObjStm /Filter /LZWDecode >>\nstream\nxx\nendstream'],
    ['a broken stream', 'pdf', '<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nxx\nendstream'],
    ['an author that is nowhere', 'pdf', '<< /Author 7 0 R >>'],
    ['an archive that grows beyond bounds', 'docx', archive({ 'docProps/app.xml': ' '.repeat(65 * 1024 * 1024) })],
    [
      'an archive of too many parts',
      'docx',
      archive(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`p${n}`, '']))),
    ],
  ])('%s', async (_, kind, bytes) => {
    expect(await look(kind, bytes)).toEqual(['unreadable'])
  })
})
