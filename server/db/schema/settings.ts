import { sql } from 'drizzle-orm'
import { bigint, boolean, check, integer, jsonb, numeric, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, journal } from './columns.ts'

/** The settings of the journal: one row. */
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
    /** Drafts of one person. */
    maxDrafts: integer('max_drafts').notNull().default(50),
    maxFilesPerSubmission: integer('max_files_per_submission').notNull().default(60),
    /** In all open submissions of one person together. */
    maxBytesPerPerson: bigint('max_bytes_per_person', { mode: 'number' }).notNull().default(2_000_000_000),
    demonstration: boolean('demonstration').notNull().default(false),
    /** Of the whole configuration (domain/configuration.ts): sections and review forms included. */
    version: integer('version').notNull().default(0),
  },
  (t) => [check('settings_one_row', sql`${t.id} = 1`)],
)

/** Every change of the configuration; who made it stands with its event. */
export const configurationChanges = journal.table('configuration_changes', {
  version: integer('version').primaryKey(),
  eventId: uuid('event_id').notNull(),
  /** As domain/configuration.ts lists them. */
  changes: jsonb('changes').notNull(),
  savedAt: at('saved_at').notNull(),
})

export const reviewForms = journal.table(
  'review_forms',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** A changed form is a new version: the questions that a reviewer has answered keep their wording. */
    version: integer('version').notNull().default(1),
    guidance: text('guidance').notNull().default(''),
    /** A newer version or none has taken its place: no section uses it, and the rounds that do keep it. */
    replaced: boolean('replaced').notNull().default(false),
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
    /** A label for each step, the worst first; the scale goes from 1 to the number of labels. */
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
