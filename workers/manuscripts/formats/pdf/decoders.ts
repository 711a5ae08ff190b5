import { OutputBuffer } from './output-buffer.ts'

const isSpace = (byte: number) => byte <= 32

/** ISO 32000-1, 7.4.2. */
export function asciiHex(bytes: Buffer): Buffer {
  const [digits = ''] = bytes.toString('latin1').split('>')
  const hex = digits.replace(/[^0-9a-fA-F]/g, '')
  return Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex')
}

/** ISO 32000-1, 7.4.3. */
export function asciiEightyFive(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length * 4 + 8)
  let length = 0
  let value = 0
  let digits = 0
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (isSpace(byte)) continue
    if (byte === 0x7a && digits === 0) length = out.writeUInt32BE(0, length)
    else {
      value = value * 85 + (byte - 33)
      if (++digits === 5) {
        length = out.writeUInt32BE(value >>> 0, length)
        value = 0
        digits = 0
      }
    }
  }
  if (digits > 1) {
    for (let n = digits; n < 5; n++) value = value * 85 + 84
    out.writeUInt32BE(value >>> 0, length)
    length += digits - 1
  }
  return out.subarray(0, length)
}

/** ISO 32000-1, 7.4.5. */
export function runLength(bytes: Buffer): Buffer {
  const out = new OutputBuffer()
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] ?? 128
    if (length === 128) break
    if (length < 128) out.append(bytes, at + 1, Math.min(at + 2 + length, bytes.length))
    else out.repeat(bytes[at + 1] ?? 0, 257 - length)
    at += length < 128 ? length + 2 : 2
  }
  return out.written()
}

const clear = 256
const end = 257
const firstOwn = 258
const mostCodes = 4096

/**
 * ISO 32000-1, 7.4.4. Every string of the table is already in the output, so the table holds positions in it.
 * @throws FileRejected too_large_inside
 */
export function lzw(bytes: Buffer, earlyChange: number): Buffer {
  const out = new OutputBuffer()
  const starts = new Int32Array(mostCodes)
  const lengths = new Int32Array(mostCodes)
  let next = firstOwn
  let previous = -1
  let width = 9
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >>> bits) & ((1 << width) - 1)
    if (code === end) break
    if (code === clear) {
      next = firstOwn
      previous = -1
      width = 9
      continue
    }
    const start = out.length
    if (code < clear) out.repeat(code, 1)
    else if (code < next) out.again(starts[code] ?? 0, lengths[code] ?? 0)
    else if (previous >= 0) out.again(previous, start - previous + 1)
    else break
    if (previous >= 0 && next < mostCodes) {
      starts[next] = previous
      lengths[next++] = start - previous + 1
    }
    previous = start
    width = Math.min(12, Math.max(9, 32 - Math.clz32(next + earlyChange)))
  }
  return out.written()
}
