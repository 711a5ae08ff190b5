import type { Cover } from '../../../server/identity/cover-places.ts'
import { covered, CoverSearch } from '../../../server/identity/covers.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { Allowance, isArchive, openArchive } from '../formats/package/archive.ts'
import { pack, store, writeArchive } from '../formats/package/archive-writer.ts'
import { coverMarkup } from './cover-markup.ts'

type Covering = (bytes: Buffer, search: CoverSearch) => Promise<Buffer> | Buffer

const coverings: Readonly<Partial<Record<FileKind, Covering>>> = {
  docx: (bytes, search) => coverPackage(bytes, search, new Allowance()),
  odt: (bytes, search) => coverPackage(bytes, search, new Allowance()),
  xlsx: (bytes, search) => coverPackage(bytes, search, new Allowance()),
  txt: coverText,
  csv: coverText,
  // Loads readers and typefaces that other files do not need.
  pdf: async (bytes, search) => (await import('./cover-pdf.ts')).coverPdf(bytes, search),
}

/** A clean copy with its covers applied. Reading and the scan for names run on the result and find what was missed. */
export async function coverIn(bytes: Buffer, kind: FileKind, covers: readonly Cover[]): Promise<Buffer> {
  if (covers.length === 0) return bytes
  return (await coverings[kind]?.(bytes, new CoverSearch(covers))) ?? bytes
}

/** Parts that describe the other parts. */
const aboutParts = /^\[Content_Types\]\.xml$|(?:^|\/)_rels\/|^META-INF\/|^mimetype$/

function coverPackage(bytes: Buffer, search: CoverSearch, allowance: Allowance): Buffer {
  const archive = openArchive(bytes, allowance)
  const parts = archive.names.map((name) => {
    const part = archive.read(name) ?? Buffer.alloc(0)
    if (aboutParts.test(name)) return name === 'mimetype' ? store(name, part) : pack(name, [part])
    if (/\.(?:xml|vml|svg)$/i.test(name)) return pack(name, [coverMarkup(part, search)])
    return store(name, isArchive(part) ? coverPackage(part, search, allowance) : part)
  })
  return writeArchive(parts)
}

function coverText(bytes: Buffer, search: CoverSearch): Buffer {
  const text = bytes.toString('utf8')
  return Buffer.from(covered(text, search.in(text, false)), 'utf8')
}
