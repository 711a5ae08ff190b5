import type { FindingPlace } from '../../../server/domain/preparation.ts'
import type { PdfDocument } from '../formats/pdf/document.ts'
import { Lexer } from '../formats/pdf/lexer.ts'
import { type Dict, isDict, nameOf, type PdfObject, Ref, Stream, Text } from '../formats/pdf/objects.ts'
import type { OldPage } from '../formats/pdf/pages.ts'
import { wordsOf } from '../formats/pdf/words.ts'
import type { Aside } from './blocks.ts'
import { hiddenPart, layersOff } from './pdf-hidden.ts'

/** A content stream that draws text and is not a page: it is read like a page. */
export interface Drawing {
  readonly place: FindingPlace
  readonly page: number | null
  readonly content: Ref | Buffer
  readonly resources: PdfObject
}

const words: readonly (readonly [key: string, place: FindingPlace])[] = [
  ['ActualText', 'actual_text'],
  ['E', 'actual_text'],
  ['Alt', 'picture_description'],
]
const drawsText = /T[jJ]|['"]|\bDo\b/
const drawnForm = /\/([^\s/<>[\](){}%]+)\s+Do\b/g
const saidInline = /\/(ActualText|Alt|E)\s*(?=[(<])/g
// Replacement texts of single letters together make one word.
const shortest = 3
const mostObjects = 500_000
const fewPixels = 20_000

/** Searches everything that the pages and the outline refer to for words. */
export function asidesOf(document: PdfDocument, pages: readonly OldPage[]) {
  const walk = new Walk(document, pages)
  for (const [n, { dict }] of pages.entries()) walk.page(dict, n + 1)
  walk.from(new Map([...document.catalog].filter(([key]) => key !== 'Pages')), null)
  return { asides: walk.asides, drawings: walk.drawings(), fonts: walk.fonts, pictured: walk.pictured }
}

class Walk {
  readonly asides: Aside[] = []
  /** By page number, from 1. */
  readonly fonts = new Map<number, Set<Dict>>()
  readonly pictured = new Set<number>()
  readonly #drawings: (Drawing & { readonly form?: number })[] = []
  readonly #document: PdfDocument
  readonly #pages: ReadonlyMap<number, number>
  readonly #seen = new Set<number>()
  readonly #drawn = new Set<number>()
  readonly #off: ReadonlySet<number>
  #page: number | null = null

  constructor(document: PdfDocument, pages: readonly OldPage[]) {
    this.#document = document
    this.#pages = new Map(pages.flatMap(({ number }, n) => (number === null ? [] : [[number, n + 1] as const])))
    this.#off = layersOff(document)
  }

  /** A form that other content draws is read there. */
  drawings(): Drawing[] {
    return this.#drawings.filter(({ form }) => form === undefined || !this.#drawn.has(form))
  }

  page(dict: Dict, number: number): void {
    this.#page = number
    const { get } = this.#document
    const resources = get(dict.get('Resources'))
    const content = this.#contentOf(get(dict.get('Contents')))
    this.#look(content, isDict(resources) ? resources : new Map(), 0)
    const hidden = hiddenPart(content, isDict(resources) ? resources : new Map(), this.#off, this.#document)
    if (hidden !== null)
      this.#drawings.push({ place: 'hidden', page: number, content: hidden, resources: dict.get('Resources') ?? null })
    this.from(new Map([...dict].filter(([key]) => key !== 'Parent' && key !== 'Contents')), number)
  }

  from(start: PdfObject, page: number | null): void {
    this.#page = page
    const open: PdfObject[] = [start]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const found = this.#enter(next)
      if (Array.isArray(found)) open.push(...found)
      else if (isDict(found)) open.push(...this.#told(found))
      else if (found instanceof Stream) open.push(...this.#streamTold(found, next))
    }
  }

  #enter(object: PdfObject): PdfObject {
    if (!(object instanceof Ref)) return object
    if (this.#pages.has(object.number) || this.#seen.has(object.number) || this.#seen.size > mostObjects) return null
    this.#seen.add(object.number)
    return this.#document.get(object)
  }

  #told(dict: Dict): PdfObject[] {
    const { get } = this.#document
    const on = dict.get('Pg')
    const page = on instanceof Ref ? (this.#pages.get(on.number) ?? null) : this.#page
    for (const [key, place] of words) this.#say(get(dict.get(key)), place, page)
    if (dict.has('Title') && dict.has('Parent')) this.#say(get(dict.get('Title')), 'outline', null)
    if (dict.has('P') && !dict.has('K')) this.#say(get(dict.get('P')), 'other', null)
    const mask = dict.get('G')
    if (mask instanceof Ref && dict.has('S') && !dict.has('Type')) this.#draws(mask, 'hidden')
    if (nameOf(get(dict.get('Subtype'))) === 'Type3') this.#letters(dict)
    return [...dict.values()]
  }

  #streamTold(stream: Stream, at: PdfObject): PdfObject[] {
    const { get } = this.#document
    if (at instanceof Ref) {
      if (get(stream.dict.get('PatternType')) === 1) this.#draws(at, 'pattern')
      else if (nameOf(get(stream.dict.get('Subtype'))) === 'Form') this.#draws(at, 'hidden', at.number)
    }
    return this.#told(stream.dict)
  }

  /** Glyphs that are drawings may draw words. */
  #letters(font: Dict): void {
    const all = this.#document.get(font.get('CharProcs'))
    if (!isDict(all)) return
    for (const letter of all.values())
      if (letter instanceof Ref) this.#draws(letter, 'text', undefined, font.get('Resources'))
  }

  #draws(at: Ref, place: FindingPlace, form?: number, given?: PdfObject): void {
    const stream = this.#document.get(at)
    if (!(stream instanceof Stream)) return
    const content = this.#contentOf(stream)
    if (!drawsText.test(content.toString('latin1'))) return
    const own = stream.dict.get('Resources') ?? given ?? null
    const resources = this.#document.get(own)
    this.#look(content, isDict(resources) ? resources : new Map(), 0, form === undefined)
    this.#drawings.push({
      place,
      page: this.#page,
      content: at,
      resources: own ?? new Map(),
      ...(form !== undefined && { form }),
    })
  }

  /** Reads replacement texts in a content stream, and which forms it draws. */
  #look(content: Buffer, resources: Dict, depth: number, isDrawn = true): void {
    const written = content.toString('latin1')
    const short: string[] = []
    for (const { 1: key = '', index, 0: whole } of written.matchAll(saidInline)) {
      const said = new Lexer(content, index + whole.length).object()
      const place = key === 'Alt' ? 'picture_description' : 'actual_text'
      if (said instanceof Text && wordsOf(said).trim().length < shortest) short.push(wordsOf(said))
      else this.#say(said, place, this.#page)
    }
    if (short.length > 1) this.#sayWords(short.join(''), 'actual_text', this.#page)
    if (isDrawn) this.#follow(written, resources, depth)
    if (isDrawn && this.#page !== null) this.#addFonts(resources, this.#page)
  }

  #addFonts(resources: Dict, page: number): void {
    const { get } = this.#document
    const all = get(resources.get('Font'))
    const fonts = this.fonts.get(page) ?? new Set()
    this.fonts.set(page, fonts)
    if (isDict(all)) for (const font of [...all.values()].map(get)) if (isDict(font)) fonts.add(font)
  }

  /** Icons and rules are no pictures of words. */
  #addPicture({ dict }: Stream): void {
    const { get } = this.#document
    const [width, height] = [get(dict.get('Width')), get(dict.get('Height'))]
    if (this.#page !== null && typeof width === 'number' && typeof height === 'number' && width * height > fewPixels)
      this.pictured.add(this.#page)
  }

  #follow(written: string, resources: Dict, depth: number): void {
    const { get } = this.#document
    const forms = get(resources.get('XObject'))
    if (!isDict(forms) || depth > 20) return
    for (const [, name = ''] of written.matchAll(drawnForm)) {
      const at = forms.get(
        name.replaceAll(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      )
      const form = get(at)
      if (!(at instanceof Ref) || !(form instanceof Stream)) continue
      if (nameOf(get(form.dict.get('Subtype'))) === 'Image') this.#addPicture(form)
      if (this.#drawn.has(at.number)) continue
      const layer = form.dict.get('OC')
      if (layer instanceof Ref && this.#off.has(layer.number)) continue
      this.#drawn.add(at.number)
      if (nameOf(get(form.dict.get('Subtype'))) !== 'Form') continue
      const own = get(form.dict.get('Resources'))
      this.#look(this.#contentOf(form), isDict(own) ? own : resources, depth + 1)
    }
  }

  #contentOf(contents: PdfObject): Buffer {
    const parts = (Array.isArray(contents) ? contents : [contents]).map(this.#document.get)
    const read = parts.flatMap((part) => (part instanceof Stream ? [this.#document.unpacked(part).bytes, space] : []))
    return read.length === 2 ? (read[0] ?? space) : Buffer.concat(read)
  }

  #say(object: PdfObject, place: FindingPlace, page: number | null): void {
    if (object instanceof Text) this.#sayWords(wordsOf(object), place, page)
  }

  #sayWords(text: string, place: FindingPlace, page: number | null): void {
    if (/\p{L}/u.test(text)) this.asides.push({ place, text, ...(page !== null && { page }) })
  }
}

const space = Buffer.from('\n')
