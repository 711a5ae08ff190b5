import { boolean, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, journal } from './columns.ts'

/** What the journal says of itself to authors and readers: guidelines, policies, people, contact. */
export const pages = journal.table('pages', {
  id: uuid('id').primaryKey(),
  /** The last part of its address, fixed: links of years lead to it. */
  slug: text('slug').notNull().unique(),
  position: integer('position').notNull(),
  version: integer('version').notNull(),
})

/** Every saved text of a page is kept: authors may have relied on an earlier one. */
export const pageVersions = journal.table(
  'page_versions',
  {
    pageId: uuid('page_id')
      .notNull()
      .references(() => pages.id),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    /** In the few marks of domain/page-text.ts. */
    body: text('body').notNull(),
    /** Came with the system and was confirmed by nobody at the journal: readers are told. */
    firstText: boolean('first_text').notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.number] })],
)
