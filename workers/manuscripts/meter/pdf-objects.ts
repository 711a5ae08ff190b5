import { type Allowance, Unreadable } from './allowance.ts'
import { decodeStream } from './pdf-filters.ts'
import { isDictionary, nameIn, parseAt, skipBlank, type Dictionary, type PdfValue } from './pdf-syntax.ts'

export interface PdfObject {
  readonly number: number
  readonly value: PdfValue
}

export interface PdfStream {
  readonly number: number
  readonly dictionary: Dictionary
  readonly packed: Buffer
}

export interface PdfParts {
  /** In the order in which they stand, those in object streams and those of old revisions too. */
  readonly objects: readonly PdfObject[]
  readonly streams: readonly PdfStream[]
  readonly trailers: readonly Dictionary[]
  /** What stands between objects. */
  readonly loose: readonly string[]
  readonly trailing: string
  /** Object streams that cannot be read. */
  readonly closed: readonly number[]
}

const objectStart = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj/g

/**
 * Everything in a PDF, found by reading it from front to back: the table of where things are says only what is in use,
 * and names survive in what is not.
 */
export function partsOf(bytes: Buffer, allowance: Allowance): PdfParts {
  const pdf = bytes.toString('latin1')
  const objects: PdfObject[] = []
  const streams: PdfStream[] = []
  const loose: string[] = []
  let at = 0
  objectStart.lastIndex = 0
  for (let found = objectStart.exec(pdf); found !== null; found = objectStart.exec(pdf)) {
    if (found.index > at) loose.push(pdf.slice(at, found.index))
    const number = Number(found[1])
    const { value, end } = parseAt(pdf, found.index + found[0].length)
    objects.push({ number, value })
    const stream = isDictionary(value) ? streamAt(pdf, end, value) : null
    if (stream !== null && isDictionary(value))
      streams.push({ number, dictionary: value, packed: bytes.subarray(stream.from, stream.to) })
    at = skipWord(pdf, stream === null ? end : stream.end)
    objectStart.lastIndex = at
  }
  const rest = pdf.slice(at)
  const last = pdf.lastIndexOf('%%EOF')
  loose.push(last < at ? rest : rest.slice(0, last - at))
  const closed: number[] = []
  for (const stream of streams)
    if (nameIn(stream.dictionary, 'Type') === 'ObjStm') unpack(stream, allowance, objects, closed)
  return {
    objects,
    streams,
    loose,
    trailing: last < 0 ? '' : pdf.slice(Math.max(last + 5, at)),
    trailers: [...loose.flatMap(trailersIn), ...streams.map(({ dictionary }) => dictionary).filter(isCrossReference)],
    closed,
  }
}

function isCrossReference(dictionary: Dictionary): boolean {
  return nameIn(dictionary, 'Type') === 'XRef'
}

function trailersIn(text: string): Dictionary[] {
  return [...text.matchAll(/trailer/g)].flatMap(({ index }) => {
    const { value } = parseAt(text, index + 'trailer'.length)
    return isDictionary(value) ? [value] : []
  })
}

function skipWord(pdf: string, from: number): number {
  const at = skipBlank(pdf, from)
  return pdf.startsWith('endobj', at) ? at + 'endobj'.length : from
}

/** Where a stream lies: by its length if that is true, else until the word that ends it. */
function streamAt(pdf: string, from: number, dictionary: Dictionary) {
  const word = skipBlank(pdf, from)
  if (!pdf.startsWith('stream', word)) return null
  let start = word + 'stream'.length
  if (pdf[start] === '\r') start += 1
  if (pdf[start] === '\n') start += 1
  const length = dictionary.get('Length')
  const written = typeof length === 'number' && length >= 0 ? start + length : -1
  const isTrue = written >= 0 && /^[\0\t\n\f\r ]{0,4}endstream/.test(pdf.slice(written, written + 14))
  const found = isTrue ? pdf.indexOf('endstream', written) : pdf.indexOf('endstream', start)
  const end = found < 0 ? pdf.length : found
  return { from: start, to: isTrue ? written : end, end: end + (found < 0 ? 0 : 'endstream'.length) }
}

function unpack(stream: PdfStream, allowance: Allowance, objects: PdfObject[], closed: number[]): void {
  try {
    const text = decodeStream(stream.dictionary, stream.packed, allowance).bytes.toString('latin1')
    const first = stream.dictionary.get('First')
    const start = typeof first === 'number' ? first : 0
    const numbers = text.slice(0, start).trim().split(/\s+/).map(Number)
    for (let n = 0; n + 1 < numbers.length; n += 2)
      objects.push({ number: numbers[n] ?? 0, value: parseAt(text, start + (numbers[n + 1] ?? 0)).value })
    if (numbers.length < 2) objects.push({ number: stream.number, value: parseAt(`[${text}]`, 0).value })
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    closed.push(stream.number)
  }
}
