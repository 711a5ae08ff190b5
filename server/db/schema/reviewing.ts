import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  numeric,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { decisionKinds } from '../../domain/decision.ts'
import { declineReasons, invitationStatuses, recommendations } from '../../domain/review.ts'
import { statuses } from '../../domain/submission.ts'
import { at, isOneOf, journal, oneOf } from './columns.ts'
import { reviewForms, criteria } from './settings.ts'
import { submissions, versions } from './submissions.ts'

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
    /** Position in the list of alternates. */
    position: integer('position').notNull().default(0),
    createdAt: at('created_at').notNull(),
    invitedAt: at('invited_at'),
    changedAt: at('changed_at').notNull(),
    respondBy: at('respond_by').notNull(),
    dueAt: at('due_at').notNull(),
    remindedAt: at('reminded_at'),
    /** When it was cancelled because the round ended after the reviewer had accepted: they can still read and send what they wrote. */
    roundEndedAt: at('round_ended_at'),
    /** The title when the invitation ended, if an editor has changed it since. */
    titleAtEnd: text('title_at_end'),
    declineReason: oneOf('decline_reason', declineReasons),
  },
  (t) => [
    isOneOf('invitations_status', t.status, invitationStatuses),
    check(
      'invitations_sent',
      sql`(${t.status} = 'alternate') or ${t.invitedAt} is not null or ${t.status} = 'cancelled'`,
    ),
    index('invitations_round').on(t.roundId),
    index('invitations_submission').on(t.submissionId),
    index('invitations_live').on(t.dueAt).where(sql.raw(`status in ('invited', 'accepted')`)),
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
    /** domain/scoring.ts weightedMean, stored beside the scores for the desk. */
    weighted: numeric('weighted', { precision: 4, scale: 1, mode: 'number' }),
    savedAt: at('saved_at').notNull(),
    submittedAt: at('submitted_at'),
    /** When it was sent after its round had ended: the editors can read it, but nothing else uses it. */
    lateAt: at('late_at'),
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
    /** The author's due date before the decision: shown to them until they are told of the decision. */
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

/** Discussions, each with a fixed audience: another audience needs a new discussion (docs/threat-model.md L25). */
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
    /** "Reviewer C", "Author", "Editor": never an account's name. */
    speaker: text('speaker').notNull(),
    text: text('text').notNull(),
    postedAt: at('posted_at').notNull(),
  },
  (t) => [index('discussion_posts_discussion').on(t.discussionId, t.postedAt)],
)
