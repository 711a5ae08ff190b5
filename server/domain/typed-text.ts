import type { FieldsOf } from './anonymity.ts'
import { findingKinds, type FindingKind, type FindingPlace } from './preparation.ts'
import { allowed, closed, type Verdict } from './refusal.ts'

/** Text that authors type and reviewers read. Searched for names of authors before it is submitted, and before a reviewer gets it. */
export const typedFields = ['title', 'abstract', 'keywords', 'keyPoints', 'contentNote', 'response'] as const
export type TypedField = (typeof typedFields)[number]

/** How each field that reviewers may read is searched; null for a choice from a list. A new field without a line here does not compile. */
export const searchedAs = {
  language: null,
  title: 'title',
  abstract: 'abstract',
  keywords: 'keywords',
  contentNote: 'contentNote',
  keyPoints: 'keyPoints',
  response: 'response',
  callTitle: null,
  sectionTitle: null,
} as const satisfies Record<FieldsOf<'submission', 'reviewer'>, TypedField | null>

/** All text that is typed on one side and read on the other: the last three are typed by reviewers and editors. */
export const textFields = [...typedFields, 'review', 'letter', 'invitation'] as const
export type TextField = (typeof textFields)[number]

export const placeOfField = {
  title: 'title_field',
  abstract: 'abstract_field',
  keywords: 'keywords_field',
  keyPoints: 'key_points_field',
  contentNote: 'content_note_field',
  response: 'response_field',
  review: 'review',
  letter: 'letter',
  invitation: 'letter',
} as const satisfies Record<TextField, FindingPlace>

export const textConfirmers = ['author', 'reviewer', 'editor'] as const
export type TextConfirmer = (typeof textConfirmers)[number]

/** Findings that block a text from going to the other side: names of known people that nobody has confirmed. */
export function unconfirmedNames<F extends { readonly kind: FindingKind; readonly confirmed: object | null }>(
  findings: readonly F[],
): readonly F[] {
  return findings.filter(({ kind, confirmed }) => findingKinds[kind] === 'known' && confirmed === null)
}

/** Whether typed text can go to people who have not read it: no field has an unconfirmed name of an author. */
export function nobodyNamed(naming: readonly TextField[]): Verdict {
  return naming.length === 0 ? allowed : closed('names_in_text', { fields: [...naming] })
}
