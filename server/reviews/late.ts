import { eq } from 'drizzle-orm'
import { actOnInvitation } from '../cases/act.ts'
import { invitationSubject } from '../cases/invitations.ts'
import { reviews } from '../db/schema/reviewing.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { mayInvitation, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { reviewsContract } from './contract.ts'

// For a round that ended while a reviewer was writing: they can still read their text and send it to the editors.

type Contract = typeof reviewsContract
type Page = ReplyOf<Contract['GET /api/reviews/:id/late']>

/** The reviewer's own text, and the title by which they recognise it; nothing else of the submission. */
export async function latePage({ sql, reviewerSql }: Deps, actor: Actor, id: string): Promise<Page> {
  const subject = await invitationSubject(sql, id)
  if (!subject) throw new Refusal('not_found')
  allow(mayInvitation('review.send_late', actor, subject))
  const [row] = await reviewerSql<(Omit<Page, 'sentAt'> & { sentAt: Date | null })[]>`
    select i.title, i.language, coalesce(v.to_author, '') as "toAuthor", coalesce(v.to_editor, '') as "toEditor",
           v.late_at as "sentAt"
    from reviewing.invitations i left join reviewing.reviews v on v.invitation_id = i.id
    where i.id = ${id}`
  if (!row) throw new Refusal('not_found')
  return { ...row, sentAt: row.sentAt?.toISOString() ?? null }
}

/** Sends it once, as a late review, for the editors only. It does not reopen the round and is quoted in no letter. */
export async function sendLate(
  deps: Deps,
  actor: Actor,
  id: string,
  { toAuthor, toEditor }: Body<Contract['POST /api/reviews/:id/late']>,
): Promise<undefined> {
  if (`${toAuthor}${toEditor}`.trim() === '') throw new Refusal('incomplete', { fields: ['toAuthor'] })
  return actOnInvitation(deps, actor, id, 'review.send_late', async ({ tx, now }) => {
    const [known] = await tx
      .select({ lateAt: reviews.lateAt, version: reviews.version })
      .from(reviews)
      .where(eq(reviews.invitationId, id))
    // Repeated: it was sent already and stays unchanged.
    if (known?.lateAt) return { events: [], reply: undefined }
    const sent = { toAuthor, toEditor, savedAt: now, lateAt: now }
    if (known) {
      await tx
        .update(reviews)
        .set({ ...sent, version: known.version + 1 })
        .where(eq(reviews.invitationId, id))
    } else {
      await tx.insert(reviews).values({ id: deps.ids.uuid(), invitationId: id, ...sent })
    }
    await dropUnsent(tx, actor, 'late_review', id)
    return { events: [{ type: 'review.sent_late', invitationId: id }], reply: undefined }
  })
}
