import type { FieldsOf } from './anonymity.ts'
import { findingKinds, type FindingKind, type FindingPlace } from './preparation.ts'
import { allowed, closed, type Verdict } from './refusal.ts'

/** What authors type and reviewers read. Searched for the authors before it is submitted, and before a reviewer gets it. */
export const typedFields = ['title', 'abstract', 'keywords', 'keyPoints', 'contentNote', 'response'] as const
export type TypedField = (typeof typedFields)[number]

/** How each field that reviewers may read is searched; null: a choice from a list, no author's text. A new field without a line here does not compile. */
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

/** All text that is typed on one side and read on the other: the last three are reviewers' and editors'. */
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

/** The lines that keep a text from going to the other side: a name that is known, and that nobody has looked at. */
export function unconfirmedNames<F extends { readonly kind: FindingKind; readonly confirmed: object | null }>(
  findings: readonly F[],
): readonly F[] {
  return findings.filter(({ kind, confirmed }) => findingKinds[kind] === 'known' && confirmed === null)
}

/** Whether what was typed can go to somebody who has not read it: no author is named in it but where somebody has looked. */
export function nobodyNamed(naming: readonly TextField[]): Verdict {
  return naming.length === 0 ? allowed : closed('names_in_text', { fields: [...naming] })
}
