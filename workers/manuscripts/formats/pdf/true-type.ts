import { readFileSync } from 'node:fs'

/** Glyphs of a TrueType file (ISO/IEC 14496-22), and a subset of the file. Only for our own files. */
export class TrueType {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly box: readonly number[]
  readonly #bytes: Buffer
  readonly #tables: ReadonlyMap<string, Buffer>
  readonly #glyphs: (point: number) => number
  readonly #longOffsets: boolean
  readonly #measured: number

  constructor(path: string) {
    this.#bytes = readFileSync(path)
    this.#tables = tablesOf(this.#bytes)
    const [head, hhea] = [this.#table('head'), this.#table('hhea')]
    this.unitsPerEm = head.readUInt16BE(18)
    this.box = [36, 38, 40, 42].map((at) => head.readInt16BE(at))
    this.#longOffsets = head.readInt16BE(50) === 1
    this.ascent = hhea.readInt16BE(4)
    this.descent = hhea.readInt16BE(6)
    this.#measured = hhea.readUInt16BE(34)
    this.#glyphs = glyphsIn(this.#table('cmap'))
  }

  /** 0 when the font does not have the letter. */
  glyphOf(letter: string): number {
    return this.#glyphs(letter.codePointAt(0) ?? 0)
  }

  /** In thousandths of the size, the unit of PDF. */
  widthOf(glyph: number): number {
    const units = this.#table('hmtx').readUInt16BE(Math.min(glyph, this.#measured - 1) * 4)
    return (units * 1000) / this.unitsPerEm
  }

  /** A file with these glyphs, numbered from 0 in their order, followed by the glyphs that they are composed of. */
  subset(wanted: readonly number[]): Buffer {
    const numbers = new Map(wanted.map((glyph, n) => [glyph, n]))
    const outlines: Buffer[] = []
    // Components are added during the loop, at the end, and are visited as well.
    for (const glyph of numbers.keys()) outlines.push(renumbered(this.#outline(glyph), numbers))
    const glyphs = [...numbers.keys()]
    const offsets = Buffer.alloc((glyphs.length + 1) * 4)
    let end = 0
    for (const [n, outline] of outlines.entries()) {
      end += outline.length
      offsets.writeUInt32BE(end, (n + 1) * 4)
    }
    const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((name) => Buffer.from(this.#table(name)))
    head?.writeInt16BE(1, 50)
    hhea?.writeUInt16BE(glyphs.length, 34)
    maxp?.writeUInt16BE(glyphs.length, 4)
    const kept = ['cvt ', 'fpgm', 'prep'].flatMap((name) => {
      const table = this.#tables.get(name)
      return table === undefined ? [] : [[name, table] as const]
    })
    return written([
      ...kept,
      ['glyf', Buffer.concat(outlines)],
      ['head', head ?? Buffer.alloc(0)],
      ['hhea', hhea ?? Buffer.alloc(0)],
      ['hmtx', Buffer.concat(glyphs.map((glyph) => this.#measure(glyph)))],
      ['loca', offsets],
      ['maxp', maxp ?? Buffer.alloc(0)],
    ])
  }

  #table(name: string): Buffer {
    const table = this.#tables.get(name)
    if (table === undefined) throw new Error(`A typeface without ${name}.`)
    return table
  }

  #outline(glyph: number): Buffer {
    const loca = this.#table('loca')
    const at = (n: number) => (this.#longOffsets ? loca.readUInt32BE(n * 4) : loca.readUInt16BE(n * 2) * 2)
    const outline = this.#table('glyf').subarray(at(glyph), at(glyph + 1))
    return outline.length % 4 === 0 ? outline : Buffer.concat([outline, Buffer.alloc(4 - (outline.length % 4))])
  }

  #measure(glyph: number): Buffer {
    const hmtx = this.#table('hmtx')
    if (glyph < this.#measured) return hmtx.subarray(glyph * 4, glyph * 4 + 4)
    const last = (this.#measured - 1) * 4
    const bearing = last + 4 + (glyph - this.#measured) * 2
    return Buffer.concat([hmtx.subarray(last, last + 2), hmtx.subarray(bearing, bearing + 2)])
  }
}

function tablesOf(bytes: Buffer): Map<string, Buffer> {
  return new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, n) => {
      const row = 12 + n * 16
      const [at, length] = [bytes.readUInt32BE(row + 8), bytes.readUInt32BE(row + 12)]
      return [bytes.toString('latin1', row, row + 4), bytes.subarray(at, at + length)]
    }),
  )
}

/** From the table for all of Unicode, or for its first plane. */
function glyphsIn(cmap: Buffer): (point: number) => number {
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, n) => cmap.subarray(cmap.readUInt32BE(8 + n * 8)))
  const groups = tables.find((table) => table.readUInt16BE(0) === 12)
  if (groups !== undefined) return (point) => inGroups(groups, point)
  const segments = tables.find((table) => table.readUInt16BE(0) === 4)
  return (point) => (segments === undefined || point > 0xffff ? 0 : inSegments(segments, point))
}

function inGroups(table: Buffer, point: number): number {
  const count = table.readUInt32BE(12)
  for (let n = 0; n < count; n++) {
    const row = 16 + n * 12
    if (point > table.readUInt32BE(row + 4)) continue
    const first = table.readUInt32BE(row)
    return point < first ? 0 : table.readUInt32BE(row + 8) + point - first
  }
  return 0
}

function inSegments(table: Buffer, point: number): number {
  const size = table.readUInt16BE(6)
  const [ends, starts, deltas, ranges] = [14, 16 + size, 16 + size * 2, 16 + size * 3]
  for (let n = 0; n < size; n += 2) {
    if (point > table.readUInt16BE(ends + n)) continue
    const first = table.readUInt16BE(starts + n)
    if (point < first) return 0
    const range = table.readUInt16BE(ranges + n)
    const delta = table.readInt16BE(deltas + n)
    if (range === 0) return (point + delta) & 0xffff
    const glyph = table.readUInt16BE(ranges + n + range + (point - first) * 2)
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}

const flag = { words: 1, scale: 8, more: 32, twoScales: 64, matrix: 128 }

/** A composite outline refers to other glyphs; they get their new numbers here. */
function renumbered(outline: Buffer, numbers: Map<number, number>): Buffer {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return outline
  const copy = Buffer.from(outline)
  for (let at = 10, flags = flag.more; (flags & flag.more) !== 0; ) {
    flags = copy.readUInt16BE(at)
    const part = copy.readUInt16BE(at + 2)
    const number = numbers.get(part) ?? numbers.size
    numbers.set(part, number)
    copy.writeUInt16BE(number, at + 2)
    at += 4 + ((flags & flag.words) === 0 ? 2 : 4)
    if ((flags & flag.scale) !== 0) at += 2
    else if ((flags & flag.twoScales) !== 0) at += 4
    else if ((flags & flag.matrix) !== 0) at += 8
  }
  return copy
}

function written(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const power = Math.floor(Math.log2(tables.length))
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(0x0001_0000, 0)
  head.writeUInt16BE(tables.length, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (tables.length - 2 ** power), 10)
  const parts: Buffer[] = [head]
  let end = head.length
  for (const [n, [name, bytes]] of tables.entries()) {
    const row = 12 + n * 16
    head.write(name, row, 'latin1')
    head.writeUInt32BE(sumOf(bytes), row + 4)
    head.writeUInt32BE(end, row + 8)
    head.writeUInt32BE(bytes.length, row + 12)
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4)
    parts.push(bytes, padding)
    end += bytes.length + padding.length
  }
  return Buffer.concat(parts)
}

function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
