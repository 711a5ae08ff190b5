import type { PdfDocument } from '../formats/pdf/document.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream } from '../formats/pdf/objects.ts'
import { lettersByCode } from '../formats/pdf/shown-letters.ts'
import { letterNamed, winAnsiLetter } from './glyph-names.ts'
import { lettersByGlyph } from './truetype.ts'

/**
 * What is wrong with a font's own table of letters: `none` it has no table, `odd` many codes have the same letter or none, `contradicts`
 * its letters differ from the names of its glyphs. `drawn` is no fault, but its glyphs are drawings that may show anything.
 */
type Fault = 'none' | 'odd' | 'contradicts' | 'drawn' | null

type Table = ReadonlyMap<number, string>

const suspected = new WeakMap<Dict, boolean>()

/** Whether the codes that a page uses have to be checked, judged by the whole table. */
export function mayLie(font: Dict, document: PdfDocument): boolean {
  const known = suspected.get(font)
  if (known !== undefined) return known
  const written = document.get(font.get('ToUnicode'))
  const table = written instanceof Stream ? tableOf(written, document) : null
  const isSuspect =
    table === null ? faultOf(font, everyByte(font, document), document) !== null : mayLieOf(font, table, document)
  suspected.set(font, isSuspect)
  return isSuspect
}

function mayLieOf(font: Dict, table: Table, document: PdfDocument): boolean {
  const codes = new Set(table.keys())
  return isType3(font, document) || isOdd(table, codes) || faultOf(font, codes, document, 0) !== null
}

/** The codes whose glyphs have a name, or all codes. */
function everyByte(font: Dict, { get }: PdfDocument): ReadonlySet<number> {
  const encoding = get(font.get('Encoding'))
  const named = isDict(encoding) ? [...differencesIn(get(encoding.get('Differences')), get).keys()] : []
  return new Set(named.length > 0 ? named : [65])
}

function tableOf(stream: Stream, document: PdfDocument): Table {
  const known = tables.get(stream) ?? lettersByCode(document.unpacked(stream).bytes.toString('latin1'))
  tables.set(stream, known)
  return known
}

const tables = new WeakMap<Stream, Table>()

/**
 * @param used the codes that are shown; other codes do not matter
 * @param tolerated how many contradictions are allowed for each correct letter
 */
export function faultOf(font: Dict, used: ReadonlySet<number>, document: PdfDocument, tolerated = 0.2): Fault {
  const { get } = document
  const written = get(font.get('ToUnicode'))
  const table = written instanceof Stream ? tableOf(written, document) : null
  if (nameOf(get(font.get('Subtype'))) === 'Type0') return faultOfComposite(font, table, used, tolerated, document)
  const names = namesOf(font, document)
  if (table !== null) {
    if (isOdd(table, used)) return 'odd'
    if (contradicts(table, (code) => names(code).letter, used, tolerated)) return 'contradicts'
    return isType3(font, document) ? 'drawn' : null
  }
  const isKnown = (code: number) => names(code).letter !== null
  const isUnnamed = (code: number) => names(code).isNamed && !isKnown(code)
  if (isType3(font, document)) return [...used].filter(isKnown).length < used.size / 2 ? 'none' : 'drawn'
  return [...used].filter(isUnnamed).length > used.size / 2 ? 'none' : null
}

const isType3 = (font: Dict, { get }: PdfDocument) => nameOf(get(font.get('Subtype'))) === 'Type3'

/** Codes of glyphs, two bytes each as a rule. */
function faultOfComposite(
  font: Dict,
  table: Table | null,
  used: ReadonlySet<number>,
  tolerated: number,
  document: PdfDocument,
): Fault {
  const { get } = document
  const descendants = get(font.get('DescendantFonts'))
  const inner = Array.isArray(descendants) ? get(descendants[0]) : null
  if (!isDict(inner)) return null
  const isIdentity = /^Identity-[HV]$/.test(nameOf(get(font.get('Encoding'))) ?? '')
  if (table === null) return isIdentity && orderingOf(inner, document) === 'Identity' ? 'none' : null
  if (isOdd(table, used)) return 'odd'
  const program = programOf(inner, document)
  const toGlyphs = get(inner.get('CIDToGIDMap'))
  if (!isIdentity || program === null || toGlyphs instanceof Stream) return null
  const own = lettersByGlyph(program)
  return contradicts(table, (code) => own.get(code) ?? null, used, tolerated) ? 'contradicts' : null
}

function orderingOf(font: Dict, { get }: PdfDocument): string {
  const system = get(font.get('CIDSystemInfo'))
  const ordering = isDict(system) ? get(system.get('Ordering')) : null
  return ordering !== null && typeof ordering === 'object' && 'bytes' in ordering
    ? ordering.bytes.toString('latin1')
    : 'Identity'
}

function programOf(font: Dict, document: PdfDocument): Buffer | null {
  const descriptor = document.get(font.get('FontDescriptor'))
  const program = isDict(descriptor) ? document.get(descriptor.get('FontFile2')) : null
  return program instanceof Stream ? document.unpacked(program).bytes : null
}

const fewest = { codes: 6, contradictions: 3 } as const
const isNoLetter = (text: string) => text === '' || /^[\p{Co}\p{Cn}\p{Cc}\ufffd]+$/u.test(text)

function isOdd(table: Table, used: ReadonlySet<number>): boolean {
  const said = [...used].flatMap((code) => table.get(code) ?? [])
  if (used.size < fewest.codes) return false
  const letters = said.filter((text) => !isNoLetter(text))
  if (letters.length < used.size / 2) return true
  return new Set(letters.map((text) => text.toLowerCase())).size < letters.length / 2 - 1
}

/** Whether a font's letters differ from the names of its glyphs; only letters and digits are compared. */
function contradicts(
  table: Table,
  own: (code: number) => string | null,
  used: ReadonlySet<number>,
  tolerated: number,
): boolean {
  let [different, same] = [0, 0]
  for (const code of used) {
    const [said, named] = [table.get(code), own(code)]
    if (said === undefined || named === null || !/^[\p{L}\p{N}]$/u.test(named)) continue
    if (plain(said).startsWith(plain(named)) || plain(named).startsWith(plain(said))) same += 1
    else different += 1
  }
  return different >= fewest.contradictions && different > same * tolerated
}

/** Small capitals, separate accents and ligatures are no contradiction. */
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

interface Named {
  readonly letter: string | null
  readonly isNamed: boolean
}

/** The glyph name of a code, as far as the font's dictionary states it. */
function namesOf(font: Dict, document: PdfDocument): (code: number) => Named {
  const { get } = document
  const encoding = get(font.get('Encoding'))
  const base =
    encoding instanceof Name ? encoding.text : isDict(encoding) ? nameOf(get(encoding.get('BaseEncoding'))) : null
  const differences = isDict(encoding)
    ? differencesIn(get(encoding.get('Differences')), get)
    : new Map<number, string>()
  const isEmbedded = hasProgram(font, document)
  // Viewers ignore the encoding of a symbolic TrueType font.
  const isSymbolic = isEmbedded && nameOf(get(font.get('Subtype'))) === 'TrueType'
  return (code) => {
    const name = differences.get(code)
    if (name !== undefined) return { letter: letterNamed(name), isNamed: true }
    const isKnown = base !== null ? !isSymbolic : !isEmbedded
    return { letter: isKnown ? winAnsiLetter(code) : null, isNamed: false }
  }
}

function hasProgram(font: Dict, { get }: PdfDocument): boolean {
  const descriptor = get(font.get('FontDescriptor'))
  return isDict(descriptor) && ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(key))
}

function differencesIn(list: PdfObject, get: PdfDocument['get']): Map<number, string> {
  const names = new Map<number, string>()
  let code = 0
  for (const entry of Array.isArray(list) ? list.map(get) : []) {
    if (typeof entry === 'number') code = entry
    else if (entry instanceof Name) names.set(code++, entry.text)
  }
  return names
}
