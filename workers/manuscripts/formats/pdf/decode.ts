import { constants, inflateSync } from 'node:zlib'
import { beginningOf } from '../images/deflated.ts'
import { FileRejected } from '../../shapes.ts'
import { asciiHex, asciiEightyFive, lzw, runLength } from './decoders.ts'
import { largestStream } from './output-buffer.ts'
import { type Dict, isDict, nameOf, type PdfObject, type Stream } from './objects.ts'
import { type Parameter, unpredicted } from './predictors.ts'

interface Decoded {
  readonly bytes: Buffer
  /** Filters that were not undone, because the data is a picture. */
  readonly left: readonly string[]
  readonly parameters: readonly (Dict | null)[]
}

/** Full names of a stream's filters, with their parameters. */
export function filtersOf(dict: Dict, get: (object: PdfObject | undefined) => PdfObject): [string, Dict | null][] {
  const filters = listOf(get(dict.get('Filter') ?? dict.get('F'))).map((filter) => nameOf(get(filter)))
  const parameters = listOf(get(dict.get('DecodeParms') ?? dict.get('DP'))).map(get)
  return filters.flatMap((filter, n) => {
    const given = parameters[n]
    return filter === null ? [] : [[fullNames[filter] ?? filter, isDict(given) ? given : null] as [string, Dict | null]]
  })
}

const listOf = (object: PdfObject) => (Array.isArray(object) ? object : object === null ? [] : [object])

const fullNames: Record<string, string> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
  DCT: 'DCTDecode',
  CCF: 'CCITTFaxDecode',
}

/**
 * A stream's bytes with all filters undone that only compress; of a damaged stream as much as can be read.
 * @throws FileRejected too_large_inside
 */
export function decode(stream: Stream, get: (object: PdfObject | undefined) => PdfObject): Decoded {
  const filters = filtersOf(stream.dict, get)
  let bytes = stream.bytes
  for (const [n, [filter, parameters]] of filters.entries()) {
    const undo = Object.hasOwn(undoing, filter) ? undoing[filter] : undefined
    if (undo === undefined) {
      const left = filters.slice(n)
      return { bytes, left: left.map(([name]) => name), parameters: left.map(([, given]) => given) }
    }
    const whole = (key: string, otherwise: number) => {
      const value = get(parameters?.get(key))
      return typeof value === 'number' ? value : otherwise
    }
    bytes = undo(bytes, whole)
    if (bytes.length > largestStream) throw new FileRejected('too_large_inside')
  }
  return { bytes, left: [], parameters: [] }
}

const undoing: Record<string, (bytes: Buffer, parameter: Parameter) => Buffer> = {
  FlateDecode: (bytes, parameter) => unpredicted(inflate(bytes), parameter),
  LZWDecode: (bytes, parameter) => unpredicted(lzw(bytes, parameter('EarlyChange', 1)), parameter),
  ASCII85Decode: asciiEightyFive,
  ASCIIHexDecode: asciiHex,
  RunLengthDecode: runLength,
  Crypt: (bytes) => bytes,
}

const pictures = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'])

export const isKnownFilter = (name: string) => pictures.has(name) || Object.hasOwn(undoing, name)

/** Of damaged bytes as much as can be read. @throws FileRejected too_large_inside */
function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largestStream })
  } catch (fault) {
    if (isTooLarge(fault)) throw new FileRejected('too_large_inside')
    return beginningOf(bytes, largestStream)
  }
}

const isTooLarge = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE'
