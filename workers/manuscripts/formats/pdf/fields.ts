import type { Copier } from './copy.ts'
import { canDraw, drawnText } from './drawn-text.ts'
import { buttonShown, fieldLines, fieldType, inherited, layoutOf, type Layout, linesOf } from './field-values.ts'
import { packed } from './new-pdf.ts'
import { type Dict, dictOf, isDict, Name, nameOf, type Ref, Stream, Text } from './objects.ts'
import { lettersShownBy } from './shown-letters.ts'
import { wordsOf } from './words.ts'

/** How a field or a free text becomes part of the page: as the file draws it, as we draw it, or both, ours on top. */
interface Appearance {
  readonly own: boolean
  readonly ours: Ref | null
}

const nothing = { text: '', codes: 0, isCertain: true }
const asItIs: Appearance = { own: true, ours: null }

/**
 * A field's value must not be lost with the form: when the file has no drawing of it, or an outdated one, we draw it. Simple, but all of
 * the text.
 * @param own the file's own drawing
 */
export function appearanceFor(
  annotation: Dict,
  { width, height }: { readonly width: number; readonly height: number },
  own: Stream | null,
  copier: Copier,
): Appearance {
  if (width < 1 || height < 1) return asItIs
  const wording = wordingOf(annotation, copier)
  if ('mark' in wording)
    return own === null ? { own: false, ours: markDrawn(wording.mark, width, height, copier) } : asItIs
  if (wording.lines.every((line) => line.trim() === '')) return asItIs
  const shown = own === null ? nothing : lettersShownBy(own, copier)
  const { text } = shown
  const isThere = own !== null && shown.isCertain && showsAll(text, wording.lines)
  if (isThere || (own !== null && isTrusted(annotation, shown, wording.lines, copier))) return asItIs
  const isDrawable = canDraw(wording.lines)
  if (!isDrawable) copier.removed.add('form_letters')
  // The file's own drawing may show letters that we cannot draw.
  if (!isDrawable && own !== null && text !== '') return asItIs
  const { size, colour } = styleOf(annotation, copier)
  const drawing = drawnText({ ...wording, width, height, size, colour }, copier.textWriter)
  // A frame or background without text stays below our drawing.
  return { own: text === '', ours: copier.target.add(drawing) }
}

/** Whether what its file draws counts though it is not letter by letter what is filled in, or cannot be read. */
function isTrusted(
  annotation: Dict,
  { text, codes, isCertain }: typeof nothing,
  lines: readonly string[],
  copier: Copier,
): boolean {
  if (!isField(annotation, copier)) return text !== '' || !isCertain
  const form = copier.get(copier.document.catalog.get('AcroForm'))
  if (isDict(form) && copier.get(form.get('NeedAppearances')) === true) return false
  // A date or a sum is shown in another form than it is kept in.
  const actions = copier.get(annotation.get('AA'))
  const isFormatted = isDict(actions) && actions.has('F')
  if (isFormatted && text !== '') return true
  // It cannot be read, but as many letters as there should be are most likely those.
  const wanted = Array.from(lines.join('').replaceAll(/\s/g, '')).length
  return !isCertain && codes > 0 && Math.abs(codes - wanted) <= Math.max(1, wanted / 5)
}

const isField = (annotation: Dict, copier: Copier) => nameOf(copier.get(annotation.get('Subtype'))) === 'Widget'

type Wording = (Layout & { readonly lines: readonly string[] }) | { readonly mark: string }

function wordingOf(annotation: Dict, copier: Copier): Wording {
  const layout = layoutOf(annotation, copier)
  if (!isField(annotation, copier)) return { ...layout, lines: linesOf(freeText(annotation, copier)) }
  if (fieldType(annotation, copier) !== 'Btn') return { ...layout, lines: fieldLines(annotation, copier) }
  const shown = buttonShown(annotation, copier)
  if (shown !== null && 'mark' in shown) return shown
  return { ...layout, align: 'centre', at: 'middle', lines: shown === null ? [] : linesOf(shown.words) }
}

function freeText(annotation: Dict, copier: Copier): string {
  if (nameOf(copier.get(annotation.get('Subtype'))) !== 'FreeText') return ''
  const words = copier.get(annotation.get('Contents'))
  if (words instanceof Text && wordsOf(words).trim() !== '') return wordsOf(words)
  const rich = copier.get(annotation.get('RC'))
  const written =
    rich instanceof Text
      ? wordsOf(rich)
      : rich instanceof Stream
        ? wordsOf(new Text(copier.document.unpacked(rich).bytes))
        : ''
  return withoutMarkup(written)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function withoutMarkup(rich: string): string {
  return rich
    .replaceAll(/<\/p>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]{0,2000}>/g, '')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{2,6});/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
      const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return point <= 0x10_ffff ? String.fromCodePoint(point) : whole
    })
    .trim()
}

/** The order of letters is left out where it depends on who drew them. */
const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

function showsAll(shown: string, lines: readonly string[]): boolean {
  const [drawn, wanted] = [lettersOf(shown), lettersOf(lines.join(''))]
  if (!fromTheRight.test(wanted)) return drawn.includes(wanted)
  const left = Array.from(drawn)
  return Array.from(wanted).every((letter) => {
    const at = left.indexOf(letter)
    if (at !== -1) left.splice(at, 1)
    return at !== -1
  })
}

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

function styleOf(annotation: Dict, copier: Copier): { size: number; colour: string } {
  const form = copier.get(copier.document.catalog.get('AcroForm'))
  const given = copier.get(inherited(annotation, 'DA', copier) ?? (isDict(form) ? form.get('DA') : null))
  const style = given instanceof Text ? wordsOf(given) : ''
  const size = Number(/(-?[0-9.]+)\s+Tf/.exec(style)?.[1] ?? 0)
  const colour = /(?:^|\s)((?:[0-9.]+\s+){1,4}(?:rg|g|k))(?:\s|$)/.exec(style)?.[1] ?? '0 g'
  return { size: size > 0 && size <= largestGiven ? size : 0, colour }
}

const largestGiven = 300

function markDrawn(mark: string, width: number, height: number, copier: Copier): Ref {
  const size = Math.min(width, height) * 0.8
  const [x, y] = [(width - size * 0.8) / 2, (height - size * 0.7) / 2].map((value) => Number(value.toFixed(3)))
  const code = Buffer.from(mark, 'latin1').toString('hex')
  const content = `0 g BT /F1 ${Number(size.toFixed(3))} Tf ${x} ${y} Td <${code}> Tj ET`
  const letters = dictOf({ Type: new Name('Font'), Subtype: new Name('Type1'), BaseFont: new Name('ZapfDingbats') })
  const dict = dictOf({
    Type: new Name('XObject'),
    Subtype: new Name('Form'),
    BBox: [0, 0, width, height],
    Resources: dictOf({ Font: dictOf({ F1: letters }) }),
  })
  return copier.target.add(packed(dict, Buffer.from(content, 'latin1')))
}
