import { inflateRawSync } from 'node:zlib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { FileKind } from '../../server/storage/file-kinds.ts'

/** The lines that a reader sees, read without any code of the pipeline: paragraphs, cells, lines of a page. Empty lines are ignored. */
export async function linesOf(bytes: Buffer, kind: FileKind): Promise<readonly string[]> {
  const lines = kind === 'pdf' ? await pdfLines(bytes) : packageLines(members(bytes), kind)
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== '')
}

/** All entries of a valid archive by name, as its directory lists them. */
export function members(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const found = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((where) => bytes.readUInt16LE(at + where))
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const stored = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    found.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(stored) : Buffer.from(stored))
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return found
}

function packageLines(parts: ReadonlyMap<string, Buffer>, kind: FileKind): readonly string[] {
  if (kind === 'odt')
    return markedLines(textOf(parts, 'content.xml').replace(/^.*<office:text[^>]*>/s, ''), /<\/text:[ph]>/)
  if (kind === 'xlsx') return sheetLines(parts)
  const roots = ['document', 'footnotes', 'endnotes', 'hdr', 'ftr']
  const xml = [...parts.keys()].filter((name) => name.endsWith('.xml')).map((name) => textOf(parts, name))
  return roots.flatMap((root) =>
    xml.filter((part) => new RegExp(`^(<\\?xml[^>]*>)?\\s*<w:${root}[\\s>]`).test(part)).flatMap(wordLines),
  )
}

function textOf(parts: ReadonlyMap<string, Buffer>, name: string): string {
  return parts.get(name)?.toString('utf8') ?? ''
}

function wordLines(part: string): readonly string[] {
  return part
    .split(/<\/w:p>/)
    .map((piece) =>
      [...piece.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map((match) => unescaped(match[1] ?? '')).join(''),
    )
}

function markedLines(part: string, end: RegExp): readonly string[] {
  return part.split(end).map((piece) => unescaped(piece.replaceAll(/<[^>]*>/g, '')))
}

function sheetLines(parts: ReadonlyMap<string, Buffer>): readonly string[] {
  const sheets = [...parts]
    .filter(([name]) => name.includes('worksheets/') && name.endsWith('.xml'))
    .map(([, bytes]) => bytes.toString('utf8'))
  const strings = [...parts]
    .filter(([name]) => name.endsWith('sharedStrings.xml'))
    .map(([, bytes]) => bytes.toString('utf8'))
    .join('')
  const shared = markedLines(strings.replace(/^.*?<sst[^>]*>/s, ''), /<\/si>/)
  return sheets.flatMap((sheet) =>
    [...sheet.matchAll(/<c\s([^>]*)>(.*?)<\/c>/gs)].map(([, attributes = '', inside = '']) => {
      const value = unescaped(inside.replaceAll(/<f[\s>].*?<\/f>/gs, '').replaceAll(/<[^>]*>/g, ''))
      return /\bt="s"/.test(attributes) ? (shared[Number(value)] ?? '') : value
    }),
  )
}

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|apos|amp|#\d+|#x[0-9a-fA-F]+);/g, (whole, name) => {
    const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
    const key = String(name)
    if (!key.startsWith('#')) return named[key] ?? whole
    return String.fromCodePoint(key[1] === 'x' ? Number.parseInt(key.slice(2), 16) : Number(key.slice(1)))
  })
}

async function pdfLines(bytes: Buffer): Promise<readonly string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, disableFontFace: true, verbosity: 0 })
  const document = await task.promise
  const lines: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    lines.push(...items.flatMap((one) => ('str' in one ? [one.str] : [])))
  }
  await task.destroy()
  return lines
}
