import { keepConfirmed, lineWith, findingsOf, type TextFinding } from '../db/text-findings.ts'
import { lockCase } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import { peopleOfCase } from '../db/people.ts'
import { record } from '../db/record.ts'
import { namesForReviewers } from '../db/reviewers-text.ts'
import { findOpenVersion } from '../db/versions.ts'
import type { Deps } from '../deps.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { seenBy } from '../domain/preparation.ts'
import { allow } from '../domain/refusal.ts'
import { lockForAuthor } from './author.ts'

/** What may name a survivor is for editors. */
export function forAuthor(findings: readonly TextFinding[]): TextFinding[] {
  return findings.filter(({ kind }) => seenBy('author', kind))
}

/**
 * Writes down that a line of the report over typed text is meant to stand there, as it stands now.
 * @throws Refusal `edited_elsewhere` when other words stand there than were looked at
 */
export async function confirmTextFinding(deps: Deps, actor: Actor, id: string, findingId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { subject } = await lockCase(tx, id)
    const by = relationTo(actor, subject) === 'author' ? 'author' : 'editor'
    if (by === 'author') await lockForAuthor(tx, deps, actor, id, 'submission.confirm_own_text')
    else allow(maySubmission('submission.confirm_text', actor, subject))
    const shown = by === 'author' ? forAuthor(await namesForAuthor(tx, id)) : await namesForReviewers(tx, id)
    const line = lineWith(shown, findingId)
    if (await keepConfirmed(tx, deps, id, [line], by))
      await record(tx, deps, actor, { type: 'submission.text_confirmed', submissionId: id, field: line.field })
  })
}

/** The author answers to reviewers in the version that is open. */
async function namesForAuthor(tx: Tx, id: string): Promise<TextFinding[]> {
  const names = await namesForReviewers(tx, id)
  const open = await findOpenVersion(tx, id)
  if (open === null) return names
  const { authors, confirmed } = await peopleOfCase(tx, id)
  return [
    ...names.filter(({ field }) => field !== 'response'),
    ...findingsOf({ field: 'response', texts: [open.response] }, authors, confirmed),
  ]
}
