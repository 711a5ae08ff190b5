import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { callStatuses } from '../../domain/call.ts'
import { mainLanguage } from '../../domain/languages.ts'
import { at, isOneOf, journal, oneOf } from './columns.ts'
import { sections } from './settings.ts'

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
    index('calls_closing').on(sql`coalesce(${t.closesAt}, 'infinity')`).where(sql`${t.status} = 'published'`),
    index('calls_newest').on(t.publishedAt, t.id).where(sql`${t.status} in ('published', 'closed')`),
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

/** Every saved text of a call: authors may have written to an earlier one. */
export const callVersions = journal.table(
  'call_versions',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    n: integer('n').notNull(),
    language: text('language').notNull().default(mainLanguage),
    title: text('title').notNull(),
    summary: text('summary').notNull().default(''),
    body: jsonb('body').$type<CallBody>().notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.n] })],
)
