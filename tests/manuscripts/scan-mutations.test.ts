import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { Allowance } from '../../workers/manuscripts/scan/allowance.ts'
import { archiveOf } from '../../workers/manuscripts/scan/archive.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { docx } from '../corpus/make/docx.ts'
import { ascii, opaque, tiffBlock } from '../corpus/make/exif.ts'
import { odt } from '../corpus/make/odt.ts'
import { pdf } from '../corpus/make/pdf.ts'
import { chunk, exifSegment, iptcSegment, jpeg, png, segment, tiff, webp, xmpSegment } from '../corpus/make/pictures.ts'
import { xlsx } from '../corpus/make/xlsx.ts'
import { zip, type Entry } from '../corpus/make/zip.ts'

// One name is inserted into a clean copy, in one place after another. The name scan must find it in each place.

const name = 'Ólafur Þórðarson'
const folder = 'C:\\Users\\olafur.thordarson\\Documents'
const sought = [name, 'olafur.thordarson']
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const swapped = (text: string) => utf16(text).swap16()

type Parts = ReadonlyMap<string, Buffer>

function partsOf(bytes: Buffer): Map<string, Buffer> {
  return new Map(archiveOf(bytes, new Allowance()).entries.map((entry) => [entry.name, entry.read()]))
}

function packed(parts: Parts, options: Parameters<typeof zip>[1] = {}): Buffer {
  return zip(
    [...parts].map(([name, bytes]): Entry => ({ name, bytes })),
    options,
  )
}

/** Inserts text before the first place in a part that matches. */
function inserted(parts: Parts, part: string, before: string, words: string): Buffer {
  const text = parts.get(part)?.toString('utf8') ?? ''
  expect(text).toContain(before)
  return packed(new Map([...parts, [part, Buffer.from(text.replace(before, () => words + before))]]))
}

function added(parts: Parts, part: string, bytes: Buffer | string): Buffer {
  return packed(new Map([...parts, [part, Buffer.from(bytes)]]))
}

const copies = { docx: docx(), odt: odt(), xlsx: xlsx() }
const parts = { docx: new Map<string, Buffer>(), odt: new Map<string, Buffer>(), xlsx: new Map<string, Buffer>() }

beforeAll(async () => {
  for (const kind of ['docx', 'odt', 'xlsx'] as const) {
    copies[kind] = (await clean(copies[kind], kind)).bytes
    parts[kind] = partsOf(copies[kind])
  }
})

test.each(['docx', 'odt', 'xlsx'] as const)('a clean %s has no findings', async (kind) => {
  expect(await scanFile(copies[kind], kind, sought)).toEqual([])
})

const document = 'word/document.xml'
const w = (text: string) => inserted(parts.docx, document, '<w:p', text)

describe('In a DOCX the name scan finds an inserted name', () => {
  test.each<[string, () => Buffer]>([
    ['as the author of a change', () => w(`<w:p><w:ins w:author="${name}"/></w:p>`)],
    ['in an attribute of any namespace', () => w(`<w:p x:about="by ${name}"/>`)],
    [
      'in escaped letters',
      () =>
        w(`<w:p w:x="${Array.from(name, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join('')}"/>`),
    ],
    ['without accents', () => w('<w:p w:x="Olafur Thorðarson"/>'.replace('Thorðarson', 'Þorðarson'))],
    ['surname first', () => w('<w:p w:x="Þórðarson, Ólafur"/>')],
    ['without spaces', () => w('<w:p w:x="figure_ÓlafurÞórðarson_2"/>')],
    ['percent-encoded', () => w(`<w:p w:x="${encodeURIComponent(name)}"/>`)],
    ['as a home folder', () => w(`<w:p w:x="${folder}\\a.docx"/>`)],
    ['in a comment', () => w(`<!-- ${name} -->`)],
    ['in a processing instruction', () => w(`<?by ${name}?>`)],
    ['in a field code', () => w(`<w:p><w:r><w:instrText>SET a "${name}"</w:instrText></w:r></w:p>`)],
    ['in deleted text', () => w(`<w:p><w:del><w:r><w:delText>${name}</w:delText></w:r></w:del></w:p>`)],
    ['in an unknown element', () => w(`<x:who>${name}</x:who>`)],
    ['in an alternative text', () => w(`<w:p><wp:docPr id="1" name="a" descr="Photo: ${name}"/></w:p>`)],
    ['in a style', () => inserted(parts.docx, 'word/styles.xml', '<w:style', `<w:style w:styleId="ÓlafurÞórðarson"/>`)],
    [
      'in the creator',
      () => added(parts.docx, 'docProps/core.xml', `<c xmlns:dc="d"><dc:creator>${name}</dc:creator></c>`),
    ],
    [
      'in a relationship',
      () =>
        inserted(
          parts.docx,
          'word/_rels/document.xml.rels',
          '</Relationships>',
          `<Relationship Id="x" Type="y" Target="file:///${folder}\\a.dotx" TargetMode="External"/>`,
        ),
    ],
    [
      'in UTF-16',
      () => added(parts.docx, 'word/extra.xml', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`<a b="${name}"/>`)])),
    ],
    [
      'in latin1',
      () =>
        added(
          parts.docx,
          'word/extra.xml',
          Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a b="Ólafur Þórðarson"/>', 'latin1'),
        ),
    ],
    ['in the name of a part', () => added(parts.docx, 'word/olafur.thordarson.xml', '<a/>')],
    [
      'in an opaque part',
      () => added(parts.docx, 'word/media/x.bin', Buffer.concat([Buffer.alloc(99, 7), utf16(name)])),
    ],
    [
      'in base64',
      () => added(parts.docx, 'word/extra.xml', `<a>${Buffer.from(`${'.'.repeat(90)}${name}`).toString('base64')}</a>`),
    ],
    [
      'in an embedded archive',
      () => added(parts.docx, 'word/embeddings/a.xlsx', zip([{ name: 'b.xml', bytes: `<b c="${name}"/>` }])),
    ],
    ['in an embedded picture', () => added(parts.docx, 'word/media/a.jpg', jpeg([segment(0xfe, name)]))],
    ['before the archive', () => packed(parts.docx, { prefix: Buffer.from(name) })],
    ['after the archive', () => packed(parts.docx, { suffix: Buffer.from(name) })],
    ['in the archive comment', () => packed(parts.docx, { comment: name })],
    [
      'in an extra field',
      () =>
        zip(
          [...parts.docx].map(([part, bytes]) => ({
            name: part,
            bytes,
            localExtra: Buffer.concat([Buffer.from('abzz'), Buffer.from([19, 0]), Buffer.from(name)]),
          })),
        ),
    ],
  ])('%s', async (_, file) => {
    const matches = await scanFile(file(), 'docx', sought)
    expect(matches.filter((match) => match.in === 'metadata' && sought.includes(match.value))).not.toEqual([])
  })
})

describe('In a DOCX the name scan reports parts that a clean copy never contains', () => {
  test.each<[string, () => Buffer]>([
    ['a stranger as author', () => w('<w:p><w:ins w:author="N. N. Somebody"/></w:p>')],
    ['initials', () => w('<w:p><w:commentRangeStart w:initials="QX"/></w:p>')],
    ['a revision id', () => w('<w:p w:rsidR="00AB12CD"/>')],
    ['an editor of a range', () => w('<w:p><w:permStart w:ed="CLINIC\\someone"/></w:p>')],
    ['a list of people', () => added(parts.docx, 'word/people.xml', '<w15:people xmlns:w15="x"/>')],
    ['comments', () => added(parts.docx, 'word/comments.xml', '<w:comments xmlns:w="x"/>')],
    ['a thumbnail', () => added(parts.docx, 'docProps/thumbnail.jpeg', jpeg())],
    [
      'an account with a reference manager',
      () =>
        w(
          '<w:p><w:r><w:instrText>ADDIN ZOTERO_ITEM {"uri":"http://zotero.org/users/1234567/items/A"}</w:instrText></w:r></w:p>',
        ),
    ],
    ['an extra byte', () => packed(parts.docx, { suffix: Buffer.from('x') })],
  ])('%s', async (_, file) => {
    expect(await scanFile(file(), 'docx', [])).not.toEqual([])
  })
})

describe('In other packages the name scan finds an inserted name', () => {
  test.each<[string, 'odt' | 'xlsx', () => Buffer]>([
    [
      'as the creator of an annotation',
      'odt',
      () =>
        inserted(
          parts.odt,
          'content.xml',
          '<text:p',
          `<office:annotation><dc:creator>${name}</dc:creator></office:annotation>`,
        ),
    ],
    ['in a description', 'odt', () => inserted(parts.odt, 'content.xml', '<text:p', `<svg:desc>${name}</svg:desc>`)],
    [
      'in a link',
      'odt',
      () =>
        inserted(parts.odt, 'content.xml', '<text:p', '<text:a xlink:href="mailto:olafur.thordarson@example.org"/>'),
    ],
    [
      'in meta.xml',
      'odt',
      () =>
        added(parts.odt, 'meta.xml', `<office:meta><meta:initial-creator>${name}</meta:initial-creator></office:meta>`),
    ],
    [
      'in a style',
      'odt',
      () =>
        inserted(
          parts.odt,
          'styles.xml',
          '</office:document-styles>',
          `<style:style style:name="P1" style:display-name="${name}"/>`,
        ),
    ],
    [
      'in the folder of a workbook',
      'xlsx',
      () => inserted(parts.xlsx, 'xl/workbook.xml', '</workbook>', `<x15ac:absPath url="${folder}\\"/>`),
    ],
    [
      'as who shares it',
      'xlsx',
      () => inserted(parts.xlsx, 'xl/workbook.xml', '</workbook>', `<fileSharing userName="${name}"/>`),
    ],
    [
      'in a formula',
      'xlsx',
      () => inserted(parts.xlsx, 'xl/worksheets/sheet1.xml', '</sheetData>', `<row><c><f>"${name}"</f></c></row>`),
    ],
  ])('%s', async (_, kind, file) => {
    const matches = await scanFile(file(), kind, sought)
    expect(matches.some((match) => match.in === 'metadata' && sought.includes(match.value))).toBe(true)
  })
})

const hex = (text: string) => `<FEFF${swapped(text).toString('hex')}>`
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description><dc:creator><rdf:Seq><rdf:li>${name}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
const latin = (text: string) => Buffer.from(text, 'latin1')

describe('In a PDF the name scan finds an inserted name', () => {
  test.each<[string, () => Buffer]>([
    ['in the information', () => pdf({ objects: { 10: `<< /Author ${hex(name)} >>` }, trailer: '/Info 10 0 R' })],
    ['in information nothing points to', () => pdf({ objects: { 10: `<< /Producer (x) /Note ${hex(name)} >>` } })],
    [
      'in escaped octal letters',
      () =>
        pdf({ page: `/Note (${[...latin(name)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')})` }),
    ],
    [
      'in a string of its own',
      () => pdf({ objects: { 10: hex(name), 11: '<< /Type /Annot /Subtype /Stamp /Rect [0 0 1 1] /T 10 0 R >>' } }),
    ],
    ['in an object stream', () => pdf({ packed: true, objects: { 10: `<< /X ${hex(name)} >>` } })],
    [
      'in an old revision',
      () => pdf({ objects: { 10: `<< /X ${hex(name)} >>` }, revision: { objects: { 10: '<< /X (nobody) >>' } } }),
    ],
    ['in a resource name', () => pdf({ resources: '/ExtGState << /#D3lafur#DE#F3r#F0arson << >> >>' })],
    ['in XMP', () => pdf({ objects: { 10: { dictionary: '/Type /Metadata /Subtype /XML', bytes: xmp } } })],
    [
      'in flattened, hexadecimal XMP',
      () =>
        pdf({
          objects: {
            10: {
              dictionary: '/Type /Metadata /Filter [/ASCIIHexDecode /FlateDecode]',
              bytes: `${deflateSync(Buffer.from(xmp)).toString('hex')}>`,
              raw: true,
            },
          },
        }),
    ],
    [
      'in an attached file',
      () =>
        pdf({
          objects: {
            10: '<< /Type /Filespec /F (a) /EF << /F 11 0 R >> >>',
            11: {
              dictionary: '/Type /EmbeddedFile',
              bytes: docx({ parts: [{ name: 'docProps/core.xml', bytes: `<c><dc:creator>${name}</dc:creator></c>` }] }),
            },
          },
        }),
    ],
    ['in the words of marked content', () => pdf({ content: `/Span << /Alt ${hex(name)} >> BDC EMC` })],
    [
      'in a comment on a page',
      () => pdf({ content: `% by Olafur Thordarson\n`.replace('Olafur Thordarson', 'olafur.thordarson') }),
    ],
    ['between objects', () => pdf({ between: '% olafur.thordarson\n' })],
    ['behind the end', () => pdf({ suffix: 'olafur.thordarson' })],
    [
      'in a photograph',
      () =>
        pdf({
          objects: {
            10: {
              dictionary: '/Subtype /Image /Width 8 /Height 6 /Filter /DCTDecode',
              bytes: jpeg([exifSegment([ascii(0x13b, name)])]),
              raw: true,
            },
          },
        }),
    ],
    [
      'in a stream nobody knows',
      () => pdf({ objects: { 10: { dictionary: '', bytes: Buffer.concat([Buffer.alloc(50), utf16(name)]) } } }),
    ],
  ])('%s', async (_, file) => {
    const matches = await scanFile(file(), 'pdf', sought)
    expect(matches.filter((match) => match.in === 'metadata' && sought.includes(match.value))).not.toEqual([])
  })

  test('but not in the title of a bookmark, which is read like a heading', async () => {
    const matches = await scanFile(pdf({ objects: { 10: `<< /Title ${hex(name)} /Parent 1 0 R >>` } }), 'pdf', sought)
    expect(matches.map(({ value, in: place }) => [value, place])).toEqual([[name, 'text']])
  })

  test('but not when it is drawn on a page, which the report checks', async () => {
    const matches = await scanFile(pdf({ content: 'BT [(Mar) -20 (ia D) 10 (oe)] TJ ET' }), 'pdf', ['Maria Doe'])
    expect(matches).toMatchObject([{ value: 'Maria Doe', in: 'text', where: 'object 4' }])
  })
})

describe('In a picture the name scan finds an inserted name', () => {
  test.each<[string, 'jpg' | 'png' | 'tif' | 'webp', () => Buffer]>([
    ['in EXIF', 'jpg', () => jpeg([exifSegment([ascii(0x13b, name)])])],
    ['in what Windows writes', 'jpg', () => jpeg([exifSegment([{ tag: 0x9c9d, type: 1, value: utf16(name) }])])],
    ['in a maker’s note', 'jpg', () => jpeg([exifSegment([opaque(0x927c, utf16(name))])])],
    ['in XMP', 'jpg', () => jpeg([xmpSegment(xmp)])],
    ['in IPTC', 'jpg', () => jpeg([iptcSegment([[80, name]])])],
    ['in a comment', 'jpg', () => jpeg([segment(0xfe, name)])],
    ['in a segment nobody knows', 'jpg', () => jpeg([segment(0xe9, name)])],
    ['behind a photograph', 'jpg', () => jpeg([], Buffer.from(name))],
    ['in text', 'png', () => png([chunk('iTXt', `Note\0\0\0\0\0${name}`)])],
    [
      'in packed text',
      'png',
      () => png([chunk('zTXt', Buffer.concat([Buffer.from('Note\0\0'), deflateSync(latin(name))]))]),
    ],
    ['in EXIF', 'png', () => png([chunk('eXIf', tiffBlock([ascii(0x13b, name)]))])],
    ['behind the pixels', 'png', () => png([], [], Buffer.from(name))],
    ['below the last row', 'png', () => png([], [], Buffer.alloc(0), Buffer.from(name))],
    ['in a scan', 'tif', () => tiff([ascii(0x10e, name)])],
    ['in a tag nobody knows', 'tif', () => tiff([opaque(0xfe01, Buffer.from(name))])],
    ['in EXIF', 'webp', () => webp(8, [['EXIF', tiffBlock([ascii(0x13b, name)])]])],
    ['in XMP', 'webp', () => webp(4, [['XMP ', Buffer.from(xmp)]])],
  ])('%s (%s)', async (_, kind, file) => {
    const matches = await scanFile(file(), kind, sought)
    expect(matches.filter((match) => match.in === 'metadata' && sought.includes(match.value))).not.toEqual([])
  })

  test.each([
    ['jpg', jpeg()],
    ['png', png()],
    ['tif', tiff()],
  ] as const)('and nothing in a clean %s', async (kind, file) => {
    expect(await scanFile(file, kind, sought)).toEqual([])
  })
})
