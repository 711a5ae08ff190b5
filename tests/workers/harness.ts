import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { accounts, letters, links } from '../../server/db/schema/identity.ts'
import { tasks } from '../../server/db/schema/outbox.ts'
import { outboxChannel, recordEvent } from '../../server/db/events.ts'
import type { Clock } from '../../server/deps.ts'
import type { JournalEvent } from '../../server/domain/events.ts'
import { systemIds } from '../../server/system.ts'
import { createTestDatabase } from '../support/database.ts'
import { seedJournal } from '../support/seed-journal.ts'
import { testEnv } from '../support/services.ts'
import { openTestWorker } from '../support/worker.ts'
import { openSwitchableMailServer } from './mail-server.ts'

/** The real time plus an offset that a test sets: queues and servers use the real time. */
export interface RunningClock extends Clock {
  advance(by: { seconds?: number; hours?: number }): void
}

export function runningClock(): RunningClock {
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  return {
    now,
    ofDatabase: async () => now(),
    advance: ({ seconds = 0, hours = 0 }) => {
      aheadMs += (hours * 3600 + seconds) * 1000
    },
  }
}

/** A database, a mail server and the worker's parts, without the rest of the journal. */
export async function openHarness() {
  const [database, mail] = await Promise.all([createTestDatabase(), openSwitchableMailServer()])
  const env = testEnv(database.url, inject('s3Endpoint'), { SMTP_URL: mail.url })
  const clock = runningClock()
  const worker = openTestWorker(env, { clock, ids: systemIds })
  const { deps } = worker
  await seedJournal(deps)
  return {
    env,
    clock,
    deps,
    mail,
    /** @returns the event's id */
    happens: (event: JournalEvent) => deps.db.transaction((tx) => recordEvent(tx, deps, null, event)),
    /** This many people request a sign-in link: the simplest events with a letter each. @returns the events' ids */
    linksRequested: async (count: number, name = 'person') => {
      const now = clock.now()
      const asked = Array.from({ length: count }, (_, n) => ({
        accountId: systemIds.uuid(),
        linkId: systemIds.uuid(),
        email: `${name}-${n}@example.org`,
      }))
      return deps.db.transaction(async (tx) => {
        await tx
          .insert(accounts)
          .values(asked.map(({ accountId, email }) => ({ id: accountId, email, name: 'Somebody', createdAt: now })))
        await tx.insert(links).values(
          asked.map(({ accountId, linkId }) => ({
            id: linkId,
            purpose: 'sign_in' as const,
            accountId,
            createdAt: now,
            expiresAt: new Date(now.getTime() + 30 * 24 * 3_600_000),
          })),
        )
        const eventIds: string[] = []
        for (const { linkId } of asked)
          eventIds.push(await recordEvent(tx, deps, null, { type: 'account.link_requested', linkId }))
        return eventIds
      })
    },
    /** Makes the relay look again at once, as a new event does. */
    wake: () => deps.sql.notify(outboxChannel, ''),
    tasks: () => deps.db.select().from(tasks),
    letters: () => deps.db.select().from(letters),
    close: async () => {
      await worker.close()
      await mail.close()
      await database.drop()
    },
  }
}

export type Harness = Awaited<ReturnType<typeof openHarness>>

/** Only catches what never happens: a busy machine must not fail a test. */
const patienceMs = 300_000

/** Waits for a condition. @throws Error when it never holds */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`it did not happen: ${isSo.toString()}`)
    await pause(25)
  }
}

/** Every task is done or given up. */
export async function allSettled(harness: Harness): Promise<boolean> {
  const all = await harness.tasks()
  return all.length > 0 && all.every(({ doneAt, failedAt }) => doneAt !== null || failedAt !== null)
}
