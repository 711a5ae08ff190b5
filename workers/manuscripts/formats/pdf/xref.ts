import { FileRejected } from '../../shapes.ts'
import { decode } from './decode.ts'
import { Keyword, Lexer } from './lexer.ts'
import { type Dict, isDict, nameOf, type PdfObject, Stream } from './objects.ts'

/** Where an object is: in the file, in an object stream, or no longer anywhere. */
export type Place =
  | { readonly at: number; readonly generation: number }
  | { readonly within: number; readonly index: number }
  | 'free'

export interface Directory {
  readonly places: Map<number, Place>
  readonly trailer: Dict
}

/** The cross-reference table is wrong or missing: objects have to be found by a search of the file. */
export class Misplaced extends Error {}

const highestNumber = 8_388_607
export const mostPlaces = 1_000_000

/**
 * The file's cross-reference table: the last section, and the earlier ones that it refers to (ISO 32000-1, 7.5.4 and 7.5.8). It says which version
 * of an object is valid; a search of the file would also find deleted objects.
 * @throws Misplaced
 */
export function directoryOf(bytes: Buffer): Directory {
  const places = new Map<number, Place>()
  let trailer: Dict | null = null
  const seen = new Set<number>()
  const ahead = [lastSection(bytes)]
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    if (seen.has(at)) continue
    seen.add(at)
    const section = sectionAt(bytes, at, places)
    trailer ??= section
    const older = [section.get('XRefStm'), section.get('Prev')]
    ahead.unshift(...older.filter((offset) => typeof offset === 'number'))
  }
  if (trailer === null) throw new Misplaced()
  return { places, trailer }
}

function lastSection(bytes: Buffer): number {
  const lexer = new Lexer(bytes, bytes.lastIndexOf('startxref'))
  const offset = lexer.at >= 0 && lexer.take('startxref') ? lexer.takeWhole() : null
  if (offset === null) throw new Misplaced()
  return offset
}

function sectionAt(bytes: Buffer, at: number, places: Map<number, Place>): Dict {
  if (at >= bytes.length) throw new Misplaced()
  const lexer = new Lexer(bytes, at)
  if (!lexer.take('xref')) return streamSection(bytes, at, places)
  while (!lexer.take('trailer')) subsection(lexer, places)
  const trailer = lexer.object()
  if (!isDict(trailer)) throw new Misplaced()
  return trailer
}

function subsection(lexer: Lexer, places: Map<number, Place>): void {
  let first = lexer.takeWhole()
  const count = lexer.takeWhole()
  if (first === null || count === null || first + count > highestNumber) throw new Misplaced()
  for (let n = 0; n < count; n++) {
    const at = lexer.takeWhole()
    const generation = lexer.takeWhole()
    const state = at === null || generation === null ? null : lexer.read()
    if (at === null || generation === null || !(state instanceof Keyword)) throw new Misplaced()
    // Some programs count from 1 although their first entry is the head of the free list, which is number 0.
    if (n === 0 && first === 1 && state.word === 'f' && generation === 65_535) first = 0
    place(places, first + n, state.word === 'n' ? { at, generation } : 'free')
  }
}

function place(places: Map<number, Place>, number: number, where: Place): void {
  if (places.size > mostPlaces) throw new FileRejected('too_many_parts')
  if (!places.has(number)) places.set(number, where)
}

function streamSection(bytes: Buffer, at: number, places: Map<number, Place>): Dict {
  const stream = plainStreamAt(bytes, at)
  if (stream === null || nameOf(stream.dict.get('Type')) !== 'XRef') throw new Misplaced()
  const widths = numbers(stream.dict.get('W'))
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const size = typeWidth + secondWidth + thirdWidth
  if (widths.length < 3 || size === 0 || size > 24 || widths.some((width) => width > 6)) throw new Misplaced()
  const { bytes: entries } = decode(stream, direct)
  const index = numbers(stream.dict.get('Index'))
  const ranges = index.length >= 2 ? index : [0, ...numbers([stream.dict.get('Size') ?? 0])]
  let row = 0
  for (let n = 0; n + 1 < ranges.length; n += 2) {
    for (let k = 0; k < (ranges[n + 1] ?? 0) && (row + 1) * size <= entries.length; k++, row++) {
      const start = row * size
      const type = typeWidth === 0 ? 1 : entries.readUIntBE(start, typeWidth)
      const second = secondWidth === 0 ? 0 : entries.readUIntBE(start + typeWidth, secondWidth)
      const third = thirdWidth === 0 ? 0 : entries.readUIntBE(start + typeWidth + secondWidth, thirdWidth)
      place(places, (ranges[n] ?? 0) + k, placeFrom(type, second, third))
    }
  }
  return stream.dict
}

function placeFrom(type: number, second: number, third: number): Place {
  if (type === 1) return { at: second, generation: third }
  return type === 2 ? { within: second, index: third } : 'free'
}

const direct = (object: PdfObject | undefined): PdfObject => object ?? null

function numbers(object: PdfObject | undefined): number[] {
  return Array.isArray(object) ? object.filter((element) => typeof element === 'number') : []
}

/** The stream of a cross-reference table: its length must be a number, not a reference into the table. */
function plainStreamAt(bytes: Buffer, at: number): Stream | null {
  const lexer = new Lexer(bytes, at)
  if (lexer.takeWhole() === null || lexer.takeWhole() === null || !lexer.take('obj')) return null
  const dict = lexer.object()
  if (!isDict(dict)) return null
  const content = streamBytes(lexer, direct(dict.get('Length')))
  return content === null ? null : new Stream(dict, content)
}

/**
 * The bytes of the stream after the dictionary just read; null when there is none. When the length does not lead to `endstream`, the next
 * `endstream` counts, as in viewers.
 */
export function streamBytes(lexer: Lexer, length: PdfObject): Buffer | null {
  const { bytes } = lexer
  if (!lexer.take('stream')) return null
  if (bytes[lexer.at] === 32) while (bytes[lexer.at] === 32) lexer.at++
  if (bytes[lexer.at] === 13) lexer.at++
  if (bytes[lexer.at] === 10) lexer.at++
  const start = lexer.at
  if (typeof length === 'number' && length >= 0 && start + length <= bytes.length) {
    lexer.at = start + length
    if (lexer.take('endstream') || lexer.take('endobj')) return bytes.subarray(start, start + length)
  }
  const found = bytes.indexOf('endstream', start)
  const end = found === -1 ? bytes.length : found
  lexer.at = end
  return bytes.subarray(start, Math.max(start, end - lineEndBefore(bytes, end)))
}

function lineEndBefore(bytes: Buffer, end: number): number {
  if (bytes[end - 1] === 10) return bytes[end - 2] === 13 ? 2 : 1
  return bytes[end - 1] === 13 ? 1 : 0
}
