/** Objects of a PDF (ISO 32000-1, 7.3). A string holds its bytes, one per character. */
export type PdfValue = number | boolean | null | Name | Text | Reference | readonly PdfValue[] | Dictionary
export interface Name {
  readonly name: string
}
export interface Text {
  readonly text: string
}
export interface Reference {
  readonly object: number
}
export type Dictionary = ReadonlyMap<string, PdfValue>

interface Parsed {
  readonly value: PdfValue
  /** Where the next token begins. */
  readonly end: number
}

const deepest = 100
const blank = /[\0\t\n\f\r ]/
const number = /[+-]?(?:\d{1,15}\.?\d{0,20}|\.\d{1,20})/y
const reference = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}R(?![A-Za-z\d])/y
const nameCharacters = /[^\0\t\n\f\r ()<>[\]{}/%]{0,4000}/y
const keyword = /[^\0\t\n\f\r ()<>[\]{}/%]{1,100}/y

/** Reads the object that begins here, as viewers do: what is no object is skipped. `pdf` is the file as latin1. */
export function parseAt(pdf: string, from: number, depth = 0): Parsed {
  const at = skipBlank(pdf, from)
  const character = depth < deepest ? pdf[at] : ' '
  if (character === '(') return literalAt(pdf, at)
  if (character === '/') return nameAt(pdf, at)
  if (character === '<') return pdf[at + 1] === '<' ? dictionaryAt(pdf, at, depth) : hexadecimalAt(pdf, at)
  if (character === '[') return arrayAt(pdf, at, depth)
  const referred = matchAt(reference, pdf, at)
  if (referred !== null) return { value: { object: Number(referred[1]) }, end: at + referred[0].length }
  const counted = matchAt(number, pdf, at)
  if (counted !== null) return { value: Number(counted[0]), end: at + counted[0].length }
  const word = matchAt(keyword, pdf, at)?.[0] ?? ''
  return { value: word === 'true' ? true : word === 'false' ? false : null, end: at + Math.max(1, word.length) }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Comments count as blanks here; the scan reads them elsewhere. */
export function skipBlank(pdf: string, from: number): number {
  let at = from
  while (at < pdf.length) {
    const character = pdf[at] ?? ''
    if (character === '%') while (at < pdf.length && pdf[at] !== '\n' && pdf[at] !== '\r') at += 1
    else if (blank.test(character)) at += 1
    else break
  }
  return at
}

function nameAt(pdf: string, at: number): { readonly value: Name; readonly end: number } {
  const written = matchAt(nameCharacters, pdf, at + 1)?.[0] ?? ''
  const name = written.includes('#')
    ? written.replaceAll(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : written
  return { value: { name }, end: at + 1 + written.length }
}

function arrayAt(pdf: string, from: number, depth: number): Parsed {
  const found: PdfValue[] = []
  let at = skipBlank(pdf, from + 1)
  while (at < pdf.length && pdf[at] !== ']' && !isOver(pdf, at)) {
    const { value, end } = parseAt(pdf, at, depth + 1)
    found.push(value)
    at = skipBlank(pdf, end)
  }
  return { value: found, end: pdf[at] === ']' ? at + 1 : at }
}

function dictionaryAt(pdf: string, from: number, depth: number): Parsed {
  const found = new Map<string, PdfValue>()
  let at = skipBlank(pdf, from + 2)
  while (at < pdf.length && !pdf.startsWith('>>', at) && !isOver(pdf, at)) {
    if (pdf[at] !== '/') {
      at = skipBlank(pdf, parseAt(pdf, at, depth + 1).end)
      continue
    }
    const key = nameAt(pdf, at)
    const { value, end } = parseAt(pdf, key.end, depth + 1)
    // Viewers differ in which of two equal keys they take: both are searched.
    found.set(found.has(key.value.name) ? `${key.value.name} (again ${found.size})` : key.value.name, value)
    at = skipBlank(pdf, end)
  }
  return { value: found, end: pdf.startsWith('>>', at) ? at + 2 : at }
}

function isOver(pdf: string, at: number): boolean {
  return pdf.startsWith('endobj', at) || pdf.startsWith('stream', at)
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

export function literalAt(pdf: string, from: number): { readonly value: Text; readonly end: number } {
  let depth = 0
  let end = from
  for (; end < pdf.length; end += 1) {
    const character = pdf.charCodeAt(end)
    if (character === 92) end += 1
    else if (character === 40) depth += 1
    else if (character === 41 && --depth === 0) break
  }
  const written = pdf.slice(from + 1, end)
  const text = !written.includes('\\')
    ? written
    : written.replaceAll(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_, character: string) => {
        if (/^[0-7]/.test(character)) return String.fromCharCode(parseInt(character, 8) & 0xff)
        return /^[\r\n]/.test(character) ? '' : (escapes[character] ?? character)
      })
  return { value: { text }, end: end + 1 }
}

export function hexadecimalAt(pdf: string, from: number): { readonly value: Text; readonly end: number } {
  const close = pdf.indexOf('>', from)
  const end = close < 0 ? pdf.length : close
  const digits = pdf.slice(from + 1, end).replaceAll(/[^\da-f]/gi, '')
  const text = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1')
  return { value: { text }, end: end + 1 }
}

export function isDictionary(value: PdfValue | undefined): value is Dictionary {
  return value instanceof Map
}

export function isName(value: PdfValue | undefined): value is Name {
  return typeof value === 'object' && value !== null && 'name' in value
}

export function isText(value: PdfValue | undefined): value is Text {
  return typeof value === 'object' && value !== null && 'text' in value
}

export function isReference(value: PdfValue | undefined): value is Reference {
  return typeof value === 'object' && value !== null && 'object' in value
}

export function isList(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value)
}

export function nameIn(dictionary: Dictionary, key: string): string {
  const value = dictionary.get(key)
  return isName(value) ? value.name : ''
}

/**
 * Decodes a string (7.9.2.2). Without a byte order mark its encoding is PDFDocEncoding, which is latin1 except for a
 * few characters.
 */
export function decoded({ text }: Text): string {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  // Some writers omit the byte order mark of UTF-16.
  if (/^(\0[^\0]){3}/.test(text)) return new TextDecoder('utf-16be').decode(bytes)
  if (/^([^\0]\0){3}/.test(text)) return bytes.toString('utf16le')
  const utf8 = /[\x80-\xff]/.test(text) ? bytes.toString('utf8') : '\ufffd'
  return utf8.includes('\ufffd') ? text : utf8
}
