import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A part of a new package; its `chunks` are compressed one by one, so that a long part is never whole in memory. */
export interface PackedPart {
  readonly name: string
  readonly method: 0 | 8
  readonly crc: number
  readonly bytes: number
  readonly packed: readonly Buffer[]
}

/** Midnight of 1 January 1980, the first day of the format: every copy has this date. */
const dosDate = 0x0021
const version = 20

export function store(name: string, bytes: Buffer): PackedPart {
  return { name, method: 0, crc: crc32(bytes), bytes: bytes.length, packed: [bytes] }
}

export function pack(name: string, chunks: readonly Buffer[]): PackedPart {
  const packer = new Packer()
  for (const chunk of chunks) packer.add(chunk)
  return packer.end(name)
}

/** Deflates in chunks; each ends at a byte boundary, so that they can be concatenated (RFC 1951, empty stored block). */
export class Packer {
  #crc = 0
  #bytes = 0
  readonly #packed: Buffer[] = []

  add(chunk: Buffer): void {
    this.#crc = crc32(chunk, this.#crc)
    this.#bytes += chunk.length
    this.#packed.push(deflateRawSync(chunk, { finishFlush: constants.Z_FULL_FLUSH }))
  }

  end(name: string): PackedPart {
    // An empty last block.
    this.#packed.push(Buffer.from([0x03, 0x00]))
    return { name, method: 8, crc: this.#crc, bytes: this.#bytes, packed: this.#packed }
  }
}

/** A ZIP archive of the parts in this order, without extra fields and comments, with one date. */
export function writeArchive(parts: readonly PackedPart[]): Buffer {
  const body: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8')
    const facts = sharedFacts(part, name)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name])
    body.push(local, ...part.packed)
    directory.push(directoryEntry(facts, name, at))
    at += local.length + packedLength(part)
  }
  const entries = Buffer.concat(directory)
  return Buffer.concat([...body, entries, directoryEnd(parts.length, entries.length, at)])
}

/** The 26 bytes that are the same before an entry and in the directory. */
function sharedFacts(part: PackedPart, name: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(version, 0)
  facts.writeUInt16LE(part.method, 4)
  facts.writeUInt16LE(dosDate, 8)
  facts.writeUInt32LE(part.crc, 10)
  facts.writeUInt32LE(packedLength(part), 14)
  facts.writeUInt32LE(part.bytes, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

function directoryEntry(facts: Buffer, name: Buffer, at: number): Buffer {
  const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1')
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(at, 10)
  return Buffer.concat([head, facts, tail, name])
}

function directoryEnd(count: number, bytes: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(at, 16)
  return end
}

const packedLength = (part: PackedPart) => part.packed.reduce((sum, chunk) => sum + chunk.length, 0)
