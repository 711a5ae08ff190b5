import type { FileKind } from '../../server/storage/file-kinds.ts'
import { type Guarded, FileRejected } from './shapes.ts'

type Guard = (bytes: Buffer) => Promise<Guarded>

const guards: Readonly<Record<FileKind, Guard>> = {
  docx: fromPackage('docx'),
  odt: fromPackage('odt'),
  xlsx: fromPackage('xlsx'),
  pdf: async (bytes) => (await import('./formats/pdf/guard-pdf.ts')).guardPdf(bytes),
  png: picture('png'),
  jpg: picture('jpg'),
  tif: picture('tif'),
  webp: picture('webp'),
  txt: plain('txt'),
  csv: plain('csv'),
  html: plain('html'),
  doc: old('doc'),
  rtf: old('rtf'),
}

/**
 * Checks that a file is of the kind it claims and can be opened without harm. Nothing in it is executed.
 * @throws FileRejected
 */
export function guard(bytes: Buffer, kind: FileKind): Promise<Guarded> {
  return guards[kind](bytes)
}

function fromPackage(kind: 'docx' | 'odt' | 'xlsx'): Guard {
  return async (bytes) => (await import('./formats/package/guard-package.ts')).guardPackage(bytes, kind)
}

function picture(kind: 'png' | 'jpg' | 'tif' | 'webp'): Guard {
  return async (bytes) => (await import('./formats/images/guard-picture.ts')).guardPicture(bytes, kind)
}

function plain(kind: 'txt' | 'csv' | 'html'): Guard {
  return async (bytes) => {
    const { cleanText } = await import('./formats/text/plain-text.ts')
    cleanText(bytes)
    return { kind, active: [] }
  }
}

function old(kind: 'doc' | 'rtf'): Guard {
  return async (bytes) => {
    if (bytes.length === 0) throw new FileRejected('empty')
    return { kind, active: (await import('./formats/package/guard-old-word.ts')).guardOldWord(bytes, kind) }
  }
}
