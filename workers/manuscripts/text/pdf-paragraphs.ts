import type { Block, Span, Structure, TextBlock } from './blocks.ts'
import { joined } from './block-builder.ts'
import type { Line } from './pdf-lines.ts'
import { pdfText } from './pdf-text.ts'
import { isReferencesHeading, standsAlone } from '../../../server/identity/section-names.ts'

/** Smaller letters, in points, are for programs and not for readers. */
const unreadablySmall = 2.5
const sentenceEnd = /[.!?:;؟。][)"'”’»\]]*$/
const bullet = /^(?:[•▪◦●○■□–—‣⁃·*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S)/
const markedNote = /^(?:\d{1,3}|[*†‡§])\s*\p{L}/u

/** A PDF has no paragraphs: they are derived from the position of lines and the size of letters. @throws FileRejected */
export async function pdfStructure(bytes: Buffer): Promise<Structure> {
  const { lines, ...besides } = await pdfText(bytes)
  const { text, margins } = withoutMargins(lines)
  const body = bodyOf(text)
  const columns = columnsOf(text)
  const groups = paragraphs(text, body, columns)
  return {
    blocks: [...margins, ...groups.map((group) => blockOf(group, body, columns))],
    notes: new Map(),
    pictures: 0,
    ...besides,
  }
}

interface Body {
  readonly height: number
  /** Text in another font is emphasised. */
  readonly fonts: ReadonlySet<string>
  /** Line spacing, in points. */
  readonly leading: number
}

/** The settings of most of the text. */
function bodyOf(lines: readonly Line[]): Body {
  const steps = lines.flatMap((line, at) => {
    const before = lines[at - 1]
    const step = before === undefined || before.page !== line.page ? 0 : before.y - line.y
    return step > line.height * 0.8 && step < line.height * 3 ? [Math.round(step * 2) / 2] : []
  })
  const height = heaviest(lines, ({ height }) => Math.round(height * 2) / 2)
  return {
    height,
    fonts: fontsOf(lines),
    leading: middle(steps) ?? (height ?? 10) * 1.3,
  }
}

function heaviest<Value>(lines: readonly Line[], pick: (line: Line) => Value): Value {
  const weights = new Map<Value, number>()
  for (const line of lines) weights.set(pick(line), (weights.get(pick(line)) ?? 0) + line.text.length)
  return [...weights].sort(([, one], [, other]) => other - one)[0]?.[0] as Value
}

function fontsOf(lines: readonly Line[]): Set<string> {
  const total = lines.reduce((sum, { text }) => sum + text.length, 0)
  const weights = new Map<string, number>()
  for (const { font, text } of lines) weights.set(font, (weights.get(font) ?? 0) + text.length)
  return new Set([...weights].filter(([, weight]) => weight > total * 0.1).map(([font]) => font))
}

function middle(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]
}

/** Drops running heads: lines at the same height of many pages that differ only in numbers. */
function withoutMargins(lines: readonly Line[]): { text: Line[]; margins: TextBlock[] } {
  const keyOf = (line: Line) => `${line.text.replaceAll(/\d+/g, '#').trim()} ${Math.round(line.y / 4)}`
  const pages = new Map<string, Set<number>>()
  for (const line of lines) {
    if (!isMarginal(line)) continue
    const key = keyOf(line)
    pages.set(key, (pages.get(key) ?? new Set()).add(line.page))
  }
  const returns = (line: Line) => isMarginal(line) && (pages.get(keyOf(line))?.size ?? 0) >= 3
  // On a page without other text the line is its text.
  const filled = new Set(lines.filter((line) => !returns(line)).map(({ page }) => page))
  const isRepeated = (line: Line) => returns(line) && filled.has(line.page)
  const isNumber = (line: Line) =>
    isMarginal(line) && /^[\s\d–-]{1,6}$|^\s*\d{1,4}\s*[/|]\s*\d{1,4}\s*$/.test(line.text)
  const margins = new Map<string, TextBlock>()
  for (const line of lines) {
    if (!isRepeated(line) || !/\p{L}/u.test(line.text)) continue
    const key = keyOf(line)
    if (!margins.has(key)) margins.set(key, { kind: 'header', spans: [{ text: line.text.trim() }], page: line.page })
  }
  return { text: lines.filter((line) => !isRepeated(line) && !isNumber(line)), margins: [...margins.values()] }
}

function isMarginal({ y, pageHeight }: Line): boolean {
  return y > pageHeight * 0.88 || y < pageHeight * 0.12
}

interface Column {
  readonly left: number
  readonly right: number
  /** Whether second lines are indented more than first lines, as in lists of references. */
  readonly hanging: boolean
}

function paragraphs(lines: readonly Line[], body: Body, columns: ReadonlyMap<Line, Column>): Line[][] {
  const groups: Line[][] = []
  let inReferences = false
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const group = groups.at(-1)
    const isNew = before === undefined || group === undefined || begins(before, line, { body, columns, inReferences })
    if (isNew || group === undefined) groups.push([line])
    else group.push(line)
    if (isNew && isReferencesHeading(line.text)) inReferences = true
  })
  return groups
}

interface Setting {
  readonly body: Body
  readonly columns: ReadonlyMap<Line, Column>
  readonly inReferences: boolean
}

function begins(before: Line, line: Line, { body, columns, inReferences }: Setting): boolean {
  const column = columns.get(line)
  const isLarger = Math.abs(before.height - line.height) > Math.max(before.height, line.height) * 0.08
  if (isLarger || standsAlone(before.text) || standsAlone(line.text)) return true
  if (isWholeInOtherFont(before, line)) return true
  const down = before.y - line.y
  const goesOn = before.page !== line.page || down < 0
  if (goesOn)
    return sentenceEnd.test(before.text.trim()) || (/^\P{L}*\p{Lu}/u.test(line.text) && isShort(before, columns))
  if (down > Math.max(body.leading, line.height * 1.2) * 1.3) return true
  if (bullet.test(line.text.trimStart()) && (sentenceEnd.test(before.text.trim()) || isShort(before, columns)))
    return true
  if (column === undefined) return false
  if (inReferences) return beginsReference(before, line, column)
  const isIndented = line.x > column.left + line.height * 0.7 && before.x <= column.left + line.height * 0.5
  if (line.rightToLeft) return isShort(before, columns) && sentenceEnd.test(before.text.trim())
  if (isIndented && sentenceEnd.test(before.text.trim())) return true
  return isShort(before, columns) && sentenceEnd.test(before.text.trim())
}

function beginsReference(before: Line, line: Line, column: Column): boolean {
  const isAtLeft = line.x <= column.left + line.height * 0.5
  if (column.hanging) return isAtLeft
  if (/^\s*(?:\[\d{1,3}\]|\d{1,3}\.)\s/.test(line.text)) return true
  return isAtLeft && /[.\d/]\s*$/.test(before.text) && /^\p{Lu}[\p{L}'’\- ]{1,40},\s?\p{Lu}/u.test(line.text)
}

function isWholeInOtherFont(before: Line, line: Line): boolean {
  const one = before.pieces[0]?.font
  const other = line.pieces[0]?.font
  const areWhole = [before, line].every(({ pieces }) => pieces.every(({ font }) => font === pieces[0]?.font))
  return areWhole && one !== other
}

function isShort(line: Line, columns: ReadonlyMap<Line, Column>): boolean {
  const column = columns.get(line)
  if (column === undefined) return false
  const width = column.right - column.left
  return line.rightToLeft ? line.x > column.left + width * 0.15 : line.right < column.right - width * 0.15
}

/** Consecutive lines that go down the page without a jump are one column. */
function columnsOf(lines: readonly Line[]): Map<Line, Column> {
  const columns = new Map<Line, Column>()
  let open: Line[] = []
  const close = () => {
    if (open.length === 0) return
    const left = edge(
      open.map(({ x }) => x),
      0.1,
    )
    const right = edge(
      open.map(({ right }) => right),
      0.9,
    )
    const indented = open.filter(({ x, height }) => x > left + height * 0.7).length
    const column = { left, right, hanging: indented >= open.length * 0.3 }
    for (const line of open) columns.set(line, column)
    open = []
  }
  for (const line of lines) {
    const before = open.at(-1)
    if (before !== undefined && (before.page !== line.page || line.y > before.y + before.height)) close()
    open.push(line)
  }
  close()
  return columns
}

function edge(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0
}

function blockOf(lines: readonly Line[], body: Body, columns: ReadonlyMap<Line, Column>): Block {
  const first = lines[0]
  const spans = joined(lines.flatMap((line, at) => spansOf(line, lines[at + 1], isShort(line, columns))))
  const text = spans
    .map(({ text }) => text)
    .join('')
    .trim()
  const size = (first?.height ?? body.height) / (body.height || 1)
  const base = {
    spans,
    ...(first !== undefined && { page: first.page }),
    ...(first?.rightToLeft && { rightToLeft: true }),
    size,
  }
  if (bullet.test(text) && !/^\p{Lu}\./u.test(text) && text.length > 3)
    return { ...base, kind: 'list_item', level: 1, ordered: /^\(?\d/.test(text) }
  if (first !== undefined && isHeading(lines, text, size, body))
    return { ...base, kind: 'heading', level: size > 1.25 ? 1 : 2 }
  const isLow = first !== undefined && first.y < first.pageHeight * 0.3
  if (size < 0.92 && isLow && markedNote.test(text)) return { ...base, kind: 'note' }
  return { ...base, kind: 'paragraph' }
}

function isHeading(lines: readonly Line[], text: string, size: number, body: Body): boolean {
  if (lines.length > 4 || text.length > 200 || !/\p{L}{2}/u.test(text) || /[.;,]$/.test(text)) return false
  if (standsAlone(text)) return true
  if (size > 1.12) return true
  if (/:\/\/|@/.test(text)) return false
  const isOther = lines.every(({ pieces }) =>
    pieces.every(({ font, text }) => !body.fonts.has(font) || text.trim() === ''),
  )
  return (
    isOther &&
    lines.length <= 2 &&
    text.length < 110 &&
    size > 0.95 &&
    /^(?:\d+(?:\.\d+)*\.?\s+)?\p{Lu}|^\p{Lo}/u.test(text)
  )
}

/**
 * @param breaks whether the line ends long before the margin: names and addresses are set so, and stay separate lines
 */
function spansOf(line: Line, next: Line | undefined, breaks: boolean): Span[] {
  const spans: Span[] = line.pieces.map(({ text, raised, height }) => ({
    text,
    ...(raised !== null && { position: raised }),
    ...(height < unreadablySmall && text.trim() !== '' && { concealed: true }),
  }))
  const last = spans.at(-1)
  if (next === undefined || last === undefined) return spans
  // A word divided at the end of a line is one word; a divided name must be found.
  const isDivided = /\p{L}[-\u00ad\u2010]$/u.test(last.text.trimEnd()) && /^\s*\p{Ll}/u.test(next.text)
  const end = isDivided ? last.text.trimEnd().slice(0, -1) : `${last.text.trimEnd()}${breaks ? '\n' : ' '}`
  return [...spans.slice(0, -1), { ...last, text: end }]
}
