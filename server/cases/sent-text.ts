import { locales } from '../domain/languages.ts'
import { findingKinds } from '../domain/preparation.ts'
import { Refusal } from '../domain/refusal.ts'
import { unconfirmedNames } from '../domain/typed-text.ts'
import { translate } from '../strings/translate.ts'
import type { PeopleOfCase } from './people.ts'
import { findingsOf, type TextFinding } from './text-findings.ts'

// Text that editors write to one side is searched for names of the other. The text is sent in the same request, so the editor must have
// confirmed every line with a name in that request.

/**
 * Texts an editor sends: a letter to the author, in which no reviewer may be named; an invitation to a reviewer, in which no author may be
 * named.
 */
export type SentField = 'letter' | 'invitation'

export function namesInSent(
  field: SentField,
  text: string,
  { authors, reviewers, confirmed }: PeopleOfCase,
): TextFinding[] {
  const [written, hidden] = field === 'letter' ? [withoutLabels(text), reviewers] : [text, authors]
  return namesOnly(findingsOf({ field, texts: [written] }, hidden, confirmed))
}

/** Names of reviewers, of any of them, in what one reviewer wrote to the author. */
export function namesInReview(
  invitationId: string,
  toAuthor: string,
  { reviewers, confirmed }: Pick<PeopleOfCase, 'reviewers' | 'confirmed'>,
): TextFinding[] {
  return namesOnly(findingsOf({ field: 'review', texts: [toAuthor] }, reviewers, confirmed, invitationId))
}

function namesOnly(findings: readonly TextFinding[]): TextFinding[] {
  return findings.filter(({ kind }) => findingKinds[kind] === 'known')
}

/** Removes the letter's own headings, such as "Review 1 (Reviewer R)": they name nobody, even when a reviewer is called R. */
function withoutLabels(letter: string): string {
  return letter
    .split('\n')
    .map((line) => (isHeading(line.trim()) ? '' : line))
    .join('\n')
}

function isHeading(line: string): boolean {
  const [n = '', label = ''] = /(\d+)\D+?([A-Z]\d*)\W*$/.exec(line)?.slice(1) ?? []
  return label !== '' && locales.some((locale) => line === translate(locale, 'letters.decision.reviewer', { n, label }))
}

const refusals = {
  letter: 'names_in_letter',
  invitation: 'names_in_invitation',
  details: 'names_in_details',
} as const

/**
 * @param looked ids of lines that the editor has seen and wants to send unchanged
 * @returns these lines, to be stored as confirmed
 * @throws Refusal when a name is left that the editor has not confirmed
 */
export function requireLookedAt(
  field: keyof typeof refusals,
  findings: readonly TextFinding[],
  looked: readonly string[],
): TextFinding[] {
  const left = unconfirmedNames(findings).filter(({ id }) => !looked.includes(id))
  if (left.length > 0) throw new Refusal(refusals[field], { count: left.length })
  return findings.filter(({ id }) => looked.includes(id))
}
