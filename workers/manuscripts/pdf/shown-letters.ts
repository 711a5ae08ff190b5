import type { PdfDocument } from './document.ts'
import { endOfPicture } from './content.ts'
import { Keyword, Lexer } from './lexer.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream, Text } from './objects.ts'

/** What a page writes, without blanks, places and order: enough to tell whether an address stands on it. */
export function shownLetters(document: PdfDocument, page: Dict): string {
  const contents = document.get(page.get('Contents'))
  const parts = Array.isArray(contents) ? contents : [page.get('Contents') ?? null]
  const resources = document.get(page.get('Resources'))
  const letters = new Letters(document)
  for (const part of parts) letters.read(document.get(part), isDict(resources) ? resources : new Map(), 0)
  return letters.text
}

type Decoder = (bytes: Buffer) => string

// A drawing of megabytes writes no address, and reading it would take longer than cleaning.
const longestContent = 3_000_000
const deepestForm = 4

class Letters {
  text = ''
  readonly #document: PdfDocument
  readonly #decoders = new Map<Dict, Decoder>()
  #decode: Decoder = latin

  constructor(document: PdfDocument) {
    this.#document = document
  }

  read(stream: PdfObject, resources: Dict, depth: number): void {
    if (!(stream instanceof Stream) || depth > deepestForm) return
    const { bytes, left } = this.#document.unpacked(stream)
    if (left.length > 0 || bytes.length > longestContent) return
    const lexer = new Lexer(bytes)
    let operands: PdfObject[] = []
    for (;;) {
      const token = lexer.read()
      if (!(token instanceof Keyword)) operands.push(token)
      else if (token.word === '') return
      else {
        if (token.word === 'ID') lexer.at = endOfPicture(bytes, lexer.at)
        else this.#operate(token.word, operands, resources, depth)
        operands = []
      }
    }
  }

  #operate(word: string, operands: readonly PdfObject[], resources: Dict, depth: number): void {
    if (word === 'Tf') this.#decode = this.#decoderFor(this.#named(resources, 'Font', operands.at(-2)))
    else if (word === 'Tj' || word === "'" || word === '"') this.#show(operands.at(-1))
    else if (word === 'TJ') this.#show(operands.at(-1))
    else if (word === 'Do') this.#drawForm(this.#named(resources, 'XObject', operands.at(-1)), resources, depth)
  }

  #show(object: PdfObject | undefined): void {
    if (object instanceof Text) this.text += this.#decode(object.bytes)
    else if (Array.isArray(object)) for (const part of object) if (part instanceof Text) this.#show(part)
  }

  #drawForm(form: PdfObject, resources: Dict, depth: number): void {
    if (!(form instanceof Stream) || nameOf(this.#document.get(form.dict.get('Subtype'))) !== 'Form') return
    const own = this.#document.get(form.dict.get('Resources'))
    this.read(form, isDict(own) ? own : resources, depth + 1)
  }

  #named(resources: Dict, kind: string, name: PdfObject | undefined): PdfObject {
    const { get } = this.#document
    const all = get(resources.get(kind))
    return isDict(all) && name instanceof Name ? get(all.get(name.text)) : null
  }

  #decoderFor(font: PdfObject): Decoder {
    if (!isDict(font)) return latin
    const known = this.#decoders.get(font)
    if (known !== undefined) return known
    const decoder = decoderFrom(font, this.#document)
    this.#decoders.set(font, decoder)
    return decoder
  }
}

const latin: Decoder = (bytes) => bytes.toString('latin1')

function decoderFrom(font: Dict, document: PdfDocument): Decoder {
  const table = document.get(font.get('ToUnicode'))
  if (!(table instanceof Stream)) return latin
  const letters = lettersByCode(document.unpacked(table).bytes.toString('latin1'))
  const width = nameOf(document.get(font.get('Subtype'))) === 'Type0' ? 2 : 1
  return (bytes) => {
    let text = ''
    for (let at = 0; at + width <= bytes.length; at += width) text += letters.get(bytes.readUIntBE(at, width)) ?? ''
    return text
  }
}

const mostCodes = 70_000

/** ISO 32000-1, 9.10.3: single codes, and ranges of them. */
export function lettersByCode(table: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, body = ''] of table.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, code = '', text = ''] of body.matchAll(/<([\da-f\s]+)>\s*<([\da-f\s]*)>/gi))
      letters.set(Number.parseInt(code, 16), utf16(text))
  for (const [, body = ''] of table.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, first = '', last = '', list, start = ''] of body.matchAll(range)) {
      const from = Number.parseInt(first, 16)
      const texts =
        list === undefined ? null : [...list.matchAll(/<([\da-f\s]*)>/gi)].map(([, text = '']) => utf16(text))
      const begin = utf16(start)
      for (let code = from; code <= Number.parseInt(last, 16) && letters.size < mostCodes; code++)
        letters.set(code, texts === null ? following(begin, code - from) : (texts[code - from] ?? ''))
    }
  return letters
}

const range = /<([\da-f\s]+)>\s*<([\da-f\s]+)>\s*(?:\[([^\]]*)\]|<([\da-f\s]*)>)/gi

function utf16(hex: string): string {
  const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
  if (bytes.length === 1) return String.fromCharCode(bytes[0] ?? 0)
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}

function following(text: string, steps: number): string {
  const last = text.codePointAt(text.length - 1)
  return last === undefined ? '' : text.slice(0, -1) + String.fromCodePoint(Math.min(last + steps, 0x10_ffff))
}
