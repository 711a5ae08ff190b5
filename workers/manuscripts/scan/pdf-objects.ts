import { type Allowance, Unreadable } from './allowance.ts'
import { decodeStream } from './pdf-filters.ts'
import {
  isDictionary,
  isList,
  isReference,
  isText,
  nameIn,
  parseAt,
  skipBlank,
  type Dictionary,
  type PdfValue,
} from './pdf-syntax.ts'
import { unlockFor, type Unlock } from './pdf-unlock.ts'

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
  /** All objects in file order, with those in object streams and those of old revisions. */
  readonly objects: readonly PdfObject[]
  readonly streams: readonly PdfStream[]
  readonly trailers: readonly Dictionary[]
  /** Bytes between objects. */
  readonly loose: readonly string[]
  readonly trailing: string
  /** Object streams that cannot be read. */
  readonly closed: readonly number[]
}

const objectStart = /(\d{1,10})[\0\t\n\f\r ]{1,20}(\d{1,5})[\0\t\n\f\r ]{1,20}obj/g

/**
 * Everything in a PDF, read from front to back: the cross-reference table lists only objects in use, and names remain
 * in the others.
 */
export function partsOf(bytes: Buffer, allowance: Allowance, unlock?: Unlock): PdfParts {
  const pdf = bytes.toString('latin1')
  const objects: PdfObject[] = []
  const streams: PdfStream[] = []
  const loose: string[] = []
  let at = 0
  objectStart.lastIndex = 0
  for (let found = objectStart.exec(pdf); found !== null; found = objectStart.exec(pdf)) {
    if (found.index > at) loose.push(pdf.slice(at, found.index))
    const [number, generation] = [Number(found[1]), Number(found[2])]
    const { value: locked, end } = parseAt(pdf, found.index + found[0].length)
    const value = unlock === undefined ? locked : unlocked(locked, (text) => unlock.text(text, number, generation))
    objects.push({ number, value })
    const stream = isDictionary(value) ? streamAt(pdf, end, value) : null
    if (stream !== null && isDictionary(value)) {
      const packed = bytes.subarray(stream.from, stream.to)
      const open = unlock?.stream(packed, number, generation, value) ?? packed
      streams.push({ number, dictionary: value, packed: open })
    }
    at = skipWord(pdf, stream === null ? end : stream.end)
    objectStart.lastIndex = at
  }
  const rest = pdf.slice(at)
  const last = pdf.lastIndexOf('%%EOF')
  loose.push(last < at ? rest : rest.slice(0, last - at))
  const closed: number[] = []
  for (const stream of streams)
    if (nameIn(stream.dictionary, 'Type') === 'ObjStm') unpack(stream, allowance, objects, closed, loose)
  return {
    objects,
    streams,
    loose,
    trailing: last < 0 ? '' : pdf.slice(Math.max(last + 5, at)),
    trailers: [...loose.flatMap(trailersIn), ...streams.map(({ dictionary }) => dictionary).filter(isCrossReference)],
    closed,
  }
}

function unlocked(value: PdfValue, open: (text: string) => string): PdfValue {
  if (isText(value)) return { text: open(value.text) }
  if (isList(value)) return value.map((inner) => unlocked(inner, open))
  if (!isDictionary(value)) return value
  return new Map([...value].map(([key, inner]) => [key, unlocked(inner, open)]))
}

/** @returns null when the file is not locked; undefined when it cannot be opened without a password */
export function unlockOf({ trailers, objects }: PdfParts): Unlock | null | undefined {
  const trailer = trailers.find((dictionary) => dictionary.has('Encrypt'))
  if (trailer === undefined) return null
  const written = trailer.get('Encrypt')
  const lock = isReference(written) ? objects.find(({ number }) => number === written.object)?.value : written
  const ids = trailer.get('ID')
  const first = isList(ids) ? ids[0] : undefined
  return (isDictionary(lock) ? unlockFor(lock, isText(first) ? first.text : '') : null) ?? undefined
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

/**
 * Where a stream's data begins and ends: by its stated length if that is right, otherwise up to the word that ends it.
 */
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

function unpack(
  stream: PdfStream,
  allowance: Allowance,
  objects: PdfObject[],
  closed: number[],
  loose: string[],
): void {
  try {
    const { bytes, behind } = decodeStream(stream.dictionary, stream.packed, allowance)
    const text = bytes.toString('latin1')
    const first = stream.dictionary.get('First')
    const start = typeof first === 'number' ? first : 0
    const numbers = text.slice(0, start).trim().split(/\s+/).map(Number)
    const taken: [from: number, to: number][] = []
    for (let n = 0; n + 1 < numbers.length; n += 2) {
      const from = start + (numbers[n + 1] ?? 0)
      const { value, end } = parseAt(text, from)
      objects.push({ number: numbers[n] ?? 0, value })
      taken.push([from, end])
    }
    // Between the objects of an object stream there may be text that no number refers to.
    loose.push(...gapsIn(text, taken), behind.toString('latin1'))
    if (numbers.length < 2) objects.push({ number: stream.number, value: parseAt(`[${text}]`, 0).value })
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    closed.push(stream.number)
  }
}

/** The text that no object takes up. */
function gapsIn(text: string, taken: readonly (readonly [from: number, to: number])[]): string[] {
  const gaps: string[] = []
  let at = 0
  for (const [from, to] of taken.toSorted(([one], [other]) => one - other)) {
    if (from > at) gaps.push(text.slice(at, from))
    at = Math.max(at, to)
  }
  return [...gaps, text.slice(at)]
}
