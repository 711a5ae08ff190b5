import { FileRejected } from '../../shapes.ts'

export interface Field {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly content: Buffer
}

/** Reads and writes numbers in the byte order of the file, which 16-bit pixels use too and which must therefore stay. */
export interface Order {
  readonly u16: (bytes: Buffer, at: number) => number
  readonly u32: (bytes: Buffer, at: number) => number
  /** @throws FileRejected damaged, also for numbers larger than any file */
  readonly u64: (bytes: Buffer, at: number) => number
  readonly word: (value: number) => Buffer
  readonly long: (value: number) => Buffer
}

/** The sizes of numbers: addresses have four bytes in TIFF, eight in BigTIFF (version 43). */
interface Layout {
  readonly first: number
  readonly countBytes: 2 | 8
  readonly entryBytes: 12 | 20
  readonly addressBytes: 4 | 8
}

const classic: Layout = { first: 4, countBytes: 2, entryBytes: 12, addressBytes: 4 }
const bigTiff: Layout = { first: 8, countBytes: 8, entryBytes: 20, addressBytes: 8 }

/** The size of each type; the last three are those of BigTIFF. */
const bytesOfType = [0, 1, 0, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
const maxPages = 2000
const maxFields = 4096

export function orderOf(bytes: Buffer): Order {
  const big = bytes[0] === 0x4d
  const write = (size: 2 | 4) => (value: number) => {
    const written = Buffer.alloc(size)
    if (big) written.writeUIntBE(value, 0, size)
    else written.writeUIntLE(value, 0, size)
    return written
  }
  const read = (size: 2 | 4) => (from: Buffer, at: number) => {
    if (at + size > from.length) throw new FileRejected('damaged')
    return big ? from.readUIntBE(at, size) : from.readUIntLE(at, size)
  }
  const u64 = (from: Buffer, at: number) => {
    if (at + 8 > from.length) throw new FileRejected('damaged')
    const value = big ? from.readBigUInt64BE(at) : from.readBigUInt64LE(at)
    if (value > 0xffff_ffffn) throw new FileRejected('damaged')
    return Number(value)
  }
  return { u16: read(2), u32: read(4), u64, word: write(2), long: write(4) }
}

/**
 * The fields of every page; those not in `wanted` come without their content.
 * @throws FileRejected damaged
 */
export function pagesOf(bytes: Buffer, order: Order, wanted: ReadonlySet<number>): Field[][] {
  const layout = order.u16(bytes, 2) === 43 ? bigTiff : classic
  const address = layout.addressBytes === 8 ? order.u64 : order.u32
  const pages: Field[][] = []
  const seen = new Set<number>()
  for (let at = address(bytes, layout.first); at !== 0; ) {
    if (seen.has(at) || pages.length === maxPages) throw new FileRejected('damaged')
    seen.add(at)
    const count = layout.countBytes === 8 ? order.u64(bytes, at) : order.u16(bytes, at)
    if (layout.countBytes === 8 && count > maxFields) throw new FileRejected('damaged')
    const from = at + layout.countBytes
    pages.push(Array.from({ length: count }, (_, n) => fieldAt(bytes, from + n * layout.entryBytes)))
    const next = from + count * layout.entryBytes
    at = next + layout.addressBytes > bytes.length ? 0 : address(bytes, next)
  }
  return pages

  function fieldAt(from: Buffer, at: number): Field {
    const count = layout.addressBytes === 8 ? order.u64(from, at + 4) : order.u32(from, at + 4)
    const field = { tag: order.u16(from, at), type: order.u16(from, at + 2), count }
    const length = count * (bytesOfType[field.type] ?? 0)
    if (length === 0 || !wanted.has(field.tag)) return { ...field, content: Buffer.alloc(0) }
    const value = at + 4 + layout.addressBytes
    const start = length <= layout.addressBytes ? value : address(from, value)
    if (start + length > from.length) throw new FileRejected('damaged')
    return { ...field, content: from.subarray(start, start + length) }
  }
}

const wide = new Set([16, 17, 18])

export function numbersIn(page: readonly Field[], sought: number, order: Order): number[] {
  const field = page.find((candidate) => candidate.tag === sought)
  if (field === undefined) return []
  const size = bytesOfType[field.type] ?? 0
  if (field.type === 1) return [...field.content]
  if (size !== 2 && size !== 4 && !wide.has(field.type)) return []
  const read = size === 2 ? order.u16 : size === 4 ? order.u32 : order.u64
  return Array.from({ length: field.content.length / size }, (_, n) => read(field.content, n * size))
}

export const numberIn = (page: readonly Field[], sought: number, order: Order) => numbersIn(page, sought, order)[0]

/** The field for classic TIFF, with numbers of four bytes instead of eight. */
export function narrowed(field: Field, order: Order): Field {
  if (!wide.has(field.type)) return field
  return { ...field, type: 4, content: Buffer.concat(numbersIn([field], field.tag, order).map(order.long)) }
}
