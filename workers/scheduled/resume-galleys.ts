import { and, eq } from 'drizzle-orm'
import { inPrint } from '../../server/cases/names-in-print.ts'
import { recordOtherEvent } from '../../server/db/events.ts'
import { galleys } from '../../server/db/schema/publication.ts'
import type { WorkerDeps } from '../deps.ts'

type ScheduledJobDeps = Pick<WorkerDeps, 'db' | 'sql' | 'clock' | 'ids' | 'settings'>

interface Waiting {
  readonly articleId: string
  readonly submissionId: string
  readonly galleyIds: readonly string[]
  readonly isPreparing: boolean
  readonly madeFor: readonly (string | null)[]
  /** A later task for this galley was given up. */
  readonly givenUp: boolean
}

/**
 * Finds galleys that no task is preparing: those uploaded before preparation existed, those whose task was given up, and those searched for
 * other people than are hidden now, because an author's name has changed since.
 */
export async function resumeGalleys(deps: ScheduledJobDeps): Promise<void> {
  const waiting = await deps.sql<Waiting[]>`
    select a.id as "articleId", a.submission_id as "submissionId", array_agg(distinct g.id) as "galleyIds",
           bool_or(g.state = 'preparing') as "isPreparing", array_agg(distinct g.made_for) as "madeFor",
           coalesce(bool_or(t.failed_at is not null and e.at >= g.begun_at), false) as "givenUp"
    from journal.galleys g
    join journal.articles a on a.id = g.article_id
    join journal.submissions s on s.id = a.submission_id
    left join journal.events e on e.submission_ids @> array[a.submission_id]
      and e.type in ('production.galley_stored', 'production.galleys_wanted', 'production.edited')
    left join journal.tasks t on t.event_id = e.id and t.job = 'prepare-galleys'
    where g.state = 'preparing' or (s.status = 'in_production' and g.state in ('ready', 'held'))
    group by a.id
    having count(*) filter (where e.id is not null and (e.relayed_at is null or t.done_at is null and t.failed_at is null)) = 0`
  const sums = await inPrint(
    deps.db,
    deps.settings.secret,
    waiting.map(({ articleId }) => articleId),
  )
  for (const one of waiting) {
    const sum = sums.get(one.articleId)?.sum
    if (one.isPreparing && one.givenUp) await hold(deps, one)
    else if (one.isPreparing || one.madeFor.some((madeFor) => madeFor !== sum)) await want(deps, one)
  }
}

async function want(deps: ScheduledJobDeps, { articleId, submissionId }: Waiting): Promise<void> {
  await deps.db.transaction((tx) =>
    recordOtherEvent(tx, deps, null, { type: 'production.galleys_wanted', submissionId, articleId }),
  )
}

async function hold(deps: ScheduledJobDeps, { articleId, submissionId, galleyIds }: Waiting): Promise<void> {
  for (const galleyId of galleyIds) {
    await deps.db.transaction(async (tx) => {
      const held = await tx
        .update(galleys)
        .set({ state: 'held', reason: 'tool_failed' })
        .where(and(eq(galleys.id, galleyId), eq(galleys.state, 'preparing')))
        .returning({ id: galleys.id })
      if (held.length > 0)
        await recordOtherEvent(tx, deps, null, {
          type: 'production.galley_prepared',
          submissionId,
          articleId,
          galleyId,
          state: 'held',
        })
    })
  }
}
