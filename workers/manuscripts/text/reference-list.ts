import type { Block, TextBlock } from './blocks.ts'
import { textOf } from './blocks.ts'

const numbered = /(?:^|\s)(?:\[(\d{1,3})\]|(\d{1,3})\.)\s+(?=\p{Lu}|\p{Lo}|["“«])/gu
/** An item never begins so: it continues what a page or column break has split. */
const goesOn = /^(?:\p{Ll}|https?:|doi|www\.|\(?\d{4}\)|[,;:&)])/u

/** The references in these blocks: one a paragraph, unless numbers in it say otherwise. */
export function referencesIn(blocks: readonly Block[]): string[] {
  const items: string[] = []
  for (const block of blocks) {
    if (block.kind !== 'reference') continue
    for (const item of itemsOf(block)) {
      const last = items.at(-1)
      if (last !== undefined && goesOn.test(item)) items[items.length - 1] = `${last} ${item}`
      else items.push(item)
    }
  }
  return items
}

/** The references in one paragraph of the list. */
export function itemsOf(block: TextBlock): string[] {
  // Line breaks in a PDF come from the page width; in other files an author set them.
  const lines = block.size === undefined ? textOf(block).split('\n') : [textOf(block).replaceAll('\n', ' ')]
  return lines
    .filter((line) => line.length > 1)
    .flatMap(byNumber)
    .map((item) => item.replaceAll(/\s+/g, ' ').trim())
    .filter((item) => /\p{L}/u.test(item))
}

/** "1. First 2. Second 3. Third": split where the numbers continue. */
function byNumber(text: string): string[] {
  const cuts: number[] = []
  let expected: number | null = null
  for (const found of text.matchAll(numbered)) {
    const value = Number(found[1] ?? found[2])
    if (expected !== null && value !== expected) continue
    if (expected === null && found.index > 2) break
    expected = value + 1
    cuts.push(found.index)
  }
  if (cuts.length < 2) return [text]
  return cuts.map((from, at) => text.slice(from, cuts[at + 1]))
}
