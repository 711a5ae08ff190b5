// A document as its reader sees it. The readers of the formats produce it; `read`, `readingView`, `plainText` and
// `extractMetadata` use it.

import type { FindingPlace } from '../../../server/domain/preparation.ts'

export interface Span {
  readonly text: string
  readonly strong?: boolean
  readonly emphasis?: boolean
  readonly position?: 'super' | 'sub'
  /** Invisible on the page: hidden, white on white, or too small to read. */
  readonly concealed?: boolean
  /** Address of a link. */
  readonly link?: string
  /** Id of the note that is referred to here. The span's `text` is empty. */
  readonly note?: string
  /** The description of a picture at this position. The span's `text` is empty. */
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
  /** Of a heading (1 is the highest) or of a list item (1 is the outermost). */
  readonly level?: number
  readonly ordered?: boolean
  /** The place, when it is not the text itself, for example a text box. */
  readonly place?: FindingPlace
  /** Font size as a multiple of the most common size, when larger. Only known for PDF. */
  readonly size?: number
}

export interface TableBlock {
  readonly kind: 'table'
  readonly rows: readonly (readonly Cell[])[]
  readonly page?: number
}

export type Block = TextBlock | TableBlock

/** Text of a file that is not in the text of its pages. */
export interface Aside {
  readonly place: FindingPlace
  readonly text: string
  readonly page?: number
}

export interface Structure {
  readonly blocks: readonly Block[]
  /** By the id in spans. */
  readonly notes: ReadonlyMap<string, readonly Block[]>
  readonly pictures: number
  readonly asides?: readonly Aside[]
  /** Pages whose text cannot be read, and pages with pictures in which a program might recognise text. */
  readonly unread?: readonly number[]
  readonly pictured?: readonly number[]
}

export const emptyStructure: Structure = { blocks: [], notes: new Map(), pictures: 0 }

export function textOf(block: TextBlock): string {
  return block.spans.map(({ text }) => text).join('')
}

/** One line without repeated blanks: for comparing and counting. */
export function lineOf(block: TextBlock): string {
  return oneLine(textOf(block))
}

export function oneLine(text: string): string {
  // JavaScript counts a byte order mark as a blank, but it is invisible and separates no words.
  return text.replaceAll('\ufeff', '').replaceAll(/\s+/g, ' ').trim()
}

/** The text blocks of paragraphs and tables in order, at any depth. */
export function textBlocks(blocks: readonly Block[]): TextBlock[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap((row) => row.flatMap((cell) => textBlocks(cell.blocks))) : [block],
  )
}
