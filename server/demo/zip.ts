import { crc32, deflateRawSync } from 'node:zlib'

interface ZipFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Not compressed. */
  readonly stored?: boolean
}

/** 1 January 1980, the earliest date a ZIP can hold: the files do not show when or where they were made. */
const dosDate = 0x0021
const version = 20
const utf8Names = 0x0800

/** A ZIP archive in the order given (APPNOTE.TXT 6.3.10, without ZIP64: below 4 GB and 65,535 files). */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const entry = describe(file)
    const local = Buffer.concat([header(0x04034b50, [version]), entry.common, entry.name, entry.body])
    directory.push(centralRecord(entry, offset))
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...bodies, central, endRecord(files.length, central.length, offset)])
}

interface Entry {
  /** From "flags" to "extra length": the same bytes in the local header and in the directory. */
  readonly common: Buffer
  readonly name: Buffer
  readonly body: Uint8Array
}

function describe({ name, bytes, stored = false }: ZipFile): Entry {
  const nameBytes = Buffer.from(name, 'utf8')
  const body = stored ? bytes : deflateRawSync(bytes)
  const common = Buffer.alloc(24)
  common.writeUInt16LE(utf8Names, 0)
  common.writeUInt16LE(stored ? 0 : 8, 2)
  common.writeUInt16LE(0, 4)
  common.writeUInt16LE(dosDate, 6)
  common.writeUInt32LE(crc32(bytes), 8)
  common.writeUInt32LE(body.length, 12)
  common.writeUInt32LE(bytes.length, 16)
  common.writeUInt16LE(nameBytes.length, 20)
  return { common, name: nameBytes, body }
}

function centralRecord({ common, name }: Entry, offset: number): Buffer {
  // Comment length, disk number, internal and external attributes are all 0; then the offset of the local header.
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([header(0x02014b50, [version, version]), common, rest, name])
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(offset, 16)
  return record
}

function header(signature: number, words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + words.length * 2)
  bytes.writeUInt32LE(signature, 0)
  words.forEach((word, position) => bytes.writeUInt16LE(word, 4 + position * 2))
  return bytes
}
