import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { type Block, textOf } from './blocks.ts'
import { structureOf } from './structure.ts'

/**
 * All visible text in reading order, notes at the end: compared before and after cleaning. Hidden text is left out,
 * because cleaning removes it.
 * @throws FileRejected, FileHeld
 */
export async function plainText(bytes: Buffer, kind: FileKind): Promise<string> {
  const { blocks, notes } = await structureOf(bytes, kind)
  return [...linesIn(blocks), ...[...notes.values()].flatMap((note) => linesIn(note))].join('\n')
}

function linesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') {
      return block.rows.map((row) => row.map(({ blocks }) => linesIn(blocks).join(' ')).join('\t'))
    }
    return [textOf({ ...block, spans: block.spans.filter(({ concealed }) => concealed !== true) })]
  })
}
