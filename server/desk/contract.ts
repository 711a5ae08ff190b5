import { z } from 'zod'
import { editorActions } from '../domain/next-action.ts'
import { claimStates } from '../domain/claim.ts'
import { decisionKinds } from '../domain/decision.ts'
import { declineReasons, invitationStatuses, recommendations } from '../domain/review.ts'
import { likenesses } from '../domain/person.ts'
import { statuses } from '../domain/submission.ts'
import { contract } from '../http/contract.ts'
import { Cursor } from '../http/cursor.ts'
import { shapeFor } from '../http/reply-shapes.ts'
import {
  Id,
  IdParams,
  Instant,
  line,
  requiredLine,
  SectionWishes,
  text,
  TextFinding,
  TextFindingId,
  Verdict,
  Version,
} from '../http/shapes.ts'
import { StoredFile, TimelineEntry, typed } from '../http/submission-shapes.ts'

const ReviewRow = z.object({
  invitationId: Id,
  round: z.number(),
  label: z.string(),
  /** The number under which its author knows the review; null until it is submitted. */
  number: z.number().nullable(),
  reviewer: z.object({ id: Id, name: z.string(), affiliation: z.string() }),
  status: z.enum(invitationStatuses),
  late: z.boolean(),
  invitedAt: Instant.nullable(),
  respondBy: Instant,
  dueAt: Instant,
  changedAt: Instant,
  remindedAt: Instant.nullable(),
  declineReason: z.enum(declineReasons).nullable(),
  suggestion: z.string(),
  /** Codes of conflicts of interest found after the reviewer was chosen: evidence of domain/conflict.ts or a refusal. */
  conflict: z.array(z.string()),
  /** Sent after its round had ended: stored, but not part of any mean or decision. */
  lateReview: z.object({ toAuthor: z.string(), toEditor: z.string(), sentAt: Instant }).nullable(),
  /** Null until submitted. */
  review: z
    .object({
      scores: z.record(z.string(), z.number()),
      weighted: z.number().nullable(),
      recommendation: z.enum(recommendations).nullable(),
      toAuthor: z.string(),
      /** Names of reviewers in the text to the author. */
      naming: z.array(TextFinding),
      toEditor: z.string(),
      submittedAt: Instant,
    })
    .nullable(),
})

const EditorPage = shapeFor('submission', 'editor').extend({
  acceptedAt: Instant.nullable(),
  authorDueAt: Instant.nullable(),
  nextAction: z.object({ act: z.enum(editorActions), at: Instant }).nullable(),
  minimumReviews: z.number(),
  /** The journal's usual times to answer an invitation and to review, in days. */
  respondDays: z.number(),
  reviewDays: z.number(),
  handling: z.array(z.object({ id: Id, name: z.string() })),
  /** Editors who are named as authors. They see nothing of this page until it is settled that they are not. */
  claims: z.array(
    z.object({
      id: Id,
      name: z.string(),
      state: z.enum(claimStates),
      evidence: z.array(z.enum(likenesses)),
      dismiss: Verdict,
    }),
  ),
  files: z.array(StoredFile),
  /** Names of authors in the typed text that reviewers read, and what in it may name a survivor. */
  textFindings: z.array(TextFinding),
  rounds: z.array(
    z.object({
      n: z.number(),
      version: z.number(),
      openedAt: Instant,
      closedAt: Instant.nullable(),
      criteria: z.array(z.object({ id: Id, title: z.string(), weight: z.number(), scale: z.array(z.string()) })),
      /** domain/scoring.ts over the submitted reviews. */
      aggregate: z.number().nullable(),
      spread: z.number().nullable(),
      disagreement: z.boolean(),
    }),
  ),
  reviews: z.array(ReviewRow),
  decisions: z.array(
    z.object({
      id: Id,
      kind: z.enum(decisionKinds),
      /** With `[[due]]` in place of the author's due date. */
      letter: z.string(),
      authorDueAt: Instant.nullable(),
      decidedAt: Instant,
      graceEndsAt: Instant,
      takenBackAt: Instant.nullable(),
      takeBack: Verdict,
    }),
  ),
  timeline: z.array(
    TimelineEntry.extend({
      actor: z.string().nullable(),
      /** The label of the reviewer whose invitation or review the event is about. */
      reviewer: z.string().nullable(),
      /** What the author said when they submitted again without changes. */
      word: z.string().nullable(),
    }),
  ),
  letters: z.array(
    z.object({
      id: Id,
      template: z.string(),
      to: z.string(),
      subject: z.string(),
      text: z.string(),
      state: z.string(),
      sentAt: Instant.nullable(),
    }),
  ),
  articleId: Id.nullable(),
  can: z.object({
    assignEditor: Verdict,
    releaseFiles: Verdict,
    invite: Verdict,
    changeDetails: Verdict,
    confirmText: Verdict,
    decide: z.record(z.enum(decisionKinds), Verdict),
    startProduction: Verdict,
  }),
})

const DeskRow = z.object({
  id: Id,
  reference: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  statusSince: Instant,
  submittedAt: Instant.nullable(),
  sectionTitle: z.string().nullable(),
  callTitle: z.string().nullable(),
  round: z.number().nullable(),
  nextAction: z.object({ act: z.enum(editorActions), at: Instant, now: z.boolean() }).nullable(),
  /** Live invitations of the newest round, by random label; `weighted` is null until the review is submitted. */
  reviewers: z.array(
    z.object({
      label: z.string(),
      status: z.enum(invitationStatuses),
      weighted: z.number().nullable(),
      late: z.boolean(),
    }),
  ),
  aggregate: z.number().nullable(),
  disagreement: z.boolean(),
  handling: z.array(z.string()),
})

/** What will need an editor within so many days is due soon. */
export const soonDays = 7

const openQueues = ['screening', 'in_review', 'revised', 'with_authors', 'production'] as const

export const queues = [
  'needs_me',
  'all',
  'screening',
  'in_review',
  'revised',
  'with_authors',
  'production',
  'ended',
] as const

/** As the author types them, but required fields cannot be emptied. */
const detailChanges = {
  sectionId: Id.optional(),
  callId: Id.nullable().optional(),
  title: requiredLine(500).optional(),
  abstract: typed.abstract.optional(),
  keywords: typed.keywords.min(1, 'needs at least one').optional(),
  contentNote: typed.contentNote.optional(),
}

export const deskContract = contract({
  'GET /api/desk': {
    summary: "The editor's list",
    access: 'desk.open',
    compressed: true,
    query: z.strictObject({
      queue: z.enum(queues).default('needs_me'),
      q: line(200).default(''),
      status: z.enum(statuses).optional(),
      callId: Id.optional(),
      sectionId: Id.optional(),
      handling: z.enum(['me', 'nobody', 'anybody']).default('anybody'),
      sort: z.enum(['nextAction', 'newest', 'oldest', 'title']).default('nextAction'),
      rows: z.coerce.number().int().min(1).max(1000).default(50),
      after: Cursor.optional(),
    }),
    reply: z.object({
      /** This and each count: at most `mostCounted` + 1, which stands for more (domain/counting.ts). */
      total: z.number(),
      counts: z.record(z.enum(queues), z.number()),
      /** For the queues of open submissions: how many need nothing from this editor now. */
      waiting: z.record(z.enum(openQueues), z.number()),
      rows: z.array(DeskRow),
      /** `after` for the page that follows; null: there is none. */
      next: z.string().nullable(),
    }),
  },
  'GET /api/desk/soon': {
    summary: 'Submissions that will need this editor within a week, at most fifty',
    access: 'desk.open',
    compressed: true,
    reply: z.object({ rows: z.array(DeskRow) }),
  },
  'GET /api/desk/filters': {
    summary: 'What the list can be narrowed to',
    access: 'desk.open',
    reply: z.object({
      calls: z.array(z.object({ id: Id, title: z.string() })),
      sections: z.array(z.object({ id: Id, title: z.string() })),
      editors: z.array(z.object({ id: Id, name: z.string() })),
    }),
  },
  'GET /api/desk/:id': {
    summary: 'A submission as its editor sees it, with its reviews, in one request',
    access: 'desk.open',
    params: IdParams,
    reply: EditorPage,
  },
  'GET /api/desk/:id/choices': {
    summary: 'The sections and calls that an editor can move a submission to',
    access: 'desk.open',
    params: IdParams,
    reply: z.object({
      sections: z.array(SectionWishes),
      calls: z.array(z.object({ id: Id, title: z.string(), closed: z.boolean() })),
    }),
  },
  'PATCH /api/submissions/:id/details': {
    summary: 'Change what a submission is about after it was submitted; refused when somebody changed it meanwhile',
    access: 'desk.open',
    params: IdParams,
    body: z.strictObject({
      version: Version,
      ...detailChanges,
      /** Names found in it that the editor has confirmed. */
      looked: z.array(TextFindingId).max(200).default([]),
    }),
    reply: z.object({ version: z.number() }),
  },
  'POST /api/submissions/:id/text-check': {
    summary:
      'Look through a text before it is sent: a letter to the author for reviewers, what reviewers read for authors',
    access: 'desk.open',
    params: IdParams,
    body: z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('letter'), text: text(100_000) }),
      z.strictObject({ field: z.literal('invitation'), text: text(6000) }),
      z.strictObject({ field: z.literal('details'), ...typed }),
    ]),
    reply: z.object({ findings: z.array(TextFinding) }),
  },
  'PUT /api/submissions/:id/handling': {
    summary: 'Say who handles a submission',
    access: 'desk.open',
    params: IdParams,
    body: z.strictObject({ accountIds: z.array(Id).max(5) }),
    reply: 'none',
  },
})
