import type { Place } from './identities.ts'
import { isGeneric, type Sought } from './names-sought.ts'
import { Unreadable } from './zip-entries.ts'

/** Property sets of old Word files by the bytes of their format id, with the numbers of what names a person (MS-OLEPS 3.1). */
const propertySets: readonly (readonly [string, readonly number[]])[] = [
  ['e0859ff2f94f6810ab9108002b27b3d9', [4, 8]],
  ['02d5cdd59c2e1b10939708002b2cf9ae', [14, 15]],
]

/**
 * Where an old Word file names somebody. Its other parts are not told apart: a whole name anywhere counts, the text too.
 * @throws Unreadable
 */
export function namesInDoc(bytes: Buffer, sought: Sought): Set<Place> {
  const found = new Set<Place>()
  const people = propertySets.flatMap(([format, numbers]) => propertiesOf(bytes, Buffer.from(format, 'hex'), numbers))
  if (people.some((value) => !isGeneric(value) || sought.isNamedIn(value))) found.add('document_properties')
  if (sought.standsIn(bytes)) found.add('elsewhere')
  return found
}

function propertiesOf(bytes: Buffer, format: Buffer, numbers: readonly number[]): string[] {
  const at = bytes.indexOf(format)
  if (at < 0) return []
  try {
    // The stream begins 28 bytes before its first format id; the section's place counts from there.
    const section = at - 28 + bytes.readUInt32LE(at + 16)
    const count = Math.min(bytes.readUInt32LE(section + 4), 1_000)
    return Array.from({ length: count }, (_, n) => section + 8 + n * 8)
      .filter((entry) => numbers.includes(bytes.readUInt32LE(entry)))
      .map((entry) => propertyAt(bytes, section + bytes.readUInt32LE(entry + 4)))
  } catch {
    // The stream lies in pieces, or its numbers point nowhere.
    throw new Unreadable()
  }
}

function propertyAt(bytes: Buffer, at: number): string {
  const type = bytes.readUInt32LE(at)
  const length = bytes.readUInt32LE(at + 4)
  const wide = type === 0x1f
  if (!wide && type !== 0x1e) throw new Unreadable()
  const text = bytes.subarray(at + 8, at + 8 + (wide ? length * 2 : length)).toString(wide ? 'utf16le' : 'latin1')
  return text.replaceAll('\0', '')
}

const rtfPeople = /\{\\(?:\*\\)?(?:author|operator|company|manager|atnauthor)\b([^{}]{0,2000})\}/g
const rtfProperties = /\{\\(?:\*\\)?(?:title|subject|keywords|doccomm|hlinkbase)\b([^{}]{0,2000})\}/g

/** Where an RTF file names somebody besides in its text: information, comments and tracked changes. */
export function namesInRtf(bytes: Buffer, sought: Sought): Set<Place> {
  const rtf = bytes.toString('latin1')
  const found = new Set<Place>()
  const people = [...rtf.matchAll(rtfPeople)].map(([, value = '']) => rtfText(value))
  const said = [...rtf.matchAll(rtfProperties)].map(([, value = '']) => rtfText(value))
  if (people.some((value) => !isGeneric(value)) || sought.isNamedIn([...people, ...said].join(' ')))
    found.add('document_properties')
  const table = /\{\\\*\\revtbl([\s\S]{0,20000}?)\}\s{0,9}\}/.exec(rtf)?.[1] ?? ''
  const changing = [...table.matchAll(/\{([^{}]{0,2000});/g)].map(([, value = '']) => rtfText(value))
  if (changing.some((value) => !isGeneric(value))) found.add('tracked_changes')
  return found
}

function rtfText(written: string): string {
  return written
    .replaceAll(/\\'([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll(/\\u(-?\d{1,6}) ?\??/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replaceAll(/\\[a-z]{1,40}-?\d{0,9} ?/g, ' ')
}
