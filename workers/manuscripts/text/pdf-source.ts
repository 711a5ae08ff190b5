import { dictWritten } from '../formats/pdf/new-pdf.ts'
import { type PdfDocument, readPdf } from '../formats/pdf/document.ts'
import { type Dict, dictOf, Name, type PdfObject, Ref } from '../formats/pdf/objects.ts'
import { type OldPage, pagesOf } from '../formats/pdf/pages.ts'
import type { Aside } from './blocks.ts'
import { asidesOf, type Drawing } from './pdf-asides.ts'
import type { Box } from './pdf-items.ts'
import { type Look, lookAt, type PageFacts } from './pdf-unread.ts'

/** The PDF that is passed to pdf.js, and what pdf.js does not read. */
export interface PdfSource {
  readonly bytes: Buffer
  /** The visible part of each page. Further pages are drawings that are no pages. */
  readonly boxes: readonly Box[]
  readonly drawings: readonly Drawing[]
  readonly asides: readonly Aside[]
  /** How well a page can be read, by its number from 1 and the text found on it. */
  readonly lookAt: (page: number, text: string) => Look
}

// Higher than any object number in a file: the cleaner's copies count from 1.
const firstNew = 8_400_000
const wide = 1_000_000
const letterPaper: Box = [0, 0, 612, 792]

/**
 * pdf.js leaves out what is outside a page, and text in patterns, masks and glyphs that are drawings. It is given a file whose pages have
 * no edges, with an additional page for each such drawing, so that its own rules for fonts apply.
 * @returns null when the file must be read as it is: locked or damaged
 */
export function sourceOf(bytes: Buffer): PdfSource | null {
  const start = bytes.subarray(0, 1024).indexOf('%PDF-')
  const directory = Number(
    /startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1', Math.max(0, bytes.length - 200)))?.[1],
  )
  if (start < 0 || !Number.isFinite(directory)) return null
  const file = bytes.subarray(start)
  try {
    return readPdf(file, (document) => (document.trailer.has('Encrypt') ? null : widened(file, directory, document)))
  } catch {
    return null
  }
}

function widened(file: Buffer, directory: number, document: PdfDocument): PdfSource {
  const pages = pagesOf(document)
  const { drawings, asides, fonts, pictured } = asidesOf(document, pages)
  const boxes = pages.map((page) => boxOf(page, document))
  const update = new Update(file)
  const tree = update.number()
  const kids = [
    ...pages.map(({ number, dict }) => update.put(wideDict(dict, tree), number)),
    ...drawings.map((drawing) => update.put(drawingPage(drawing, tree, update))),
  ]
  update.put(dictOf({ Type: new Name('Pages'), Kids: kids, Count: kids.length }), tree.number)
  const root = update.put(new Map([...document.catalog, ['Pages', tree]]))
  const factsOf = (page: number): PageFacts => ({
    dict: pages[page - 1]?.dict ?? new Map(),
    box: boxes[page - 1] ?? letterPaper,
    fonts: [...(fonts.get(page) ?? [])],
    hasPictures: pictured.has(page),
  })
  return {
    bytes: update.written(root, directory),
    boxes,
    drawings,
    asides,
    lookAt: (page, text) => lookAt(factsOf(page), text, document),
  }
}

const edges: PdfObject[] = [-wide, -wide, wide, wide]

function wideDict(dict: Dict, tree: Ref): Dict {
  const page: Dict = new Map([...dict, ['MediaBox', edges], ['Parent', tree]])
  for (const key of ['CropBox', 'Annots', 'UserUnit']) page.delete(key)
  return page
}

function drawingPage({ content, resources }: Drawing, tree: Ref, update: Update): Dict {
  return dictOf({
    Type: new Name('Page'),
    Parent: tree,
    MediaBox: edges,
    Resources: resources,
    Contents: content instanceof Ref ? content : update.putStream(content),
  })
}

function boxOf({ dict }: OldPage, { get }: PdfDocument): Box {
  const media = rectangle(get(dict.get('MediaBox')), get) ?? letterPaper
  const crop = rectangle(get(dict.get('CropBox')), get)
  if (crop === null) return media
  const both: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
  return both[2] > both[0] && both[3] > both[1] ? both : media
}

function rectangle(object: PdfObject, get: PdfDocument['get']): Box | null {
  const sides = Array.isArray(object) ? object.map(get) : []
  const [a, b, c, d] = sides
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') return null
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return box[2] > box[0] && box[3] > box[1] ? box : null
}

/** A later revision of a file: objects appended with a cross-reference table of their own (ISO 32000-1, 7.5.6). */
class Update {
  readonly #parts: Buffer[]
  readonly #places = new Map<number, number>()
  #at: number
  #next = firstNew

  constructor(file: Buffer) {
    this.#parts = [file, Buffer.from('\n')]
    this.#at = file.length + 1
  }

  number(): Ref {
    return new Ref(this.#next++)
  }

  /** @param number of the object it replaces; null for a new one */
  put(dict: Dict, number: number | null = null): Ref {
    const ref = number === null ? this.number() : new Ref(number)
    this.#write(ref, Buffer.from(dictWritten(dict), 'latin1'))
    return ref
  }

  putStream(content: Buffer): Ref {
    const ref = this.number()
    const [open, close] = [`<</Length ${content.length}>>\nstream\n`, '\nendstream']
    this.#write(ref, Buffer.concat([Buffer.from(open), content, Buffer.from(close)]))
    return ref
  }

  written(root: Ref, before: number): Buffer {
    const rows = [...this.#places].map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
    const trailer = dictWritten(dictOf({ Size: this.#next, Root: root, Prev: before }))
    return Buffer.concat([
      ...this.#parts,
      Buffer.from(`xref\n${rows.join('')}trailer\n${trailer}\nstartxref\n${this.#at}\n%%EOF\n`, 'latin1'),
    ])
  }

  #write(ref: Ref, body: Buffer): void {
    const object = Buffer.concat([Buffer.from(`${ref.number} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    this.#places.set(ref.number, this.#at)
    this.#parts.push(object)
    this.#at += object.length
  }
}
