import { type Block, lineOf, type TextBlock, textOf } from './blocks.ts'
import { partOf, runIn } from '../../../server/identity/section-names.ts'

/** Blocks of a title page: nothing beyond this is looked at when nothing says where it ends. */
const mostBlocks = 40
const longestTitle = 300

/** What is printed above titles: kinds of paper, running heads, the names of journals and the like. */
const aboveTitles =
  /^(?:running (?:head|title)|short title|title page|manuscript|original (?:article|research|paper)|research (?:article|paper)|scientific article|review(?: article)?|case (?:report|study)|perspective|commentary|editorial|letter(?: to the editor)?|book review|working papers?\b|journal\b|volume|vol\.|issn|doi|https?:|www\.|received|accepted|submitted|submission|word count|number of|date|version|draft|article original|artículo original|artigo original|مقال|بحث|open access|abstract|page \d)/i
const labelled =
  /^(?:full title|title of (?:the )?(?:paper|article|manuscript)|(?:article|paper|manuscript) title|title|titre|título|titel|العنوان|عنوان البحث)\s*[:：]\s*/i

/** Names stand near the title. Further down, with no abstract to end the front, other short lines look like them. */
const mostLinesBelow = 14

export interface TitlePage {
  readonly title: string | null
  /** What stands between the title and the abstract, or the first heading. */
  readonly below: readonly TextBlock[]
}

export function titlePageOf(blocks: readonly Block[]): TitlePage {
  const front = frontOf(blocks)
  const at = titleAt(front)
  const found = front[at]
  if (found === undefined) return { title: null, below: front }
  // A title set on two lines is two paragraphs in some files.
  const goesOn = front[at + 1]
  const both =
    goesOn !== undefined && found.size !== undefined && isSetAlike(found, goesOn) && found.page === goesOn.page
  const title = [found, ...(both ? [goesOn] : [])]
    .map(lineOf)
    .join(' ')
    .replace(labelled, '')
    .replace(/\s*[*†]$/, '')
  return { title: isTitle(title) ? title : null, below: front.slice(at + (both ? 2 : 1)).slice(0, mostLinesBelow) }
}

/** Everything before the abstract or the text itself begins. */
function frontOf(blocks: readonly Block[]): TextBlock[] {
  const front: TextBlock[] = []
  for (const block of blocks) {
    if (front.length >= mostBlocks) break
    if (block.kind === 'header') continue
    if (block.kind === 'table') {
      if (front.length > 3) break
      continue
    }
    const line = lineOf(block)
    const part = partOf(line) ?? runIn(textOf(block))?.part ?? null
    if (part !== null && part !== 'about_authors') break
    // The text has begun: nothing on a title page is as long.
    if (line.length > 900) break
    if (line !== '') front.push(block)
  }
  return front
}

function titleAt(front: readonly TextBlock[]): number {
  const styled = front.findIndex(({ kind }) => kind === 'title')
  if (styled !== -1) return styled
  const said = front.findIndex((block) => labelled.test(lineOf(block)))
  if (said !== -1) return said
  const candidates = front.slice(0, 15).filter((block) => isTitle(lineOf(block)))
  const largest = Math.max(...candidates.map(({ size = 1 }) => size))
  if (largest > 1.1) return front.findIndex((block) => candidates.includes(block) && (block.size ?? 1) > largest - 0.05)
  const heading = front.findIndex((block) => block.kind === 'heading' && isTitle(lineOf(block)))
  return heading !== -1 ? heading : front.findIndex((block) => isTitle(lineOf(block)))
}

function isSetAlike(one: TextBlock, other: TextBlock): boolean {
  return Math.abs((one.size ?? 1) - (other.size ?? 1)) < 0.03 && (one.size ?? 1) > 1.1
}

function isTitle(line: string): boolean {
  if (line.length > longestTitle || aboveTitles.test(line)) return false
  const words = line.split(' ')
  return words.length >= 2 && words.length <= 45 && /\p{L}{3}/u.test(line) && !/@|:\/\//.test(line)
}
