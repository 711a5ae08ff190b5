import type { Sql } from '../../server/db/client.ts'
import { reviewSummaryOf } from '../../server/db/review-summary.ts'

/** For rounds and invitations that a test has written straight into their tables: actions keep the summaries themselves. */
export async function refreshReviewSummaries(sql: Sql): Promise<void> {
  await sql.unsafe(`update journal.submissions s set review_summary = ${reviewSummaryOf('s')}`)
}
