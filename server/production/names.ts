import { and, eq, isNull } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Sql } from '../db/client.ts'
import { printFindings } from '../db/schema/publication.ts'
import type { Deps } from '../deps.ts'
import { printedFindings } from '../domain/galley.ts'
import type { Actor } from '../domain/policy.ts'
import type { FindingKind } from '../domain/preparation.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Excerpt } from '../identity/shapes.ts'
import { submissionOf } from './submission-of.ts'

interface NameRow {
  readonly id: string
  readonly kind: FindingKind
  readonly galley: 'pdf' | 'html' | null
  readonly match: string
  readonly count: number
  readonly excerpts: readonly Excerpt[]
  readonly confirmedAt: Date | null
}

/**
 * Places where what is printed names a person its byline does not show. Viewers who may not know the person get the place only: enough to
 * remove the name, but not to learn it.
 */
export async function namesInPrint(sql: Sql, articleId: string, mayKnow: boolean) {
  const rows = await sql<NameRow[]>`
    select x.id, x.kind, g.kind as galley, x.match, x.count, x.excerpts, x.confirmed_at as "confirmedAt"
    from identity.print_findings x left join journal.galleys g on g.id = x.galley_id
    where x.article_id = ${articleId} and x.kind = any(${[...printedFindings]})
    order by x.galley_id nulls first, x.position`
  return rows.map(({ confirmedAt, match, excerpts, ...row }) => ({
    ...row,
    match: mayKnow ? match : null,
    excerpts: excerpts.map(({ text, section, ...place }) => ({
      ...place,
      text: mayKnow ? text : null,
      section: mayKnow ? section : null,
    })),
    confirmed: confirmedAt !== null,
  }))
}

/** An editor confirms one place: it names somebody else, or is meant to be printed. */
export async function confirmName(deps: Deps, actor: Actor, articleId: string, findingId: string): Promise<undefined> {
  const submissionId = await submissionOf(deps.sql, articleId)
  return act(deps, actor, submissionId, 'submission.confirm_names', async ({ tx, now }) => {
    const line = and(eq(printFindings.id, findingId), eq(printFindings.articleId, articleId))
    if ((await tx.$count(printFindings, line)) === 0) throw new Refusal('not_found')
    const newly = await tx
      .update(printFindings)
      .set({ confirmedAt: now })
      .where(and(line, isNull(printFindings.confirmedAt)))
      .returning({ id: printFindings.id })
    const events = newly.map(() => ({ type: 'production.name_confirmed', articleId, findingId }) as const)
    return { events, reply: undefined }
  })
}
