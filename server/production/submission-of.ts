import type { Sql } from '../db/client.ts'
import { Refusal } from '../domain/refusal.ts'

/** The submission of an article. @throws Refusal `not_found`, also for articles of the archive, which have none */
export async function submissionOf(sql: Sql, articleId: string): Promise<string> {
  const [row] = await sql<{ submission_id: string | null }[]>`
    select submission_id from journal.articles where id = ${articleId}`
  if (!row?.submission_id) throw new Refusal('not_found')
  return row.submission_id
}
