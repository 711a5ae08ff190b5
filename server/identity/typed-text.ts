import { placeOfField, type TextField } from '../domain/typed-text.ts'
import { findings } from './findings.ts'
import type { Finding, KnownPerson, Passage } from './shapes.ts'

/** What somebody typed into one field: one text, or one a language, a keyword, a point. */
export interface TypedText {
  readonly field: TextField
  readonly texts: readonly string[]
}

/** Paragraphs are apart where a line is empty; a name may be broken over lines. */
const betweenParagraphs = /\n[^\S\n]*\n\s*/

function passagesOf({ field, texts }: TypedText): Passage[] {
  const place = placeOfField[field]
  return texts
    .flatMap((text) => text.split(betweenParagraphs))
    .filter((text) => text.trim() !== '')
    .map((text) => ({ kind: field === 'title' ? 'title' : 'paragraph', text, place }))
}

/** The same report as over a file, over what was typed. */
export function findingsInText(text: TypedText, people: readonly KnownPerson[]): Finding[] {
  const passages = passagesOf(text)
  return passages.length === 0 ? [] : findings({ passages }, people, [], [])
}
