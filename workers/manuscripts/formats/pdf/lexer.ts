import { FileRejected } from '../../shapes.ts'
import { type Dict, Name, type PdfObject, Ref, Text } from './objects.ts'

/** A word that is not an object: `obj`, `stream`, `endobj`, `trailer`; empty at the end of the bytes. */
export class Keyword {
  readonly word: string
  constructor(word: string) {
    this.word = word
  }
}

const space = 1
const delimiter = 2
/** The class of each byte; 0 for those of words and names. */
export const kinds = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) kinds[code] = space
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = delimiter

const code = {
  lf: 10,
  cr: 13,
  hash: 35,
  percent: 37,
  open: 40,
  close: 41,
  slash: 47,
  less: 60,
  greater: 62,
  left: 91,
  backslash: 92,
  right: 93,
}
const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }
const deepest = 400

/** Reads objects as viewers do: malformed parts are skipped, not refused. */
export class Lexer {
  readonly bytes: Buffer
  readonly #decrypt: ((bytes: Buffer) => Buffer) | null
  at: number
  #depth = 0

  constructor(bytes: Buffer, at = 0, decrypt: ((bytes: Buffer) => Buffer) | null = null) {
    this.bytes = bytes
    this.at = at
    this.#decrypt = decrypt
  }

  /** The next object or word. @throws FileRejected damaged when objects are nested beyond reason */
  read(): PdfObject | Keyword {
    this.skipSpace()
    const first = this.bytes[this.at]
    if (first === undefined) return new Keyword('')
    if (first === code.slash) return this.#name()
    if (first === code.open) return this.#text()
    if (first === code.left) return this.#nested(() => this.#array())
    if (first === code.less)
      return this.bytes[this.at + 1] === code.less ? this.#nested(() => this.#dict()) : this.#hexText()
    if (isNumeric(first)) return this.#numberOrRef()
    if (kinds[first] === delimiter) return this.#delimiter(first)
    return wordOrValue(this.#regular())
  }

  /** The next object; a word in its place counts as null. */
  object(): PdfObject {
    const read = this.read()
    return read instanceof Keyword ? null : read
  }

  /** Whether that word is next; if it is, it is read. */
  take(word: string): boolean {
    this.skipSpace()
    if (this.bytes.toString('latin1', this.at, this.at + word.length) !== word) return false
    this.at += word.length
    return true
  }

  /** A whole number without sign, or null and nothing is read. */
  takeWhole(): number | null {
    this.skipSpace()
    const start = this.at
    while (isDigit(this.bytes[this.at])) this.at++
    if (this.at === start || this.at - start > 15) {
      this.at = start
      return null
    }
    return Number(this.bytes.toString('latin1', start, this.at))
  }

  skipSpace(): void {
    for (;;) {
      const next = this.bytes[this.at]
      if (next === undefined) return
      if (next === code.percent) this.#skipLine()
      else if (kinds[next] === space) this.at++
      else return
    }
  }

  #skipLine(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== code.lf && this.bytes[this.at] !== code.cr) this.at++
  }

  #nested<T>(read: () => T): T {
    this.#depth++
    if (this.#depth > deepest) throw new FileRejected('damaged')
    const result = read()
    this.#depth--
    return result
  }

  #regular(): string {
    const start = this.at
    while (this.at < this.bytes.length && kinds[this.bytes[this.at] ?? 0] === 0) this.at++
    return this.bytes.toString('latin1', start, this.at)
  }

  #delimiter(first: number): Keyword {
    this.at += first === code.greater && this.bytes[this.at + 1] === code.greater ? 2 : 1
    return new Keyword(String.fromCharCode(first))
  }

  #name(): Name {
    this.at++
    const written = this.#regular()
    if (!written.includes('#')) return new Name(written)
    return new Name(
      written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
  }

  #array(): PdfObject[] {
    this.at++
    const elements: PdfObject[] = []
    for (;;) {
      const before = this.at
      const element = this.read()
      if (!(element instanceof Keyword)) elements.push(element)
      else if (element.word === ']') return elements
      else if (endsEverything(element.word)) {
        this.at = before
        return elements
      }
    }
  }

  #dict(): Dict {
    this.at += 2
    const dict: Dict = new Map()
    for (;;) {
      const before = this.at
      const key = this.read()
      if (key instanceof Name) {
        const beforeValue = this.at
        const value = this.read()
        if (!(value instanceof Keyword)) dict.set(key.text, value)
        else if (value.word === '>' || endsEverything(value.word)) this.at = beforeValue
      } else if (key instanceof Keyword) {
        if (key.word === '>') return dict
        if (endsEverything(key.word)) {
          this.at = before
          return dict
        }
      }
    }
  }

  #numberOrRef(): number | Ref {
    const start = this.at
    const number = this.takeWhole()
    if (number !== null && !isNumeric(this.bytes[this.at])) {
      const end = this.at
      const generation = this.takeWhole()
      if (generation !== null && generation <= 65_535 && this.take('R') && !this.#continues())
        return new Ref(number, generation)
      this.at = end
      return number
    }
    this.at = start
    return numberFrom(this.#numeric())
  }

  #continues(): boolean {
    const next = this.bytes[this.at]
    return next !== undefined && kinds[next] === 0
  }

  #numeric(): string {
    const start = this.at
    while (isNumeric(this.bytes[this.at])) this.at++
    const written = this.bytes.toString('latin1', start, this.at)
    // Viewers read 12abc as 12.
    this.#regular()
    return written
  }

  #text(): Text {
    const start = this.at + 1
    const end = this.#endOfText(start)
    this.at = Math.min(end + 1, this.bytes.length)
    const written = this.bytes.subarray(start, end)
    return this.#readable(written.includes(code.backslash) || written.includes(code.cr) ? unescaped(written) : written)
  }

  #endOfText(start: number): number {
    let open = 1
    for (let at = start; at < this.bytes.length; at++) {
      const next = this.bytes[at]
      if (next === code.backslash) at++
      else if (next === code.open) open++
      else if (next === code.close && --open === 0) return at
    }
    return this.bytes.length
  }

  #hexText(): Text {
    const end = this.bytes.indexOf(code.greater, this.at)
    const stop = end === -1 ? this.bytes.length : end
    const digits = this.bytes.toString('latin1', this.at + 1, stop).replace(/[^0-9a-fA-F]/g, '')
    this.at = stop + 1
    return this.#readable(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'))
  }

  #readable(bytes: Buffer): Text {
    return new Text(this.#decrypt === null ? bytes : this.#decrypt(bytes))
  }
}

/** ISO 32000-1, 7.3.4.2: escapes, octal codes, and line ends, which all count as one. */
function unescaped(written: Buffer): Buffer {
  const out = Buffer.alloc(written.length)
  let length = 0
  for (let at = 0; at < written.length; at++) {
    const next = written[at] ?? 0
    if (next === code.cr) {
      if (written[at + 1] === code.lf) at++
      out[length++] = code.lf
    } else if (next !== code.backslash) out[length++] = next
    else {
      const escape = written[++at]
      if (escape === undefined) break
      if (escape === code.cr && written[at + 1] === code.lf) at++
      else if (isOctal(escape)) {
        let value = escape - 48
        for (let n = 0; n < 2 && isOctal(written[at + 1]); n++) value = value * 8 + (written[++at] ?? 48) - 48
        out[length++] = value & 255
      } else if (escape !== code.lf && escape !== code.cr)
        out[length++] = escapes[String.fromCharCode(escape)] ?? escape
    }
  }
  return out.subarray(0, length)
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57
const isOctal = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 55
const isNumeric = (byte: number | undefined) => isDigit(byte) || byte === 43 || byte === 45 || byte === 46
const endsEverything = (word: string) => /^(?:|endobj|endstream|stream|obj|xref|trailer|startxref)$/.test(word)

function wordOrValue(word: string): PdfObject | Keyword {
  if (word === 'true') return true
  if (word === 'false') return false
  return word === 'null' ? null : new Keyword(word)
}

/** `-.5`, `4.`, `--3` and `1.2.3` all occur; viewers read the last two as -3 and 1.2. */
function numberFrom(written: string): number {
  const match = /^([+-]*)(\d*)(?:\.(-?\d*))?/.exec(written)
  if (match === null) return 0
  const size = Number(`${match[2] ?? ''}.${match[3]?.replace('-', '') ?? ''}0`.replace(/^\./, '0.'))
  return match[1]?.includes('-') ? -size : size
}
