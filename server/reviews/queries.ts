import { invitationSubject } from '../cases/invitations.ts'
import type { Sql } from '../db/client.ts'
import { namesInReview } from '../cases/sent-text.ts'
import { askedRound, reasonColumns, reasonsIn, type ReasonRow } from '../cases/invitation-reasons.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { mayInvitation, type Actor, type InvitationSubject } from '../domain/policy.ts'
import { all, allow, Refusal } from '../domain/refusal.ts'
import {
  canHappenToInvitation,
  hasEnded,
  isLate,
  reviewGaps,
  type InvitationEvent,
  type InvitationStatus,
  type Recommendation,
} from '../domain/review.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { reviewsContract } from './contract.ts'
import { ownIdentity } from './own-names.ts'

// What a reviewer reads. Permissions are checked by ids with the API's database role; all content is read with the reviewers' role, whose
// views contain neither authors nor other reviewers.

type Contract = typeof reviewsContract
type InvitationReply = ReplyOf<Contract['GET /api/invitations']>['invitations'][number]
type InvitationPage = ReplyOf<Contract['GET /api/invitations/:id']>
type ReviewPage = ReplyOf<Contract['GET /api/reviews/:id']>

/** The reviewer's invitations, those that need something first. A session opened by a link has only one. */
export async function myInvitations(deps: Deps, actor: Actor): Promise<{ invitations: InvitationReply[] }> {
  const now = deps.clock.now()
  const rows = await readInvitations(deps.reviewerSql, await ownIds(deps.sql, actor))
  return { invitations: rows.map((row) => shapeInvitation(row, now)) }
}

async function ownIds(sql: Sql, actor: Actor): Promise<string[]> {
  if (actor.kind === 'visitor') return []
  if (actor.kind === 'link') return [actor.invitationId]
  const rows = await sql<{ id: string }[]>`
    select invitation_id as id from identity.reviewers where account_id = ${actor.accountId}`
  return rows.map(({ id }) => id)
}

export async function invitationPage(deps: Deps, actor: Actor, id: string): Promise<InvitationPage> {
  const subject = await admitted(deps, actor, id, 'invitation.read')
  const invitation = await readInvitation(deps, id)
  return {
    ...invitation,
    asked: hasEnded(subject.status) ? null : await whyAsked(deps.sql, id),
    can: {
      accept: verdict(actor, subject, 'invitation.answer', 'accept'),
      decline: verdict(actor, subject, 'invitation.answer', 'decline'),
      write: mayInvitation('review.write', actor, subject),
      withdraw: verdict(actor, subject, 'invitation.withdraw', 'withdraw'),
      sendLate: mayInvitation('review.send_late', actor, subject),
    },
  }
}

/** Who invites and why, as in the letter: the only identity read here is the editor's and the reviewer's own. */
async function whyAsked(sql: Sql, id: string): Promise<NonNullable<InvitationPage['asked']>> {
  const [row] = await sql<(ReasonRow & { by: string | null; why: string })[]>`
    select e.name as by, r.why, a.expertise, ${reasonColumns(sql, sql`r.submission_id`)}
    from identity.reviewers r
    join identity.accounts a on a.id = r.account_id
    join journal.invitations n on n.id = r.invitation_id join journal.rounds o on o.id = n.round_id
    left join identity.accounts e on e.id = r.asked_by
    ${askedRound(sql, sql`r.submission_id`, sql`o.n`)}
    where r.invitation_id = ${id}`
  if (!row) throw new Refusal('not_found')
  return { by: row.by, why: row.why, known: reasonsIn(row) }
}

function verdict(
  actor: Actor,
  subject: InvitationSubject,
  action: 'invitation.answer' | 'invitation.withdraw',
  event: InvitationEvent,
) {
  return all(mayInvitation(action, actor, subject), canHappenToInvitation(subject.status, event))
}

export async function reviewPage(deps: Deps, actor: Actor, id: string): Promise<ReviewPage> {
  const subject = await admitted(deps, actor, id, 'review.read')
  const [invitation, assignment, own] = await Promise.all([
    readInvitation(deps, id),
    readAssignment(deps.reviewerSql, id),
    ownIdentity(deps.db, id),
  ])
  const { form, files, review, ...manuscript } = assignment
  const requiredCriteria = form.criteria.filter(({ required }) => required).map((criterion) => criterion.id)
  return {
    ...invitation,
    ...manuscript,
    form,
    files: files.map(({ extension, version, ...file }) => ({
      ...file,
      name: servedFileName(file.purpose, version, extension),
    })),
    review: {
      ...review,
      savedAt: isoOf(review.savedAt),
      submittedAt: isoOf(review.submittedAt),
    },
    gaps: [...reviewGaps({ ...review, requiredCriteria })],
    textFindings: namesInReview(id, review.toAuthor, own),
    can: {
      write: mayInvitation('review.write', actor, subject),
      withdraw: verdict(actor, subject, 'invitation.withdraw', 'withdraw'),
    },
  }
}

async function admitted(
  deps: Deps,
  actor: Actor,
  id: string,
  action: 'invitation.read' | 'review.read',
): Promise<InvitationSubject> {
  const subject = await invitationSubject(deps.sql, id)
  if (!subject) throw new Refusal('not_found')
  allow(mayInvitation(action, actor, subject))
  return subject
}

interface InvitationRow {
  readonly id: string
  readonly status: InvitationStatus
  readonly title: string
  readonly abstract: Record<string, string>
  readonly keywords: string[]
  readonly language: string
  readonly contentNote: string
  readonly sectionTitle: string | null
  readonly callTitle: string | null
  readonly round: number
  readonly invitedAt: Date | null
  readonly respondBy: Date
  readonly dueAt: Date
}

async function readInvitations(reviewerSql: Sql, ids: readonly string[]): Promise<InvitationRow[]> {
  return reviewerSql<InvitationRow[]>`
    select id, status, title, abstract, keywords, language, content_note as "contentNote",
           section_title as "sectionTitle", call_title as "callTitle", round,
           invited_at as "invitedAt", respond_by as "respondBy", due_at as "dueAt"
    from reviewing.invitations where id = any(${[...ids]}::uuid[])
    order by status not in ('invited', 'accepted'), due_at, id`
}

async function readInvitation({ reviewerSql, clock }: Deps, id: string): Promise<InvitationReply> {
  const [row] = await readInvitations(reviewerSql, [id])
  if (!row) throw new Refusal('not_found')
  return shapeInvitation(row, clock.now())
}

function shapeInvitation(row: InvitationRow, now: Date): InvitationReply {
  return {
    ...row,
    invitedAt: isoOf(row.invitedAt),
    respondBy: row.respondBy.toISOString(),
    dueAt: row.dueAt.toISOString(),
    late: isLate(row, now),
  }
}

interface Assignment {
  readonly keyPoints: string[]
  readonly manuscriptVersion: number
  readonly response: string
  readonly form: ReviewPage['form']
  readonly files: readonly {
    readonly id: string
    readonly purpose: string
    readonly mediaType: string
    readonly bytes: number
    readonly extension: string
    readonly version: number
    readonly pages: number
    readonly view: boolean
  }[]
  readonly review: {
    readonly version: number
    readonly scores: Record<string, number>
    readonly toAuthor: string
    readonly toEditor: string
    readonly recommendation: Recommendation | null
    readonly savedAt: string | null
    readonly submittedAt: string | null
  }
}

const blankReview: Assignment['review'] = {
  version: 0,
  scores: {},
  toAuthor: '',
  toEditor: '',
  recommendation: null,
  savedAt: null,
  submittedAt: null,
}

/** All data of the review page in one statement. */
async function readAssignment(reviewerSql: Sql, id: string): Promise<Assignment> {
  const [row] = await reviewerSql<(Omit<Assignment, 'review'> & { review: Assignment['review'] | null })[]>`
    select a.key_points as "keyPoints", a.version as "manuscriptVersion", a.response,
      (select json_build_object('guidance', f.guidance, 'criteria', coalesce(
         (select json_agg(json_build_object('id', c.id, 'title', c.title, 'hint', c.hint, 'weight', c.weight,
                                            'scale', c.scale, 'required', c.required) order by c.position)
          from reviewing.criteria c where c.form_id = f.id), '[]'))
       from reviewing.forms f where f.id = a.form_id) as form,
      coalesce((select json_agg(json_build_object('id', f.id, 'purpose', f.purpose, 'mediaType', f.media_type, 'bytes', f.bytes,
                                                  'extension', f.extension, 'version', f.version, 'pages', f.pages, 'view', f.view)
                                order by f.purpose, f.id)
                from reviewing.files f where f.invitation_id = a.invitation_id), '[]') as files,
      (select json_build_object('version', v.version, 'scores', v.scores, 'toAuthor', v.to_author, 'toEditor', v.to_editor,
                                'recommendation', v.recommendation, 'savedAt', v.saved_at, 'submittedAt', v.submitted_at)
       from reviewing.reviews v where v.invitation_id = a.invitation_id) as review
    from reviewing.assignments a where a.invitation_id = ${id}`
  if (!row) throw new Refusal('not_found')
  return { ...row, review: row.review ?? blankReview }
}

function isoOf(instant: Date | string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}
