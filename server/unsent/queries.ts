import { loadPolicySubject } from '../cases/lock.ts'
import type { Sql } from '../db/client.ts'
import { invitationSubject } from '../cases/invitations.ts'
import type { Deps } from '../deps.ts'
import { holderOf, mayInvitation, mayRole, maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { unsentRules } from '../domain/unsent.ts'
import type { Params, ReplyOf } from '../http/contract.ts'
import type { unsentContract } from './contract.ts'

type Endpoint = (typeof unsentContract)['GET /api/unsent/:act/:id']
export type About = Params<Endpoint>

export async function unsent(deps: Deps, actor: Actor, about: About): Promise<ReplyOf<Endpoint>> {
  const ownerId = await ownerOf(deps, actor, about)
  const [found] = await deps.sql<{ content: string; version: number; savedAt: Date }[]>`
    select content, version, saved_at as "savedAt" from identity.unsent_texts
    where account_id = ${ownerId} and act = ${about.act} and subject = ${about.id}`
  return found === undefined
    ? { content: null, version: 0, savedAt: null }
    : { ...found, savedAt: found.savedAt.toISOString() }
}

/**
 * The owner of the text: always the actor, and only as long as they may look at what the text is about.
 * @throws Refusal the same as the page on which it is typed
 */
export async function ownerOf(deps: Pick<Deps, 'sql'>, actor: Actor, { act, id }: About): Promise<string> {
  const rule = unsentRules[act]
  if (rule.of === 'journal') {
    allow(mayRole(rule.action, actor))
    return holderOf(actor)
  }
  // These name no record.
  if (id === 'new' || id === 'own') throw new Refusal('not_found')
  if (rule.of === 'invitation') {
    const invitation = await invitationSubject(deps.sql, id)
    if (invitation === null) throw new Refusal('not_found')
    allow(mayInvitation(rule.action, actor, invitation))
    return invitation.reviewerId
  }
  const submissionId = rule.of === 'article' ? await submissionBehind(deps.sql, id) : id
  allow(maySubmission(rule.action, actor, await loadPolicySubject(deps.sql, submissionId)))
  return holderOf(actor)
}

async function submissionBehind(sql: Sql, articleId: string): Promise<string> {
  const [article] = await sql<{ id: string | null }[]>`
    select submission_id as id from journal.articles where id = ${articleId}`
  if (article?.id == null) throw new Refusal('not_found')
  return article.id
}
