import type { Text } from './objects.ts'

/** A text string as people read it (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else close enough to Latin 1. */
export function wordsOf({ bytes }: Text): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}
