import { findingKinds } from '../domain/preparation.ts'
import { Refusal } from '../domain/refusal.ts'
import { unconfirmedNames } from '../domain/typed-text.ts'
import { translate } from '../strings/translate.ts'
import type { PeopleOfCase } from './people.ts'
import { findingsOf, type TextFinding } from './text-findings.ts'

// What editors write to one side is searched for the other: it leaves with the press that sends it, so who presses has
// looked at the lines it names.

/** Texts an editor sends: to the author, in whose letter no reviewer may be named; to a reviewer, in which no author may be. */
export type SentField = 'letter' | 'invitation'

export function namesInSent(
  field: SentField,
  text: string,
  { authors, reviewers, confirmed }: PeopleOfCase,
): TextFinding[] {
  const [written, hidden] = field === 'letter' ? [withoutLabels(text), reviewers] : [text, authors]
  return namesOnly(findingsOf({ field, texts: [written] }, hidden, confirmed))
}

/** What reviewers wrote to the author, searched for all reviewers. */
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

/** The letter's own headings, "Review 1 (Reviewer R)", name nobody, whatever a reviewer is called. */
function withoutLabels(letter: string): string {
  return letter
    .split('\n')
    .map((line) => (isHeading(line.trim()) ? '' : line))
    .join('\n')
}

function isHeading(line: string): boolean {
  const [n = '', label = ''] = /(\d+)\D+?([A-Z]\d*)\W*$/.exec(line)?.slice(1) ?? []
  return label !== '' && line === translate('en', 'letters.decision.reviewer', { n, label })
}

const refusals = {
  letter: 'names_in_letter',
  invitation: 'names_in_invitation',
  details: 'names_in_details',
} as const

/**
 * @param looked lines the editor has looked at and wants sent as they stand
 * @returns these, to be kept as confirmed
 * @throws Refusal when a name is left that nobody has looked at
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
