import { boolean, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, journal } from './columns.ts'

/** Pages about the journal for authors and readers: guidelines, policies, people, contact. */
export const pages = journal.table('pages', {
  id: uuid('id').primaryKey(),
  /** The last part of its address; never changes, because other sites link to it. */
  slug: text('slug').notNull().unique(),
  position: integer('position').notNull(),
  version: integer('version').notNull(),
})

/** Every saved text of a page: authors may have relied on an earlier one. */
export const pageVersions = journal.table(
  'page_versions',
  {
    pageId: uuid('page_id')
      .notNull()
      .references(() => pages.id),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    /** In the markup of domain/page-text.ts. */
    body: text('body').notNull(),
    /** The text that came with the system and that nobody at the journal has confirmed: readers are told so. */
    firstText: boolean('first_text').notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.number] })],
)
