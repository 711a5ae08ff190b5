import type { PdfDocument } from './document.ts'
import { endOfPicture } from './content.ts'
import { Keyword, Lexer } from './lexer.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream, Text } from './objects.ts'

/** Receives what a page's instructions do, in order. */
export interface PageListener {
  /** Letters as codes of a font; null when the page has no such font. */
  readonly shown?: (font: Dict | null, codes: Buffer) => void
  /** A picture, with the area of the page that it covers, in square points. */
  readonly pictured?: (area: number, picture: Dict) => void
  /** A line or a curve. */
  readonly drawn?: () => void
  /** Something that could not be read. */
  readonly unread?: () => void
}

type Matrix = readonly [number, number, number, number]

// Longer drawings contain no text worth the time.
const longestContent = 3_000_000
const deepestForm = 4
const lines = new Set(['l', 'c', 'v', 'y'])

/** Reads the instructions of a page, and the forms that it draws. */
export function readPage(document: PdfDocument, page: Dict, listener: PageListener): void {
  const contents = document.get(page.get('Contents'))
  const parts = Array.isArray(contents) ? contents : [page.get('Contents') ?? null]
  const resources = document.get(page.get('Resources'))
  const reader = new PageReader(document, listener)
  for (const part of parts) reader.read(document.get(part), isDict(resources) ? resources : new Map(), 0)
}

/** Reads a drawing that is not a page. */
export function readDrawing(document: PdfDocument, stream: Stream, resources: Dict, listener: PageListener): void {
  new PageReader(document, listener).read(stream, resources, 0)
}

class PageReader {
  readonly #document: PdfDocument
  readonly #listener: PageListener
  #font: Dict | null = null
  #matrix: Matrix = [1, 0, 0, 1]
  #saved: Matrix[] = []

  constructor(document: PdfDocument, listener: PageListener) {
    this.#document = document
    this.#listener = listener
  }

  read(stream: PdfObject, resources: Dict, depth: number): void {
    if (!(stream instanceof Stream) || depth > deepestForm) return
    const { bytes, left } = this.#document.unpacked(stream)
    if (left.length > 0 || bytes.length > longestContent) return this.#listener.unread?.()
    const lexer = new Lexer(bytes)
    let operands: PdfObject[] = []
    for (;;) {
      const token = lexer.read()
      if (!(token instanceof Keyword)) operands.push(token)
      else if (token.word === '') return
      else {
        if (token.word === 'ID') lexer.at = this.#inline(bytes, lexer.at)
        else this.#operate(token.word, operands, resources, depth)
        operands = []
      }
    }
  }

  #operate(word: string, operands: readonly PdfObject[], resources: Dict, depth: number): void {
    if (lines.has(word)) this.#listener.drawn?.()
    else if (word === 'q') this.#saved.push(this.#matrix)
    else if (word === 'Q') this.#matrix = this.#saved.pop() ?? this.#matrix
    else if (word === 'cm') this.#matrix = product(numbers(operands), this.#matrix)
    else if (word === 'Tf') this.#font = asDict(this.#named(resources, 'Font', operands.at(-2)))
    else if (word === 'Tj' || word === 'TJ' || word === "'" || word === '"') this.#show(operands.at(-1))
    else if (word === 'Do') this.#draw(this.#named(resources, 'XObject', operands.at(-1)), resources, depth)
  }

  #show(object: PdfObject | undefined): void {
    const parts = Array.isArray(object) ? object : [object]
    const codes = parts.flatMap((part) => (part instanceof Text ? [part.bytes] : []))
    if (codes.length > 0)
      this.#listener.shown?.(this.#font, codes.length === 1 ? (codes[0] ?? none) : Buffer.concat(codes))
  }

  #inline(bytes: Buffer, at: number): number {
    this.#listener.pictured?.(this.#area, new Map())
    return endOfPicture(bytes, at)
  }

  get #area(): number {
    const [a, b, c, d] = this.#matrix
    return Math.abs(a * d - b * c)
  }

  #draw(drawn: PdfObject, resources: Dict, depth: number): void {
    if (!(drawn instanceof Stream)) return this.#listener.unread?.()
    const { get } = this.#document
    if (nameOf(get(drawn.dict.get('Subtype'))) === 'Image') return this.#listener.pictured?.(this.#area, drawn.dict)
    const [font, matrix, saved] = [this.#font, this.#matrix, this.#saved]
    const own = get(drawn.dict.get('Resources'))
    const turned = get(drawn.dict.get('Matrix'))
    if (Array.isArray(turned)) this.#matrix = product(numbers(turned.map(get)), this.#matrix)
    this.#saved = []
    this.read(drawn, isDict(own) ? own : resources, depth + 1)
    ;[this.#font, this.#matrix, this.#saved] = [font, matrix, saved]
  }

  #named(resources: Dict, kind: string, name: PdfObject | undefined): PdfObject {
    const { get } = this.#document
    const all = get(resources.get(kind))
    return isDict(all) && name instanceof Name ? get(all.get(name.text)) : null
  }
}

const none = Buffer.alloc(0)
const asDict = (object: PdfObject) => (isDict(object) ? object : null)
const numbers = (objects: readonly PdfObject[]) => objects.filter((object) => typeof object === 'number')

function product([a = 1, b = 0, c = 0, d = 1]: readonly number[], [e, f, g, h]: Matrix): Matrix {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
}
