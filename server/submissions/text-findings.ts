import { keepConfirmed, lineWith, type TextFinding } from '../cases/text-findings.ts'
import { lockCase } from '../cases/lock.ts'
import { peopleOfCase } from '../cases/people.ts'
import { record } from '../db/events.ts'
import { namesForReviewers, namesInTyped, textOfAuthor } from '../cases/reviewers-text.ts'
import type { Deps } from '../deps.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { seenBy } from '../domain/preparation.ts'
import { allow } from '../domain/refusal.ts'
import { lockForAuthor } from '../cases/author-view.ts'

/** Without findings that may name a survivor, which are for editors only. */
export function forAuthor(findings: readonly TextFinding[]): TextFinding[] {
  return findings.filter(({ kind }) => seenBy('author', kind))
}

/**
 * Confirms that a line of the report over typed text may stay.
 * @throws Refusal `edited_elsewhere` when the text has changed since it was shown
 */
export async function confirmTextFinding(deps: Deps, actor: Actor, id: string, findingId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { subject } = await lockCase(tx, id)
    const by = relationTo(actor, subject) === 'author' ? 'author' : 'editor'
    if (by === 'author') await lockForAuthor(tx, deps, actor, id, 'text_finding.confirm')
    else allow(maySubmission('text_finding.confirm', actor, subject))
    const shown =
      by === 'author'
        ? forAuthor(namesInTyped(await textOfAuthor(tx, id), await peopleOfCase(tx, id)))
        : await namesForReviewers(tx, id)
    const line = lineWith(shown, findingId)
    if (await keepConfirmed(tx, deps, id, [line], by))
      await record(tx, deps, actor, { type: 'submission.text_confirmed', submissionId: id, field: line.field })
  })
}
