import { largestStream } from './output-buffer.ts'

/** A numeric parameter of a filter, or its default. */
export type Parameter = (key: string, otherwise: number) => number

/** Undoes predictors (ISO 32000-1, 7.4.4.4): differences to the value beside or above. */
export function unpredicted(bytes: Buffer, parameter: Parameter): Buffer {
  const predictor = parameter('Predictor', 1)
  if (predictor === 2) return summedUp(bytes, parameter)
  if (predictor < 10) return bytes
  const bits = parameter('Colors', 1) * parameter('BitsPerComponent', 8)
  const pixel = Math.max(1, Math.ceil(bits / 8))
  const row = Math.ceil((bits * parameter('Columns', 1)) / 8)
  if (!(row > 0 && row < largestStream)) return bytes
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = Buffer.alloc(rows * row)
  for (let y = 0; y < rows; y++) unfilterRow(bytes, y * (row + 1), out, y * row, row, pixel)
  return out
}

/** One row with a PNG predictor (ISO 15948, 9). */
function unfilterRow(bytes: Buffer, from: number, out: Buffer, to: number, row: number, pixel: number): void {
  const filter = bytes[from] ?? 0
  for (let x = 0; x < row; x++) {
    const left = x < pixel ? 0 : (out[to + x - pixel] ?? 0)
    const up = to === 0 ? 0 : (out[to - row + x] ?? 0)
    const corner = to === 0 || x < pixel ? 0 : (out[to - row + x - pixel] ?? 0)
    out[to + x] = (bytes[from + 1 + x] ?? 0) + predicted(filter, left, up, corner)
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** The TIFF predictor: every sample is the difference to the sample of the same colour to its left. */
function summedUp(bytes: Buffer, parameter: Parameter): Buffer {
  const colours = parameter('Colors', 1)
  const bits = parameter('BitsPerComponent', 8)
  const perRow = parameter('Columns', 1) * colours
  const row = Math.ceil((perRow * bits) / 8)
  if (!(row > 0 && colours > 0 && [1, 2, 4, 8, 16].includes(bits))) return bytes
  const out = Buffer.from(bytes)
  for (let start = 0; start + row <= out.length; start += row)
    for (let n = colours; n < perRow; n++) {
      const sum = sample(out, start, n, bits) + sample(out, start, n - colours, bits)
      setSample(out, start, n, bits, sum & (2 ** bits - 1))
    }
  return out
}

function sample(row: Buffer, start: number, n: number, bits: number): number {
  if (bits === 16) return row.readUInt16BE(start + n * 2)
  const at = n * bits
  return ((row[start + (at >> 3)] ?? 0) >> (8 - bits - (at & 7))) & (2 ** bits - 1)
}

function setSample(row: Buffer, start: number, n: number, bits: number, value: number): void {
  if (bits === 16) row.writeUInt16BE(value, start + n * 2)
  else {
    const at = n * bits
    const shift = 8 - bits - (at & 7)
    const byte = start + (at >> 3)
    row[byte] = ((row[byte] ?? 0) & ~((2 ** bits - 1) << shift)) | (value << shift)
  }
}
