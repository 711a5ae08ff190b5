import { type Allowance, Unreadable } from './allowance.ts'
import { isDictionary, isList, isName, type Dictionary, type PdfValue } from './pdf-syntax.ts'

interface Decoded {
  readonly bytes: Buffer
  /** The picture filter that was not undone, if any. */
  readonly picture: string | null
  /** Bytes behind the packed data, which no viewer reads. */
  readonly behind: Buffer
}

const short: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  RL: 'RunLengthDecode',
  DCT: 'DCTDecode',
  CCF: 'CCITTFaxDecode',
}

/**
 * A stream's data with all filters undone (ISO 32000-1, 7.4) except those of pictures.
 * @throws Unreadable when the data is too large or a filter is unknown
 */
export function decodeStream(dictionary: Dictionary, packed: Buffer, allowance: Allowance): Decoded {
  const filters = listed(dictionary.get('Filter') ?? dictionary.get('F'))
  const parameters = listed(dictionary.get('DecodeParms') ?? dictionary.get('DP'))
  let bytes = packed
  let behind: Buffer = Buffer.alloc(0)
  const hear = (rest: Buffer) => {
    behind = Buffer.concat([behind, rest])
  }
  for (const [n, filter] of filters.entries()) {
    if (!isName(filter)) continue
    const name = short[filter.name] ?? filter.name
    if (/^(DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode)$/.test(name)) return { bytes, picture: name, behind }
    const parameter = parameters[n]
    bytes = decode(name, bytes, isDictionary(parameter) ? parameter : new Map(), allowance, hear)
  }
  return { bytes, picture: null, behind }
}

function listed(value: PdfValue | undefined): readonly PdfValue[] {
  return value === undefined ? [] : isList(value) ? value : [value]
}

function decode(
  name: string,
  bytes: Buffer,
  parameters: Dictionary,
  allowance: Allowance,
  hear: (rest: Buffer) => void,
): Buffer {
  if (name === 'FlateDecode') return unpredict(inflated(bytes, allowance, hear), parameters)
  if (name === 'LZWDecode')
    return unpredict(allowance.count(unLzw(bytes, parameters.get('EarlyChange') !== 0)), parameters)
  if (name === 'ASCIIHexDecode') return unHex(bytes)
  if (name === 'ASCII85Decode') return unAscii85(bytes)
  if (name === 'RunLengthDecode') return allowance.count(unRunLength(bytes))
  if (name === 'Crypt') return bytes
  throw new Unreadable()
}

/** Some writers omit the two bytes of the zlib header, or put blanks before it. */
function inflated(bytes: Buffer, allowance: Allowance, hear: (rest: Buffer) => void): Buffer {
  const whole = allowance.inflateWhatCan(bytes, 'zlib', hear)
  if (whole.length > 0 || bytes.length < 4) return whole
  const trimmed = bytes.subarray(bytes.findIndex((byte) => byte > 0x20))
  const again = allowance.inflateWhatCan(trimmed, 'zlib')
  return again.length > 0 ? again : allowance.inflateWhatCan(trimmed.subarray(2), 'raw')
}

function numberIn(parameters: Dictionary, key: string, otherwise: number): number {
  const value = parameters.get(key)
  return typeof value === 'number' && value > 0 && value < 1_000_000 ? value : otherwise
}

/** Undoes PNG and TIFF predictors: text in object streams is unreadable with them. */
function unpredict(bytes: Buffer, parameters: Dictionary): Buffer {
  const predictor = numberIn(parameters, 'Predictor', 1)
  if (predictor < 2) return bytes
  const bits = numberIn(parameters, 'Colors', 1) * numberIn(parameters, 'BitsPerComponent', 8)
  const pixel = Math.max(1, bits >> 3)
  const row = Math.ceil((bits * numberIn(parameters, 'Columns', 1)) / 8)
  if (predictor === 2) return unTiff(bytes, row, pixel)
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = Buffer.alloc(rows * row)
  for (let n = 0; n < rows; n += 1) {
    const from = n * (row + 1)
    bytes.copy(out, n * row, from + 1, from + 1 + row)
    undoRow(bytes[from] ?? 0, out, n * row, row, pixel)
  }
  return out
}

function undoRow(filter: number, out: Buffer, from: number, length: number, pixel: number): void {
  if (filter === 0) return
  for (let x = 0; x < length; x += 1) {
    const left = x >= pixel ? (out[from + x - pixel] ?? 0) : 0
    const above = from > 0 ? (out[from + x - length] ?? 0) : 0
    const corner = x >= pixel && from > 0 ? (out[from + x - length - pixel] ?? 0) : 0
    const guess =
      filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : nearest(left, above, corner)
    out[from + x] = ((out[from + x] ?? 0) + guess) & 0xff
  }
}

function nearest(left: number, above: number, corner: number): number {
  const sum = left + above - corner
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}

function unTiff(bytes: Buffer, row: number, pixel: number): Buffer {
  const out = Buffer.from(bytes)
  for (let at = 0; at < out.length; at += 1)
    if (at % row >= pixel) out[at] = ((out[at] ?? 0) + (out[at - pixel] ?? 0)) & 0xff
  return out
}

function unHex(bytes: Buffer): Buffer {
  const digits = (bytes.toString('latin1').split('>')[0] ?? '').replaceAll(/[^\da-f]/gi, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
}

function unAscii85(bytes: Buffer): Buffer {
  const zeros = bytes.reduce((count, byte) => count + (byte === 0x7a ? 1 : 0), 0)
  const out = Buffer.alloc(Math.ceil((bytes.length * 4) / 5) + zeros * 4 + 4)
  let [length, sum, digits] = [0, 0, 0]
  const flush = () => {
    for (let n = digits; n < 5; n += 1) sum = sum * 85 + 84
    for (let n = 0; n < digits - 1; n += 1) out[length++] = Math.floor(sum / 256 ** (3 - n)) & 0xff
    ;[sum, digits] = [0, 0]
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (byte === 0x7a && digits === 0) length += 4
    if (byte < 0x21 || byte > 0x75) continue
    sum = sum * 85 + byte - 0x21
    digits += 1
    if (digits === 5) flush()
  }
  if (digits > 1) flush()
  return out.subarray(0, length)
}

const mostUnpacked = 100_000_000

function unRunLength(bytes: Buffer): Buffer {
  const runs = function* () {
    for (let at = 0; at < bytes.length && bytes[at] !== 128; ) {
      const count = bytes[at] ?? 0
      yield count < 128
        ? { at: at + 1, length: count + 1, same: false }
        : { at: at + 1, length: 257 - count, same: true }
      at += count < 128 ? count + 2 : 2
    }
  }
  let length = 0
  for (const run of runs()) length += run.length
  if (length > mostUnpacked) throw new Unreadable()
  const out = Buffer.alloc(length)
  let to = 0
  for (const run of runs()) {
    if (run.same) out.fill(bytes[run.at] ?? 0, to, to + run.length)
    else bytes.copy(out, to, run.at, run.at + run.length)
    to += run.length
  }
  return out
}

/** Codes of 9 to 12 bits; with `early` the code length grows one code sooner. */
function unLzw(bytes: Buffer, early: boolean): Buffer {
  const out: Buffer[] = []
  const first = Array.from({ length: 258 }, (_, code) => Buffer.from([code & 0xff]))
  const table = [...first]
  let [width, bits, held, last, length] = [9, 0, 0, null as Buffer | null, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (length > mostUnpacked) throw new Unreadable()
    if (code === 257) break
    if (code === 256) {
      table.length = first.length
      ;[width, last] = [9, null]
      continue
    }
    const known: Buffer | undefined = table[code]
    if (known === undefined && last === null) break
    const entry: Buffer = known ?? Buffer.concat([last ?? Buffer.alloc(0), (last ?? Buffer.alloc(0)).subarray(0, 1)])
    out.push(entry)
    length += entry.length
    if (last !== null && table.length < 4096) table.push(Buffer.concat([last, entry.subarray(0, 1)]))
    last = entry
    const size = table.length + (early ? 1 : 0)
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9
  }
  return Buffer.concat(out)
}
