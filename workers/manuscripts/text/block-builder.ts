import { type Block, type Cell, oneLine, type Span, type TableBlock, type TextBlock, textBlocks } from './blocks.ts'

/** Tables nested deeper than this are read as text: no author nests so deep, but a hostile file could exhaust us. */
const deepestTable = 8

interface OpenTable {
  readonly rows: Cell[][]
  readonly outer: Block[]
}

/**
 * Puts blocks where they belong while a file is read from beginning to end: into the page, the open cell, the note, or
 * the text box. Shared by the readers of Word and OpenDocument files.
 */
interface BlockBuilder {
  readonly blocks: Block[]
  readonly put: (blocks: readonly Block[]) => void
  /** Until `outside` is called, blocks are collected separately. */
  readonly inside: () => void
  readonly outside: () => Block[]
  readonly openTable: () => void
  readonly openRow: () => void
  readonly dropRow: () => void
  readonly openCell: () => void
  readonly closeCell: (shape: { columns: number; rows: number; isHeading: boolean }) => void
  readonly closeTable: () => void
}

export function blockBuilder(): BlockBuilder {
  const blocks: Block[] = []
  const places: Block[][] = [blocks]
  const tables: OpenTable[] = []
  const here = () => places.at(-1) ?? blocks
  const row = () => tables.at(-1)?.rows.at(-1)
  return {
    blocks,
    put: (blocks) => {
      for (const block of blocks) here().push(block)
    },
    inside: () => places.push([]),
    outside: () => (places.length > 1 ? (places.pop() ?? []) : []),
    openTable: () => tables.push({ rows: [], outer: here() }),
    openRow: () => tables.at(-1)?.rows.push([]),
    dropRow: () => tables.at(-1)?.rows.pop(),
    openCell: () => places.push([]),
    closeCell: (shape) => {
      const blocks = places.length > 1 ? (places.pop() ?? []) : []
      row()?.push({ blocks: tables.length > deepestTable ? textBlocks(blocks) : blocks, ...shape })
    },
    closeTable: () => {
      const table = tables.pop()
      if (table === undefined) return
      // One by one: the number of arguments of a call is limited.
      for (const block of asWritten(table.rows.filter(({ length }) => length > 0))) table.outer.push(block)
    },
  }
}

/** A table with one column is a frame around text, and is read as text. */
function asWritten(rows: readonly (readonly Cell[])[]): readonly Block[] {
  if (rows.every(({ length }) => length === 1)) return rows.flatMap(([cell]) => cell?.blocks ?? [])
  const table: TableBlock = { kind: 'table', rows }
  return [table]
}

/** Joins neighbouring spans with equal properties; drops empty spans without a note or picture. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last !== undefined && isAlike(last, span)) result[result.length - 1] = { ...last, text: last.text + span.text }
    else if (span.text !== '' || span.note !== undefined || span.picture !== undefined) result.push(span)
  }
  return result
}

function isAlike(one: Span, other: Span): boolean {
  if (one.note !== undefined || other.note !== undefined) return false
  if (one.picture !== undefined || other.picture !== undefined) return false
  return (
    (one.strong ?? false) === (other.strong ?? false) &&
    (one.emphasis ?? false) === (other.emphasis ?? false) &&
    (one.concealed ?? false) === (other.concealed ?? false) &&
    one.position === other.position &&
    one.link === other.link
  )
}

/** Whether a block has text, a note or a picture. */
export function isFilled(block: TextBlock): boolean {
  return block.spans.some(
    ({ text, note, picture }) => note !== undefined || picture !== undefined || oneLine(text) !== '',
  )
}
