import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { editorActions } from '../../domain/next-action.ts'
import type { InvitationStatus } from '../../domain/review.ts'
import type { DetailChange } from '../../domain/details.ts'
import { mainLanguage } from '../../domain/languages.ts'
import { statementKinds, statuses } from '../../domain/submission.ts'
import { at, isOneOf, journal, oneOf, searchColumns, words, type Translated } from './columns.ts'
import { sections } from './settings.ts'
import { calls } from './calls.ts'

/** Label, status, due date, weighted mean of the review once it is submitted. */
export type ReviewerSummary = readonly [string, InvitationStatus, string, number | null]

/** What the editor's list shows of the newest round that anybody was invited to, or that is open. */
export interface ReviewSummary {
  readonly round: number
  /** Live invitations, by label. */
  readonly reviewers: readonly ReviewerSummary[]
}

/** Conditions of every index of the editor's list: drafts are visible to their authors only. */
const onList = sql.raw(`submitted_at is not null and status <> 'draft'`)

export const submissions = journal.table(
  'submissions',
  {
    id: uuid('id').primaryKey(),
    /** TJ-26-K7QF: a year and four random characters; shows neither order nor number. */
    reference: text('reference').notNull().unique(),
    callId: uuid('call_id').references(() => calls.id),
    sectionId: uuid('section_id').references(() => sections.id),
    status: oneOf('status', statuses).notNull(),
    statusSince: at('status_since').notNull(),
    /** Increases with every save by the author, and when an editor changes details, so that two windows do not overwrite each other. */
    version: integer('version').notNull().default(1),
    language: text('language').notNull().default(mainLanguage),
    title: text('title').notNull().default(''),
    ...searchColumns(),
    abstract: jsonb('abstract').$type<Translated>().notNull().default({}),
    keywords: words('keywords'),
    keyPoints: words('key_points'),
    contentNote: text('content_note').notNull().default(''),
    createdAt: at('created_at').notNull(),
    submittedAt: at('submitted_at'),
    acceptedAt: at('accepted_at'),
    withdrawnReason: text('withdrawn_reason'),
    /** Hash of the content when an editor last sent the submission back (cases/content-digest.ts). */
    contentReturned: text('content_returned'),
    authorDueAt: at('author_due_at'),
    /** From domain/next-action.ts, updated by cases/act.ts at every change. */
    nextAction: oneOf('next_action', editorActions),
    nextActionAt: at('next_action_at'),
    /** Updated together with the next action. */
    reviewSummary: jsonb('review_summary').$type<ReviewSummary>(),
    /** The order of the editor's list, in UTC: when an editor is needed; after those, what nobody waits for, changed last first. */
    queueOrder: timestamp('queue_order').generatedAlwaysAs(
      sql.raw(`coalesce(next_action_at at time zone 'UTC',
        timestamp '3000-01-01' + (timestamp '3000-01-01' - (status_since at time zone 'UTC')))`),
    ),
    /** Since when nobody is left who may edit it and administrators have been told (cases/check-people.ts). */
    withoutEditorSince: at('without_editor_since'),
  },
  (t) => [
    isOneOf('submissions_status', t.status, statuses),
    check('submissions_submitted', sql`${t.status} in ('draft', 'withdrawn') or ${t.submittedAt} is not null`),
    check('submissions_next_action', sql`(${t.nextAction} is null) = (${t.nextActionAt} is null)`),
    check(
      'submissions_accepted',
      sql`${t.status} not in ('accepted', 'in_production', 'published') or ${t.acceptedAt} is not null`,
    ),
    // For each order and each queue of the editor's list.
    index('submissions_queue_order').on(t.queueOrder, t.id).where(onList),
    index('submissions_status_order').on(t.status, t.queueOrder, t.id).where(onList),
    index('submissions_submitted_at').on(t.submittedAt, t.id).where(onList),
    index('submissions_title').on(sql`lower(${t.title})`, t.id).where(onList),
    index('submissions_reference').on(sql`${t.reference} text_pattern_ops`).where(onList),
    index('submissions_call').on(t.callId),
    index('submissions_section').on(t.sectionId),
    index('submissions_search').using('gin', t.search),
    index('submissions_search_stale').on(t.id).where(sql.raw('search_of <> md5(title)')),
  ],
)

/** What an editor changed after it was submitted, before and after: the event refers to the row and holds no text. */
export const detailChanges = journal.table(
  'detail_changes',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    changes: jsonb('changes').$type<readonly DetailChange[]>().notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [index('detail_changes_submission').on(t.submissionId)],
)

/** What authors tell the editors when they submit a version again without changes: the event refers to the row. */
export const authorWords = journal.table(
  'author_words',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id),
    word: text('word').notNull(),
    saidAt: at('said_at').notNull(),
  },
  (t) => [index('author_words_submission').on(t.submissionId)],
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

/** The manuscript as submitted at one time. Version 1 is open until it is first submitted. */
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
    // The text as it was submitted with this version (the database's trigger versions_keep_text): reviewers read this and no later text.
    title: text('title'),
    abstract: jsonb('abstract').$type<Translated>(),
    keywords: text('keywords').array(),
    keyPoints: text('key_points').array(),
    contentNote: text('content_note'),
    language: text('language'),
    sectionId: uuid('section_id'),
  },
  (t) => [
    unique('versions_n').on(t.submissionId, t.n),
    index('versions_section').on(t.sectionId),
    uniqueIndex('versions_one_open').on(t.submissionId).where(sql`${t.handedInAt} is null`),
  ],
)

export const filePurposes = ['manuscript', 'anonymous_copy', 'figure', 'supplement', 'response'] as const

export type FilePurpose = (typeof filePurposes)[number]

/** A file whose bytes are stored. The row is written after the bytes; the key is random and never used again. */
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
    /** When an editor checked that it names nobody and released it. A reviewer gets no file without this. */
    releasedAt: at('released_at'),
    /** When its uploader removed it; within the grace time it can be restored. */
    removedAt: at('removed_at'),
    /** When it was removed for good: its bytes are deleted, or will be. */
    discardedAt: at('discarded_at'),
  },
  (t) => [
    isOneOf('files_purpose', t.purpose, filePurposes),
    check('files_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('files_discarded', sql`${t.discardedAt} is null or ${t.removedAt} is not null`),
    check('files_bytes', sql`${t.bytes} > 0`),
    index('files_submission').on(t.submissionId),
    index('files_version').on(t.versionId),
  ],
)
