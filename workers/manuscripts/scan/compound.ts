import { Unreadable } from './allowance.ts'
import { nameHintsAtPerson } from './office-rules.ts'
import type { ScanContext } from './statements.ts'
import { readWordLists, type Stream } from './old-word.ts'

const noSector = 0xfffffffa
const mostSectors = 500_000

/**
 * The streams of a compound file (MS-CFB): old Office files, and objects inside new ones.
 * @throws Unreadable
 */
function streamsOf(bytes: Buffer): Stream[] {
  try {
    return readStreams(bytes)
  } catch {
    throw new Unreadable()
  }
}

function readStreams(bytes: Buffer): Stream[] {
  const size = 1 << bytes.readUInt16LE(30)
  const small = 1 << bytes.readUInt16LE(32)
  if (size < 512 || size > 4096 || small > size) throw new Unreadable()
  const sector = (n: number) => bytes.subarray((n + 1) * size, (n + 2) * size)
  const table = allocation(bytes, sector, size)
  const chain = (start: number, next: Buffer, piece: (n: number) => Buffer) => {
    const pieces: Buffer[] = []
    const seen = new Set<number>()
    for (let n = start; n < noSector && !seen.has(n) && n * 4 + 4 <= next.length; n = next.readUInt32LE(n * 4)) {
      seen.add(n)
      pieces.push(piece(n))
    }
    return Buffer.concat(pieces)
  }
  const directory = chain(bytes.readUInt32LE(48), table, sector)
  const entries = Array.from({ length: Math.floor(directory.length / 128) }, (_, n) => entryAt(directory, n * 128))
  const root = entries[0]
  if (root === undefined) throw new Unreadable()
  const smallOnes = chain(root.start, table, sector)
  const smallTable = chain(bytes.readUInt32LE(60), table, sector)
  const smallSector = (n: number) => smallOnes.subarray(n * small, (n + 1) * small)
  return entries
    .filter(({ type }) => type === 2)
    .map(({ name, start, length }) => ({
      name,
      bytes: (length < 4096 ? chain(start, smallTable, smallSector) : chain(start, table, sector)).subarray(0, length),
    }))
}

function allocation(bytes: Buffer, sector: (n: number) => Buffer, size: number): Buffer {
  const places: number[] = []
  for (let at = 76; at < 512; at += 4) places.push(bytes.readUInt32LE(at))
  let next = bytes.readUInt32LE(68)
  for (let n = 0; next < noSector && n < mostSectors / size; n += 1) {
    const list = sector(next)
    for (let at = 0; at + 4 < size; at += 4) places.push(list.readUInt32LE(at))
    next = list.readUInt32LE(size - 4)
  }
  return Buffer.concat(places.filter((place) => place < noSector).map(sector))
}

function entryAt(directory: Buffer, at: number) {
  const nameLength = Math.min(directory.readUInt16LE(at + 64), 64)
  return {
    name: directory.toString('utf16le', at, at + Math.max(0, nameLength - 2)),
    type: directory[at + 66],
    start: directory.readUInt32LE(at + 116),
    length: directory.readUInt32LE(at + 120),
  }
}

/** Names of system streams begin with a control character. */
function printable(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '')
}

/** A compound file or embedded object: reads its properties and scans every stream as a file of its own. */
export function walkCompound(bytes: Buffer, within: string, context: ScanContext): void {
  const streams = streamsOf(bytes)
  if (streams.some(({ name }) => name === 'WordDocument')) readWordLists(streams, within, context)
  for (const { name, bytes: stream } of streams) {
    const where = `${within}${printable(name)}`
    context.listener.statement({ role: 'free', position: 'part_name', where: `${where} (name)`, value: name })
    if (/^(Workbook|Book)$/.test(name)) emitLastUser(stream, where, context)
    if (name.endsWith('SummaryInformation')) readProperties(stream, where, context)
    else context.embedded(packaged(name, stream), where, context)
  }
  context.listener.bytes(within, bytes, 'data')
}

/** Old Excel records the last user of the workbook: record 0x5C, padded with blanks (MS-XLS 2.4.349). */
function emitLastUser(book: Buffer, where: string, { listener }: ScanContext): void {
  for (let at = 0, n = 0; at + 4 <= book.length && n < 100; at += 4 + book.readUInt16LE(at + 2), n += 1) {
    if (book.readUInt16LE(at) !== 0x5c || at + 7 > book.length) continue
    const [length, wide] = [book.readUInt16LE(at + 4), (book[at + 6] ?? 0) & 1]
    const written = book.subarray(at + 7, at + 7 + length * (wide + 1))
    const value = written.toString(wide === 1 ? 'utf16le' : 'latin1').trim()
    listener.statement({ role: 'person', position: 'last_modified_by', where: `${where} user`, value })
  }
}

/** An attached file begins after its label and path; label and path are scanned as bytes. */
function packaged(name: string, stream: Buffer): Buffer {
  if (!name.endsWith('Ole10Native')) return stream
  const latin1 = stream.toString('latin1', 0, 4096)
  const at = latin1.search(/PK[^\w\s]{2}|%PDF-|\xff\xd8\xff|\x89PNG|\xd0\xcf[^\w\s]\xe0/)
  return at < 0 ? stream : stream.subarray(at)
}

/** Ids of the properties that name a person or tell where the file comes from, by property set (MS-OLEPS, MS-OSHARED 2.3.3). */
const summary: Readonly<Record<number, readonly ['person' | 'property' | 'origin', string]>> = {
  // Title and subject: words that look like a person's name there are a title.
  2: ['origin', 'title'],
  3: ['origin', 'title'],
  5: ['origin', 'title'],
  4: ['person', 'creator'],
  7: ['origin', 'template_path'],
  8: ['person', 'last_modified_by'],
  18: ['origin', 'program'],
}
const documentSummary: Readonly<Record<number, readonly ['person' | 'property' | 'origin', string]>> = {
  2: ['origin', 'title'],
  14: ['person', 'manager'],
  15: ['person', 'company'],
}
const formats: { readonly summary: readonly string[]; readonly document: string } = {
  // Some programs write the second set's id with its first bytes in reverse order.
  summary: ['e0859ff2f94f6810ab9108002b27b3d9', 'f29f85e04ff91068ab9108002b27b3d9'],
  document: '02d5cdd59c2e1b10939708002b2cf9ae',
}

/** Emits the properties of a property set, whatever bytes precede the set. */
function readProperties(stream: Buffer, where: string, context: ScanContext): void {
  try {
    const count = Math.min(stream.readUInt32LE(24), 8)
    for (let n = 0; n < count; n += 1) {
      const format = stream.toString('hex', 28 + n * 20, 44 + n * 20)
      const known = formats.summary.includes(format) ? summary : format === formats.document ? documentSummary : {}
      readSet(stream, stream.readUInt32LE(44 + n * 20), known, where, context)
    }
  } catch {
    context.listener.unreadable(where)
  }
  context.listener.bytes(where, stream, 'data')
}

function readSet(
  stream: Buffer,
  section: number,
  known: Readonly<Record<number, readonly ['person' | 'property' | 'origin', string]>>,
  where: string,
  { listener }: ScanContext,
): void {
  const count = Math.min(stream.readUInt32LE(section + 4), 1_000)
  const entries = Array.from({ length: count }, (_, n) => section + 8 + n * 8).map((at) => ({
    id: stream.readUInt32LE(at),
    at: section + stream.readUInt32LE(at + 4),
  }))
  const page = entries.find(({ id }) => id === 1)
  const encoding = page === undefined ? 1252 : stream.readUInt16LE(page.at + 4)
  const names = namesOf(stream, entries.find(({ id }) => id === 0)?.at, encoding)
  for (const { id, at } of entries) {
    if (id === 0) continue
    const value = stringAt(stream, at, encoding)
    const loose = nameHintsAtPerson(names.get(id) ?? '') ? 'person' : 'property'
    const [role, position] = known[id] ?? [loose, 'custom_property']
    if (value !== '') listener.statement({ role, position, where: `${where} property ${id}`, value })
  }
}

/** The names of custom properties (MS-OLEPS 2.17). */
function namesOf(stream: Buffer, at: number | undefined, encoding: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  if (at === undefined) return names
  const count = Math.min(stream.readUInt32LE(at), 500)
  for (let n = 0, next = at + 4; n < count && next + 8 <= stream.length; n += 1) {
    const length = stream.readUInt32LE(next + 4) * (encoding === 1200 ? 2 : 1)
    const written = stream.subarray(next + 8, next + 8 + length)
    const name = encoding === 1200 ? written.toString('utf16le') : inCodePage(written, encoding)
    names.set(stream.readUInt32LE(next), name.replaceAll('\0', ''))
    next += 8 + (encoding === 1200 ? Math.ceil(length / 4) * 4 : length)
  }
  return names
}

function stringAt(stream: Buffer, at: number, encoding: number): string {
  const type = stream.readUInt32LE(at) & 0xffff
  if (type !== 0x1e && type !== 0x1f) return ''
  const length = stream.readUInt32LE(at + 4)
  const wide = type === 0x1f || encoding === 1200
  const written = stream.subarray(at + 8, at + 8 + (type === 0x1f ? length * 2 : length))
  return (wide ? written.toString('utf16le') : inCodePage(written, encoding)).split('\0')[0]?.trim() ?? ''
}

function inCodePage(written: Buffer, encoding: number): string {
  const label = encoding === 65001 ? 'utf-8' : (named[encoding] ?? `windows-${encoding}`)
  try {
    return new TextDecoder(label).decode(written)
  } catch {
    return written.toString('latin1')
  }
}

const named: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
}
