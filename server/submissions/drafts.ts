import { eq, sql as dsql } from 'drizzle-orm'
import { noteClaims } from '../cases/claims.ts'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import { claimKey, storeReply } from '../db/idempotency.ts'
import { submissionSearch } from '../db/search.ts'
import { submitters } from '../db/schema/identity.ts'
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
import { addContributors, replaceContributors, submitterWith, type Submitter } from './contributors.ts'
import { gapsIn } from './facts.ts'
import { forAuthor } from './text-findings.ts'
import { requireDraftQuota } from '../cases/quota.ts'
import { newReference } from './reference.ts'

type Contract = typeof submissionsContract
type Wanted = Body<Contract['POST /api/submissions']>
type ByAccount = Extract<Actor, { kind: 'account' }>
type Changes = Body<Contract['PATCH /api/submissions/:id']>

/**
 * Creates a draft: its first version is open, and its creator is the corresponding author until they choose another. A client that has
 * the content already sends it in the same request.
 * @param idempotencyKey the same key gives the same draft; empty for a new one each time
 */
export async function begin(deps: Deps, actor: Actor, wanted: Wanted, idempotencyKey: string): Promise<{ id: string }> {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  const { accountId } = actor
  const request = idempotencyKey === '' ? null : { holder: accountId, key: idempotencyKey, request: ['begin', wanted] }
  return deps.db.transaction(async (tx) => {
    const earlier = request && (await claimKey(tx, deps, request))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same request's own reply, written by storeReply
    if (earlier !== null) return earlier.reply as { id: string }
    const beginning = await prepareDraft(tx, deps, actor, wanted)
    const reply = { id: deps.ids.uuid() }
    await together(
      () => addDraft(tx, deps, actor, reply.id, wanted, beginning),
      () => request && storeReply(tx, request, reply),
    )
    return reply
  })
}

interface Beginning {
  readonly sectionId: string | null
  readonly coverLetter: string
  readonly reference: string
  readonly submitter: Submitter
}

async function prepareDraft(tx: Tx, deps: Deps, actor: ByAccount, wanted: Wanted): Promise<Beginning> {
  const { follows } = wanted
  const [, coverLetter, sectionId, reference, submitter] = await together(
    () => requireDraftQuota(tx, deps, actor.accountId),
    () => (follows === null ? '' : letterNaming(tx, deps, actor, follows)),
    () => sectionFor(tx, deps, wanted),
    () => newReference(tx, deps),
    () => submitterWith(tx, actor.accountId),
  )
  return { sectionId, coverLetter, reference, submitter }
}

/** @throws Refusal when the call does not accept submissions; BadInput when authors cannot choose the section */
async function sectionFor(tx: Tx, deps: Deps, { callId, sectionId }: Wanted): Promise<string | null> {
  const call = callId === null ? null : await openCall(tx, deps, callId)
  const section = sectionId ?? call?.sectionId ?? null
  if (section !== null) await requireOpenSection(tx, section, call?.sectionId ?? null)
  return section
}

/** Writes a draft with its first version and the content that was sent. */
async function addDraft(
  tx: Tx,
  deps: Deps,
  actor: ByAccount,
  id: string,
  wanted: Wanted,
  { submitter, coverLetter, ...columns }: Beginning,
): Promise<void> {
  const { follows: _follows, coverLetter: letter, statements: said, contributors: people, ...ownColumns } = wanted
  const now = deps.clock.now()
  const { accountId } = actor
  const instants = { statusSince: now, createdAt: now }
  await together(
    () => tx.insert(submissions).values({ id, status: 'draft', ...columnsOf(ownColumns), ...columns, ...instants }),
    () => tx.insert(versions).values({ id: deps.ids.uuid(), submissionId: id, n: 1, createdAt: now }),
    () => tx.insert(submitters).values({ submissionId: id, accountId, coverLetter: letter ?? coverLetter }),
    () => addContributors(tx, deps, id, submitter, people),
    () => said && saveStatements(tx, id, said),
    () => conclude(tx, deps, actor, id, [{ type: 'submission.begun' }]),
  )
}

/** The columns of a submission for the content that was sent, with those for the search of its title. */
function columnsOf<Sent extends { readonly title?: string | undefined }>(sent: Sent) {
  return { ...sent, ...(sent.title !== undefined && submissionSearch({ title: sent.title })) }
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
    const [, , , changed, { gaps, textFindings }] = await together(
      () =>
        tx
          .update(submissions)
          .set({ ...columnsOf(ownColumns), version })
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
