import { contentDigest } from '../cases/content-digest.ts'
import { authorWords } from '../db/schema/submissions.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { isBlank } from '../domain/text.ts'
import { BadInput } from '../http/bad-input.ts'
import type { Acting } from '../cases/act.ts'

/** What an author says who submits a paper again without changes. */
export interface Saying {
  readonly unchanged: boolean
  readonly word: string
}

/**
 * A paper that an editor sent back and that has not changed is accepted only with an explanation to the editors.
 * @returns the id of the stored explanation; null when there is none
 * @throws Refusal `unchanged` when nothing was changed and the author gives no explanation
 */
export async function requireChanged(
  { tx, submission, now }: Acting,
  deps: Deps,
  actor: Actor,
  version: { readonly id: string; readonly response: string },
  { unchanged, word }: Saying,
): Promise<string | null> {
  const { id, contentReturned } = submission
  const revision = submission.status !== 'returned'
  const content = await contentDigest(tx, id, version.id, { revision, ...(revision && { response: version.response }) })
  if (content === contentReturned && !unchanged) throw new Refusal('unchanged')
  await dropUnsent(tx, actor, 'unchanged', id)
  if (!unchanged) return null
  if (isBlank(word)) throw new BadInput([{ path: 'word', key: 'refusals.input.sayWhyUnchanged' }])
  const wordId = deps.ids.uuid()
  await tx.insert(authorWords).values({ id: wordId, submissionId: id, word, saidAt: now })
  return wordId
}
