import { isOpen, type Status } from './submission.ts'

/** What an editor can change of a paper after it was submitted, in the order of the form. */
export const detailFields = ['sectionId', 'callId', 'title', 'abstract', 'keywords', 'contentNote'] as const
export type DetailField = (typeof detailFields)[number]

interface Choice {
  readonly id: string
  readonly title: string
}

export interface Details {
  readonly section: Choice | null
  readonly call: Choice | null
  readonly title: string
  /** By language. */
  readonly abstract: Readonly<Record<string, string>>
  readonly keywords: readonly string[]
  readonly contentNote: string
}

/** How one field read before and after: what is empty has no texts. Sections and calls stand by the titles they had then. */
export interface DetailChange {
  readonly field: DetailField
  /** Of an abstract. */
  readonly language: string | null
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** In production what will be printed is the article's, and is changed there. */
export function mayChangeDetailsIn(status: Status): boolean {
  return isOpen(status) && status !== 'in_production'
}

/** What differs, in the order of the form; an abstract language by language. */
export function changesBetween(before: Details, after: Details): readonly DetailChange[] {
  const languages = [...new Set([...Object.keys(before.abstract), ...Object.keys(after.abstract)])]
  return [
    ...ofChoice('sectionId', before.section, after.section),
    ...ofChoice('callId', before.call, after.call),
    ...ofTexts('title', textsOf(before.title), textsOf(after.title)),
    ...languages.flatMap((language) =>
      ofTexts('abstract', textsOf(before.abstract[language]), textsOf(after.abstract[language]), language),
    ),
    ...ofTexts('keywords', before.keywords, after.keywords),
    ...ofTexts('contentNote', textsOf(before.contentNote), textsOf(after.contentNote)),
  ]
}

/** Two may bear the same title. */
function ofChoice(field: DetailField, before: Choice | null, after: Choice | null): DetailChange[] {
  if (before?.id === after?.id) return []
  return [{ field, language: null, from: textsOf(before?.title), to: textsOf(after?.title) }]
}

function ofTexts(
  field: DetailField,
  from: readonly string[],
  to: readonly string[],
  language: string | null = null,
): DetailChange[] {
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, language, from, to }]
}

function textsOf(text = ''): string[] {
  return text === '' ? [] : [text]
}
