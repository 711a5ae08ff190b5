import type { Place } from './identities.ts'
import { peopleInMarkup, saidInMarkup } from './names-in-markup.ts'
import { isGeneric, type Sought } from './names-sought.ts'
import { type Allowance, Unreadable } from './zip-entries.ts'

/** Keys of dictionaries whose value is a person or an employer. */
const personKeys: readonly string[] = ['Author', 'Company', 'Manager', 'LastModifiedBy']
// /T is who wrote an annotation, and also the name of a field: of it only the people sought are looked for.
const keyed =
  /\/(Author|Company|Manager|LastModifiedBy|Title|Subject|Keywords|Creator|Producer|T)\s{0,9}(?:(\(|<(?!<))|(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b)/g

/**
 * Where a PDF names somebody besides on its pages: document information, annotations' authors, XMP; in the bytes and in
 * the compressed streams that can hold them (ISO 32000-1, 7.5.7, 14.3).
 * @throws Unreadable also when it is encrypted, since its strings then are
 */
export async function namesInPdf(bytes: Buffer, sought: Sought, allowance: Allowance): Promise<Set<Place>> {
  const raw = bytes.toString('latin1')
  if (/\/Encrypt\s{1,9}\d{1,9}\s{1,9}\d{1,5}\s{1,9}R|\/Encrypt\s{0,9}<</.test(raw)) throw new Unreadable()
  const texts = [raw, ...(await tellingStreams(bytes, raw, allowance))]
  const found = new Set<Place>()
  if (sought.isNamedIn(stringsIn(informationOf(raw)).join(' '))) found.add('document_properties')
  for (const text of texts) {
    for (const [key, value] of keyedStrings(text, raw)) {
      const place = key === 'T' ? 'comments' : 'document_properties'
      if ((personKeys.includes(key) && !isGeneric(value)) || sought.isNamedIn(value)) found.add(place)
    }
    if (hasNamingXmp(text, sought)) found.add('document_properties')
  }
  return found
}

/** Whether an XMP packet in these bytes, read as latin1, names somebody. Pictures carry the same packets. */
export function hasNamingXmp(latin1: string, sought: Sought): boolean {
  for (let at = latin1.indexOf('<rdf:RDF'); at >= 0; at = latin1.indexOf('<rdf:RDF', at + 1)) {
    const end = latin1.indexOf('</rdf:RDF>', at)
    const xml = Buffer.from(latin1.slice(at, end < 0 ? at + 65_536 : end), 'latin1').toString('utf8')
    if (peopleInMarkup(xml).some((value) => !isGeneric(value)) || sought.isNamedIn(saidInMarkup(xml))) return true
    if (end < 0) return false
  }
  return false
}

/** Object streams and metadata; what is drawn on pages, fonts and pictures are not looked into. */
async function tellingStreams(bytes: Buffer, raw: string, allowance: Allowance): Promise<string[]> {
  const texts: string[] = []
  for (const found of raw.matchAll(/>>\s{0,9}stream\r?\n/g)) {
    const dictionary = raw.slice(Math.max(raw.lastIndexOf(' obj', found.index), found.index - 2_000, 0), found.index)
    if (!/\/Type\s{0,9}\/(ObjStm|Metadata)\b/.test(dictionary)) continue
    const from = found.index + found[0].length
    const end = raw.indexOf('endstream', from)
    const content = bytes.subarray(from, end < 0 ? bytes.length : end)
    if (!/\/Filter\b/.test(dictionary)) texts.push(content.toString('latin1'))
    else if (/\/Filter\s{0,9}(\[\s{0,9})?\/(FlateDecode|Fl)\s{0,9}(\]|\/(?!\w{1,20}Decode)|$|\s|>)/.test(dictionary))
      texts.push((await allowance.inflate(content, 'wrapped')).toString('latin1'))
    else throw new Unreadable()
  }
  return texts
}

function informationOf(raw: string): string {
  const number = /\/Info\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R/.exec(raw)?.[1]
  return number === undefined ? '' : objectOf(raw, number)
}

/** The newest object of a number: later ones stand behind those they replace. Empty when it is in an object stream. */
function objectOf(raw: string, number: string): string {
  const all = [...raw.matchAll(new RegExp(`(?<!\\d)${number}\\s{1,9}\\d{1,5}\\s{1,9}obj\\b`, 'g'))]
  return all.map(({ index }) => raw.slice(index, raw.indexOf('endobj', index))).join(' ')
}

/** @throws Unreadable when a person stands in an object that cannot be found */
function keyedStrings(text: string, raw: string): (readonly [string, string])[] {
  return [...text.matchAll(keyed)].map((found) => {
    const [whole, key = '', opening, reference] = found
    if (opening !== undefined) return [key, stringAt(text, found.index + whole.length - 1)] as const
    const strings = stringsIn(objectOf(raw, reference ?? ''))
    if (strings.length === 0 && personKeys.includes(key)) throw new Unreadable()
    return [key, strings.join(' ')] as const
  })
}

function stringsIn(object: string): string[] {
  return [...object.matchAll(/(?<!\\)\(|(?<!<)<(?=[\da-f\s])/gi)].map(({ index }) => stringAt(object, index))
}

const longest = 8_192
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The string that begins here, literal or hexadecimal (ISO 32000-1, 7.3.4). */
function stringAt(text: string, from: number): string {
  if (text[from] === '<') {
    const hex = text.slice(from + 1, from + longest).split('>')[0] ?? ''
    return decoded(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
  }
  let depth = 0
  let end = from
  for (; end < Math.min(text.length, from + longest); end += 1) {
    if (text[end] === '\\') end += 1
    else if (text[end] === '(') depth += 1
    else if (text[end] === ')' && --depth === 0) break
  }
  const written = text.slice(from + 1, end).replaceAll(/\\(\d{1,3}|\r?\n|[\s\S])/g, (_, sign: string) => {
    if (/^[0-7]/.test(sign)) return String.fromCharCode(parseInt(sign, 8) & 0xff)
    return /^\r?\n$/.test(sign) ? '' : (escapes[sign] ?? sign)
  })
  return decoded(Buffer.from(written, 'latin1'))
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le')
  return bytes[0] === 0xef && bytes[1] === 0xbb ? bytes.toString('utf8') : bytes.toString('latin1')
}
