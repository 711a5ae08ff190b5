import { keepConfirmed, lineWith, type TextFinding } from '../cases/text-findings.ts'
import { act } from '../cases/act.ts'
import { peopleOfCase } from '../cases/people.ts'
import { namesForReviewers, namesInTyped, textOfAuthor } from '../cases/reviewers-text.ts'
import type { Deps } from '../deps.ts'
import { relationTo, type Actor } from '../domain/policy.ts'
import { seenBy } from '../domain/preparation.ts'

/** Without findings that may name a survivor, which are for editors only. */
export function forAuthor(findings: readonly TextFinding[]): TextFinding[] {
  return findings.filter(({ kind }) => seenBy('author', kind))
}

/**
 * Confirms that a line of the report over typed text may stay.
 * @throws Refusal `edited_elsewhere` when the text has changed since it was shown
 */
export async function confirmTextFinding(deps: Deps, actor: Actor, id: string, findingId: string): Promise<void> {
  await act(deps, actor, id, 'text_finding.confirm', async ({ tx, subject }) => {
    const by = relationTo(actor, subject) === 'author' ? 'author' : 'editor'
    const shown =
      by === 'author'
        ? forAuthor(namesInTyped(await textOfAuthor(tx, id), await peopleOfCase(tx, id)))
        : await namesForReviewers(tx, id)
    const line = lineWith(shown, findingId)
    const newly = await keepConfirmed(tx, deps, id, [line], by)
    return { events: newly ? [{ type: 'submission.text_confirmed', field: line.field }] : [], reply: undefined }
  })
}
