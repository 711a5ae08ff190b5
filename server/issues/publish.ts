import { and, eq } from 'drizzle-orm'
import { concludeOnIssue } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { withIdempotencyKey } from '../db/idempotency.ts'
import { submissions } from '../db/schema/submissions.ts'
import { articles, issues } from '../db/schema/publication.ts'
import type { Deps } from '../deps.ts'
import { canPublish } from '../domain/issue.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import { next } from '../domain/transitions.ts'
import { lockForPublishing } from './actions.ts'
import { articlesForIssue, factsOf, specialSectionsOf, type PlacedArticle } from './facts.ts'

/**
 * Publishes an issue, once, even when the request is repeated. In order, in one transaction and with the same instant: the issue, its articles, their
 * submissions; then the event, and the next action of every submission. Caused by the event: letters to all authors. The event also removes
 * the public site's pages from the page cache.
 * @throws Refusal `issue_has_obstacles`, `wrong_status`
 */
export async function publishIssue(
  deps: Deps,
  actor: Actor,
  issueId: string,
  idempotencyKey: string,
): Promise<{ publishedAt: string }> {
  const request = { holder: holderOf(actor), key: idempotencyKey, request: ['publish issue', issueId] }
  return deps.db.transaction((tx) => withIdempotencyKey(tx, deps, request, () => carryOut(tx, deps, actor, issueId)))
}

async function carryOut(tx: Tx, deps: Deps, actor: Actor, issueId: string): Promise<{ publishedAt: string }> {
  const issue = await lockForPublishing(tx, issueId)
  // Read again under the locks: a byline or an author may have changed since the galleys were searched.
  const all = await articlesForIssue({ ...deps, db: tx }, issueId, null)
  const contents = all.filter((article) => article.issueId === issueId)
  allow(canPublish(factsOf(issue.status, contents, await specialSectionsOf(tx, issueId))))
  const publishedAt = deps.clock.now()
  await tx.update(issues).set({ status: 'published', publishedAt }).where(eq(issues.id, issueId))
  await tx
    .update(articles)
    .set({ status: 'published', publishedAt })
    .where(and(eq(articles.issueId, issueId), eq(articles.status, 'assembling')))
  const submissionIds = await publishSubmissions(tx, contents, publishedAt)
  await concludeOnIssue(tx, deps, actor, { type: 'issue.published', issueId, submissionIds }, submissionIds)
  return { publishedAt: publishedAt.toISOString() }
}

async function publishSubmissions(tx: Tx, contents: readonly PlacedArticle[], at: Date): Promise<string[]> {
  const ids: string[] = []
  for (const { submissionId, submissionStatus } of contents) {
    if (submissionId === null || submissionStatus === null) continue
    // All of them are in production here; `next` throws for any other status.
    const status = next(submissionStatus, 'publish')
    await tx.update(submissions).set({ status, statusSince: at }).where(eq(submissions.id, submissionId))
    ids.push(submissionId)
  }
  return ids
}
