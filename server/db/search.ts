import { createHash } from 'node:crypto'
import { searchWords } from '../domain/search.ts'
import type { Sql } from './client.ts'

interface Titled {
  readonly title: string
  readonly subtitle?: string | null
}

/** The columns by which a submission is found: write them in the same statement as its title. */
export function submissionSearch({ title }: Titled) {
  return { search: searchWords(title), searchOf: md5(title) }
}

/** The columns by which an article is found: write them in the same statement as its title and subtitle. */
export function articleSearch({ title, subtitle }: Titled) {
  const whole = `${title}\n${subtitle ?? ''}`
  return { search: searchWords(whole), searchOf: md5(whole) }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

const batch = 1000

interface StaleRow {
  readonly id: string
  readonly text: string
  readonly sum: string
}

/**
 * Makes the search words of rows whose words do not match their text: rows of an earlier release (to make all words again, empty
 * `search_of`), or rows written without the two functions above. Indexes: submissions_search_stale, articles_search_stale.
 */
export async function refreshSearch(sql: Sql): Promise<void> {
  await refresh(sql, 'journal.submissions', sql`title`)
  await refresh(sql, 'journal.articles', sql`title || E'\n' || coalesce(subtitle, '')`)
}

async function refresh(sql: Sql, table: string, text: ReturnType<Sql>): Promise<void> {
  for (;;) {
    const stale = await sql<StaleRow[]>`
      select id, ${text} as text, md5(${text}) as sum from ${sql(table)} where search_of <> md5(${text}) limit ${batch}`
    if (stale.length === 0) return
    const made = stale.map(({ id, text: own, sum }) => ({ id, sum, search: asVector(searchWords(own)) }))
    // Only if the text is still the same: somebody may have saved another one since.
    await sql`
      update ${sql(table)} t set search = m.search::tsvector, search_of = m.sum
      from jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb) as m(id uuid, sum text, search text)
      where t.id = m.id and md5(${text}) = m.sum`
  }
}

const asVector = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ')
