import { Unfit } from '../shapes.ts'

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
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] ?? 128
    if (length === 128) break
    if (length < 128) parts.push(bytes.subarray(at + 1, at + 2 + length))
    else parts.push(Buffer.alloc(257 - length, bytes[at + 1] ?? 0))
    at += length < 128 ? length + 2 : 2
  }
  return Buffer.concat(parts)
}

const clear = 256
const end = 257

/** ISO 32000-1, 7.4.4. @throws Unfit too_large_inside */
export function lzw(bytes: Buffer, earlyChange: number, largest: number): Buffer {
  const parts: Buffer[] = []
  let length = 0
  let table: Buffer[] = []
  let previous: Buffer | null = null
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
      table = []
      previous = null
      width = 9
      continue
    }
    const entry: Buffer | undefined = code < clear ? Buffer.from([code]) : (table[code - 258] ?? repeated(previous))
    if (entry === undefined) break
    if (previous !== null && table.length < 4096 - 258) table.push(Buffer.concat([previous, entry.subarray(0, 1)]))
    parts.push(entry)
    length += entry.length
    if (length > largest) throw new Unfit('too_large_inside')
    previous = entry
    width = Math.min(12, Math.max(9, 32 - Math.clz32(table.length + 258 + earlyChange)))
  }
  return Buffer.concat(parts)
}

const repeated = (previous: Buffer | null) =>
  previous === null ? undefined : Buffer.concat([previous, previous.subarray(0, 1)])
