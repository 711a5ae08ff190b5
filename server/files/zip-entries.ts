import { promisify } from 'node:util'
import { inflate, inflateRaw } from 'node:zlib'

/** Thrown when a file cannot be looked into: whoever asks must then take it for one that hides something. */
export class Unreadable extends Error {}

const mostEntries = 2_000
const inflated = { raw: promisify(inflateRaw), wrapped: promisify(inflate) }

/** How much may still be inflated of one file: a small archive can hold a very large one. */
export class Allowance {
  #left = 64 * 1024 * 1024

  /** @throws Unreadable when it is broken, or more than what is left */
  async inflate(packed: Buffer, form: keyof typeof inflated): Promise<Buffer> {
    if (this.#left <= 0) throw new Unreadable()
    const bytes = await inflated[form](packed, { maxOutputLength: this.#left }).catch(() => {
      throw new Unreadable()
    })
    this.#left -= bytes.length
    return bytes
  }
}

export interface ZipEntry {
  readonly name: string
  /** @throws Unreadable */
  readonly read: () => Promise<Buffer>
}

const endSignature = Buffer.from('PK\x05\x06', 'latin1')

/**
 * The entries of an archive, to be read one at a time (APPNOTE.TXT 4.3; without ZIP64).
 * @throws Unreadable
 */
export function zipEntries(archive: Buffer, allowance: Allowance): ZipEntry[] {
  try {
    return directoryOf(archive, allowance)
  } catch {
    // Numbers that point outside the file.
    throw new Unreadable()
  }
}

function directoryOf(archive: Buffer, allowance: Allowance): ZipEntry[] {
  const end = archive.lastIndexOf(endSignature)
  const count = archive.readUInt16LE(end + 10)
  if (end < 0 || count > mostEntries) throw new Unreadable()
  let at = end - archive.readUInt32LE(end + 12)
  // Something may stand before the archive: offsets count from where it begins.
  const start = at - archive.readUInt32LE(end + 16)
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Unreadable()
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const method = archive.readUInt16LE(at + 10)
    const size = archive.readUInt32LE(at + 20)
    const local = start + archive.readUInt32LE(at + 42)
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    return { name, read: () => readEntry(archive, allowance, { local, method, size }) }
  })
}

async function readEntry(
  archive: Buffer,
  allowance: Allowance,
  { local, method, size }: { readonly local: number; readonly method: number; readonly size: number },
): Promise<Buffer> {
  if (local < 0 || local + 30 > archive.length || archive.readUInt32LE(local) !== 0x04034b50) throw new Unreadable()
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  if (from + size > archive.length) throw new Unreadable()
  const packed = archive.subarray(from, from + size)
  if (method === 0) return packed
  if (method === 8) return allowance.inflate(packed, 'raw')
  throw new Unreadable()
}
