import { eq, sql as dsql } from 'drizzle-orm'
import { actOnInvitation } from '../cases/act.ts'
import type { Db, Tx } from '../db/client.ts'
import type { Confirmation, PeopleOfCase, PersonBehind } from '../cases/people.ts'
import { reviews } from '../db/schema/reviewing.ts'
import { namesInReview } from '../cases/sent-text.ts'
import { keepConfirmed, lineWith, type TextFinding } from '../cases/text-findings.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'

// A review is searched only for its own reviewer's name. A finding about anybody else would show who the other reviewers are, or that a
// guess at the author is right.

type Own = Pick<PeopleOfCase, 'reviewers' | 'confirmed'>

/** The person of an invitation, and the findings they have confirmed. */
export async function ownIdentity(db: Db | Tx, invitationId: string): Promise<Own> {
  const [row] = await db.execute<
    PersonBehind & { confirmed: Record<string, Confirmation> } & Record<string, unknown>
  >(dsql`
    select a.name, null as "penName", a.email, a.orcid, a.affiliation,
           (select coalesce(json_object_agg(t.mark, json_build_object('at', t.confirmed_at, 'by', t.confirmed_by)), '{}')
            from identity.text_confirmations t
            where t.submission_id = r.submission_id and t.confirmed_by = 'reviewer') as confirmed
    from identity.reviewers r join identity.accounts a on a.id = r.account_id
    where r.invitation_id = ${invitationId}`)
  if (!row) throw new Refusal('not_found')
  const { confirmed, ...person } = row
  return { reviewers: [person], confirmed: new Map(Object.entries(confirmed)) }
}

export async function ownNamesIn(tx: Tx, invitationId: string, toAuthor: string): Promise<TextFinding[]> {
  return namesInReview(invitationId, toAuthor, await ownIdentity(tx, invitationId))
}

/** The reviewer confirms that a place does not identify them. @throws Refusal `edited_elsewhere` when the text has changed */
export async function confirmOwnName(deps: Deps, actor: Actor, invitationId: string, findingId: string): Promise<void> {
  await actOnInvitation(deps, actor, invitationId, 'review.write', async ({ tx, submission }) => {
    const [review] = await tx
      .select({ toAuthor: reviews.toAuthor })
      .from(reviews)
      .where(eq(reviews.invitationId, invitationId))
    const line = lineWith(await ownNamesIn(tx, invitationId, review?.toAuthor ?? ''), findingId)
    const newly = await keepConfirmed(tx, deps, submission.id, [line], 'reviewer')
    return { events: newly ? [{ type: 'review.text_confirmed', invitationId }] : [], reply: undefined }
  })
}
