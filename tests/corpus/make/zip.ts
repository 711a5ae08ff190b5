import { crc32, deflateRawSync } from 'node:zlib'

/**
 * An archive written byte by byte, because an honest library cannot be brought to lie. Whatever is not given is right; what
 * is given stands in the file as it is, true or not.
 */
export interface Entry {
  readonly name: string | Buffer
  readonly bytes: Buffer | string
  /** 0 stored, 8 deflated (default). */
  readonly method?: number
  readonly flags?: number
  readonly comment?: string
  readonly centralExtra?: Buffer
  readonly localExtra?: Buffer
  readonly localName?: string
  /** DOS date and time in one. */
  readonly stamp?: number
  readonly madeBy?: number
  readonly externalAttributes?: number
  readonly crc?: number
  readonly size?: number
  readonly compressedSize?: number
  /** What stands in the file instead of the deflated bytes. */
  readonly raw?: Buffer
  /** Points at this earlier entry's local header instead of one of its own. */
  readonly sharesWith?: number
  /** Put before the local header, seen by nobody who reads the directory. */
  readonly before?: Buffer
}

export interface ArchiveOptions {
  readonly comment?: string
  readonly prefix?: Buffer
  readonly suffix?: Buffer
  /** What the end record claims. */
  readonly count?: number
}

export function zip(entries: readonly Entry[], options: ArchiveOptions = {}): Buffer {
  const pieces: Buffer[] = [options.prefix ?? Buffer.alloc(0)]
  let at = pieces[0]?.length ?? 0
  const offsets: number[] = []
  for (const entry of entries) {
    if (entry.sharesWith !== undefined) {
      offsets.push(offsets[entry.sharesWith] ?? 0)
      continue
    }
    const before = entry.before ?? Buffer.alloc(0)
    offsets.push(at + before.length)
    const local = Buffer.concat([before, localHeader(entry), packed(entry)])
    pieces.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries.map((entry, i) => centralHeader(entry, offsets[i] ?? 0)))
  return Buffer.concat([
    ...pieces,
    directory,
    end(entries, directory.length, at, options),
    options.suffix ?? Buffer.alloc(0),
  ])
}

function content(entry: Entry): Buffer {
  return typeof entry.bytes === 'string' ? Buffer.from(entry.bytes, 'utf8') : entry.bytes
}

function packed(entry: Entry): Buffer {
  if (entry.raw !== undefined) return entry.raw
  return (entry.method ?? 8) === 8 ? deflateRawSync(content(entry)) : content(entry)
}

function nameOf(entry: Entry): Buffer {
  return typeof entry.name === 'string' ? Buffer.from(entry.name, 'utf8') : entry.name
}

function common(entry: Entry, name: Buffer, extra: Buffer): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(entry.flags ?? 0x0800, 2)
  head.writeUInt16LE(entry.method ?? 8, 4)
  head.writeUInt32LE(entry.stamp ?? dosStamp(1980, 1, 1), 6)
  head.writeUInt32LE(entry.crc ?? crc32(content(entry)), 10)
  head.writeUInt32LE(entry.compressedSize ?? packed(entry).length, 14)
  head.writeUInt32LE(entry.size ?? content(entry).length, 18)
  head.writeUInt16LE(name.length, 22)
  head.writeUInt16LE(extra.length, 24)
  return head
}

function localHeader(entry: Entry): Buffer {
  const name = entry.localName === undefined ? nameOf(entry) : Buffer.from(entry.localName, 'utf8')
  const extra = entry.localExtra ?? Buffer.alloc(0)
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(entry, name, extra), name, extra])
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const name = nameOf(entry)
  const extra = entry.centralExtra ?? Buffer.alloc(0)
  const comment = Buffer.from(entry.comment ?? '', 'utf8')
  const head = Buffer.alloc(6)
  head.write('PK\x01\x02', 0, 'latin1')
  head.writeUInt16LE(entry.madeBy ?? 20, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt16LE(comment.length, 0)
  tail.writeUInt32LE(entry.externalAttributes ?? 0, 6)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([head, common(entry, name, extra), tail, name, extra, comment])
}

function end(entries: readonly Entry[], length: number, offset: number, options: ArchiveOptions): Buffer {
  const comment = Buffer.from(options.comment ?? '', 'utf8')
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 0, 'latin1')
  record.writeUInt16LE(options.count ?? entries.length, 8)
  record.writeUInt16LE(options.count ?? entries.length, 10)
  record.writeUInt32LE(length, 12)
  record.writeUInt32LE(offset, 16)
  record.writeUInt16LE(comment.length, 20)
  return Buffer.concat([record, comment])
}

export function dosStamp(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return (((year - 1980) << 25) | (month << 21) | (day << 16) | (hour << 11) | (minute << 5)) >>> 0
}

/** One field of an entry's extra data. */
export function extraField(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

/** Info-ZIP's field that gives an entry another name than its header. */
export function unicodePath(headerName: string, otherName: string): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(1, 0)
  head.writeUInt32LE(crc32(Buffer.from(headerName, 'utf8')), 1)
  return extraField(0x7075, Buffer.concat([head, Buffer.from(otherName, 'utf8')]))
}
