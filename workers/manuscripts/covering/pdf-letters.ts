import { lettersByCode } from '../formats/pdf/shown-letters.ts'
import type { PdfDocument } from '../formats/pdf/document.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream } from '../formats/pdf/objects.ts'
import { letterNamed } from '../text/glyph-names.ts'
import { widthOf } from '../formats/pdf/text-writer.ts'

/** The letters of a font's codes, and their widths. */
export interface LetterFont {
  /** Bytes per code. */
  readonly bytes: 1 | 2
  readonly letter: (code: number) => string
  /** In text space units, for a size of 1. */
  readonly width: (code: number) => number
  /** Whether glyphs are drawings of any size. */
  readonly isDrawn: boolean
}

const ligatures: Readonly<Record<string, string>> = { ff: 'ff', fi: 'fi', fl: 'fl', ffi: 'ffi', ffl: 'ffl' }

/** @returns null when its codes are unknown */
export function letterFontOf(font: Dict, document: PdfDocument): LetterFont | null {
  const { get } = document
  const kind = nameOf(get(font.get('Subtype')))
  const table = get(font.get('ToUnicode'))
  const told = table instanceof Stream ? lettersByCode(document.unpacked(table).bytes.toString('latin1')) : null
  if (kind === 'Type0') {
    // Vertical writing: a gap along the line means something else there.
    if (told === null || nameOf(get(font.get('Encoding')))?.endsWith('-V') === true) return null
    return { bytes: 2, letter: (code) => told.get(code) ?? '', width: widthsOfComposite(font, get), isDrawn: false }
  }
  const named = lettersOfSimple(font, get)
  const letter = (code: number) => told?.get(code) ?? named.get(code) ?? latin[code] ?? ''
  return { bytes: 1, letter, width: widthsOfSimple(font, letter, get), isDrawn: kind === 'Type3' }
}

const latin = Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, code) => code)))

function lettersOfSimple(font: Dict, get: PdfDocument['get']): ReadonlyMap<number, string> {
  const letters = new Map<number, string>()
  const encoding = get(font.get('Encoding'))
  const differences = isDict(encoding) ? get(encoding.get('Differences')) : null
  let code = 0
  for (const one of Array.isArray(differences) ? differences.map(get) : []) {
    if (typeof one === 'number') code = one
    else if (one instanceof Name) letters.set(code++, ligatures[one.text] ?? letterNamed(one.text) ?? '')
  }
  return letters
}

function widthsOfSimple(font: Dict, letter: (code: number) => string, get: PdfDocument['get']): LetterFont['width'] {
  const widths = get(font.get('Widths'))
  const first = get(font.get('FirstChar'))
  const descriptor = get(font.get('FontDescriptor'))
  const missing = isDict(descriptor) ? get(descriptor.get('MissingWidth')) : null
  const matrix = get(font.get('FontMatrix'))
  const scale = Array.isArray(matrix) ? get(matrix[0]) : null
  const unit = nameOf(get(font.get('Subtype'))) === 'Type3' && typeof scale === 'number' ? scale : 0.001
  return (code) => {
    const own = Array.isArray(widths) && typeof first === 'number' ? get(widths[code - first]) : null
    if (typeof own === 'number') return own * unit
    if (typeof missing === 'number') return missing * unit
    // One of the standard fonts that every viewer has.
    return /Courier/.test(nameOf(get(font.get('BaseFont'))) ?? '')
      ? 0.6
      : widthOf(Array.from(letter(code), (shape) => ({ shape, letters: shape }))) / 1000
  }
}

/** ISO 32000-1, 9.7.4.3. */
function widthsOfComposite(font: Dict, get: PdfDocument['get']): LetterFont['width'] {
  const descendants = get(font.get('DescendantFonts'))
  const inner = Array.isArray(descendants) ? get(descendants[0]) : null
  const ordinary = isDict(inner) ? get(inner.get('DW')) : null
  const list = isDict(inner) ? get(inner.get('W')) : null
  const widths = new Map<number, number>()
  const given: PdfObject[] = Array.isArray(list) ? list.map(get) : []
  for (let at = 0; at < given.length; ) {
    const [first, second, third] = given.slice(at, at + 3)
    if (typeof first !== 'number') break
    if (Array.isArray(second)) {
      for (const [n, width] of second.map(get).entries()) if (typeof width === 'number') widths.set(first + n, width)
      at += 2
    } else {
      if (typeof second !== 'number' || typeof third !== 'number') break
      for (let code = first; code <= Math.min(second, 0xffff); code++) widths.set(code, third)
      at += 3
    }
  }
  return (code) => (widths.get(code) ?? (typeof ordinary === 'number' ? ordinary : 1000)) / 1000
}
