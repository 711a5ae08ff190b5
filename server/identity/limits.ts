import { countWords } from './words.ts'
import { partOf, runIn } from './section-names.ts'
import type { Passage } from './shapes.ts'

const beside = new Set([
  'keywords',
  'acknowledgements',
  'funding',
  'contributions',
  'interests',
  'about_authors',
  'appendix',
])

/** What a call for papers may limit. Statements about authors and funding do not count. */
export function wordsOf({ passages }: { readonly passages: readonly Passage[] }): {
  abstract: number
  main: number
  references: number
} {
  const words = { abstract: 0, main: 0, references: 0 }
  let part = ''
  for (const { kind, text, aside } of passages) {
    if (kind === 'heading') part = partOf(text) ?? ''
    if (kind === 'heading' || kind === 'header' || kind === 'title' || aside !== undefined) continue
    const said = kind === 'paragraph' ? (runIn(text)?.part ?? part) : part
    if (kind === 'reference') words.references += countWords(text)
    else if (said === 'abstract') words.abstract += countWords(text)
    else if (!beside.has(said)) words.main += countWords(text)
  }
  return words
}
