import { type Block, lineOf, type Structure, type TextBlock, type TextKind } from './blocks.ts'
import { captionOf } from './captions.ts'
import { partOf } from '../../../server/identity/section-names.ts'
import { withReferences } from './find-references.ts'

const longestFakeHeading = 110

/**
 * Sets the kind of blocks where the format does not state it: headings that are only bold, captions, and the list of references. Kinds that
 * the format states stay.
 */
export function arranged({ blocks }: Structure): Block[] {
  const named = blocks.map((block) => (block.kind === 'table' ? block : withNamedHeading(block)))
  const listed = withReferences(named)
  return listed.map((block, at) => (block.kind === 'paragraph' ? told(block, listed[at + 1]) : block))
}

function withNamedHeading(block: TextBlock): TextBlock {
  const isPlain = block.kind === 'paragraph' || block.kind === 'list_item'
  return isPlain && partOf(lineOf(block)) !== null ? as(block, 'heading', 1) : block
}

function told(block: TextBlock, next: Block | undefined): TextBlock {
  const line = lineOf(block)
  if (captionOf(line) !== null) return as(block, 'caption')
  return isFakeHeading(block, line, next) ? as(block, 'heading', 2) : block
}

/** A short line, all bold, followed by text that is not. */
function isFakeHeading(block: TextBlock, line: string, next: Block | undefined): boolean {
  if (line.length === 0 || line.length > longestFakeHeading || /[.;,!]$/.test(line) || !/\p{L}{2}/u.test(line))
    return false
  if (!isStrong(block) || next === undefined) return false
  return next.kind === 'table' || next.kind === 'list_item' || (next.kind === 'paragraph' && !isStrong(next))
}

function isStrong({ spans }: TextBlock): boolean {
  const said = spans.filter(({ text }) => text.trim() !== '')
  return said.length > 0 && said.every(({ strong }) => strong === true)
}

function as(block: TextBlock, kind: TextKind, level?: number): TextBlock {
  const { level: _, ordered: __, ...rest } = block
  return { ...rest, kind, ...(level !== undefined && { level }) }
}
