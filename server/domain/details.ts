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

/** The text of one field before and after: an empty field has no texts. Sections and calls are stored with their titles of that time. */
export interface DetailChange {
  readonly field: DetailField
  /** Of an abstract; null for other fields. */
  readonly language: string | null
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** In production the article's own fields are printed and changed instead. */
export function mayChangeDetailsIn(status: Status): boolean {
  return isOpen(status) && status !== 'in_production'
}

/** The fields that differ, in the order of the form; an abstract by language. */
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

/** Compared by id: two may have the same title. */
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
