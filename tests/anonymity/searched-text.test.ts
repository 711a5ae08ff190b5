import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf } from '../../server/domain/anonymity.ts'
import { searchedAs, typedFields, type TypedField } from '../../server/domain/typed-text.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Every text that reviewers can read is searched for its authors' names. A new column of the reviewers' views needs a line here, and the
// field of the form that it shows.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
})
afterAll(() => journal[Symbol.asyncDispose]())

/** By column: the field under which it is searched, or why it contains no author's words. */
const columns: Readonly<Record<string, TypedField | { readonly not: string }>> = {
  title: 'title',
  abstract: 'abstract',
  keywords: 'keywords',
  key_points: 'keyPoints',
  content_note: 'contentNote',
  response: 'response',
  language: { not: 'a code' },
  status: { not: 'a code' },
  label: { not: 'drawn by the journal' },
  section_title: { not: 'the journal’s' },
  call_title: { not: 'the journal’s' },
  name: { not: 'of a review form' },
  guidance: { not: 'the journal’s' },
  hint: { not: 'the journal’s' },
  scale: { not: 'the journal’s' },
  recommendation: { not: 'the reviewer’s own' },
  to_author: { not: 'the reviewer’s own' },
  to_editor: { not: 'the reviewer’s own' },
  scores: { not: 'the reviewer’s own' },
  kind: { not: 'a code' },
  purpose: { not: 'a code' },
  media_type: { not: 'a code' },
  extension: { not: 'a code' },
  sha256: { not: 'of a copy' },
  storage_key: { not: 'drawn by the journal' },
}

test('every text that a view shows to reviewers is searched, or is no author’s', async () => {
  const found = await journal.deps.sql<{ column: string }[]>`
    select distinct a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'reviewing' and c.relkind = 'v' and a.attnum > 0
      and format_type(a.atttypid, null) in ('text', 'text[]', 'json', 'jsonb', 'character varying')`
  expect(found.map(({ column }) => column).filter((column) => !(column in columns))).toEqual([])
  const searched = Object.values(columns).filter((field) => typeof field === 'string')
  expect(new Set(searched)).toEqual(new Set(typedFields))
})

test('every field that reviewers may read has a line in the search', () => {
  expect(Object.keys(searchedAs).sort()).toEqual([...fieldsOf('submission', 'reviewer')].sort())
})
