import { type Dict, Name, type PdfObject, Text } from './objects.ts'

/** Decodes a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its byte order mark, otherwise nearly Latin 1. */
export function wordsOf({ bytes }: Text): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}

// Descriptions of pictures and the like; some programs fill in a file's path or an address.
const path =
  /(?:^|[\s"'(<])(?:[A-Za-z]:[\\/]|\\\\|\/(?:home|users|mnt|var|tmp|media|volumes)\/|file:|mailto:)|[^\s@]+@[^\s@]+\.[a-z]{2,}/i

// A string without its closing bracket contains the text that follows it.
const swallowed = /\bendobj\b|\bendstream\b/

export function sayable(text: Text): Text | null {
  const words = wordsOf(text)
  return path.test(words) || swallowed.test(words) ? null : text
}

/** A language tag (BCP 47) and nothing else. */
export const asLanguage = (text: Text): Text | null =>
  /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(wordsOf(text)) ? text : null

const kindsOfArtifact = new Set([
  'Pagination',
  'Layout',
  'Page',
  'Background',
  'Header',
  'Footer',
  'Watermark',
  'PageNum',
  'Bates',
])
const edges = new Set(['Top', 'Bottom', 'Left', 'Right'])

const properties: Record<string, (value: PdfObject) => PdfObject> = {
  MCID: (value) => (typeof value === 'number' ? value : null),
  Lang: (value) => (value instanceof Text ? asLanguage(value) : null),
  ActualText: (value) => (value instanceof Text ? sayable(value) : null),
  Alt: (value) => (value instanceof Text ? sayable(value) : null),
  E: (value) => (value instanceof Text ? sayable(value) : null),
  Type: (value) => namedIn(value, kindsOfArtifact),
  Subtype: (value) => namedIn(value, kindsOfArtifact),
  BBox: (value) => (Array.isArray(value) ? value.filter((side) => typeof side === 'number') : null),
  Attached: (value) => (Array.isArray(value) ? value.filter((edge) => namedIn(edge, edges) !== null) : null),
}

const namedIn = (value: PdfObject, names: ReadonlySet<string>) =>
  value instanceof Name && names.has(value.text) ? value : null

/** The properties of a marked-content sequence that readers are told; null when nothing has to change. */
export function plainProperty(dict: Dict): Dict | null {
  const plain: Dict = new Map()
  for (const [key, value] of dict) {
    const kept = Object.hasOwn(properties, key) ? (properties[key]?.(value) ?? null) : null
    if (kept !== null) plain.set(key, kept)
  }
  const isSame = plain.size === dict.size && [...plain].every(([key, value]) => isAlike(value, dict.get(key)))
  return isSame ? null : plain
}

const isAlike = (one: PdfObject, other: PdfObject | undefined) =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
