import type { Sql } from '../db/client.ts'
import type { EditorAction } from '../domain/next-action.ts'
import type { ClaimState } from '../domain/claim.ts'
import type { DecisionKind } from '../domain/decision.ts'
import type { DetailChange } from '../domain/details.ts'
import type { DeclineReason, InvitationStatus, Recommendation } from '../domain/review.ts'
import type { Likeness } from '../domain/person.ts'
import type { StatementKind, Status } from '../domain/submission.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import { preparationOf } from '../cases/preparation-rows.ts'
import type { PreparationRow } from '../http/submission-shapes.ts'

// The rows of the editor's page of one submission: three statements, each returning one part as JSON. Instants in JSON are text; page.ts
// makes them ISO with Z.

export interface CaseRow {
  readonly id: string
  readonly reference: string
  readonly status: Status
  readonly statusSince: Date
  readonly version: number
  readonly submittedAt: Date | null
  readonly acceptedAt: Date | null
  readonly authorDueAt: Date | null
  readonly nextAction: EditorAction | null
  readonly nextActionAt: Date | null
  readonly language: string
  readonly title: string
  readonly abstract: Record<string, string>
  readonly keywords: string[]
  readonly keyPoints: string[]
  readonly contentNote: string
  readonly callId: string | null
  readonly callTitle: string | null
  readonly sectionId: string | null
  readonly sectionTitle: string | null
  readonly minimumReviews: number
  readonly respondDays: number
  readonly reviewDays: number
  readonly coverLetter: string
  readonly response: string
  readonly articleId: string | null
  readonly contributors: readonly {
    readonly name: string
    readonly sortName: string
    readonly email: string | null
    readonly affiliation: string
    readonly country: string | null
    readonly orcid: string | null
    readonly corresponding: boolean
    readonly creditRoles: string[]
    readonly byline: 'name' | 'pen_name' | 'withheld'
    readonly penName: string | null
  }[]
  /** Editors who seem to be authors. */
  readonly claims: readonly {
    readonly id: string
    readonly accountId: string
    readonly name: string
    readonly state: ClaimState
    readonly evidence: readonly Likeness[]
  }[]
  readonly statements: Partial<Record<StatementKind, string>>
  readonly handling: readonly { readonly id: string; readonly name: string }[]
  readonly files: readonly {
    readonly id: string
    readonly purpose: FilePurpose
    readonly version: number | null
    readonly mediaType: string
    readonly extension: string
    readonly bytes: number
    readonly sha256: string
    readonly storedAt: string
    readonly originalName: string
    readonly released: boolean
    readonly preparation: PreparationRow
  }[]
  readonly decisions: readonly {
    readonly id: string
    readonly kind: DecisionKind
    readonly letter: string
    readonly statusAfter: Status
    readonly decidedAt: string
    readonly graceEndsAt: string
    readonly authorDueAt: string | null
    readonly takenBackAt: string | null
  }[]
}

/**
 * Null when it was never submitted: until then only its author sees it. The same holds for files and answers of an open version, unless
 * that version was returned for correction.
 */
export async function readCase(sql: Sql, id: string): Promise<CaseRow | null> {
  const [row] = await sql<CaseRow[]>`
    select s.id, s.reference, s.version, s.status, s.status_since as "statusSince", s.submitted_at as "submittedAt",
      s.accepted_at as "acceptedAt", s.author_due_at as "authorDueAt", s.next_action as "nextAction",
      s.next_action_at as "nextActionAt", s.language, s.title, s.abstract, s.keywords, s.key_points as "keyPoints", s.content_note as "contentNote",
      s.call_id as "callId", v.title as "callTitle", s.section_id as "sectionId", x.title as "sectionTitle",
      coalesce(x.minimum_reviews, 1) as "minimumReviews", j.respond_days as "respondDays",
      j.review_days as "reviewDays", coalesce(sub.cover_letter, '') as "coverLetter",
      coalesce(n.response, '') as response, z.id as "articleId",
      coalesce((select json_agg(json_build_object('name', c.name, 'sortName', c.sort_name, 'email', c.email, 'affiliation', c.affiliation,
                  'country', c.country, 'orcid', c.orcid, 'corresponding', c.corresponding, 'creditRoles', c.credit_roles,
                  'byline', c.byline, 'penName', c.pen_name) order by c.position)
                from identity.contributors c where c.submission_id = s.id), '[]') as contributors,
      coalesce((select json_agg(json_build_object('id', k.id, 'accountId', k.account_id, 'name', a.name, 'state', k.state,
                  'evidence', k.evidence) order by k.made_at, k.id)
                from identity.author_claims k join identity.accounts a on a.id = k.account_id
                where k.submission_id = s.id), '[]') as claims,
      coalesce((select json_object_agg(t.kind, t.text) from journal.statements t where t.submission_id = s.id), '{}') as statements,
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name)
                from identity.involvements h join identity.accounts a on a.id = h.account_id
                where h.submission_id = s.id and h.relation = 'handling'), '[]') as handling,
      coalesce((select json_agg(json_build_object('id', f.id, 'purpose', f.purpose, 'version', w.n, 'mediaType', f.media_type,
                  'extension', f.extension, 'bytes', f.bytes, 'sha256', f.sha256, 'storedAt', f.stored_at,
                  'originalName', coalesce(o.original_name, ''), 'released', f.released_at is not null,
                  'preparation', ${preparationOf(sql)})
                  order by w.n desc, f.purpose, f.stored_at, f.id)
                from journal.files f
                join journal.preparations p on p.file_id = f.id
                left join journal.versions w on w.id = f.version_id
                left join identity.file_origins o on o.file_id = f.id
                where f.submission_id = s.id and f.removed_at is null
                  and (w.id is null or w.handed_in_at is not null or s.status = 'returned')), '[]') as files,
      coalesce((select json_agg(json_build_object('id', d.id, 'kind', d.kind, 'letter', d.letter, 'statusAfter', d.status_after, 'decidedAt', d.decided_at, 'graceEndsAt', d.grace_ends_at, 'authorDueAt', d.author_due_at,
                  'takenBackAt', d.taken_back_at) order by d.decided_at, d.id)
                from journal.decisions d where d.submission_id = s.id), '[]') as decisions
    from journal.submissions s
    cross join journal.settings j
    left join journal.sections x on x.id = s.section_id
    left join journal.calls k on k.id = s.call_id
    left join journal.call_versions v on v.call_id = k.id and v.n = k.version
    left join identity.submitters sub on sub.submission_id = s.id
    left join journal.articles z on z.submission_id = s.id
    left join lateral (select o.response from journal.versions o
                       where o.submission_id = s.id and o.handed_in_at is not null order by o.n desc limit 1) n on true
    where s.id = ${id} and s.submitted_at is not null`
  return row ?? null
}

export interface ReviewRow {
  readonly invitationId: string
  readonly round: number
  readonly label: string
  readonly number: number | null
  readonly reviewer: { readonly id: string; readonly name: string; readonly affiliation: string }
  readonly status: InvitationStatus
  readonly invitedAt: string | null
  readonly respondBy: string
  readonly dueAt: string
  readonly changedAt: string
  readonly remindedAt: string | null
  readonly declineReason: DeclineReason | null
  readonly suggestion: string
  /** Conflicts of interest found after this reviewer was chosen. */
  readonly conflict: readonly string[]
  /** Sent after the round had ended. */
  readonly lateReview: { readonly toAuthor: string; readonly toEditor: string; readonly sentAt: string } | null
  readonly review: {
    readonly scores: Record<string, number>
    readonly weighted: number | null
    readonly recommendation: Recommendation | null
    readonly toAuthor: string
    readonly toEditor: string
    readonly submittedAt: string
  } | null
}

export interface RoundRow {
  readonly n: number
  readonly version: number
  readonly openedAt: string
  readonly closedAt: string | null
  readonly criteria: readonly {
    readonly id: string
    readonly title: string
    readonly weight: number
    readonly scale: string[]
  }[]
}

/**
 * Rounds with their reviews, reviewers sorted by label. A round that is empty because the decision that opened it was taken back is left
 * out.
 */
export async function readReviews(
  sql: Sql,
  id: string,
): Promise<{ readonly rounds: readonly RoundRow[]; readonly reviews: readonly ReviewRow[] }> {
  const [row] = await sql<[{ rounds: RoundRow[]; reviews: ReviewRow[] }]>`
    select
      coalesce((select json_agg(json_build_object('n', r.n, 'version', w.n, 'openedAt', r.opened_at, 'closedAt', r.closed_at,
                  'criteria', coalesce((select json_agg(json_build_object('id', c.id, 'title', c.title, 'weight', c.weight,
                                'scale', c.scale) order by c.position)
                              from journal.criteria c where c.form_id = r.form_id), '[]')) order by r.n)
                from journal.rounds r join journal.versions w on w.id = r.version_id
                where r.submission_id = ${id} and (r.closed_at is null
                  or exists (select 1 from journal.invitations i where i.round_id = r.id))), '[]') as rounds,
      coalesce((select json_agg(json_build_object('invitationId', i.id, 'round', r.n, 'label', i.label, 'number', n.n,
                  'reviewer', json_build_object('id', a.id, 'name', a.name, 'affiliation', a.affiliation),
                  'status', i.status, 'invitedAt', i.invited_at, 'respondBy', i.respond_by, 'dueAt', i.due_at,
                  'changedAt', i.changed_at, 'remindedAt', i.reminded_at, 'declineReason', i.decline_reason,
                  'suggestion', p.suggestion,
                  'conflict', coalesce((select e.payload->'evidence' from journal.events e
                    where e.submission_ids @> array[${id}::uuid] and e.payload->>'invitationId' = i.id::text
                      and e.type in ('submission.reviewer_conflict_found', 'invitation.promotion_held')
                    order by e.seq desc limit 1), '[]'),
                  'lateReview', case when v.late_at is not null then json_build_object(
                    'toAuthor', v.to_author, 'toEditor', v.to_editor, 'sentAt', v.late_at) end,
                  'review', case when v.submitted_at is not null then json_build_object(
                    'scores', coalesce((select json_object_agg(g.criterion_id, g.score)
                                        from journal.scores g where g.review_id = v.id), '{}'),
                    'weighted', v.weighted, 'recommendation', v.recommendation, 'toAuthor', v.to_author,
                    'toEditor', v.to_editor, 'submittedAt', v.submitted_at) end)
                  order by r.n, i.label, i.id)
                from journal.invitations i
                join journal.rounds r on r.id = i.round_id
                join identity.reviewers p on p.invitation_id = i.id
                join identity.accounts a on a.id = p.account_id
                left join journal.reviews v on v.invitation_id = i.id
                left join journal.review_numbers n on n.submission_id = i.submission_id and n.label = i.label and i.status = 'submitted'
                where i.submission_id = ${id}), '[]') as reviews`
  return row
}

interface History {
  readonly timeline: readonly {
    readonly at: string
    readonly type: string
    readonly detail: string | null
    readonly changes: readonly DetailChange[]
    readonly word: string | null
    readonly actor: string | null
    readonly reviewer: string | null
  }[]
  readonly letters: readonly {
    readonly id: string
    readonly template: string
    readonly to: string
    readonly subject: string
    readonly text: string
    readonly state: string
    readonly sentAt: string | null
  }[]
}

/** The events with their actors (index events_submissions), and every letter that was written about the submission. */
export async function readHistory(sql: Sql, id: string): Promise<History> {
  const [row] = await sql<[History]>`
    select
      coalesce((select json_agg(json_build_object('at', e.at, 'type', e.type,
                  'detail', coalesce(e.payload->>'kind', e.payload->>'step'), 'actor', coalesce(a.name, b.name), 'changes', coalesce(c.changes, '[]'), 'word', o.word,
                  'reviewer', (select i.label from journal.invitations i where i.id = (e.payload->>'invitationId')::uuid))
                  order by e.seq)
                from journal.events e
                left join journal.detail_changes c on c.id = (e.payload->>'changeId')::uuid
                left join journal.author_words o on o.id = (e.payload->>'wordId')::uuid
                left join identity.event_actors y on y.event_id = e.id
                left join identity.accounts a on a.id = y.account_id
                left join identity.reviewers p on p.invitation_id = y.invitation_id
                left join identity.accounts b on b.id = p.account_id
                where e.submission_ids @> array[${id}]::uuid[]), '[]') as timeline,
      coalesce((select json_agg(json_build_object('id', l.id, 'template', l.template, 'to', coalesce(a.name, l.address),
                  'subject', l.subject, 'text', l.text, 'state', l.state, 'sentAt', l.sent_at) order by l.created_at, l.id)
                from identity.letters l left join identity.accounts a on a.id = l.account_id
                where l.submission_id = ${id}), '[]') as letters`
  return row
}
