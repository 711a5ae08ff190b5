import { crc32, inflateRawSync } from 'node:zlib'
import { FileRejected } from '../../shapes.ts'
import { type ArchiveEntry, readHeaders } from './archive-headers.ts'

const maxInflated = 400 * 1024 * 1024
const maxRatio = 200
const alwaysInflated = 5 * 1024 * 1024

/** How many bytes may still be inflated, in a package and in the packages inside it together. */
export class Allowance {
  #left = maxInflated

  get left(): number {
    return this.#left
  }

  /** @throws FileRejected too_large_inside */
  spend(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) throw new FileRejected('too_large_inside')
  }
}

export interface Archive {
  readonly names: readonly string[]
  has(name: string): boolean
  /**
   * Inflates an entry, at each call again. Counts the bytes instead of believing the stated size.
   * @returns null when there is no entry of that name
   * @throws FileRejected damaged, too_large_inside
   */
  read(name: string): Buffer | null
}

/** @throws FileRejected empty, encrypted, damaged and what `readHeaders` throws */
export function openArchive(bytes: Buffer, allowance = new Allowance()): Archive {
  if (bytes.length === 0) throw new FileRejected('empty')
  if (isCompoundFile(bytes)) throw new FileRejected(holdsEncryptedPackage(bytes) ? 'encrypted' : 'wrong_type')
  if (bytes.toString('latin1', 0, 2) !== 'PK')
    throw new FileRejected(looksLikeZip(bytes) ? 'ambiguous_archive' : 'wrong_type')
  const counted = new Set<string>()
  const entries = new Map(readHeaders(bytes).map((entry) => [entry.name, entry]))
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return null
      const again = counted.has(name)
      const inflated = inflate(bytes, entry, again ? maxInflated : allowance.left)
      if (!again) allowance.spend(inflated.length)
      counted.add(name)
      return inflated
    },
  }
}

export function isArchive(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'PK\x03\x04'
}

export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
}

/** Word and Excel store an encrypted file as a compound file with a stream of this name ([MS-OFFCRYPTO] 1.3). */
function holdsEncryptedPackage(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** There are bytes before the archive: programs would read the file as different kinds. */
function looksLikeZip(bytes: Buffer): boolean {
  return bytes.includes('PK\x01\x02') && bytes.includes('PK\x05\x06')
}

function inflate(archive: Buffer, entry: ArchiveEntry, maxBytes: number): Buffer {
  const packed = archive.subarray(entry.dataAt, entry.dataAt + entry.packedBytes)
  const bytes = entry.method === 0 ? packed : unpacked(packed, entry.bytes, maxBytes)
  if (bytes.length > alwaysInflated && bytes.length > packed.length * maxRatio)
    throw new FileRejected('too_large_inside')
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc) throw new FileRejected('damaged')
  return bytes
}

/** Stops at the first byte over the limit. @throws FileRejected damaged, too_large_inside */
function unpacked(packed: Buffer, stated: number, maxBytes: number): Buffer {
  const most = Math.max(1, Math.min(maxBytes, Math.max(alwaysInflated, packed.length * maxRatio)))
  // When the stated size is correct, the result is one chunk and is not copied.
  const chunkSize = Math.max(1024, Math.min(most, stated) + 64)
  try {
    return inflateRawSync(packed, { maxOutputLength: most, chunkSize })
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw new FileRejected(tooLarge ? 'too_large_inside' : 'damaged')
  }
}
