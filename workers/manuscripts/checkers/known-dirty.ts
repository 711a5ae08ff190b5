import { crc32, deflateSync } from 'node:zlib'
import type { FileKind } from '../../../server/storage/file-kinds.ts'

/** The name that a checker must find. */
export const planted = 'Zebulon Quatermass'

/** Small files whose metadata name their maker. */
export const knownDirty = { docx: dirtyDocx(), pdf: dirtyPdf(), png: dirtyPng() } as const satisfies Partial<
  Record<FileKind, Buffer>
>
type Sample = keyof typeof knownDirty

/** The sample that tests a kind of file; a program reads related kinds by the same code. */
export const sampleFor: Readonly<Partial<Record<FileKind, Sample>>> = {
  docx: 'docx',
  xlsx: 'docx',
  odt: 'docx',
  pdf: 'pdf',
  png: 'png',
  jpg: 'png',
  tif: 'png',
  webp: 'png',
}

function dirtyDocx(): Buffer {
  const types = 'http://schemas.openxmlformats.org/package/2006'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const core = 'application/vnd.openxmlformats-package.core-properties+xml'
  return archive({
    '[Content_Types].xml': `<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${word}"/><Override PartName="/docProps/core.xml" ContentType="${core}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${types}/relationships"><Relationship Id="r1" Type="${office}/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${types}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${types}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${planted}</dc:creator></cp:coreProperties>`,
    'word/document.xml':
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
    // A checker may fail at a picture, and then reports nothing of the other parts either.
    'word/media/image1.png': dirtyPng(),
  })
}

function archive(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const entries = Object.entries(parts).map(([name, text]) => ({
    name: Buffer.from(name),
    text: typeof text === 'string' ? Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`) : text,
  }))
  let at = 0
  const written = entries.map(({ name, text }) => {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    // 1 January 1980.
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(text), 10)
    common.writeUInt32LE(text.length, 14)
    common.writeUInt32LE(text.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, text])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const listed = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, tail, name])
    at += local.length
    return { local, listed }
  })
  const directory = Buffer.concat(written.map(({ listed }) => listed))
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...written.map(({ local }) => local), directory, end])
}

function dirtyPdf(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>',
    `<</Author(${planted})>>`,
  ].map((body, n) => `${n + 1} 0 obj\n${body}\nendobj\n`)
  const head = '%PDF-1.4\n'
  const places = objects.map((_, n) => head.length + objects.slice(0, n).join('').length)
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const body = head + objects.join('')
  return Buffer.from(
    `${body}xref\n0 5\n0000000000 65535 f \n${table}trailer\n<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

function dirtyPng(): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), content])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    // One grey pixel.
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    chunk('tEXt', Buffer.from(`Author\0${planted}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
