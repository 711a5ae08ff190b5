import { endOfPicture } from '../formats/pdf/content.ts'
import type { PdfDocument } from '../formats/pdf/document.ts'
import { Keyword, Lexer } from '../formats/pdf/lexer.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Ref, Stream, Text } from '../formats/pdf/objects.ts'
import { wordsOf } from '../formats/pdf/words.ts'
import { type Matrix, matrixOf, pointOf, product, still } from './transform-matrix.ts'
import { type LetterFont, letterFontOf } from './pdf-letters.ts'

/** Text state parameters (ISO 32000-1, 9.3). */
interface TextState {
  fontName: string
  font: LetterFont | null
  size: number
  letterSpace: number
  wordSpace: number
  /** Horizontal scaling, in hundredths. */
  stretch: number
  leading: number
  rise: number
  /** From the drawing's coordinates to those of the page. */
  matrix: Matrix
}

/** One shown letter, with its instruction and its position in the instruction's strings. */
export interface Letter {
  readonly by: Showing
  readonly item: number
  readonly at: number
  readonly bytes: number
  readonly text: string
  /** Displacement, without horizontal scaling. */
  readonly advance: number
  /** Start and end on the page, and its size there. */
  readonly x: number
  readonly y: number
  readonly toX: number
  readonly toY: number
  readonly em: number
}

/** An instruction that shows text. */
export interface Showing {
  readonly stream: string
  readonly start: number
  readonly end: number
  readonly word: string
  readonly operands: readonly PdfObject[]
  readonly items: readonly PdfObject[]
  readonly state: Readonly<TextState>
}

/** A replacement text, in a property list in the instructions. */
export interface Saying {
  readonly stream: string
  readonly start: number
  readonly end: number
  readonly dict: Dict
  readonly key: string
  readonly text: string
}

/** All that a drawing shows, in order, with the forms it draws. */
export interface Drawn {
  /** A letter, or null between two words. */
  readonly letters: readonly (Letter | null)[]
  readonly sayings: readonly Saying[]
}

const deepestForm = 8
const longestContent = 30_000_000
/** In thousandths of the size: a wider gap separates words. */
const blank = 180
const sayingKeys = ['ActualText', 'Alt', 'E']

/** @param stream key of its content; forms are known by their object numbers */
export function drawnBy(document: PdfDocument, stream: string, bytes: Buffer, resources: Dict): Drawn {
  const reader = new DrawingReader(document)
  reader.read(stream, bytes, resources, 0)
  return reader
}

class DrawingReader implements Drawn {
  readonly letters: (Letter | null)[] = []
  readonly sayings: Saying[] = []
  readonly #document: PdfDocument
  readonly #fonts = new Map<Dict, LetterFont | null>()
  #state: TextState = {
    fontName: '',
    font: null,
    size: 0,
    letterSpace: 0,
    wordSpace: 0,
    stretch: 100,
    leading: 0,
    rise: 0,
    matrix: still,
  }
  #line: Matrix = still
  #place: Matrix = still
  #saved: TextState[] = []

  constructor(document: PdfDocument) {
    this.#document = document
  }

  read(stream: string, bytes: Buffer, resources: Dict, depth: number): void {
    if (depth > deepestForm || bytes.length > longestContent) return
    const lexer = new Lexer(bytes)
    let operands: PdfObject[] = []
    let [start, lastAt]: [number, number] = [-1, 0]
    for (;;) {
      lexer.skipSpace()
      const at = lexer.at
      const token = lexer.read()
      if (!(token instanceof Keyword)) {
        if (start < 0) start = at
        if (isDict(token)) this.#say(stream, at, lexer.at, token)
        operands.push(token)
      } else if (token.word === '') return
      else {
        if (token.word === 'ID') lexer.at = endOfPicture(bytes, lexer.at)
        else {
          const from = start < 0 ? at : start
          this.#operate(token.word, operands, resources, depth, { stream, start: from, end: lexer.at })
        }
        operands = []
        start = -1
      }
      // Skips a character that belongs to no token.
      if (lexer.at === lastAt) return
      lastAt = lexer.at
    }
  }

  #operate(
    word: string,
    operands: readonly PdfObject[],
    resources: Dict,
    depth: number,
    where: Pick<Showing, 'stream' | 'start' | 'end'>,
  ): void {
    const last = operands.at(-1)
    const number = typeof last === 'number' ? last : 0
    const state = this.#state
    if (word === 'q') this.#saved.push({ ...state })
    else if (word === 'Q') this.#state = this.#saved.pop() ?? state
    else if (word === 'cm') state.matrix = product(matrixOf(operands), state.matrix)
    else if (word === 'Tf') this.#choose(operands, resources)
    else if (word === 'TL') state.leading = number
    else if (word === 'Ts') state.rise = number
    else if (word === 'Tc') state.letterSpace = number
    else if (word === 'Tw') state.wordSpace = number
    else if (word === 'Tz') state.stretch = number
    else if (word === 'Tj' || word === 'TJ' || word === "'" || word === '"') this.#show(word, operands, where)
    else if (word === 'Do') this.#draw(last, resources, depth)
    else if (moving.has(word)) this.#move(word, operands)
  }

  #move(word: string, operands: readonly PdfObject[]): void {
    this.#part()
    const [x = 0, y = 0] = operands.filter((operand) => typeof operand === 'number')
    if (word === 'TD') this.#state.leading = -y
    if (word === 'BT') this.#line = still
    else if (word === 'Tm') this.#line = matrixOf(operands)
    else if (word === 'T*') this.#line = product([1, 0, 0, 1, 0, -this.#state.leading], this.#line)
    else if (word !== 'ET') this.#line = product([1, 0, 0, 1, x, y], this.#line)
    this.#place = this.#line
  }

  #part(): void {
    if (this.letters.at(-1) !== null && this.letters.length > 0) this.letters.push(null)
  }

  #choose(operands: readonly PdfObject[], resources: Dict): void {
    const [name, size] = operands.slice(-2)
    const font = name instanceof Name ? this.#named(resources, 'Font', name.text) : null
    this.#state.fontName = name instanceof Name ? name.text : ''
    this.#state.size = typeof size === 'number' ? size : 0
    this.#state.font = isDict(font) ? this.#fontOf(font) : null
  }

  #fontOf(font: Dict): LetterFont | null {
    const known = this.#fonts.get(font)
    if (known !== undefined) return known
    const read = letterFontOf(font, this.#document)
    this.#fonts.set(font, read)
    return read
  }

  #show(word: string, operands: readonly PdfObject[], where: Pick<Showing, 'stream' | 'start' | 'end'>): void {
    const state = this.#state
    const last = operands.at(-1) ?? null
    if (word === '"') {
      const [wordSpace, letterSpace] = operands
      if (typeof wordSpace === 'number') state.wordSpace = wordSpace
      if (typeof letterSpace === 'number') state.letterSpace = letterSpace
    }
    if (word === "'" || word === '"') this.#move('T*', [])
    const items = Array.isArray(last) ? last : [last]
    const by: Showing = { ...where, word, operands, items, state: { ...state } }
    const { font, size, letterSpace, wordSpace, matrix, rise } = state
    const stretch = state.stretch / 100
    const goOn = (by: number) => {
      this.#place = product([1, 0, 0, 1, by, 0], this.#place)
    }
    for (const [item, shown] of items.entries()) {
      if (typeof shown === 'number') {
        if (-shown > blank) this.#part()
        goOn((-shown / 1000) * size * stretch)
      }
      if (!(shown instanceof Text)) continue
      const bytes = font?.bytes ?? 1
      for (let at = 0; at + bytes <= shown.bytes.length; at += bytes) {
        const code = shown.bytes.readUIntBE(at, bytes)
        const space = letterSpace + (bytes === 1 && code === 32 ? wordSpace : 0)
        const text = font?.letter(code) ?? ''
        const advance = (font?.width(code) ?? 0) * size + space
        const [x, y] = pointOf(product([1, 0, 0, 1, 0, rise], this.#place), matrix)
        const [upX, upY] = pointOf(product([1, 0, 0, 1, 0, rise + size], this.#place), matrix)
        goOn(advance * stretch)
        const [toX, toY] = pointOf(product([1, 0, 0, 1, 0, rise], this.#place), matrix)
        this.letters.push({ by, item, at, bytes, text, advance, x, y, toX, toY, em: Math.hypot(upX - x, upY - y) })
      }
    }
  }

  #draw(name: PdfObject | undefined, resources: Dict, depth: number): void {
    const { get } = this.#document
    const forms = get(resources.get('XObject'))
    const at = isDict(forms) && name instanceof Name ? forms.get(name.text) : null
    const form = get(at)
    if (!(form instanceof Stream) || !(at instanceof Ref) || nameOf(get(form.dict.get('Subtype'))) !== 'Form') return
    const own = get(form.dict.get('Resources'))
    const [state, saved] = [{ ...this.#state }, this.#saved]
    const turned = get(form.dict.get('Matrix'))
    if (Array.isArray(turned)) this.#state.matrix = product(matrixOf(turned.map(get)), this.#state.matrix)
    this.#saved = []
    this.#part()
    this.read(`${at.number}`, this.#document.unpacked(form).bytes, isDict(own) ? own : resources, depth + 1)
    this.#part()
    ;[this.#state, this.#saved] = [state, saved]
  }

  #say(stream: string, start: number, end: number, dict: Dict): void {
    for (const key of sayingKeys) {
      const said = this.#document.get(dict.get(key))
      if (said instanceof Text) this.sayings.push({ stream, start, end, dict, key, text: wordsOf(said) })
    }
  }

  #named(resources: Dict, kind: string, name: string): PdfObject {
    const all = this.#document.get(resources.get(kind))
    return isDict(all) ? this.#document.get(all.get(name)) : null
  }
}

/** Operators that usually start at another position on the page. */
const moving = new Set(['Td', 'TD', 'Tm', 'T*', 'BT', 'ET'])
