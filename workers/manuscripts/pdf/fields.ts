import { Unfinished } from '../shapes.ts'
import type { Copier } from './copy.ts'
import { packed } from './new-pdf.ts'
import { type Dict, dictOf, isDict, Name, nameOf, type PdfObject, type Ref, Stream, Text } from './objects.ts'
import { wordsOf } from './words.ts'

const flag = { password: 1 << 13, button: 1 << 16, combo: 1 << 17 }
const deepestField = 20
const winAnsi = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'

interface Shown {
  readonly lines: readonly string[]
  readonly font: 'Helvetica' | 'ZapfDingbats'
}

/**
 * The appearance of a field or a free text whose file leaves the drawing to the viewer: what was filled in must not be lost
 * with the form. Simple, but all of the text.
 * @returns null when its file draws it, or there is nothing to draw
 * @throws Unfinished cannot_be_cleaned when the text needs letters that only a viewer's own fonts have
 */
export function drawnByUs(annotation: Dict, rectangle: readonly number[], hasOwn: boolean, copier: Copier): Ref | null {
  const form = copier.get(copier.document.catalog.get('AcroForm'))
  const viewerDraws = isDict(form) && copier.get(form.get('NeedAppearances')) === true
  const isField = nameOf(copier.get(annotation.get('Subtype'))) === 'Widget'
  if (hasOwn && !(viewerDraws && isField)) return null
  const shown = isField ? fieldShown(annotation, copier) : freeTextShown(annotation, copier)
  if (shown === null || shown.lines.every((line) => line.trim() === '')) return null
  if (hasOwn && !shown.lines.every(isEncodable)) return null
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rectangle
  const style = copier.get(inherited(annotation, 'DA', copier) ?? (isDict(form) ? form.get('DA') : null))
  return copier.target.add(
    drawing(shown, Math.abs(x1 - x0), Math.abs(y1 - y0), style instanceof Text ? wordsOf(style) : ''),
  )
}

function freeTextShown(annotation: Dict, copier: Copier): Shown | null {
  const words = copier.get(annotation.get('Contents'))
  if (nameOf(copier.get(annotation.get('Subtype'))) !== 'FreeText' || !(words instanceof Text)) return null
  return { lines: linesOf(words), font: 'Helvetica' }
}

function fieldShown(annotation: Dict, copier: Copier): Shown | null {
  const type = nameOf(copier.get(inherited(annotation, 'FT', copier)))
  const given = copier.get(inherited(annotation, 'Ff', copier))
  const flags = typeof given === 'number' ? given : 0
  const value = copier.get(inherited(annotation, 'V', copier))
  if (type === 'Btn') return buttonShown(annotation, flags, copier)
  if (type === 'Ch') return { lines: choiceLines(annotation, value, flags, copier), font: 'Helvetica' }
  if (type !== 'Tx' || (flags & flag.password) !== 0 || !(value instanceof Text)) return null
  return { lines: linesOf(value), font: 'Helvetica' }
}

function inherited(annotation: Dict, key: string, { get }: Copier): PdfObject {
  let field: PdfObject = annotation
  for (let level = 0; level < deepestField && isDict(field); level++) {
    const value = field.get(key)
    if (value !== undefined && value !== null) return value
    field = get(field.get('Parent'))
  }
  return null
}

function buttonShown(annotation: Dict, flags: number, { get }: Copier): Shown | null {
  const look = get(annotation.get('MK'))
  const caption = isDict(look) ? get(look.get('CA')) : null
  if ((flags & flag.button) !== 0)
    return caption instanceof Text ? { lines: linesOf(caption), font: 'Helvetica' } : null
  const state = nameOf(get(annotation.get('AS'))) ?? 'Off'
  return state === 'Off' ? null : { lines: [caption instanceof Text ? wordsOf(caption) : '4'], font: 'ZapfDingbats' }
}

/** A list shows all it offers, a box that opens only what was chosen. */
function choiceLines(annotation: Dict, value: PdfObject, flags: number, copier: Copier): string[] {
  const { get } = copier
  const options = get(inherited(annotation, 'Opt', copier))
  const offered = (Array.isArray(options) ? options : []).map((option) => {
    const found = get(option)
    const [said, label] = Array.isArray(found) ? found.map(get) : [found, found]
    return [text(said ?? null), text(label ?? null)] as const
  })
  if ((flags & flag.combo) === 0) return offered.map(([, label]) => label)
  return [offered.find(([said]) => said === text(value))?.[1] ?? text(value)]
}

const text = (object: PdfObject) => (object instanceof Text ? wordsOf(object) : '')
const linesOf = (words: Text) => wordsOf(words).split(/\r\n|\r|\n/)

function drawing({ lines, font }: Shown, width: number, height: number, style: string): Stream {
  const wanted = Number(/([0-9.]+)\s+Tf/.exec(style)?.[1] ?? 0)
  const size = wanted > 0 ? wanted : Math.max(4, Math.min(12, (height * 0.7) / Math.max(1, lines.length)))
  const colour = /(?:^|\s)((?:[0-9.]+\s+){1,4}(?:rg|g|k))(?:\s|$)/.exec(style)?.[1] ?? '0 g'
  const perLine = Math.max(4, Math.floor(width / (size * 0.5)))
  const set = font === 'Helvetica' ? lines.flatMap((line) => broken(line, perLine)) : lines
  const top = set.length === 1 ? (height - size) / 2 + size * 0.22 : height - size
  const shown = set.map((line) => `<${encoded(line)}> Tj T*`).join('\n')
  const content = `${colour} BT /F1 ${number(size)} Tf ${number(size * 1.15)} TL 2 ${number(top)} Td\n${shown}\nET`
  const letters: Dict = dictOf({ Type: new Name('Font'), Subtype: new Name('Type1'), BaseFont: new Name(font) })
  if (font === 'Helvetica') letters.set('Encoding', new Name('WinAnsiEncoding'))
  const dict = dictOf({
    Type: new Name('XObject'),
    Subtype: new Name('Form'),
    BBox: [0, 0, width, height],
    Resources: dictOf({ Font: dictOf({ F1: letters }) }),
  })
  return packed(dict, Buffer.from(content, 'latin1'))
}

const number = (value: number) => String(Number(value.toFixed(3)))

function broken(line: string, longest: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > longest) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}

function encoded(line: string): string {
  if (!isEncodable(line)) throw new Unfinished('cannot_be_cleaned')
  return Buffer.from(signsOf(line).map(codeOf)).toString('hex')
}

const signsOf = (line: string) => Array.from(line.normalize('NFC'))
const isEncodable = (line: string) => signsOf(line).every((sign) => codeOf(sign) > 0)

/** In WinAnsiEncoding (ISO 32000-1, annex D); 0 when it has none. */
function codeOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  if (point < 32) return 32
  if (point < 127 || (point >= 160 && point < 256)) return point
  return 128 + winAnsi.indexOf(sign) === 127 ? 0 : 128 + winAnsi.indexOf(sign)
}
