import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { ExtractedMetadata, Reading } from '../shapes.ts'
import { arranged } from './arrange.ts'
import { type Block, lineOf, type Structure } from './blocks.ts'
import { authorsIn } from './extract-authors.ts'
import { frontMatter } from './extract-abstract.ts'
import { structureOf } from './structure.ts'
import { titlePageOf } from './title-page.ts'

const nothing: ExtractedMetadata = { title: null, abstract: null, keywords: [], authors: [] }
const documents: readonly FileKind[] = ['docx', 'odt', 'pdf', 'txt']

/**
 * Title, abstract, keywords and authors from a manuscript's first pages, suggested in the author's form. Uncertain values are omitted: a
 * wrong suggestion costs more than an empty field.
 * @throws FileRejected, FileHeld
 */
export async function extractMetadata(
  bytes: Buffer,
  kind: FileKind,
  { language }: Reading,
): Promise<ExtractedMetadata> {
  return documents.includes(kind) ? metadataFrom(await structureOf(bytes, kind), language) : nothing
}

export function metadataFrom(structure: Structure, language: string | null): ExtractedMetadata {
  const blocks = arranged(structure)
  const { title, below } = titlePageOf(blocks)
  const words = smallWords(blocks)
  return { title, ...frontMatter(blocks, language), authors: authorsIn(below, (word) => words.has(word)) }
}

const mostCharacters = 200_000

/** Words that the paper writes in lower case: they are no names of its authors. */
function smallWords(blocks: readonly Block[]): Set<string> {
  const words = new Set<string>()
  let read = 0
  for (const block of blocks) {
    if (block.kind === 'table' || block.kind === 'reference') continue
    const line = lineOf(block)
    for (const [word] of line.slice(0, 20_000).matchAll(/(?<![\p{L}\p{M}@.])\p{Ll}[\p{L}\p{M}]{2,}(?![@.]\p{L})/gu))
      words.add(word)
    read += line.length
    if (read > mostCharacters) break
  }
  return words
}
