import { placeOfField, type TextField } from '../domain/typed-text.ts'
import { findings } from './findings.ts'
import type { Finding, KnownPerson, Passage } from './shapes.ts'

/** The texts of one field: a single text, or one for each language, keyword or key point. */
export interface TypedText {
  readonly field: TextField
  readonly texts: readonly string[]
}

/** Empty lines separate paragraphs; a name may be broken over lines. */
const betweenParagraphs = /\n[^\S\n]*\n\s*/

function passagesOf({ field, texts }: TypedText): Passage[] {
  const place = placeOfField[field]
  return texts
    .flatMap((text) => text.split(betweenParagraphs))
    .filter((text) => text.trim() !== '')
    .map((text) => ({ kind: field === 'title' ? 'title' : 'paragraph', text, place }))
}

/** The report of a file, for typed text. */
export function findingsInText(text: TypedText, people: readonly KnownPerson[]): Finding[] {
  const passages = passagesOf(text)
  return passages.length === 0 ? [] : findings({ passages }, people, [], [])
}
