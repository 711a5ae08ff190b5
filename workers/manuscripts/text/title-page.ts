import { type Block, lineOf, type TextBlock, textBlocks, textOf } from './blocks.ts'
import { partOf, runIn } from '../../../server/identity/section-names.ts'
import { isNumberedEntry, isPlaceOfWork } from './title-lines.ts'

/** Most blocks of a title page, when nothing shows where it ends. */
const mostBlocks = 40
const longestTitle = 300

/** Texts above titles: kinds of paper, running heads, names of journals. */
const aboveTitles =
  /^(?:running (?:head|title)|short title|title page|manuscript|original (?:article|research|paper)|research (?:article|paper)|scientific article|review(?: article)?|case (?:report|study)|perspective|commentary|editorial|letter(?: to the editor)?|book review|working papers?\b|journal\b|torture\b.{0,30}(?:journal|volume|vol\.)|volume|vol\.|issn|doi|https?:|www\.|received|accepted|submitted|submission|word count|number of|date|version|draft|article original|artículo original|artigo original|مقال|بحث|open access|abstract|page \d|(?:table of )?contents|copyright|©)/i
const labelled =
  /^(?:full title|title of (?:the )?(?:paper|article|manuscript)|(?:article|paper|manuscript) title|title|titre|título|titel|العنوان|عنوان البحث)\s*[:：]\s*/i

/**
 * Names are near the title. Further down, when no abstract ends the front matter, other short lines look like names.
 */
const mostLinesBelow = 16
const mostRows = 6

interface TitlePage {
  readonly title: string | null
  /** The blocks between the title and the abstract, or the first heading. */
  readonly below: readonly TextBlock[]
}

export function titlePageOf(blocks: readonly Block[]): TitlePage {
  const front = frontOf(blocks)
  const at = titleAt(front)
  const found = front[at]
  if (found === undefined) return { title: null, below: withoutContents(front.slice(0, mostLinesBelow)) }
  const lines = titleLines(front, at)
  const title = lines
    .map(lineOf)
    .join(' ')
    .replace(labelled, '')
    .replace(/\s*[*†]$/, '')
  const below = withoutContents(front.slice(at + lines.length)).slice(0, mostLinesBelow)
  return { title: isTitle(title) ? title : null, below }
}

/** In some files a title on several lines is several paragraphs. */
function titleLines(front: readonly TextBlock[], at: number): TextBlock[] {
  const lines = front.slice(at, at + 1)
  for (const next of front.slice(at + 1, at + 4)) {
    const last = lines.at(-1)
    if (last === undefined) break
    const isAlike = last.size !== undefined && isSetAlike(last, next) && last.page === next.page
    // A last word such as "Literature" looks like the heading of a section.
    const isLastWord = next.kind === 'heading' && partOf(lineOf(next)) === 'references'
    if (!isAlike && !isLastWord) break
    lines.push(next)
  }
  return lines
}

/** Everything before the abstract or the text. */
function frontOf(blocks: readonly Block[]): TextBlock[] {
  const front: TextBlock[] = []
  for (const block of blocks) {
    if (front.length >= mostBlocks) break
    if (block.kind === 'header') continue
    if (block.kind === 'table') {
      // Authors side by side are a table with a few lines.
      if (block.rows.length > mostRows || front.length > 12) break
      front.push(...textBlocks([block]).filter((cell) => lineOf(cell) !== ''))
      continue
    }
    const line = lineOf(block)
    const part = partOf(line) ?? runIn(textOf(block))?.part ?? null
    const isOfTitle = part === 'references' && front.length < 4
    if (part !== null && part !== 'about_authors' && !isOfTitle) break
    // The text has begun: nothing on a title page is this long.
    if (line.length > 900) break
    if (line !== '') front.push(block)
  }
  return front
}

function isEntry(line: string): boolean {
  return isNumberedEntry(line) && !isPlaceOfWork(line)
}

/** Three consecutive lines of a table of contents make one; its lines are not about the authors. */
function withoutContents(front: readonly TextBlock[]): TextBlock[] {
  const entries = front.filter(
    (block) => isEntry(lineOf(block)) || (block.kind === 'list_item' && !isPlaceOfWork(lineOf(block))),
  )
  const first = front.findIndex((block) =>
    /^(?:table of )?contents$|^índice$|^table des matières$|^inhalt(?:sverzeichnis)?$/iu.test(lineOf(block)),
  )
  if (first !== -1) return front.slice(0, first)
  return entries.length >= 3 ? front.filter((block) => !entries.includes(block)) : [...front]
}

function titleAt(front: readonly TextBlock[]): number {
  const styled = front.findIndex(({ kind }) => kind === 'title')
  if (styled !== -1) return styled
  const said = front.findIndex((block) => labelled.test(lineOf(block)))
  if (said !== -1) return said
  const candidates = front.slice(0, 15).filter((block) => isTitle(lineOf(block)))
  const largest = Math.max(...candidates.map(({ size = 1 }) => size))
  if (largest > 1.1) return front.findIndex((block) => candidates.includes(block) && (block.size ?? 1) > largest - 0.05)
  const isPlainTitle = (block: TextBlock) =>
    isTitle(lineOf(block)) && !isNumberedEntry(lineOf(block)) && partOf(lineOf(block)) === null
  const heading = front.findIndex((block) => block.kind === 'heading' && isPlainTitle(block))
  if (heading !== -1) return heading
  return front.findIndex((block) => isPlainTitle(block) && !isSentence(lineOf(block)))
}

const longestPlainTitle = 30

/** A line that is not set differently is a title only if it does not read like the beginning of the text. */
function isSentence(line: string): boolean {
  return /[.,;:]["”’)]?$/.test(line) || line.split(' ').length > longestPlainTitle
}

function isSetAlike(one: TextBlock, other: TextBlock): boolean {
  return Math.abs((one.size ?? 1) - (other.size ?? 1)) < 0.03 && (one.size ?? 1) > 1.1
}

function isTitle(line: string): boolean {
  if (line.length > longestTitle || aboveTitles.test(line)) return false
  const words = line.split(' ')
  return words.length >= 2 && words.length <= 45 && /\p{L}{3}/u.test(line) && !/@|:\/\//.test(line)
}
