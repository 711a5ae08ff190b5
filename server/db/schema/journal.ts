import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { editorActs } from '../../domain/attention.ts'
import { callStatuses } from '../../domain/call.ts'
import { decisionKinds } from '../../domain/decision.ts'
import { productionSteps } from '../../domain/production.ts'
import { declineReasons, invitationStatuses, recommendations } from '../../domain/review.ts'
import { statementKinds, statuses } from '../../domain/submission.ts'
import { isOneOf, oneOf } from './columns.ts'

/** Calls, cases, reviews and decisions. No column here names or leads to a person; see identity.ts. */
export const journal = pgSchema('journal')

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
const words = (name: string) => text(name).array().notNull().default(sql`'{}'`)
export type Translated = Record<string, string>

/** One row: the journal itself. */
export const settings = journal.table(
  'settings',
  {
    id: smallint('id').primaryKey().default(1),
    title: text('title').notNull(),
    fullTitle: text('full_title').notNull(),
    issn: text('issn').notNull(),
    publisher: text('publisher').notNull(),
    about: text('about').notNull().default(''),
    contact: text('contact').notNull().default(''),
    licence: text('licence').notNull(),
    licenceUrl: text('licence_url').notNull(),
    timeZone: text('time_zone').notNull().default('Europe/Copenhagen'),
    doiPrefix: text('doi_prefix').notNull(),
    graceMinutes: integer('grace_minutes').notNull().default(10),
    respondDays: integer('respond_days').notNull(),
    reviewDays: integer('review_days').notNull(),
    revisionDays: integer('revision_days').notNull(),
    maxFileBytes: bigint('max_file_bytes', { mode: 'number' }).notNull().default(52_428_800),
    demonstration: boolean('demonstration').notNull().default(false),
  },
  (t) => [check('settings_one_row', sql`${t.id} = 1`)],
)

export const reviewForms = journal.table(
  'review_forms',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** A changed form is a new version: what a reviewer answered keeps its wording. */
    version: integer('version').notNull().default(1),
    guidance: text('guidance').notNull().default(''),
    demonstration: boolean('demonstration').notNull().default(false),
  },
  (t) => [unique('review_forms_version').on(t.name, t.version)],
)

export const criteria = journal.table(
  'criteria',
  {
    id: uuid('id').primaryKey(),
    formId: uuid('form_id')
      .notNull()
      .references(() => reviewForms.id),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    hint: text('hint').notNull().default(''),
    weight: numeric('weight', { precision: 5, scale: 2, mode: 'number' }).notNull(),
    /** Words for each step, worst first; the scale is 1 to their number. */
    scale: text('scale').array().notNull(),
    required: boolean('required').notNull().default(true),
  },
  (t) => [
    unique('criteria_place').on(t.formId, t.position),
    check('criteria_weight', sql`${t.weight} > 0`),
    check('criteria_scale', sql`cardinality(${t.scale}) between 2 and 10`),
  ],
)

export const sections = journal.table('sections', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  title: text('title').notNull(),
  position: integer('position').notNull(),
  policy: text('policy').notNull().default(''),
  openToAuthors: boolean('open_to_authors').notNull().default(true),
  reviewed: boolean('reviewed').notNull().default(true),
  keyPointsRequired: boolean('key_points_required').notNull().default(false),
  wordLimit: integer('word_limit'),
  abstractLimit: integer('abstract_limit'),
  minimumReviews: integer('minimum_reviews').notNull().default(2),
  formId: uuid('form_id').references(() => reviewForms.id),
  demonstration: boolean('demonstration').notNull().default(false),
})

export const calls = journal.table(
  'calls',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    status: oneOf('status', callStatuses).notNull(),
    version: integer('version').notNull(),
    sectionId: uuid('section_id').references(() => sections.id),
    opensAt: at('opens_at'),
    closesAt: at('closes_at'),
    publishedAt: at('published_at'),
    clonedFrom: uuid('cloned_from'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    isOneOf('calls_status', t.status, callStatuses),
    check('calls_published', sql`${t.status} = 'draft' or ${t.publishedAt} is not null`),
    check('calls_window', sql`${t.opensAt} is null or ${t.closesAt} is null or ${t.opensAt} < ${t.closesAt}`),
  ],
)

export interface CallBody {
  readonly background: string
  readonly themes: readonly string[]
  readonly orientation: string
  readonly guidelines: string
  readonly contact: string
  /** Public names with affiliation, as printed on the call. */
  readonly editors: readonly string[]
}

/** Every saved text of a call is kept: authors may have written to an earlier one. */
export const callVersions = journal.table(
  'call_versions',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    n: integer('n').notNull(),
    language: text('language').notNull().default('en'),
    title: text('title').notNull(),
    summary: text('summary').notNull().default(''),
    body: jsonb('body').$type<CallBody>().notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.n] })],
)

export const submissions = journal.table(
  'submissions',
  {
    id: uuid('id').primaryKey(),
    /** TJ-26-K7QF: a year and four random signs; it tells neither order nor number. */
    reference: text('reference').notNull().unique(),
    callId: uuid('call_id').references(() => calls.id),
    sectionId: uuid('section_id').references(() => sections.id),
    status: oneOf('status', statuses).notNull(),
    statusSince: at('status_since').notNull(),
    /** Rises with every save by the author: two open windows do not overwrite each other. */
    version: integer('version').notNull().default(1),
    language: text('language').notNull().default('en'),
    title: text('title').notNull().default(''),
    abstract: jsonb('abstract').$type<Translated>().notNull().default({}),
    keywords: words('keywords'),
    keyPoints: words('key_points'),
    contentNote: text('content_note').notNull().default(''),
    createdAt: at('created_at').notNull(),
    submittedAt: at('submitted_at'),
    acceptedAt: at('accepted_at'),
    withdrawnReason: text('withdrawn_reason'),
    authorDueAt: at('author_due_at'),
    /** From domain/attention.ts, kept true by submissions/attention.ts at every change. */
    attentionAct: oneOf('attention_act', editorActs),
    attentionAt: at('attention_at'),
  },
  (t) => [
    isOneOf('submissions_status', t.status, statuses),
    check('submissions_submitted', sql`${t.status} in ('draft', 'withdrawn') or ${t.submittedAt} is not null`),
    check('submissions_attention', sql`(${t.attentionAct} is null) = (${t.attentionAt} is null)`),
    check(
      'submissions_accepted',
      sql`${t.status} not in ('accepted', 'in_production', 'published') or ${t.acceptedAt} is not null`,
    ),
    index('submissions_attention_at').on(t.attentionAt).where(sql`${t.attentionAt} is not null`),
    index('submissions_status_since').on(t.status, t.statusSince),
    index('submissions_submitted_at').on(t.submittedAt),
    index('submissions_call').on(t.callId),
    index('submissions_title').using('gin', sql`to_tsvector('simple', ${t.title})`),
  ],
)

export const statements = journal.table(
  'statements',
  {
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    kind: oneOf('kind', statementKinds).notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.kind] })],
)

/** The manuscript as handed in at one time. Version 1 is open until the first submitting. */
export const versions = journal.table(
  'versions',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    n: integer('n').notNull(),
    createdAt: at('created_at').notNull(),
    handedInAt: at('handed_in_at'),
    /** The author's answer to the reviewers, point by point. */
    response: text('response').notNull().default(''),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    unique('versions_n').on(t.submissionId, t.n),
    uniqueIndex('versions_one_open').on(t.submissionId).where(sql`${t.handedInAt} is null`),
  ],
)

export const filePurposes = ['manuscript', 'anonymous_copy', 'figure', 'supplement', 'response'] as const
export type FilePurpose = (typeof filePurposes)[number]

/** A file whose bytes are safe in the store. The row is written after the bytes, the key is random and never reused. */
export const files = journal.table(
  'files',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    versionId: uuid('version_id').references(() => versions.id),
    purpose: oneOf('purpose', filePurposes).notNull(),
    mediaType: text('media_type').notNull(),
    extension: text('extension').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    storedAt: at('stored_at').notNull(),
    /** An editor has looked through it and found nobody named: only then does a reviewer get it. Fail closed. */
    releasedAt: at('released_at'),
    removedAt: at('removed_at'),
  },
  (t) => [
    isOneOf('files_purpose', t.purpose, filePurposes),
    check('files_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('files_bytes', sql`${t.bytes} > 0`),
    index('files_submission').on(t.submissionId),
    index('files_version').on(t.versionId),
  ],
)

export const rounds = journal.table(
  'rounds',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    n: integer('n').notNull(),
    versionId: uuid('version_id')
      .notNull()
      .references(() => versions.id),
    formId: uuid('form_id')
      .notNull()
      .references(() => reviewForms.id),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('rounds_n').on(t.submissionId, t.n),
    uniqueIndex('rounds_one_open').on(t.submissionId).where(sql`${t.closedAt} is null`),
  ],
)

export const invitations = journal.table(
  'invitations',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    roundId: uuid('round_id')
      .notNull()
      .references(() => rounds.id),
    label: text('label').notNull(),
    status: oneOf('status', invitationStatuses).notNull(),
    /** Place in the reserve list. */
    position: integer('position').notNull().default(0),
    createdAt: at('created_at').notNull(),
    invitedAt: at('invited_at'),
    changedAt: at('changed_at').notNull(),
    respondBy: at('respond_by').notNull(),
    dueAt: at('due_at').notNull(),
    remindedAt: at('reminded_at'),
    declineReason: oneOf('decline_reason', declineReasons),
  },
  (t) => [
    isOneOf('invitations_status', t.status, invitationStatuses),
    check(
      'invitations_sent',
      sql`(${t.status} = 'reserve') or ${t.invitedAt} is not null or ${t.status} = 'cancelled'`,
    ),
    index('invitations_round').on(t.roundId),
    index('invitations_submission').on(t.submissionId),
  ],
)

export const reviews = journal.table(
  'reviews',
  {
    id: uuid('id').primaryKey(),
    invitationId: uuid('invitation_id')
      .notNull()
      .unique()
      .references(() => invitations.id),
    version: integer('version').notNull().default(1),
    recommendation: oneOf('recommendation', recommendations),
    toAuthor: text('to_author').notNull().default(''),
    toEditor: text('to_editor').notNull().default(''),
    /** domain/scoring.ts weightedMean, kept beside the scores for the desk. */
    weighted: numeric('weighted', { precision: 4, scale: 1, mode: 'number' }),
    savedAt: at('saved_at').notNull(),
    submittedAt: at('submitted_at'),
  },
  (t) => [
    check('reviews_whole', sql`${t.submittedAt} is null or (${t.recommendation} is not null and ${t.toAuthor} <> '')`),
  ],
)

export const scores = journal.table(
  'scores',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => reviews.id),
    criterionId: uuid('criterion_id')
      .notNull()
      .references(() => criteria.id),
    score: smallint('score').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reviewId, t.criterionId] }),
    check('scores_from_one', sql`${t.score} between 1 and 10`),
  ],
)

export const decisions = journal.table(
  'decisions',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    roundId: uuid('round_id').references(() => rounds.id),
    kind: oneOf('kind', decisionKinds).notNull(),
    letter: text('letter').notNull().default(''),
    statusBefore: oneOf('status_before', statuses).notNull(),
    statusAfter: oneOf('status_after', statuses).notNull(),
    sinceBefore: at('since_before').notNull(),
    /** The author's date before the decision: what they still see until they hear of it. */
    dueBefore: at('due_before'),
    decidedAt: at('decided_at').notNull(),
    graceEndsAt: at('grace_ends_at').notNull(),
    takenBackAt: at('taken_back_at'),
    authorDueAt: at('author_due_at'),
  },
  (t) => [
    isOneOf('decisions_kind', t.kind, decisionKinds),
    check('decisions_taken_back_in_grace', sql`${t.takenBackAt} is null or ${t.takenBackAt} < ${t.graceEndsAt}`),
    index('decisions_submission').on(t.submissionId, t.decidedAt),
  ],
)

/** Discussions with a fixed audience: a new audience is a new discussion (TRUST.md L25). */
export const discussions = journal.table('discussions', {
  id: uuid('id').primaryKey(),
  submissionId: uuid('submission_id')
    .notNull()
    .references(() => submissions.id),
  audience: oneOf('audience', ['editors', 'editors_author', 'editors_reviewers']).notNull(),
  subject: text('subject').notNull(),
  openedAt: at('opened_at').notNull(),
  closedAt: at('closed_at'),
})

export const discussionPosts = journal.table(
  'discussion_posts',
  {
    id: uuid('id').primaryKey(),
    discussionId: uuid('discussion_id')
      .notNull()
      .references(() => discussions.id),
    /** "Reviewer C", "Author", "Editor": never an account. */
    speaker: text('speaker').notNull(),
    text: text('text').notNull(),
    postedAt: at('posted_at').notNull(),
  },
  (t) => [index('discussion_posts_discussion').on(t.discussionId, t.postedAt)],
)

export const productions = journal.table(
  'productions',
  {
    submissionId: uuid('submission_id')
      .primaryKey()
      .references(() => submissions.id),
    step: oneOf('step', productionSteps).notNull(),
    stepSince: at('step_since').notNull(),
    startedAt: at('started_at').notNull(),
    proofsApprovedAt: at('proofs_approved_at'),
    proofsComment: text('proofs_comment').notNull().default(''),
  },
  (t) => [isOneOf('productions_step', t.step, productionSteps)],
)

/** Things that happened: audit trail, timeline and outbox in one. Rows are never changed but for `relayed_at`. */
export const events = journal.table(
  'events',
  {
    id: uuid('id').primaryKey(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    type: text('type').notNull(),
    submissionIds: uuid('submission_ids').array().notNull().default(sql`'{}'`),
    /** Ids and codes only. */
    payload: jsonb('payload').notNull(),
    at: at('at').notNull(),
    relayedAt: at('relayed_at'),
  },
  (t) => [
    index('events_seq').on(t.seq),
    index('events_unrelayed').on(t.seq).where(sql`${t.relayedAt} is null`),
    index('events_submissions').using('gin', t.submissionIds),
  ],
)

/** What an event makes somebody do, once. The queue only carries the id: lose it and the relay offers the task again. */
export const tasks = journal.table(
  'tasks',
  {
    /** `<event id>.<job>`: also the id of the queue's job, so that it cannot be queued twice. */
    id: text('id').primaryKey(),
    eventId: uuid('event_id')
      .notNull()
      .references(() => events.id),
    job: text('job').notNull(),
    runAt: at('run_at').notNull(),
    doneAt: at('done_at'),
    queuedAt: at('queued_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Set when it was given up; an administrator sees it and can try again. */
    failedAt: at('failed_at'),
    error: text('error'),
  },
  (t) => [index('tasks_open').on(t.runAt).where(sql`${t.doneAt} is null and ${t.failedAt} is null`)],
)
