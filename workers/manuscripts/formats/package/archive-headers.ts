import { FileRejected } from '../../shapes.ts'

// APPNOTE.TXT 4.3. Every value is read twice, from the directory at the end and from the header before each entry. Some programs use the
// one and some the other: where the two differ, they would show two different documents.

export interface ArchiveEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  /** The positions of its header and of its compressed bytes. */
  readonly headerAt: number
  readonly dataAt: number
}

const signature = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 }
const localBytes = 30
const entryBytes = 46
const endBytes = 22
const flag = { encrypted: 1, descriptor: 8, utf8: 0x800, masked: 0x2000 }
const unixSystem = 3
const linkMode = 0xa000
const maxEntries = 5000

interface Directory {
  readonly at: number
  readonly end: number
  readonly count: number
}

/**
 * All entries of an archive except folders.
 * @throws FileRejected damaged, encrypted, ambiguous_archive, unsafe_names, too_many_parts
 */
export function readHeaders(bytes: Buffer): ArchiveEntry[] {
  if (bytes.length < endBytes || bytes.readUInt32LE(0) !== signature.local) throw new FileRejected('damaged')
  const directory = findDirectory(bytes)
  if (directory.count > maxEntries) throw new FileRejected('too_many_parts')
  const entries: ArchiveEntry[] = []
  let at = directory.at
  for (let n = 0; n < directory.count; n++) {
    const { entry, next } = readEntry(bytes, at, directory)
    at = next
    entries.push(entry)
  }
  refuseDuplicates(entries)
  refuseHidden(bytes, entries, directory)
  return entries.filter((entry) => !entry.name.endsWith('/'))
}

function findDirectory(bytes: Buffer): Directory {
  const sign = Buffer.from('PK\x05\x06', 'latin1')
  // Some programs write bytes after the end. Word opens such files, and the clean copy does not contain these bytes.
  for (let at = bytes.lastIndexOf(sign); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(sign, at - 1)) {
    const found = directoryEndingAt(bytes, at)
    if (found) return found
  }
  throw new FileRejected('damaged')
}

function directoryEndingAt(bytes: Buffer, end: number): Directory | null {
  if (end + endBytes > bytes.length) return null
  const wide = wideDirectory(bytes, end)
  const count = wide?.count ?? bytes.readUInt16LE(end + 10)
  const at = wide?.at ?? bytes.readUInt32LE(end + 16)
  const size = wide?.size ?? bytes.readUInt32LE(end + 12)
  if (at + size !== (wide?.end ?? end)) return null
  if (count === 0 || at + entryBytes > bytes.length || bytes.readUInt32LE(at) !== signature.entry) return null
  return { at, end: at + size, count }
}

function wideDirectory(bytes: Buffer, end: number) {
  const locator = end - 20
  if (locator < 0 || bytes.readUInt32LE(locator) !== signature.locator64) return null
  const at = exactly(bytes, locator + 8)
  if (at + 56 > locator || bytes.readUInt32LE(at) !== signature.end64) throw new FileRejected('damaged')
  return { end: at, count: exactly(bytes, at + 32), size: exactly(bytes, at + 40), at: exactly(bytes, at + 48) }
}

function exactly(bytes: Buffer, at: number): number {
  if (at + 8 > bytes.length) throw new FileRejected('damaged')
  const value = bytes.readBigUInt64LE(at)
  // An upload has at most 200 MB, so a larger position is wrong.
  if (value > 0xffffffffn) throw new FileRejected('damaged')
  return Number(value)
}

function readEntry(bytes: Buffer, at: number, directory: Directory): { entry: ArchiveEntry; next: number } {
  if (at + entryBytes > directory.end || bytes.readUInt32LE(at) !== signature.entry) throw new FileRejected('damaged')
  const flags = bytes.readUInt16LE(at + 8)
  if ((flags & (flag.encrypted | flag.masked)) !== 0) throw new FileRejected('encrypted')
  const nameAt = at + entryBytes
  const extraAt = nameAt + bytes.readUInt16LE(at + 28)
  const extraEnd = extraAt + bytes.readUInt16LE(at + 30)
  const next = extraEnd + bytes.readUInt16LE(at + 32)
  if (next > directory.end) throw new FileRejected('damaged')
  const rawName = bytes.subarray(nameAt, extraAt)
  const extra = bytes.subarray(extraAt, extraEnd)
  const wide = wideSizes(
    extra,
    [24, 20, 42].map((field) => bytes.readUInt32LE(at + field)),
  )
  const [size = 0, packed = 0, headerAt = 0] = wide
  const stated = { rawName, flags, method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), size, packed }
  const dataAt = checkLocal(bytes, headerAt, stated)
  if (dataAt + packed > directory.at) throw new FileRejected('damaged')
  if (stated.method !== 0 && stated.method !== 8) throw new FileRejected(stated.method === 99 ? 'encrypted' : 'damaged')
  const name = safeName(rawName, flags)
  refuseOtherNames(extra, rawName)
  refuseLinks(bytes, at)
  const { method, crc } = stated
  return { entry: { name, method, crc, packedBytes: packed, bytes: size, headerAt, dataAt }, next }
}

interface Stated {
  readonly rawName: Buffer
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly size: number
  readonly packed: number
}

/** @returns the position of the entry's bytes @throws FileRejected ambiguous_archive when its header and the directory differ */
function checkLocal(bytes: Buffer, at: number, stated: Stated): number {
  if (at + localBytes > bytes.length || bytes.readUInt32LE(at) !== signature.local) throw new FileRejected('damaged')
  const nameLength = bytes.readUInt16LE(at + 26)
  const dataAt = at + localBytes + nameLength + bytes.readUInt16LE(at + 28)
  const name = bytes.subarray(at + localBytes, at + localBytes + nameLength)
  const extra = bytes.subarray(at + localBytes + nameLength, dataAt)
  const flags = bytes.readUInt16LE(at + 6)
  if ((flags & (flag.encrypted | flag.masked)) !== 0) throw new FileRejected('encrypted')
  if (!name.equals(stated.rawName)) throw new FileRejected('ambiguous_archive')
  if (bytes.readUInt16LE(at + 8) !== stated.method) throw new FileRejected('ambiguous_archive')
  refuseOtherNames(extra, name)
  const [size = 0, packed = 0] = wideSizes(extra, [bytes.readUInt32LE(at + 22), bytes.readUInt32LE(at + 18)])
  const numbers = [
    [bytes.readUInt32LE(at + 14), stated.crc],
    [packed, stated.packed],
    [size, stated.size],
  ] as const
  // A program that writes without seeking puts the numbers after the entry, and zeros here.
  const later = (flags & flag.descriptor) !== 0
  if (numbers.some(([here, there]) => here !== there && !(later && here === 0)))
    throw new FileRejected('ambiguous_archive')
  return dataAt
}

/** The numbers; those that need more than four bytes are in the ZIP64 extra field. */
function wideSizes(extra: Buffer, numbers: readonly number[]): number[] {
  const wide = extraField(extra, 1)
  let at = 0
  return numbers.map((number) => {
    if (number !== 0xffffffff) return number
    if (!wide || at + 8 > wide.length) throw new FileRejected('damaged')
    at += 8
    return exactly(wide, at - 8)
  })
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return null
}

/** The Unicode-path field gives an entry a second name: some programs use the one, some the other. */
function refuseOtherNames(extra: Buffer, name: Buffer): void {
  const unicode = extraField(extra, 0x7075)
  if (unicode && !unicode.subarray(5).equals(name)) throw new FileRejected('ambiguous_archive')
}

function refuseLinks(bytes: Buffer, at: number): void {
  const mode = bytes.readUInt16LE(at + 40)
  if (bytes.readUInt8(at + 5) === unixSystem && (mode & 0xf000) === linkMode) throw new FileRejected('unsafe_names')
}

function safeName(raw: Buffer, flags: number): string {
  const utf8 = raw.toString('utf8')
  if (utf8.includes('\ufffd') && (flags & flag.utf8) !== 0) throw new FileRejected('unsafe_names')
  const name = utf8.includes('\ufffd') ? raw.toString('latin1') : utf8
  const unsafe = name === '' || /[\\\0]|^\/|^[A-Za-z]:|(^|\/)\.\.?(\/|$)/.test(name)
  if (unsafe) throw new FileRejected('unsafe_names')
  return name
}

function refuseDuplicates(entries: readonly ArchiveEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.normalize('NFC').toLowerCase()))
  if (names.size !== entries.length) throw new FileRejected('ambiguous_archive')
}

/** Programs that read from the front must find the same entries, so nothing between them may look like an entry. */
function refuseHidden(bytes: Buffer, entries: readonly ArchiveEntry[], directory: Directory): void {
  let at = 0
  for (const entry of entries.toSorted((a, b) => a.headerAt - b.headerAt)) {
    if (entry.headerAt < at) throw new FileRejected('ambiguous_archive')
    refuseSignature(bytes.subarray(at, entry.headerAt))
    at = entry.dataAt + entry.packedBytes
  }
  refuseSignature(bytes.subarray(at, directory.at))
  refuseSignature(bytes.subarray(directory.end + endBytes))
}

function refuseSignature(between: Buffer): void {
  if (between.includes('PK\x03\x04') || between.includes('PK\x01\x02')) throw new FileRejected('ambiguous_archive')
}
