import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { FileHeld } from '../shapes.ts'
import { emptyStructure, type Structure } from './blocks.ts'
import { separatedStructure, typedStructure } from './txt-and-csv.ts'

type Reader = (bytes: Buffer) => Structure | Promise<Structure>

const pictureReader: Reader = () => emptyStructure
/** Old Word files and web pages are converted before they are read. */
const noReader: Reader = () => {
  throw new FileHeld('no_converter')
}

// Each reader loads libraries of its own: a process that reads one file loads those of one kind.
const readers: Readonly<Record<FileKind, Reader>> = {
  docx: async (bytes) => (await import('./word.ts')).wordStructure(bytes),
  odt: async (bytes) => (await import('./opendocument.ts')).openDocumentStructure(bytes),
  pdf: async (bytes) => (await import('./pdf-paragraphs.ts')).pdfStructure(bytes),
  xlsx: async (bytes) => (await import('./workbook.ts')).workbookStructure(bytes),
  csv: separatedStructure,
  txt: typedStructure,
  doc: noReader,
  rtf: noReader,
  html: noReader,
  png: pictureReader,
  jpg: pictureReader,
  tif: pictureReader,
  webp: pictureReader,
}

// Reading, view and metadata are made of the same bytes one after the other, and parsing a PDF is most of the work. The
// entry is freed with the bytes.
const known = new WeakMap<Buffer, { readonly kind: FileKind; readonly structure: Promise<Structure> }>()

/** @throws FileRejected when the file is damaged, FileHeld when files of its kind have to be converted first */
export async function structureOf(bytes: Buffer, kind: FileKind): Promise<Structure> {
  const before = known.get(bytes)
  if (before?.kind === kind) return before.structure
  const structure = Promise.resolve().then(() => readers[kind](bytes))
  known.set(bytes, { kind, structure })
  return structure
}
