import type { FileKind } from '../../server/storage/file-kinds.ts'
import { type Cleaned, type CleanOptions, FileHeld } from './shapes.ts'

type Cleaner = (bytes: Buffer, options: CleanOptions) => Promise<Cleaned>

// Each cleaner loads libraries of its own: a process that cleans one file loads those of one kind.
const cleaners: Readonly<Record<FileKind, Cleaner>> = {
  docx: fromPackage('docx'),
  odt: fromPackage('odt'),
  xlsx: fromPackage('xlsx'),
  pdf: async (bytes, options) => (await import('./formats/pdf/clean-pdf.ts')).cleanPdf(bytes, options),
  png: picture('png'),
  jpg: picture('jpg'),
  tif: picture('tif'),
  webp: picture('webp'),
  txt: plain('txt'),
  csv: plain('csv'),
  doc: needsConverting,
  rtf: needsConverting,
  html: needsConverting,
}

/**
 * A new file that contains only what its reader is meant to see.
 * @throws FileRejected when its author has to correct the file; FileHeld when an editor has to decide
 */
export function clean(bytes: Buffer, kind: FileKind, options: CleanOptions = {}): Promise<Cleaned> {
  return cleaners[kind](bytes, options)
}

function fromPackage(kind: 'docx' | 'odt' | 'xlsx'): Cleaner {
  return async (bytes, options) =>
    (await import('./formats/package/clean-package.ts')).cleanPackage(bytes, kind, options)
}

function picture(kind: 'png' | 'jpg' | 'tif' | 'webp'): Cleaner {
  return async (bytes) => (await import('./formats/images/clean-picture.ts')).cleanPicture(bytes, kind)
}

function plain(kind: 'txt' | 'csv'): Cleaner {
  return async (bytes) => ({
    kind,
    bytes: (await import('./formats/text/plain-text.ts')).cleanText(bytes),
    removed: [],
  })
}

async function needsConverting(): Promise<Cleaned> {
  throw new FileHeld('no_converter')
}
