// TIFF with addresses of eight bytes, as scanners' and microscopes' programs write it (version 43).

export interface GreyPage {
  readonly width: number
  readonly height: number
  /** Of its name, when it says who made it. */
  readonly artist?: string
}

const short = 3
const ascii = 2
const long8 = 16

/** Grey pages, one after the other, each of its own size; every pixel says which page it is on. */
export function bigTiff(pages: readonly GreyPage[]): Buffer {
  const head = Buffer.from('II+\0\x08\0\0\0\0\0\0\0\0\0\0\0', 'latin1')
  const parts: Buffer[] = [head]
  let end = head.length
  const add = (bytes: Buffer): number => {
    const at = end
    parts.push(bytes)
    end += bytes.length
    return at
  }
  let pointer: { readonly in: Buffer; readonly at: number } = { in: head, at: 8 }
  pages.forEach(({ width, height, artist }, n) => {
    const pixels = add(Buffer.alloc(width * height, 40 * (n + 1)))
    const name = artist === undefined ? null : Buffer.from(`${artist}\0`)
    const rows: [tag: number, type: number, count: number, value: number][] = [
      [256, short, 1, width],
      [257, short, 1, height],
      [258, short, 1, 8],
      [259, short, 1, 1],
      [262, short, 1, 1],
      [273, long8, 1, pixels],
      [277, short, 1, 1],
      [278, short, 1, height],
      [279, long8, 1, width * height],
      ...(name === null ? [] : [[315, ascii, name.length, add(name)] as [number, number, number, number]]),
    ]
    const directory = Buffer.alloc(8 + rows.length * 20 + 8)
    directory.writeBigUInt64LE(BigInt(rows.length))
    rows.forEach(([tag, type, count, value], row) => {
      directory.writeUInt16LE(tag, 8 + row * 20)
      directory.writeUInt16LE(type, 10 + row * 20)
      directory.writeBigUInt64LE(BigInt(count), 12 + row * 20)
      directory.writeBigUInt64LE(BigInt(value), 20 + row * 20)
    })
    pointer.in.writeBigUInt64LE(BigInt(add(directory)), pointer.at)
    pointer = { in: directory, at: directory.length - 8 }
  })
  return Buffer.concat(parts)
}
