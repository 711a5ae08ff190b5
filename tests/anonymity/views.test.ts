import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, type Kind, type Viewer } from '../../server/domain/anonymity.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// The views that reviewers and the public read. Every column in the database's catalogue is compared with the anonymity table: a column
// without a decision fails here.

interface View {
  readonly viewer: Viewer
  /** The kinds whose fields its columns are. */
  readonly of: readonly Kind[]
  /** Columns whose field has another name. */
  readonly calls?: Readonly<Record<string, string>>
}

const views: Readonly<Record<string, View>> = {
  'reviewing.invitations': { viewer: 'invited', of: ['invitation', 'submission'] },
  'reviewing.assignments': {
    viewer: 'reviewer',
    of: ['invitation', 'submission'],
    calls: { invitation_id: 'id', version: 'manuscriptVersion' },
  },
  'reviewing.copies': { viewer: 'reviewer', of: ['releasedCopy'] },
  'reviewing.files': { viewer: 'reviewer', of: ['releasedCopy'] },
  'reviewing.forms': { viewer: 'reviewer', of: ['reviewForm'] },
  'reviewing.criteria': { viewer: 'reviewer', of: ['criterion'] },
  'reviewing.reviews': { viewer: 'reviewer', of: ['review'] },
  'published.journal': { viewer: 'public', of: ['journal'] },
  'published.sections': { viewer: 'public', of: ['section'] },
  'published.calls': { viewer: 'public', of: ['call'] },
  'published.issues': { viewer: 'public', of: ['issue'] },
  'published.special_sections': { viewer: 'public', of: ['specialSection'] },
  'published.articles': { viewer: 'public', of: ['article'] },
  'published.bylines': { viewer: 'public', of: ['byline'] },
  'published.galleys': { viewer: 'public', of: ['galley'] },
  'published.pages': { viewer: 'public', of: ['page'] },
}

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
})
afterAll(() => journal[Symbol.asyncDispose]())

async function columns(): Promise<readonly { view: string; column: string }[]> {
  return journal.deps.sql`
    select n.nspname || '.' || c.relname as view, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('reviewing', 'published') and c.relkind in ('v', 'm', 'r') and a.attnum > 0 and not a.attisdropped`
}

/** `key_points` is the field `keyPoints`. */
const camel = (column: string) => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Columns that the table does not grant to readers of the view. */
function notGranted(found: readonly { view: string; column: string }[]): string[] {
  return found
    .filter(({ view, column }) => {
      const { viewer, of, calls = {} } = views[view] ?? { viewer: 'public', of: [] }
      const granted: readonly string[] = of.flatMap((kind) => [...fieldsOf(kind, viewer)])
      return !granted.includes(calls[column] ?? camel(column))
    })
    .map(({ view, column }) => `${view}.${column}`)
}

test('every column that reviewers or the public read is granted to them by the anonymity table', async () => {
  const found = await columns()
  expect([...new Set(found.map(({ view }) => view))].sort()).toEqual(Object.keys(views).sort())
  expect(notGranted(found)).toEqual([])
})

test('a column that nobody decided about is found', () => {
  expect(
    notGranted([
      { view: 'reviewing.invitations', column: 'contributors' },
      { view: 'reviewing.invitations', column: 'key_points' },
      { view: 'reviewing.files', column: 'original_name' },
      { view: 'published.articles', column: 'submission_id' },
      { view: 'published.articles', column: 'some_new_column' },
      { view: 'published.reviews', column: 'id' },
      { view: 'published.articles', column: 'title' },
    ]),
  ).toEqual([
    'reviewing.invitations.contributors',
    'reviewing.invitations.key_points',
    'reviewing.files.original_name',
    'published.articles.submission_id',
    'published.articles.some_new_column',
    'published.reviews.id',
  ])
})

test.each([
  ['tj_reviewer', 'reviewing'],
  ['tj_reader', 'published'],
])('%s reads nothing outside of %s', async (role, schema) => {
  const readable = await journal.deps.sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname not in ('pg_catalog', 'information_schema', ${schema})
      and n.nspname !~ '^pg_toast'
      and has_schema_privilege(${role}, n.oid, 'usage') and has_table_privilege(${role}, c.oid, 'select')`
  expect(readable.map(({ name }) => name)).toEqual([])
})
