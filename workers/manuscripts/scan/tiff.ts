import { Unreadable } from './allowance.ts'
import { readIptc, readPhotoshop } from './iptc.ts'
import type { Role, ScanContext } from './statements.ts'
import { readXmp } from './xmp.ts'

interface Tag {
  readonly role: Role
  readonly position: string
  readonly name: string
}

const person = (name: string): Tag => ({ role: 'person', position: 'exif', name })
const origin = (name: string): Tag => ({ role: 'origin', position: 'exif', name })

/** Tags that name somebody, a machine or a place (TIFF 6.0, Exif 2.32, Windows). */
const tags: Readonly<Record<number, Tag>> = {
  0x010d: origin('DocumentName'),
  0x010e: origin('ImageDescription'),
  0x011d: origin('PageName'),
  0x0131: origin('Software'),
  0x013b: person('Artist'),
  0x013c: person('HostComputer'),
  0x8298: person('Copyright'),
  0x9286: origin('UserComment'),
  0x9c9b: origin('XPTitle'),
  0x9c9c: origin('XPComment'),
  0x9c9d: person('XPAuthor'),
  0x9c9e: origin('XPKeywords'),
  0x9c9f: origin('XPSubject'),
  0xa430: person('OwnerName'),
  0xa431: person('SerialNumber'),
  0xa435: person('LensSerialNumber'),
  0xc62f: person('CameraSerialNumber'),
  0xc68b: origin('OriginalRawFileName'),
}
const pointers: Readonly<Record<number, string>> = {
  0x8769: 'Exif',
  0x8825: 'GPS',
  0xa005: 'Interop',
  0x014a: 'SubIFD',
}
/** Tags a clean Exif block may have: how to show the picture. */
const showing = new Set([
  0x0112, 0x011a, 0x011b, 0x0128, 0x0213, 0x8769, 0xa001, 0xa002, 0xa003, 0x9000, 0x9101, 0xa000,
])
const sizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
}
const most = { directories: 4_096, entries: 2_000 } as const

interface Field {
  readonly tag: number
  readonly type: number
  readonly bytes: Buffer
}

/** A TIFF picture: its own directory lists its tags. */
export function walkTiff(bytes: Buffer, within: string, context: ScanContext): void {
  walkDirectories(bytes, `${within}TIFF`, context, 'picture')
  // The picture's strips, and bytes that no directory refers to.
  context.listener.bytes(`${within}TIFF`, bytes, 'picture')
}

/** An Exif block inside another picture. */
export function walkExif(bytes: Buffer, where: string, context: ScanContext): void {
  try {
    walkDirectories(bytes, `${where} EXIF`, context, 'block')
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    context.listener.leftover(where, 'EXIF')
  }
  context.listener.bytes(`${where} EXIF`, bytes, 'data')
}

function walkDirectories(bytes: Buffer, where: string, context: ScanContext, use: 'picture' | 'block'): void {
  const reader = readerOf(bytes)
  const waiting: { readonly at: number; readonly name: string }[] = [{ at: reader.address(reader.first), name: '' }]
  const seen = new Set<number>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.at === 0 || seen.has(next.at) || seen.size > most.directories || next.at + reader.head > bytes.length)
      continue
    seen.add(next.at)
    const { fields, following } = fieldsAt(reader, bytes, next.at)
    waiting.push({ at: following, name: next.name === '' ? '' : next.name })
    if (next.name === 'GPS') emitPlace(fields, reader, where, context)
    for (const field of fields) {
      const pointer = pointers[field.tag]
      if (pointer === undefined) emitField(field, where, context, use)
      else
        for (let at = 0; at + 4 <= field.bytes.length; at += sizes[field.type] === 8 ? 8 : 4)
          waiting.push({ at: reader.lowIn(field.bytes, at, sizes[field.type] ?? 4), name: pointer })
    }
  }
}

type Reader = ReturnType<typeof readerOf>

/** Reads TIFF, or BigTIFF with 8-byte addresses. @throws Unreadable when the bytes do not begin like one */
function readerOf(bytes: Buffer) {
  const little = bytes[0] === 0x49
  const start = /^(?:II([*+])\0|MM\0([*+]))/.exec(bytes.toString('latin1', 0, 4))
  const big = (start?.[1] ?? start?.[2]) === '+'
  if (bytes.length < (big ? 16 : 8) || start === null) throw new Unreadable()
  const longIn = (from: Buffer, at: number) => (little ? from.readUInt32LE(at) : from.readUInt32BE(at))
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  // Files are smaller than 4 GB: the low four bytes of an address suffice.
  const lowIn = (from: Buffer, at: number, size: number) => longIn(from, size === 8 && !little ? at + 4 : at)
  const address = (at: number) => lowIn(bytes, at, big ? 8 : 4)
  const count = (at: number) => (big ? address(at) : short(at))
  const layout = big ? { first: 8, entry: 20, head: 8, word: 8 } : { first: 4, entry: 12, head: 2, word: 4 }
  return { short, longIn, lowIn, address, count, ...layout }
}

function fieldsAt(reader: Reader, bytes: Buffer, at: number): { readonly fields: Field[]; readonly following: number } {
  const count = Math.min(reader.count(at), most.entries)
  const fields: Field[] = []
  const first = at + reader.head
  for (let n = 0, entry = first; n < count && entry + reader.entry <= bytes.length; n += 1, entry += reader.entry) {
    const type = reader.short(entry + 2)
    const length = reader.address(entry + 4) * (sizes[type] ?? 1)
    const value = entry + 4 + reader.word
    const from = length <= reader.word ? value : reader.address(value)
    fields.push({ tag: reader.short(entry), type, bytes: bytes.subarray(from, from + length) })
  }
  const end = first + count * reader.entry
  return { fields, following: end + reader.word <= bytes.length ? reader.address(end) : 0 }
}

function emitField({ tag, type, bytes }: Field, where: string, context: ScanContext, use: 'picture' | 'block'): void {
  const { listener } = context
  const known = tags[tag]
  const value = textOf(tag, bytes)
  const name = known?.name ?? `tag 0x${tag.toString(16)}`
  if (tag === 0x02bc) return readXmp(bytes.toString('utf8'), where, context)
  if (tag === 0x83bb || tag === 0x8649)
    return tag === 0x83bb ? readIptc(bytes, where, context) : readPhotoshop(bytes, where, context, walkExif)
  if (known !== undefined || type === 2) {
    listener.statement({ role: known?.role ?? 'free', position: 'exif', where: `${where} ${name}`, value })
    if (value !== '') listener.leftover(`${where} ${name}`, value)
  } else if (tag === 0x927c || (use === 'block' && !showing.has(tag) && type === 7)) {
    listener.leftover(`${where} ${name}`, name)
    listener.bytes(`${where} ${name}`, bytes, 'data')
  } else if (use === 'block' && !showing.has(tag)) listener.leftover(`${where} ${name}`, name)
  // The values of unknown tags may be words.
  else if (bytes.length > 4 && (type === 1 || type === 7)) listener.bytes(`${where} ${name}`, bytes, 'data')
}

/** Windows' own tags are UTF-16; comments begin with the name of their encoding. */
function textOf(tag: number, bytes: Buffer): string {
  if (tag >= 0x9c9b && tag <= 0x9c9f) return bytes.toString('utf16le').replaceAll('\0', '').trim()
  const encoding = tag === 0x9286 ? bytes.toString('latin1', 0, 8) : ''
  if (encoding.startsWith('UNICODE')) return bytes.subarray(8).toString('utf16le').replaceAll('\0', '').trim()
  const text = encoding === '' ? bytes : bytes.subarray(8)
  return text
    .toString('utf8')
    .replaceAll(/[\0\s]+/g, ' ')
    .trim()
}

/** Coordinates in decimal degrees, to a metre. */
function emitPlace(fields: readonly Field[], reader: Reader, where: string, { listener }: ScanContext): void {
  listener.leftover(`${where} GPS`, 'GPS')
  const degrees = (tag: number, signTag: number, negative: string) => {
    const field = fields.find((field) => field.tag === tag)
    if (field === undefined || field.bytes.length < 24) return null
    const [whole = 0, minutes = 0, seconds = 0] = [0, 8, 16].map(
      (at) => reader.longIn(field.bytes, at) / (reader.longIn(field.bytes, at + 4) || 1),
    )
    const sign = fields.find((field) => field.tag === signTag)?.bytes.toString('latin1', 0, 1)
    return (sign === negative ? -1 : 1) * (whole + minutes / 60 + seconds / 3600)
  }
  const [latitude, longitude] = [degrees(2, 1, 'S'), degrees(4, 3, 'W')]
  if (latitude === null || longitude === null) return
  const value = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  listener.statement({ role: 'person', position: 'gps', where: `${where} GPS`, value })
}
