import { and, eq, inArray, sql } from 'drizzle-orm'
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

/**
 * Records an event, in the transaction in which it happened. The row is audit trail, timeline and outbox: the relay turns it into jobs
 * after the commit. Only cases/act.ts calls it, which computes the submission's next action again as well.
 * @param actor null for an event without an actor, such as an invitation that expired
 */
export async function recordEvent(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor | null,
  event: JournalEvent,
): Promise<string> {
  const { type, ...payload } = event
  const id = ids.uuid()
  await tx.insert(events).values({ id, type, payload, submissionIds: submissionsOf(event), at: clock.now() })
  if (actor !== null && actor.kind !== 'visitor') {
    await tx.insert(eventActors).values({
      eventId: id,
      accountId: actor.kind === 'account' ? actor.accountId : null,
      invitationId: actor.kind === 'link' ? actor.invitationId : null,
    })
  }
  const channels = publicEvents.includes(type) ? [outboxChannel, publicChannel] : [outboxChannel]
  for (const channel of channels) await tx.execute(sql`select pg_notify(${channel}, '')`)
  return id
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
