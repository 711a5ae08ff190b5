import { fileKinds, type FileKind } from './file-kinds.ts'
import { beginsLikePdf, endsLikePdf } from './pdf-marks.ts'
import { LastBytes } from './last-bytes.ts'
import { readDirectory } from './zip-directory.ts'

/** The type of a file by its bytes. `broken`: it begins correctly, but its end is missing. */
export type Found = FileKind | 'zip' | 'macros' | 'encrypted' | 'broken' | 'unknown'

/** Reads the bytes of one family of formats and returns the type at the end. */
export interface Sniffed {
  /** The types that are still possible: when none of them is accepted, the rest need not be sent. */
  readonly mayBe: readonly FileKind[]
  readonly see?: (chunk: Buffer) => void
  readonly end: () => Found
}

/** The number of first bytes that `sniff` needs. */
export const headBytes = 1024

/**
 * Recognises a file by its bytes: the declared type is ignored, and the name only distinguishes comma-separated text from plain text
 * (docs/threat-model.md R-43). Signatures are those of each format's specification.
 * @param head the first `headBytes`, or the whole file when it is shorter
 */
export function sniff(head: Buffer, fileName: string): Sniffed {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)
  const words = head.toString('latin1')
  if (/^(\u00ef\u00bb\u00bf)?\s{0,8}%PDF-/.test(words)) return pdf()
  if (begins(0x50, 0x4b, 0x03, 0x04)) return zip(head)
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return compoundFile()
  if (words.startsWith('{\\rtf')) return only('rtf')
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return only('png')
  if (begins(0xff, 0xd8, 0xff)) return only('jpg')
  if (/^(?:II[*+]\0|MM\0[*+])/.test(words)) return only('tif')
  if (words.startsWith('RIFF') && words.slice(8, 12) === 'WEBP') return only('webp')
  if (
    /^(\u00ef\u00bb\u00bf)?\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)*<(!doctype html|html|head|body|main|article|section|div|h[1-6]|p)\b/i.test(
      words,
    )
  ) {
    return text(['html'], 'html')
  }
  const plain = text(['txt', 'csv'], fileName.toLowerCase().endsWith('.csv') ? 'csv' : 'txt')
  return beginsLikePdf(head) ? pdfWithin(plain) : plain
}

function only(kind: FileKind): Sniffed {
  return { mayBe: [kind], end: () => kind }
}

/** A PDF is read from its end, so one without an end mark is truncated. */
function pdf(): Sniffed {
  const tail = new LastBytes(64 * 1024)
  return {
    mayBe: ['pdf'],
    see: (chunk) => tail.push(chunk),
    end: () => (endsLikePdf(tail.bytes()) ? 'pdf' : 'broken'),
  }
}

/** Text before the PDF header, or a missing header; a text about PDF files begins the same way but ends differently. */
function pdfWithin(otherwise: Sniffed): Sniffed {
  const whole = pdf()
  return {
    mayBe: [...whole.mayBe, ...otherwise.mayBe],
    see: (chunk) => [whole, otherwise].forEach(({ see }) => see?.(chunk)),
    end: () => {
      const [asPdf, other] = [whole.end(), otherwise.end()]
      return asPdf === 'pdf' || other === 'unknown' ? asPdf : other
    },
  }
}

/** Word, Excel and OpenDocument files are ZIP archives; the directory at the end shows which. */
function zip(head: Buffer): Sniffed {
  const tail = new LastBytes(256 * 1024)
  return {
    mayBe: ['docx', 'xlsx', 'odt'],
    see: (chunk) => tail.push(chunk),
    end: () => {
      const directory = readDirectory(tail.bytes())
      if (directory === null) return 'broken'
      const { names, encrypted } = directory
      // Two entries with the same name: two programs would read two different documents (docs/file-pipeline.md 3).
      if (new Set(names).size !== names.length) return 'zip'
      if (encrypted) return 'encrypted'
      if (names.some((name) => /vbaProject|(^|\/)Basic\//i.test(name))) return 'macros'
      if (names.includes('[Content_Types].xml')) return officeKind(names)
      return isOpenDocumentText(head) && names.includes('content.xml') ? 'odt' : 'zip'
    },
  }
}

function officeKind(names: readonly string[]): Found {
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx'
  return names.includes('xl/workbook.xml') ? 'xlsx' : 'zip'
}

/** OpenDocument 1.3, part 2, 3.3: the first entry is `mimetype`, not compressed. */
function isOpenDocumentText(head: Buffer): boolean {
  const nameLength = head.readUInt16LE(26)
  const from = 30 + nameLength + head.readUInt16LE(28)
  const said = head.toString('latin1', from, from + head.readUInt32LE(18))
  return head.toString('latin1', 30, 30 + nameLength) === 'mimetype' && said === fileKinds.odt
}

/** Old Word files, and new ones with a password: the names in the directory, in UTF-16, may be anywhere in the file. */
function compoundFile(): Sniffed {
  const word = new Search(Buffer.from('WordDocument', 'utf16le'))
  const locked = new Search(Buffer.from('EncryptedPackage', 'utf16le'))
  const macros = new Search(Buffer.from('_VBA_PROJECT', 'utf16le'))
  const searches = [word, locked, macros]
  return {
    mayBe: ['doc'],
    see: (chunk) => searches.forEach((search) => search.see(chunk)),
    end: () => {
      if (locked.found) return 'encrypted'
      if (macros.found) return 'macros'
      return word.found ? 'doc' : 'unknown'
    },
  }
}

/** Text has no control characters except tab, line and page breaks. Any encoding that contains ASCII is accepted. */
function text(mayBe: readonly FileKind[], kind: FileKind): Sniffed {
  let plain = true
  return {
    mayBe,
    see: (chunk) => {
      plain &&= chunk.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
    },
    end: () => (plain ? kind : 'unknown'),
  }
}

/** Searches a stream for a few bytes, also across the boundary of two chunks. */
class Search {
  found = false
  #wanted: Buffer
  #seam = Buffer.alloc(0)
  constructor(wanted: Buffer) {
    this.#wanted = wanted
  }
  see(chunk: Buffer): void {
    const edge = this.#wanted.length - 1
    this.found ||=
      chunk.includes(this.#wanted) || Buffer.concat([this.#seam, chunk.subarray(0, edge)]).includes(this.#wanted)
    this.#seam = Buffer.concat([this.#seam, chunk.subarray(-edge)]).subarray(-edge)
  }
}
