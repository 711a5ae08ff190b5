import { continuesReference, looksLikeOne, referenceLikeness } from '../../../server/identity/reference-names.ts'
import { partOf } from '../../../server/identity/section-names.ts'
import { type Block, lineOf, type TextBlock } from './blocks.ts'
import { captionOf } from './captions.ts'
import { itemsOf } from './reference-list.ts'

// A heading alone does not make a list of references: names in a biography, an appendix or the text after a heading with "Literature" in it
// would not be reported. The list is what looks like one, late in the text, up to the first paragraph that does not.

/** The least share of the other text that comes before the list. */
const leastBefore = 1 / 4
/** Text that pages insert: running heads, page numbers, a journal's name. */
const longestFurniture = 90

/** Marks the entries of lists of references. */
export function withReferences(blocks: readonly Block[]): Block[] {
  const entries = new Set<Block>()
  const lengths = blocks.map(lengthOf)
  const all = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at]
    if (block?.kind === 'heading' && partOf(lineOf(block)) === 'references') {
      const { list, until } = listAfter(blocks, at)
      const listed = list.reduce((sum, entry) => sum + lengthOf(entry), 0)
      if (before >= (all - listed) * leastBefore) for (const entry of list) entries.add(entry)
      for (; at < until; at += 1) before += lengths[at] ?? 0
    }
    before += lengths[at] ?? 0
  }
  return blocks.map((block) => (entries.has(block) && block.kind !== 'table' ? asReference(block) : block))
}

function lengthOf(block: Block): number {
  if (block.kind === 'header') return 0
  return block.kind === 'table' ? block.rows.length * 30 : lineOf(block).length
}

/** @returns the entries after a heading, and the last block of their list */
function listAfter(blocks: readonly Block[], heading: number): { readonly list: TextBlock[]; readonly until: number } {
  const list: TextBlock[] = []
  let until = heading
  for (let at = heading + 1; at < blocks.length; at += 1) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'table' || block.kind === 'header') continue
    const line = lineOf(block)
    if (isEntry(block, line, list.at(-1))) {
      list.push(block)
      until = at
    } else if (
      block.kind === 'heading' ? !isPartOfList(blocks, at, line) : !isBeside(block, line, list.length === 0, blocks, at)
    )
      break
  }
  return { list, until }
}

function isEntry(block: TextBlock, line: string, before: TextBlock | undefined): boolean {
  if (line === '' || captionOf(line) !== null) return false
  // A heading by style is a heading. In a PDF a line in another font may be the first line of an entry.
  if (block.kind === 'heading' && (block.size === undefined || block.size >= 1.1)) return false
  if (block.kind === 'heading' && partOf(line) !== null) return false
  const items = itemsOf(block)
  const alike = items.filter((item) => referenceLikeness(item) >= looksLikeOne).length
  if (items.length > 0 && alike >= items.length / 2) return true
  return block.kind !== 'note' && before !== undefined && continuesReference(line)
}

/** "Primary sources", "Cases": a subheading followed by entries. */
function isPartOfList(blocks: readonly Block[], at: number, line: string): boolean {
  const part = partOf(line)
  return (part === null || part === 'references') && entryFollows(blocks, at)
}

function entryFollows(blocks: readonly Block[], at: number): boolean {
  const next = blocks.slice(at + 1, at + 4).find((block) => block.kind !== 'header' && block.kind !== 'table')
  return next !== undefined && next.kind !== 'table' && isEntry(next, lineOf(next), undefined)
}

/** Text on the list's pages that is neither an entry nor the end of the list. */
function isBeside(block: TextBlock, line: string, isFirst: boolean, blocks: readonly Block[], at: number): boolean {
  if (line === '' || block.kind === 'note' || captionOf(line) !== null) return true
  if (partOf(line) !== null) return false
  // "An asterisk marks the studies reviewed."
  if (isFirst) return line.length < 250 && entryFollows(blocks, at)
  return line.length <= longestFurniture && !/[.!?;:]$/.test(line) && entryFollows(blocks, at)
}

function asReference(block: TextBlock): TextBlock {
  const { level: _, ordered: __, ...rest } = block
  return { ...rest, kind: 'reference' }
}
