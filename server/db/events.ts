import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { publicEvents, type EventType, type JournalEvent, type OtherEvent } from '../domain/events.ts'
import type { Actor } from '../domain/policy.ts'
import type { Tx } from './client.ts'
import { eventActors } from './schema/identity.ts'
import { events } from './schema/outbox.ts'

/** Channels on which PostgreSQL notifies at commit; a lost notification only delays work until the next poll. */
export const outboxChannel = 'journal_outbox'
export const publicChannel = 'journal_public'

/** Records an event that is about no submission, or that a machine caused for a file. As `recordEvent`. */
export async function recordOtherEvent(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor | null,
  event: OtherEvent,
): Promise<string> {
  return recordEvent(tx, deps, actor, event)
}

/** As `recordEvents`, for one event. @returns its id */
export async function recordEvent(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor | null,
  event: JournalEvent,
): Promise<string> {
  const [id = ''] = await recordEvents(tx, deps, actor, [event])
  return id
}

/**
 * Records events in one statement, in the transaction in which they happened. The row is audit trail, timeline and outbox: the relay turns
 * it into jobs after the commit. Only cases/act.ts calls it, which computes the submission's next action again as well.
 * @param actor null for events without an actor, such as an invitation that expired
 * @returns their ids, in the same order
 */
export async function recordEvents(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor | null,
  happened: readonly JournalEvent[],
): Promise<string[]> {
  if (happened.length === 0) return []
  const rows = happened.map((event) => {
    const { type, ...payload } = event
    return { id: ids.uuid(), type, payload, submissionIds: submissionsOf(event), at: clock.now() }
  })
  const recorded = sql`recorded as ${tx.insert(events).values(rows)}`
  const parts = actor === null || actor.kind === 'visitor' ? [recorded] : [recorded, actedIn(tx, rows, actor)]
  const isPublic = happened.some(({ type }) => publicEvents.includes(type))
  const notified = isPublic ? sql`, pg_notify(${publicChannel}, '')` : sql``
  await tx.execute(sql`with ${sql.join(parts, sql`, `)} select pg_notify(${outboxChannel}, '')${notified}`)
  return rows.map(({ id }) => id)
}

function actedIn(tx: Tx, rows: readonly { readonly id: string }[], actor: Exclude<Actor, { kind: 'visitor' }>): SQL {
  const who = {
    accountId: actor.kind === 'account' ? actor.accountId : null,
    invitationId: actor.kind === 'link' ? actor.invitationId : null,
  }
  return sql`acted as ${tx.insert(eventActors).values(rows.map(({ id }) => ({ eventId: id, ...who })))}`
}

function submissionsOf(event: JournalEvent): string[] {
  if ('submissionId' in event) return [event.submissionId]
  return 'submissionIds' in event ? [...event.submissionIds] : []
}

/** Whether an event of this type about one invitation has been recorded. */
export async function happened(tx: Tx, submissionId: string, type: EventType, invitationId: string): Promise<boolean> {
  const found = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        sql`${events.submissionIds} @> array[${submissionId}]::uuid[]`,
        eq(events.type, type),
        eq(sql`${events.payload}->>'invitationId'`, invitationId),
      ),
    )
    .limit(1)
  return found.length > 0
}

/** Marks events whose tasks have been written. */
export async function markRelayed(tx: Tx, eventIds: readonly string[], at: Date): Promise<void> {
  if (eventIds.length > 0)
    await tx
      .update(events)
      .set({ relayedAt: at })
      .where(inArray(events.id, [...eventIds]))
}
