import { and, eq, ne } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import { loadPolicySubject, type SubmissionRow } from '../cases/lock.ts'
import { noteClaims } from '../cases/claims.ts'
import type { Tx } from '../db/client.ts'
import { isAsSentBack, noteContentSentBack } from '../cases/content-digest.ts'
import { peopleOfCase } from '../cases/people.ts'
import { namesInTyped } from '../cases/reviewers-text.ts'
import { calls, callVersions } from '../db/schema/calls.ts'
import { sections } from '../db/schema/settings.ts'
import { detailChanges, submissions } from '../db/schema/submissions.ts'
import { submissionSearch } from '../db/search.ts'
import { requireLookedAt } from '../cases/sent-text.ts'
import { keepConfirmed, type TextFinding } from '../cases/text-findings.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import { newestHandedIn, renewText, wasReviewed } from '../cases/versions.ts'
import type { Deps } from '../deps.ts'
import { changesBetween, type DetailField, type Details } from '../domain/details.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import type { Status } from '../domain/submission.ts'
import { isBlank } from '../domain/text.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import type { deskContract } from './contract.ts'

type Contract = typeof deskContract
type Changing = Contract['PATCH /api/submissions/:id/details']

/** The sections and calls an editor can choose: also sections that authors cannot choose and closed calls, but no drafts of calls. */
export async function detailChoices(
  { sql, clock }: Deps,
  actor: Actor,
  id: string,
): Promise<ReplyOf<Contract['GET /api/desk/:id/choices']>> {
  allow(maySubmission('submission.oversee', actor, await loadPolicySubject(sql, id)))
  const [row] = await sql<[ReplyOf<Contract['GET /api/desk/:id/choices']>]>`
    select
      coalesce((select json_agg(json_build_object('id', x.id, 'title', x.title, 'policy', x.policy, 'wordLimit', x.word_limit,
                  'abstractLimit', x.abstract_limit, 'keyPointsRequired', x.key_points_required,
                  'demonstration', x.demonstration) order by x.position, x.id) from journal.sections x), '[]') as sections,
      coalesce((select json_agg(json_build_object('id', c.id, 'title', v.title, 'closed', c.status = 'closed'
                  or coalesce(c.closes_at < ${clock.now()}, false)) order by c.created_at desc, c.id)
                from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
                where c.status <> 'draft'), '[]') as calls`
  return row
}

/**
 * An editor changes the details of a submission. Its author sees the changes in the history and is notified by e-mail. Reviewers of the
 * version that the editors are working on read the new text.
 * @throws Refusal `edited_elsewhere` when it was changed since the editor saw it, `names_in_details` when reviewers would read a name of an
 * author that the editor has not confirmed
 */
export async function changeDetails(
  deps: Deps,
  actor: Actor,
  id: string,
  { version: seen, looked, ...wanted }: Body<Changing>,
): Promise<ReplyOf<Changing>> {
  if (wanted.abstract !== undefined && Object.values(wanted.abstract).every(isBlank))
    throw new BadInput([{ path: 'abstract', key: 'refusals.input.noLanguage' }])
  return act(deps, actor, id, 'submission.change_details', async ({ tx, submission, subject, now }) => {
    if (submission.version !== seen) throw new Refusal('edited_elsewhere', { version: submission.version })
    const before = await detailsOf(tx, submission)
    const after = await detailsAfter(tx, submission, before, wanted)
    const changes = changesBetween(before, after)
    await dropUnsent(tx, actor, 'details', id)
    if (changes.length === 0) return { events: [], reply: { version: seen } }
    const fields = [...new Set(changes.map(({ field }) => field))]
    const untouched = await isAsSentBack(tx, submission)
    const { title, abstract, keywords, contentNote } = after
    await tx
      .update(submissions)
      .set({
        sectionId: after.section?.id ?? null,
        callId: after.call?.id ?? null,
        title,
        ...submissionSearch({ title }),
        abstract: { ...abstract },
        keywords: [...keywords],
        contentNote,
        version: seen + 1,
      })
      .where(eq(submissions.id, id))
    // An editor's change must not count as a change by the author.
    if (untouched) await noteContentSentBack(tx, submission)
    await renewReviewersText(tx, deps, submission, await namesIn(tx, id, after, fields), looked)
    // An editor of the new call may be an author: they are walled off before they can see the submission.
    if (fields.includes('callId')) await noteClaims(tx, deps, id, subject.authorIds)
    const changeId = deps.ids.uuid()
    await tx.insert(detailChanges).values({ id: changeId, submissionId: id, changes, changedAt: now })
    return {
      events: [{ type: 'submission.details_changed', changeId, fields }],
      reply: { version: seen + 1 },
    }
  })
}

async function detailsOf(tx: Tx, submission: SubmissionRow): Promise<Details> {
  const { sectionId, callId, title, abstract, keywords, contentNote } = submission
  return {
    section: sectionId === null ? null : await sectionWith(tx, sectionId),
    call: callId === null ? null : await callWith(tx, callId),
    title,
    abstract,
    keywords,
    contentNote,
  }
}

async function detailsAfter(
  tx: Tx,
  { sectionId, callId }: SubmissionRow,
  before: Details,
  wanted: Omit<Body<Changing>, 'version' | 'looked'>,
): Promise<Details> {
  const { sectionId: section = sectionId, callId: call = callId } = wanted
  return {
    section: section === sectionId || section === null ? before.section : await sectionWith(tx, section),
    call: call === callId ? before.call : call === null ? null : await callWith(tx, call),
    title: wanted.title ?? before.title,
    abstract: wanted.abstract ?? before.abstract,
    keywords: wanted.keywords ?? before.keywords,
    contentNote: wanted.contentNote ?? before.contentNote,
  }
}

async function sectionWith(tx: Tx, id: string): Promise<Details['section']> {
  const [section] = await tx
    .select({ id: sections.id, title: sections.title })
    .from(sections)
    .where(eq(sections.id, id))
  if (!section) throw new BadInput([{ path: 'sectionId', key: 'refusals.input.noSection' }])
  return section
}

/** A call that is not published counts as absent. */
async function callWith(tx: Tx, id: string): Promise<Details['call']> {
  const [call] = await tx
    .select({ id: calls.id, title: callVersions.title })
    .from(calls)
    .innerJoin(callVersions, and(eq(callVersions.callId, calls.id), eq(callVersions.n, calls.version)))
    .where(and(eq(calls.id, id), ne(calls.status, 'draft')))
  if (!call) throw new BadInput([{ path: 'callId', key: 'refusals.input.noCall' }])
  return call
}

async function namesIn(
  tx: Tx,
  id: string,
  { title, abstract, keywords, contentNote }: Details,
  fields: readonly DetailField[],
): Promise<readonly TextFinding[]> {
  const texts = { title, abstract, keywords, contentNote, keyPoints: [], response: '' }
  const changed: readonly string[] = fields
  return namesInTyped(texts, await peopleOfCase(tx, id)).filter(({ field }) => changed.includes(field))
}

/** In these statuses editors and reviewers work on the newest version; in others the author does, or reviewing is over. */
const inHand: readonly Status[] = ['submitted', 'in_review', 'revised']

async function renewReviewersText(
  tx: Tx,
  deps: Deps,
  { id, status }: SubmissionRow,
  names: readonly TextFinding[],
  looked: readonly string[],
): Promise<void> {
  const version = inHand.includes(status) ? await newestHandedIn(tx, id) : null
  if (version === null) return
  // A name is confirmed before new reviewers read it; reviewers of this version may be reading already.
  if (await wasReviewed(tx, version.id))
    await keepConfirmed(tx, deps, id, requireLookedAt('details', names, looked), 'editor')
  await renewText(tx, version.id)
}
