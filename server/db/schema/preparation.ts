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

/** How far the preparation of a file is. Written with the file; from then on by the worker alone. */
export const preparations = journal.table(
  'preparations',
  {
    fileId: fileId().primaryKey(),
    state: oneOf('state', preparationStates).notNull().default('preparing'),
    /** The stage under way, or the one it ended at. */
    stage: oneOf('stage', stages).notNull().default('guard'),
    /** Why it is held or refused. */
    reason: text('reason'),
    /** What could not be done here and does not matter enough to stop: `not_scanned`, `no_preview`, … */
    notes: words('notes'),
    /** What the copies are without. */
    removed: words('removed'),
    words: integer('words'),
    pages: integer('pages'),
    language: text('language'),
    sections: jsonb('sections').$type<{ title: string; words: number }[]>().notNull().default([]),
    references: integer('references'),
    /** A keyed sum of the people the report was made for: when they have changed, it has to be made again. */
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

/** Stages that are over: a worker that was killed goes on after the last of them. */
export const preparationSteps = journal.table(
  'preparation_steps',
  {
    fileId: fileId(),
    stage: oneOf('stage', stages).notNull(),
    /** With which programs, of which version: another version does it again. */
    tool: text('tool').notNull(),
    skipped: boolean('skipped').notNull(),
    ms: integer('ms').notNull(),
    doneAt: at('done_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.stage] }), isOneOf('preparation_steps_stage', t.stage, stages)],
)

/** What was made of a file. Each has a key of its own; nothing of the original's bytes but what was meant to be read. */
export const fileCopies = journal.table(
  'file_copies',
  {
    id: uuid('id').primaryKey(),
    fileId: fileId(),
    kind: oneOf('kind', copyKinds).notNull(),
    /** The page, from 1; 0 for what is one. */
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

/** What a file said about its makers, and what its text offers to the author's form. */
export const fileReadings = identity.table('file_readings', {
  fileId: uuid('file_id').primaryKey(),
  harvested: jsonb('harvested').$type<{ position: string; value: string }[]>().notNull().default([]),
  /** What of that, or of its authors, the meter has found in the copies. */
  hits: jsonb('hits')
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

/** The identity-leak report, a line each. Names people: survivors, too. */
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
    /** What a cover of the line is made of; those of the excerpts first. */
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

/** What is covered in the copies made of a file: text that names people. The file itself stays as it is. */
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
    /** One place of a line, and not the line. */
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
 * Places in typed text that somebody has looked at, as hashes of what was found and the words around it (cases/text-findings.ts).
 * Held for as long as the same words stand there: it names nobody.
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
