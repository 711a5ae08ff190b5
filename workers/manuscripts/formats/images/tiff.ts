import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { plainColourProfile } from './colour-profile.ts'
import type { Filtered } from './filtered.ts'
import { filterDctStream } from './jpeg.ts'
import { type Field, narrowed, numberIn, numbersIn, type Order, orderOf, pagesOf } from './tiff-layout.ts'

const tag = {
  purpose: 254,
  width: 256,
  height: 257,
  compression: 259,
  strips: 273,
  stripLengths: 279,
  tiles: 324,
  tileLengths: 325,
  jpegTables: 347,
  profile: 34_675,
}

// The fields that decoders need (TIFF 6.0, and its supplements for tiles, JPEG and sample formats). None of them is text.
const drawing = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293,
  296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 338, 339, 340, 341, 347, 529, 530, 531, 532,
  34_675,
])
const oldJpeg = 6
const jpeg = 7
const reduced = 1

/** The fields of a page, and the file with its pixels. */
interface Page {
  readonly fields: readonly Field[]
  readonly source: Buffer
}

/**
 * A TIFF of all pages, each with the fields and the pixels that draw it, without names, dates, descriptions, EXIF, XMP, Photoshop's and IPTC
 * blocks, previews and the bytes between. sharp would change pages with 16 bits, CMYK or floating-point numbers to 8-bit RGB (README.md,
 * Libraries and our own code).
 * @throws FileRejected damaged
 */
export function filterTiff(bytes: Buffer): Filtered {
  const order = orderOf(bytes)
  const all = pagesOf(bytes, order, drawing)
  const pages = withoutPreviews(all, order)
  const rare = pages.some((page) => numberIn(page, tag.compression, order) === oldJpeg)
  if (rare || !pixelsAreThere(pages, bytes, order)) return untouched(bytes)
  const removed = new Set<Stripped>()
  if (pages.some((page) => page.some((field) => !drawing.has(field.tag)))) removed.add('picture_metadata')
  if (pages.length < all.length) removed.add('thumbnails')
  const largest = pages
    .map((page) => dimensionsOf(page, order))
    .sort((a, b) => b.width * b.height - a.width * a.height)[0]
  if (largest === undefined) throw new FileRejected('damaged')
  const sources = pages.map((fields) => ({ fields, source: bytes }))
  return { bytes: written(sources, bytes.subarray(0, 2), order), ...largest, remake: false, removed }
}

// Used when the pixels cannot be found in the usual way: libvips then encodes the picture again, and checks its size.
const untouched = (bytes: Buffer): Filtered => ({
  bytes,
  width: 1,
  height: 1,
  remake: true,
  removed: new Set(['picture_metadata']),
})

/** The numbers of the pages, from 0, that are not a smaller picture of another page. @throws FileRejected damaged */
export function fullPagesOf(bytes: Buffer): number[] {
  const order = orderOf(bytes)
  const all = pagesOf(bytes, order, drawing)
  const full = new Set(withoutPreviews(all, order))
  return all.flatMap((page, n) => (full.has(page) ? [n] : []))
}

/** Joins the pages of several files, which must have the same byte order. @throws FileRejected damaged */
export function joinTiffs(files: readonly Buffer[]): Buffer {
  const [first] = files
  if (first === undefined) throw new FileRejected('damaged')
  const order = orderOf(first)
  const pages = files.flatMap((source) => pagesOf(source, order, drawing).map((fields) => ({ fields, source })))
  return written(pages, first.subarray(0, 2), order)
}

const dimensionsOf = (page: readonly Field[], order: Order) => ({
  width: numberIn(page, tag.width, order) ?? 0,
  height: numberIn(page, tag.height, order) ?? 0,
})

function withoutPreviews(pages: Field[][], order: Order): Field[][] {
  const full = pages.filter((page) => ((numberIn(page, tag.purpose, order) ?? 0) & reduced) === 0)
  return full.length > 0 ? full : pages
}

const partTags = [
  [tag.strips, tag.stripLengths],
  [tag.tiles, tag.tileLengths],
] as const

/** A limit, because pages that share their strips would make a small file very large. */
const mostCopied = 2

function pixelsAreThere(pages: readonly Field[][], bytes: Buffer, order: Order): boolean {
  let copied = 0
  for (const page of pages) {
    if (!partTags.some(([at]) => page.some((field) => field.tag === at))) return false
    for (const [at, lengths] of partTags) {
      const sizes = numbersIn(page, lengths, order)
      const starts = numbersIn(page, at, order)
      if (starts.length !== sizes.length) return false
      if (starts.some((start) => start >= bytes.length)) throw new FileRejected('damaged')
      // The last rows are cut off; decoders can draw the others.
      if (starts.some((start, n) => start + (sizes[n] ?? 0) > bytes.length)) return false
      copied += sizes.reduce((sum, size) => sum + size, 0)
    }
  }
  return copied <= mostCopied * bytes.length
}

function written(pages: readonly Page[], byteOrder: Buffer, order: Order): Buffer {
  const out: Buffer[] = [Buffer.concat([byteOrder, order.word(42)]), Buffer.alloc(4)]
  let end = 8
  let pointer = 1
  const add = (content: Buffer) => {
    const at = end
    out.push(content, Buffer.alloc(content.length % 2))
    end += content.length + (content.length % 2)
    return at
  }
  for (const page of pages) {
    const fields = withPixels(page, order, add).map((field) => entry(narrowed(field, order), order, add))
    out[pointer] = order.long(end)
    add(Buffer.concat([order.word(fields.length), ...fields]))
    pointer = out.length
    out.push(Buffer.alloc(4))
    end += 4
  }
  return Buffer.concat(out)
}

function withPixels({ fields: page, source }: Page, order: Order, add: (content: Buffer) => number): Field[] {
  const lossy = numberIn(page, tag.compression, order) === jpeg
  const moved = new Map<number, number[]>()
  for (const [starts, lengths] of partTags) {
    const sizes = numbersIn(page, lengths, order)
    const parts = numbersIn(page, starts, order).map((start, n) => {
      const part = source.subarray(start, start + (sizes[n] ?? 0))
      return lossy ? filterDctStream(part) : part
    })
    moved.set(starts, parts.map(add))
    moved.set(
      lengths,
      parts.map(({ length }) => length),
    )
  }
  return page
    .filter((field) => drawing.has(field.tag) && field.content.length > 0)
    .flatMap((field) => {
      const numbers = moved.get(field.tag)
      if (numbers !== undefined) return [{ ...field, type: 4, content: Buffer.concat(numbers.map(order.long)) }]
      if (field.tag === tag.jpegTables) return [resized(field, filterDctStream(field.content))]
      if (field.tag !== tag.profile) return [field]
      const profile = plainColourProfile(field.content)
      return profile === null ? [] : [resized(field, profile)]
    })
}

const resized = (field: Field, content: Buffer): Field => ({ tag: field.tag, type: 7, count: content.length, content })

function entry(field: Field, order: Order, add: (content: Buffer) => number): Buffer {
  const value = Buffer.alloc(4)
  if (field.content.length <= 4) field.content.copy(value)
  else order.long(add(field.content)).copy(value)
  return Buffer.concat([order.word(field.tag), order.word(field.type), order.long(field.count), value])
}
