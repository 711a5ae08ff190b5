import { type Allowance, Unreadable } from './allowance.ts'

interface Entry {
  readonly name: string
  /** @throws Unreadable */
  readonly read: (behind?: (rest: Buffer) => void) => Buffer
}

export interface Archive {
  readonly entries: readonly Entry[]
  /** All bytes that belong to no entry: comments, extra fields, and what is between, before and behind the entries. */
  readonly loose: readonly { readonly where: string; readonly bytes: Buffer }[]
}

interface Listed {
  readonly name: string
  readonly rawName: Buffer
  readonly method: number
  readonly packedSize: number
  readonly local: number
  readonly extra: Buffer
  readonly comment: Buffer
  readonly flags: number
}

interface Directory {
  readonly count: number
  readonly from: number
  /** Offset to add to every position that the archive states: other bytes may precede the archive. */
  readonly shift: number
  readonly end: number
}

const mostEntries = 10_000
const signatures = { local: 0x04034b50, listed: 0x02014b50, descriptor: 0x08074b50 } as const
const wide = 0xffffffff

/**
 * The entries of a ZIP archive (APPNOTE.TXT 4.3), and the bytes outside them.
 * @throws Unreadable
 */
export function archiveOf(bytes: Buffer, allowance: Allowance): Archive {
  try {
    const directory = directoryOf(bytes)
    const { listed, end } = listedIn(bytes, directory)
    const covered: [number, number][] = [
      [directory.from, end],
      [Math.min(end, directory.end), directory.end + 22],
    ]
    const loose = listed.flatMap(({ name, extra, comment }) => [
      { where: `${name} (extra field)`, bytes: extra },
      { where: `${name} (comment)`, bytes: comment },
    ])
    const entries = listed.map((entry) => {
      const place = placeOf(bytes, entry, directory.shift)
      covered.push([place.header, place.end])
      loose.push({ where: `${entry.name} (local header)`, bytes: place.odd })
      return {
        name: entry.name,
        read: (behind?: (rest: Buffer) => void) =>
          unpack(bytes.subarray(place.from, place.to), entry.method, allowance, behind),
      }
    })
    loose.push(...gaps(bytes, covered))
    return { entries, loose: loose.filter((piece) => piece.bytes.length > 0) }
  } catch {
    // A stated position is outside the file.
    throw new Unreadable()
  }
}

function directoryOf(bytes: Buffer): Directory {
  const end = bytes.lastIndexOf('PK\x05\x06', bytes.length, 'latin1')
  if (end < 0) throw new Unreadable()
  const locator = end - 20
  if (locator >= 0 && bytes.toString('latin1', locator, locator + 4) === 'PK\x06\x07') {
    const at = Number(bytes.readBigUInt64LE(locator + 8))
    const size = Number(bytes.readBigUInt64LE(at + 40))
    const from = Number(bytes.readBigUInt64LE(at + 48))
    if (bytes.readUInt32LE(at) !== 0x06064b50 || from + size > at) throw new Unreadable()
    return { count: Number(bytes.readBigUInt64LE(at + 32)), from, shift: 0, end }
  }
  const from = end - bytes.readUInt32LE(end + 12)
  return { count: bytes.readUInt16LE(end + 10), from, shift: from - bytes.readUInt32LE(end + 16), end }
}

function listedIn(bytes: Buffer, { count, from }: Directory): { readonly listed: Listed[]; readonly end: number } {
  if (count > mostEntries) throw new Unreadable()
  let at = from
  const listed = Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== signatures.listed) throw new Unreadable()
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    const name = at + 46
    const extra = name + (nameLength ?? 0)
    const comment = extra + (extraLength ?? 0)
    const entry = withWideNumbers({
      rawName: bytes.subarray(name, extra),
      name: bytes.toString('utf8', name, extra),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      local: bytes.readUInt32LE(at + 42),
      extra: bytes.subarray(extra, comment),
      comment: bytes.subarray(comment, comment + (commentLength ?? 0)),
      size: bytes.readUInt32LE(at + 24),
    })
    at = comment + (commentLength ?? 0)
    return entry
  })
  return { listed, end: at }
}

/** ZIP64 writes numbers that do not fit into an extra field, in a fixed order (APPNOTE.TXT 4.5.3). */
function withWideNumbers({ size, ...entry }: Listed & { readonly size: number }): Listed {
  if (size !== wide && entry.packedSize !== wide && entry.local !== wide) return entry
  const { extra } = entry
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4 + (size === wide ? 8 : 0)
    const read = (written: number) => {
      if (written !== wide) return written
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    }
    const packedSize = read(entry.packedSize)
    return { ...entry, packedSize, local: read(entry.local) }
  }
  throw new Unreadable()
}

/** Position of an entry's data. `odd` holds what the entry's own header says beyond its line in the directory. */
function placeOf(bytes: Buffer, entry: Listed, shift: number) {
  const header = shift + entry.local
  if (header < 0 || bytes.readUInt32LE(header) !== signatures.local) throw new Unreadable()
  const name = header + 30
  const extra = name + bytes.readUInt16LE(header + 26)
  const from = extra + bytes.readUInt16LE(header + 28)
  const to = from + entry.packedSize
  if (to > bytes.length) throw new Unreadable()
  const sameName = bytes.subarray(name, extra).equals(entry.rawName)
  const odd = bytes.subarray(sameName ? extra : name, from)
  return { header, from, to, odd, end: to + descriptorLength(bytes, to, entry.flags) }
}

function descriptorLength(bytes: Buffer, at: number, flags: number): number {
  if ((flags & 8) === 0) return 0
  const signed = at + 4 <= bytes.length && bytes.readUInt32LE(at) === signatures.descriptor
  const short = signed ? 16 : 12
  const next = at + short + 4 <= bytes.length ? bytes.toString('latin1', at + short, at + short + 2) : ''
  return next === 'PK' ? short : short + 8
}

function gaps(bytes: Buffer, covered: [number, number][]): { readonly where: string; readonly bytes: Buffer }[] {
  const found: { where: string; bytes: Buffer }[] = []
  let at = 0
  for (const [from, to] of [...covered.sort((a, b) => a[0] - b[0]), [bytes.length, bytes.length] as const]) {
    if (from > at) {
      const where = at === 0 ? 'before the archive' : from === bytes.length ? 'behind the archive' : 'between entries'
      found.push({ where, bytes: bytes.subarray(at, from) })
    }
    at = Math.max(at, to)
  }
  return found
}

function unpack(packed: Buffer, method: number, allowance: Allowance, behind?: (rest: Buffer) => void): Buffer {
  if (method === 0) return packed
  if (method === 8) return allowance.inflate(packed, 'raw', behind)
  throw new Unreadable()
}
