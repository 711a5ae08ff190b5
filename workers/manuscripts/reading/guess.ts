import type { FileKind } from '../../../server/files/kinds.ts'
import type { Guess, Reading } from '../shapes.ts'
import { arranged } from './arrange.ts'
import { authorsIn } from './guess-authors.ts'
import { frontMatter } from './guess-abstract.ts'
import { structureOf } from './structure.ts'
import { titlePageOf } from './title-page.ts'

const nothing: Guess = { title: null, abstract: null, keywords: [], authors: [] }
const documents: readonly FileKind[] = ['docx', 'odt', 'pdf', 'txt']

/**
 * What a manuscript says about itself on its first pages, to be offered to its author's form. What is not likely is left
 * out: a wrong guess costs more than an empty field.
 * @throws Unfit, Unfinished
 */
export async function guess(bytes: Buffer, kind: FileKind, reading: Reading): Promise<Guess> {
  if (!documents.includes(kind)) return nothing
  const blocks = arranged(await structureOf(bytes, kind))
  const { title, below } = titlePageOf(blocks)
  return { title, ...frontMatter(blocks, reading.language), authors: title === null ? [] : authorsIn(below) }
}
