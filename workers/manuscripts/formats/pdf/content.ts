import { kinds, Lexer } from './lexer.ts'
import { dictWritten, nameWritten } from './new-pdf.ts'
import { type Dict, isDict } from './objects.ts'

/** Replacements for a page's own names; equal in the whole document. */
export interface ContentRules {
  resource(name: string): string
  tag(name: string): string
  /** The properties of a marked-content sequence, or null when they may stay. */
  property(dict: Dict): Dict | null
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Operand {
  readonly start: number
  readonly end: number
  readonly dict: Dict | null
}

const codes = { percent: 37, open: 40, close: 41, slash: 47, less: 60, greater: 62, backslash: 92 }
const resourceOperators = new Set(['Tf', 'Do', 'gs', 'cs', 'CS', 'scn', 'SCN', 'sh'])
const markOperators = new Set(['BMC', 'BDC', 'MP', 'DP'])
/** Nested saved states. Viewers have different limits; drawings have about a dozen. */
const deepestState = 500

/** Instructions without comments: for fonts' tables and functions, which contain no resource names. */
export function withoutComments(bytes: Buffer): Buffer {
  return new Scan(bytes, null).edited()
}

/**
 * The instructions that draw a page, a form, a pattern or a letter, with the same result: without comments, with only those properties of marked
 * content that readers are told, and with neutral names of resources. Bytes that need no change stay as they are.
 */
export function plainContent(bytes: Buffer, rules: ContentRules): Buffer {
  return new Scan(bytes, rules).edited()
}

class Scan {
  readonly #bytes: Buffer
  readonly #rules: ContentRules | null
  readonly #edits: Edit[] = []
  #operands: Operand[] = []
  #at = 0
  #depth = 0
  #skipped = 0
  #inPicture = false

  constructor(bytes: Buffer, rules: ContentRules | null) {
    this.#bytes = bytes
    this.#rules = rules
  }

  edited(): Buffer {
    while (this.#at < this.#bytes.length) this.#next()
    if (this.#edits.length === 0) return this.#bytes
    const parts: Buffer[] = []
    let from = 0
    for (const { start, end, text } of this.#edits.sort((a, b) => a.start - b.start)) {
      parts.push(this.#bytes.subarray(from, start), Buffer.from(text, 'latin1'))
      from = end
    }
    return Buffer.concat([...parts, this.#bytes.subarray(from)])
  }

  #next(): void {
    const start = this.#at
    const first = this.#bytes[start] ?? 0
    if (first === codes.percent) this.#comment()
    else if (first === codes.slash) this.#name()
    else if (first === codes.open) this.#text()
    else if (first === codes.less) this.#angle()
    else if (kinds[first] !== 0) this.#at++
    else this.#word()
  }

  #comment(): void {
    const start = this.#at
    while (this.#at < this.#bytes.length && this.#bytes[this.#at] !== 10 && this.#bytes[this.#at] !== 13) this.#at++
    this.#edits.push({ start, end: this.#at, text: ' ' })
  }

  #skipRegular(): void {
    while (this.#at < this.#bytes.length && kinds[this.#bytes[this.#at] ?? 0] === 0) this.#at++
  }

  #name(): void {
    const start = this.#at++
    this.#skipRegular()
    this.#operands.push({ start, end: this.#at, dict: null })
  }

  #text(): void {
    let open = 0
    for (; this.#at < this.#bytes.length; this.#at++) {
      const next = this.#bytes[this.#at]
      if (next === codes.backslash) this.#at++
      else if (next === codes.open) open++
      else if (next === codes.close && --open === 0) break
    }
    this.#at++
  }

  #angle(): void {
    if (this.#bytes[this.#at + 1] !== codes.less || this.#rules === null) {
      // Hexadecimal text, or the dictionary of a table, whose contents are scanned as well.
      const end = this.#bytes.indexOf(codes.greater, this.#at)
      if (this.#bytes[this.#at + 1] === codes.less) this.#at += 2
      else this.#at = end === -1 ? this.#bytes.length : end + 1
      return
    }
    const start = this.#at
    const lexer = new Lexer(this.#bytes, start)
    const dict = lexer.object()
    this.#at = Math.max(lexer.at, start + 2)
    if (isDict(dict)) this.#operands.push({ start, end: this.#at, dict })
  }

  #word(): void {
    const start = this.#at
    this.#skipRegular()
    const length = this.#at - start
    const first = this.#bytes[start] ?? 0
    // Most operands of a page are numbers.
    if (first < 65 && first !== 39 && first !== 34) return
    if (this.#rules !== null && (length > 1 || first === 81 || first === 113))
      this.#operator(this.#bytes.toString('latin1', start, this.#at), start)
    this.#operands = []
  }

  #operator(word: string, start: number): void {
    if (word === 'q') this.#save(start)
    else if (word === 'Q') this.#restore(start)
    else if (word === 'BI') this.#inPicture = true
    else if (word === 'ID' && this.#inPicture) this.#inlinePicture()
    else if (resourceOperators.has(word)) this.#rename(this.#operands.at(-1))
    else if (markOperators.has(word)) this.#mark()
  }

  #save(start: number): void {
    if (this.#depth++ < deepestState) return
    this.#skipped++
    this.#edits.push({ start, end: start + 1, text: ' ' })
  }

  #restore(start: number): void {
    if (this.#depth > 0) this.#depth--
    if (this.#skipped === 0) return
    this.#skipped--
    this.#edits.push({ start, end: start + 1, text: ' ' })
  }

  #mark(): void {
    const [tag, said] = this.#operands.slice(-2).length === 2 ? this.#operands.slice(-2) : [this.#operands[0]]
    if (tag !== undefined && tag.dict === null) this.#replace(tag, (name) => this.#rules?.tag(name) ?? name)
    if (said === undefined) return
    if (said.dict === null) this.#rename(said)
    else {
      const plain = this.#rules?.property(said.dict)
      if (plain) this.#edits.push({ start: said.start, end: said.end, text: dictWritten(plain) })
    }
  }

  #rename(operand: Operand | undefined): void {
    if (operand?.dict === null) this.#replace(operand, (name) => this.#rules?.resource(name) ?? name)
  }

  #replace({ start, end }: Operand, becomes: (name: string) => string): void {
    const name = nameAt(this.#bytes, start, end)
    const other = becomes(name)
    if (other !== name) this.#edits.push({ start, end, text: nameWritten(other) })
  }

  /** A picture inside the instructions. Its colour space may be a resource; its bytes may look like anything. */
  #inlinePicture(): void {
    this.#inPicture = false
    for (const [n, operand] of this.#operands.entries()) {
      const before = this.#operands[n - 1]
      const key = before === undefined ? '' : nameAt(this.#bytes, before.start, before.end)
      if (key === 'CS' || key === 'ColorSpace' || key === 'I' || key === 'Indexed') this.#rename(operand)
    }
    this.#at = endOfPicture(this.#bytes, this.#at)
  }
}

function nameAt(bytes: Buffer, start: number, end: number): string {
  const name = bytes.toString('latin1', start + 1, end)
  if (!name.includes('#')) return name
  return name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const instructions = 12

/** Position after the EI that instructions follow; the letters EI may also occur in the picture's bytes. */
export function endOfPicture(bytes: Buffer, from: number): number {
  let first = -1
  for (let at = bytes.indexOf('EI', from); at !== -1; at = bytes.indexOf('EI', at + 1)) {
    if (!isSpace(bytes[at - 1]) || !isSpace(bytes[at + 2])) continue
    if (first === -1) first = at
    if (bytes.subarray(at + 2, at + 2 + instructions).every(isPlain)) return at + 2
  }
  return first === -1 ? bytes.length : first + 2
}

const isSpace = (byte: number | undefined) => byte === undefined || kinds[byte] === 1
const isPlain = (byte: number) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13
