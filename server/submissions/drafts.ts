import { eq, sql as dsql } from 'drizzle-orm'
import { noteClaims } from '../cases/claims.ts'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import { claimKey, storeReply } from '../db/idempotency.ts'
import { submissionSearch } from '../db/search.ts'
import { accounts, contributors, submitters } from '../db/schema/identity.ts'
import { calls } from '../db/schema/calls.ts'
import { sections } from '../db/schema/settings.ts'
import { statements, submissions, versions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { takesSubmissions } from '../domain/call.ts'
import { decisionTable, statusForAuthor } from '../domain/decision.ts'
import { defaultLocale } from '../domain/languages.ts'
import { translate } from '../strings/translate.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { statementKinds, type StatementKind } from '../domain/submission.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import { act, conclude } from '../cases/act.ts'
import { lockSubmission, newestDecision } from '../cases/lock.ts'
import type { submissionsContract } from './contract.ts'
import { gapsIn } from './facts.ts'
import { forAuthor } from './text-findings.ts'
import { requireDraftQuota } from '../cases/quota.ts'
import { newReference } from './reference.ts'

type Contract = typeof submissionsContract
type Wanted = Body<Contract['POST /api/submissions']>
type ByAccount = Extract<Actor, { kind: 'account' }>
type Changes = Body<Contract['PATCH /api/submissions/:id']>
type NewContributor = NonNullable<Changes['contributors']>[number]

/** Fields that identify a person; roles and bylines do not. */
const identifying = {
  name: contributors.name,
  sortName: contributors.sortName,
  email: contributors.email,
  orcid: contributors.orcid,
  affiliation: contributors.affiliation,
}
type Identifying = Pick<NewContributor, keyof typeof identifying>

/**
 * Creates a draft: its first version is open, and its creator is the corresponding author until they choose another.
 * @param idempotencyKey the same key gives the same draft; empty for a new one each time
 */
export async function begin(deps: Deps, actor: Actor, wanted: Wanted, idempotencyKey: string): Promise<{ id: string }> {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  const { accountId } = actor
  const request = idempotencyKey === '' ? null : { holder: accountId, key: idempotencyKey, request: ['begin', wanted] }
  return deps.db.transaction(async (tx) => {
    const earlier = request && (await claimKey<{ id: string }>(tx, deps, request))
    if (earlier !== null) return earlier.reply
    const beginning = await prepareDraft(tx, deps, actor, wanted)
    const reply = { id: deps.ids.uuid() }
    await together(
      () => addDraft(tx, deps, actor, reply.id, beginning),
      () => request && storeReply(tx, request, reply),
    )
    return reply
  })
}

interface Beginning {
  readonly callId: string | null
  readonly sectionId: string | null
  readonly coverLetter: string
  readonly reference: string
  readonly submitter: Submitter
}

async function prepareDraft(tx: Tx, deps: Deps, actor: ByAccount, wanted: Wanted): Promise<Beginning> {
  const { callId, follows } = wanted
  const [, coverLetter, sectionId, reference, submitter] = await together(
    () => requireDraftQuota(tx, deps, actor.accountId),
    () => (follows === null ? '' : letterNaming(tx, deps, actor, follows)),
    () => sectionFor(tx, deps, wanted),
    () => newReference(tx, deps),
    () => submitterWith(tx, actor.accountId),
  )
  return { callId, sectionId, coverLetter, reference, submitter }
}

/** @throws Refusal when the call does not accept submissions; BadInput when authors cannot choose the section */
async function sectionFor(tx: Tx, deps: Deps, { callId, sectionId }: Wanted): Promise<string | null> {
  const call = callId === null ? null : await openCall(tx, deps, callId)
  const section = sectionId ?? call?.sectionId ?? null
  if (section !== null) await requireOpenSection(tx, section, call?.sectionId ?? null)
  return section
}

/** Writes a draft with its first version and its submitter as the only contributor. */
async function addDraft(
  tx: Tx,
  deps: Deps,
  actor: ByAccount,
  id: string,
  { coverLetter, submitter, ...columns }: Beginning,
): Promise<void> {
  const now = deps.clock.now()
  const { accountId } = actor
  await together(
    () => tx.insert(submissions).values({ id, ...columns, status: 'draft', statusSince: now, createdAt: now }),
    () => tx.insert(versions).values({ id: deps.ids.uuid(), submissionId: id, n: 1, createdAt: now }),
    () => tx.insert(submitters).values({ submissionId: id, accountId, coverLetter }),
    () =>
      tx
        .insert(contributors)
        .values({ ...submitter, id: deps.ids.uuid(), submissionId: id, position: 1, accountId, corresponding: true }),
    () => conclude(tx, deps, actor, id, [{ type: 'submission.begun' }]),
  )
}

type Submitter = Pick<typeof accounts.$inferSelect, 'name' | 'email' | 'affiliation' | 'country' | 'orcid'>

async function submitterWith(tx: Tx, accountId: string): Promise<Submitter> {
  const { name, email, affiliation, country, orcid } = accounts
  const [account] = await tx
    .select({ name, email, affiliation, country, orcid })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  if (!account) throw new Refusal('not_found')
  return account
}

/** The letter to the editors with which a draft begins that follows a declined submission. @throws Refusal when none was invited */
async function letterNaming(tx: Tx, deps: Deps, actor: Actor, follows: string): Promise<string> {
  const [{ submission: earlier, subject }, decision, now] = await together(
    () => lockSubmission(tx, follows),
    () => newestDecision(tx, follows),
    () => deps.clock.ofDatabase(tx),
  )
  allow(maySubmission('submission.read', actor, subject))
  const seen = statusForAuthor(earlier.status, decision, now)
  const invited = seen === 'declined' && decision !== null && decisionTable[decision.kind].author === 'begin_again'
  if (!invited) throw new Refusal('wrong_status', { status: seen, event: 'submission.begin' })
  return translate(defaultLocale, 'author.again.coverLetter', { reference: earlier.reference })
}

/**
 * Saves part of a draft. Fields that are not sent stay; contributors are always sent as a whole list.
 * @throws Refusal `edited_elsewhere` when another window has saved in the meantime
 */
export async function saveDraft(
  deps: Deps,
  actor: Actor,
  id: string,
  changes: Changes,
): Promise<ReplyOf<Contract['PATCH /api/submissions/:id']>> {
  return act(deps, actor, id, 'submission.edit', async ({ tx, submission, subject }) => {
    if (submission.version !== changes.version) throw new Refusal('edited_elsewhere', { version: submission.version })
    const { version: _seen, coverLetter, statements: said, contributors: people, ...ownColumns } = changes
    if (changes.sectionId && changes.sectionId !== submission.sectionId)
      await requireOpenSection(tx, changes.sectionId, await sectionOfCall(tx, submission.callId))
    const version = submission.version + 1
    const columns = { ...ownColumns, ...(changes.title !== undefined && submissionSearch({ title: changes.title })) }
    const [, , , changed, { gaps, textFindings }] = await together(
      () =>
        tx
          .update(submissions)
          .set({ ...columns, version })
          .where(eq(submissions.id, id)),
      () =>
        coverLetter !== undefined && tx.update(submitters).set({ coverLetter }).where(eq(submitters.submissionId, id)),
      () => said && saveStatements(tx, id, said),
      () => people !== undefined && replaceContributors(tx, deps, id, people),
      () => gapsIn(tx, id),
    )
    const others = changed && submission.submittedAt !== null
    // Editors or reviewers may be among them. The author is not told, and the reply does not show it.
    if (others) await noteClaims(tx, deps, id, subject.authorIds)
    return {
      events: others ? [{ type: 'submission.contributors_changed' }] : [],
      reply: { version, gaps: [...gaps], textFindings: forAuthor(textFindings) },
    }
  })
}

/** The call, if it accepts submissions at the database's time. A draft of a call counts as absent. */
export async function openCall(tx: Tx, { clock }: Deps, callId: string): Promise<typeof calls.$inferSelect> {
  const [[call], now] = await together(
    () => tx.select().from(calls).where(eq(calls.id, callId)),
    () => clock.ofDatabase(tx),
  )
  if (!call || call.status === 'draft') throw new BadInput([{ path: 'callId', key: 'refusals.input.noCall' }])
  allow(takesSubmissions(call, now))
  return call
}

async function sectionOfCall(tx: Tx, callId: string | null): Promise<string | null> {
  if (callId === null) return null
  const [call] = await tx.select({ sectionId: calls.sectionId }).from(calls).where(eq(calls.id, callId))
  return call?.sectionId ?? null
}

/** Authors can choose open sections, and the section of their call. */
async function requireOpenSection(tx: Tx, sectionId: string, ofCall: string | null): Promise<void> {
  const [section] = await tx.select({ open: sections.openToAuthors }).from(sections).where(eq(sections.id, sectionId))
  if (!section || !(section.open || sectionId === ofCall))
    throw new BadInput([{ path: 'sectionId', key: 'refusals.input.noSection' }])
}

async function saveStatements(
  tx: Tx,
  submissionId: string,
  said: Readonly<Partial<Record<StatementKind, string>>>,
): Promise<void> {
  const rows = statementKinds.flatMap((kind) => {
    const text = said[kind]
    return text === undefined ? [] : [{ submissionId, kind, text }]
  })
  if (rows.length === 0) return
  await tx
    .insert(statements)
    .values(rows)
    .onConflictDoUpdate({ target: [statements.submissionId, statements.kind], set: { text: dsql`excluded.text` } })
}

/**
 * The submitter's row is recognised by the address; other addresses are never looked up among the accounts.
 * @returns whether the people have changed
 */
async function replaceContributors(
  tx: Tx,
  { ids }: Deps,
  submissionId: string,
  people: readonly NewContributor[],
): Promise<boolean> {
  const accountWith = (email: string) => dsql`(
    select a.id from identity.involvements i join identity.accounts a on a.id = i.account_id
    where i.submission_id = ${submissionId} and i.relation = 'submitter' and a.email = ${email})`
  const rows = people.map((person, at) => ({
    ...person,
    id: ids.uuid(),
    submissionId,
    position: at + 1,
    accountId: person.email === null ? null : accountWith(person.email),
    penName: person.byline === 'pen_name' ? (person.penName ?? '') : null,
  }))
  const [before] = await together(
    () =>
      tx
        .delete(contributors)
        .where(eq(contributors.submissionId, submissionId))
        .returning({ ...identifying, position: contributors.position }),
    () => rows.length > 0 && tx.insert(contributors).values(rows),
  )
  const keysOf = (all: readonly Identifying[]) =>
    all.map(({ name, sortName, email, orcid, affiliation }) => [name, sortName, email, orcid, affiliation])
  const earlier = before.toSorted((a, b) => a.position - b.position)
  return JSON.stringify(keysOf(earlier)) !== JSON.stringify(keysOf(people))
}
