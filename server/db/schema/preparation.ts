import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { copyKinds, findingKindNames, preparationStates, stages } from '../../domain/preparation.ts'
import { textConfirmers } from '../../domain/typed-text.ts'
import { at, isOneOf, journal, oneOf, words } from './columns.ts'
import type { CoverPlace } from '../../identity/shapes.ts'
import type { Excerpt } from '../../identity/shapes.ts'
import { identity } from './identity.ts'
import { files } from './submissions.ts'

const fileId = () =>
  uuid('file_id')
    .notNull()
    .references(() => files.id)

/** State of a file's preparation. Inserted with the file; from then on changed by the worker only. */
export const preparations = journal.table(
  'preparations',
  {
    fileId: fileId().primaryKey(),
    state: oneOf('state', preparationStates).notNull().default('preparing'),
    /** The stage that is running, or the one at which preparation ended. */
    stage: oneOf('stage', stages).notNull().default('guard'),
    /** The code of why it is held or refused. */
    reason: text('reason'),
    /** Codes of what could not be done and does not stop preparation: `not_scanned`, `no_preview`, … */
    notes: words('notes'),
    /** Codes of what was removed from the copies. */
    removed: words('removed'),
    words: integer('words'),
    pages: integer('pages'),
    language: text('language'),
    sections: jsonb('sections').$type<{ title: string; words: number }[]>().notNull().default([]),
    references: integer('references'),
    /** HMAC of the people the report was made for: when they change, the report is made again. */
    reportedFor: text('reported_for'),
    begunAt: at('begun_at').notNull(),
    endedAt: at('ended_at'),
  },
  (t) => [
    isOneOf('preparations_state', t.state, preparationStates),
    isOneOf('preparations_stage', t.stage, stages),
    check('preparations_reason', sql`(${t.state} in ('held', 'refused')) = (${t.reason} is not null)`),
    check('preparations_ended', sql`(${t.state} = 'preparing') = (${t.endedAt} is null)`),
    index('preparations_open').on(t.begunAt).where(sql`${t.state} = 'preparing'`),
  ],
)

/** Stages that are complete: after a crash, the worker continues after the last of them. */
export const preparationSteps = journal.table(
  'preparation_steps',
  {
    fileId: fileId(),
    stage: oneOf('stage', stages).notNull(),
    /** The programs used and their versions: with another version the stage runs again. */
    tool: text('tool').notNull(),
    skipped: boolean('skipped').notNull(),
    ms: integer('ms').notNull(),
    doneAt: at('done_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.stage] }), isOneOf('preparation_steps_stage', t.stage, stages)],
)

/** The copies made of a file, each with a key of its own. They contain only what readers of the file are meant to see. */
export const fileCopies = journal.table(
  'file_copies',
  {
    id: uuid('id').primaryKey(),
    fileId: fileId(),
    kind: oneOf('kind', copyKinds).notNull(),
    /** The page, from 1; 0 for a copy that has no pages. */
    n: integer('n').notNull().default(0),
    mediaType: text('media_type').notNull(),
    extension: text('extension').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    madeAt: at('made_at').notNull(),
  },
  (t) => [
    unique('file_copies_kind').on(t.fileId, t.kind, t.n),
    isOneOf('file_copies_kinds', t.kind, copyKinds),
    check('file_copies_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** What a file's metadata says about its makers, and what its text suggests for the author's form. */
export const fileReadings = identity.table('file_readings', {
  fileId: uuid('file_id').primaryKey(),
  harvested: jsonb('harvested').$type<{ position: string; value: string }[]>().notNull().default([]),
  /** Which of these values, or of the authors' names, the scan has found in the copies. */
  matches: jsonb('matches')
    .$type<{ value: string; in: 'text' | 'metadata'; where: string; around?: string }[]>()
    .notNull()
    .default([]),
  guess: jsonb('guess')
    .$type<{
      title: string | null
      abstract: string | null
      keywords: string[]
      authors: { name: string; affiliation: string | null; email: string | null }[]
    }>()
    .notNull()
    .default({ title: null, abstract: null, keywords: [], authors: [] }),
})

export const confirmers = ['author', 'editor'] as const

/** The identity-leak report, one row a line. Contains names of people, also of survivors. */
export const fileFindings = identity.table(
  'file_findings',
  {
    id: uuid('id').primaryKey(),
    fileId: uuid('file_id').notNull(),
    position: integer('position').notNull(),
    kind: oneOf('kind', findingKindNames).notNull(),
    match: text('match').notNull(),
    count: integer('count').notNull().default(1),
    excerpts: jsonb('excerpts').$type<Excerpt[]>().notNull(),
    /** The passages that a redaction of the line consists of; those of the excerpts first. */
    places: jsonb('places').$type<CoverPlace[]>().notNull().default([]),
    confirmedAt: at('confirmed_at'),
    confirmedBy: oneOf('confirmed_by', confirmers),
  },
  (t) => [
    isOneOf('file_findings_kind', t.kind, findingKindNames),
    isOneOf('file_findings_confirmed_by', t.confirmedBy, confirmers),
    check('file_findings_confirmed', sql`(${t.confirmedAt} is null) = (${t.confirmedBy} is null)`),
    index('file_findings_file').on(t.fileId, t.position),
  ],
)

/** Redactions: passages naming people that are covered in the copies of a file. The original is not changed. */
export const fileCovers = identity.table(
  'file_covers',
  {
    id: uuid('id').primaryKey(),
    fileId: uuid('file_id').notNull(),
    kind: oneOf('kind', findingKindNames).notNull(),
    match: text('match').notNull(),
    count: integer('count').notNull(),
    excerpts: jsonb('excerpts').$type<Excerpt[]>().notNull(),
    places: jsonb('places').$type<CoverPlace[]>().notNull(),
    /** Redacts one place of a line, not all. */
    isOnePlace: boolean('is_one_place').notNull(),
    coveredAt: at('covered_at').notNull(),
    coveredBy: oneOf('covered_by', confirmers).notNull(),
  },
  (t) => [
    isOneOf('file_covers_kind', t.kind, findingKindNames),
    isOneOf('file_covers_covered_by', t.coveredBy, confirmers),
    index('file_covers_file').on(t.fileId, t.coveredAt),
  ],
)

/**
 * Places in typed text that somebody has confirmed, as hashes of the match and the words around it (cases/text-findings.ts). Valid as long
 * as the same words stand there; names nobody.
 */
export const textConfirmations = identity.table(
  'text_confirmations',
  {
    submissionId: uuid('submission_id').notNull(),
    mark: text('mark').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
    confirmedBy: oneOf('confirmed_by', textConfirmers).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.submissionId, t.mark] }),
    isOneOf('text_confirmations_by', t.confirmedBy, textConfirmers),
  ],
)
