import { pack, store, writeArchive } from '../../workers/manuscripts/formats/package/archive-writer.ts'
import { openArchive } from '../../workers/manuscripts/formats/package/archive.ts'

const office = 'http://schemas.openxmlformats.org'
export const w = `xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"`

type Parts = Readonly<Record<string, string | Buffer>>

export function packageOf(parts: Parts): Buffer {
  return writeArchive(
    Object.entries(parts).map(([name, content]) =>
      name === 'mimetype' ? store(name, Buffer.from(content)) : pack(name, [Buffer.from(content)]),
    ),
  )
}

/** A relationship: [id, last word of its type, target, whether the target is external]. */
export type Link = readonly [string, string, string, boolean?]

export function relationships(links: readonly Link[]): string {
  const rows = links.map(
    ([id, name, target, outside]) =>
      `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${name}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`,
  )
  return `<Relationships xmlns="${office}/package/2006/relationships">${rows.join('')}</Relationships>`
}

/** A Word document with this body. */
export function wordWith(body: string, links: readonly Link[] = [], parts: Parts = {}): Buffer {
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  return packageOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `<w:document ${w}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(links),
    ...parts,
  })
}

/** A workbook with one sheet of these rows. */
export function workbookWith(workbook: string, rows: string, parts: Parts = {}): Buffer {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const s = w.replace('xmlns:w', 'xmlns').replace('wordprocessingml', 'spreadsheetml')
  return packageOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook ${s}>${workbook}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', 'worksheets/a.xml']]),
    'xl/worksheets/a.xml': `<worksheet ${s}>${rows}</worksheet>`,
    ...parts,
  })
}

const oasis = 'urn:oasis:names:tc:opendocument:xmlns'
const odf = [
  ...['office', 'text', 'style', 'table', 'meta'].map((name) => `xmlns:${name}="${oasis}:${name}:1.0"`),
  `xmlns:draw="${oasis}:drawing:1.0"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:officeooo="http://openoffice.org/2009/office"',
].join(' ')

/** An OpenDocument text with this content. */
export function openDocumentWith(text: string, styles = '', parts: Parts = {}): Buffer {
  return packageOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${odf}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    ...parts,
  })
}

/** The content of a part of a package; null when no part has that name. */
export function partOf(bytes: Buffer, name: string): string | null {
  return openArchive(bytes).read(name)?.toString('utf8') ?? null
}

export function namesIn(bytes: Buffer): readonly string[] {
  return openArchive(bytes).names
}

/** All parts of a package, inflated and concatenated. */
export function everythingIn(bytes: Buffer): string {
  const archive = openArchive(bytes)
  return archive.names.map((name) => `${name}\n${archive.read(name)?.toString('utf8') ?? ''}`).join('\n')
}
