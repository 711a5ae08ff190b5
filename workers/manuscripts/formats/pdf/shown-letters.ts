import type { PdfDocument } from './document.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream } from './objects.ts'
import { type PageListener, readDrawing, readPage } from './page-reader.ts'

/** The letters of a page without blanks, positions and order: enough to tell whether an address is on it. */
export function shownLetters(document: PdfDocument, page: Dict): string {
  const letters = new Letters(document)
  readPage(document, page, letters.listener)
  return letters.text
}

/**
 * The same for a drawing, and whether every letter is known: codes without a table may mean anything. Resources that it does not define are
 * those of the form.
 */
export function lettersShownBy(
  stream: Stream,
  { document }: { readonly document: PdfDocument },
): { readonly text: string; readonly codes: number; readonly isCertain: boolean } {
  const form = document.get(document.catalog.get('AcroForm'))
  const shared = isDict(form) ? document.get(form.get('DR')) : null
  const own = document.get(stream.dict.get('Resources'))
  const resources = isDict(own) ? own : isDict(shared) ? shared : new Map<string, PdfObject>()
  const letters = new Letters(document)
  readDrawing(document, stream, resources, letters.listener)
  return { text: letters.text, codes: letters.codes, isCertain: letters.isCertain }
}

interface Decoder {
  readonly text: (bytes: Buffer) => string
  /** Bytes per code. */
  readonly width: number
  readonly isCertain: boolean
}

class Letters {
  text = ''
  codes = 0
  isCertain = true
  readonly #document: PdfDocument
  readonly #decoders = new Map<Dict, Decoder>()

  constructor(document: PdfDocument) {
    this.#document = document
  }

  get listener(): PageListener {
    const doubt = () => {
      this.isCertain = false
    }
    // A picture may show words.
    return { shown: (font, codes) => this.#show(font, codes), pictured: doubt, unread: doubt }
  }

  #show(font: Dict | null, codes: Buffer): void {
    const { text, width, isCertain } = this.#decoderFor(font)
    this.text += text(codes)
    this.codes += codes.length / width
    if (!isCertain) this.isCertain = false
  }

  #decoderFor(font: Dict | null): Decoder {
    if (font === null) return latin
    const decoder = this.#decoders.get(font) ?? decoderFrom(font, this.#document)
    this.#decoders.set(font, decoder)
    return decoder
  }
}

const latin: Decoder = { text: (bytes) => bytes.toString('latin1'), width: 1, isCertain: true }

function decoderFrom(font: Dict, document: PdfDocument): Decoder {
  const { get } = document
  const table = get(font.get('ToUnicode'))
  const isComposite = nameOf(get(font.get('Subtype'))) === 'Type0'
  if (!(table instanceof Stream))
    return isComposite ? { ...latin, width: 2, isCertain: false } : simpleDecoder(font, get)
  const letters = lettersByCode(document.unpacked(table).bytes.toString('latin1'))
  const width = isComposite ? 2 : 1
  const text = (bytes: Buffer) => {
    let text = ''
    for (let at = 0; at + width <= bytes.length; at += width) text += letters.get(bytes.readUIntBE(at, width)) ?? ''
    return text
  }
  return { text, width, isCertain: true }
}

/** Latin letters, except codes for which the font gives another name (ISO 32000-1, 9.6.6). */
function simpleDecoder(font: Dict, get: PdfDocument['get']): Decoder {
  const isCertain =
    /^(?:Type1|TrueType|MMType1)$/.test(nameOf(get(font.get('Subtype'))) ?? '') &&
    !/symbol|dingbats/i.test(nameOf(get(font.get('BaseFont'))) ?? '')
  const encoding = get(font.get('Encoding'))
  const differences = isDict(encoding) ? get(encoding.get('Differences')) : null
  if (!Array.isArray(differences)) return { ...latin, isCertain }
  const letters = new Map<number, string>()
  let code = 0
  for (const one of differences.map(get)) {
    if (typeof one === 'number') code = one
    else if (one instanceof Name) letters.set(code++, letterNamed(one.text))
  }
  return {
    text: (bytes) => Array.from(bytes, (byte) => letters.get(byte) ?? String.fromCharCode(byte)).join(''),
    width: 1,
    isCertain: isCertain && [...letters.values()].every((letter) => letter !== unknownLetter),
  }
}

const unknownLetter = '\ufffd'
const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  macron: '\u0304',
  breve: '\u0306',
  dotaccent: '\u0307',
  dieresis: '\u0308',
  ring: '\u030a',
  hungarumlaut: '\u030b',
  caron: '\u030c',
  cedilla: '\u0327',
  commaaccent: '\u0326',
  ogonek: '\u0328',
}
const digits = 'zero one two three four five six seven eight nine'.split(' ')

/** Letters by glyph name (Adobe Glyph List); other glyph names with letters are symbols. */
function letterNamed(name: string): string {
  const [plain = ''] = name.split('.')
  if (/^[A-Za-z]$/.test(plain)) return plain
  const code = /^(?:uni|u)([\dA-F]{4,6})$/.exec(plain)?.[1]
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ffff))
  if (digits.includes(plain)) return String(digits.indexOf(plain))
  const [, letter = '', accent = ''] = /^([A-Za-z])([a-z]{4,})$/.exec(plain) ?? []
  const mark = accents[accent]
  if (mark !== undefined) return (letter + mark).normalize('NFC')
  const other: Readonly<Record<string, string>> = { dotlessi: 'ı', germandbls: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ' }
  return other[plain] ?? (/^[a-z]{4,}\d?$/i.test(plain) ? ' ' : unknownLetter)
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
