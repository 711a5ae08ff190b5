// A document as its reader meets it, before anything is made of it. The readers of each format produce it; `read`,
// `readingView`, `plainText` and `extractMetadata` are four ways of telling it on.

import type { FindingPlace } from '../../../server/domain/preparation.ts'

export interface Span {
  readonly text: string
  readonly strong?: boolean
  readonly emphasis?: boolean
  readonly position?: 'super' | 'sub'
  /** Nobody sees it on the page: hidden, white on white, or too small to read. */
  readonly concealed?: boolean
  /** Where a link leads. */
  readonly link?: string
  /** The note that hangs here. Its `text` is empty. */
  readonly note?: string
  /** A picture stands here; its words for those who cannot see it. Its `text` is empty. */
  readonly picture?: string
}

export interface Cell {
  readonly blocks: readonly Block[]
  readonly columns: number
  readonly rows: number
  readonly isHeading: boolean
}

export type TextKind =
  | 'title'
  | 'author'
  | 'heading'
  | 'paragraph'
  | 'list_item'
  | 'caption'
  | 'note'
  | 'reference'
  | 'header'

export interface TextBlock {
  readonly kind: TextKind
  readonly spans: readonly Span[]
  readonly page?: number
  readonly rightToLeft?: boolean
  /** Of a heading (1 is the highest) or an item of a list (1 is the outermost). */
  readonly level?: number
  readonly ordered?: boolean
  /** Where it stands when that is not the text itself: a box beside it. */
  readonly place?: FindingPlace
  /** Printed larger than the text around it, as a multiple of the commonest size. Only known of PDF. */
  readonly size?: number
}

export interface TableBlock {
  readonly kind: 'table'
  readonly rows: readonly (readonly Cell[])[]
  readonly page?: number
}

export type Block = TextBlock | TableBlock

/** Words of a file that do not stand in the text of its pages. */
export interface Aside {
  readonly place: FindingPlace
  readonly text: string
  readonly page?: number
}

export interface Structure {
  readonly blocks: readonly Block[]
  /** By the id that spans name. */
  readonly notes: ReadonlyMap<string, readonly Block[]>
  readonly pictures: number
  readonly asides?: readonly Aside[]
  /** Pages whose text cannot be read, and pages with pictures of which a program might read more. */
  readonly unread?: readonly number[]
  readonly pictured?: readonly number[]
}

export const emptyStructure: Structure = { blocks: [], notes: new Map(), pictures: 0 }

export function textOf(block: TextBlock): string {
  return block.spans.map(({ text }) => text).join('')
}

/** One line, no doubled spaces: what people compare and count. */
export function lineOf(block: TextBlock): string {
  return oneLine(textOf(block))
}

export function oneLine(text: string): string {
  // JavaScript counts a byte order mark among the blanks, and nobody sees it: it parts no word.
  return text.replaceAll('\ufeff', '').replaceAll(/\s+/g, ' ').trim()
}

/** The text blocks of a structure's tables and paragraphs in order, however deep. */
export function textBlocks(blocks: readonly Block[]): TextBlock[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap((row) => row.flatMap((cell) => textBlocks(cell.blocks))) : [block],
  )
}
