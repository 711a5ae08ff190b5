import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { roleUrl } from '../../server/db/roles.ts'
import { events } from '../../server/db/schema/outbox.ts'
import { openQueue } from '../../workers/queue.ts'
import { startWorker, type RunningWorker } from '../../workers/run.ts'
import { processorMs } from '../support/processor-time.ts'
import { allSettled, openHarness, until, type Harness } from './harness.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What carries the tasks, and how to lose all it holds. */
export interface Backend {
  redisUrl: string | undefined
  forgetEverything(harness: Harness): Promise<void>
  /** All it holds, as text. */
  contents(harness: Harness): Promise<string>
  close(): Promise<void>
}

/** What the queue promises, whatever carries it (docs/threat-model.md K2 to K5). */
export function queueSuite(name: string, open: () => Promise<Backend>): void {
  describe(`The queue on ${name}`, () => {
    let backend: Backend
    let harness: Harness
    const running: RunningWorker[] = []
    const children: ChildProcess[] = []

    beforeAll(async () => {
      backend = await open()
    })
    afterAll(() => backend.close())
    beforeEach(async () => {
      harness = await openHarness()
    })
    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL')
      await Promise.all(running.splice(0).map((worker) => worker.stop()))
      if (backend.redisUrl !== undefined) await backend.forgetEverything(harness)
      await harness.close()
    })

    async function startsWork(): Promise<void> {
      const queue = await openQueue({ databaseUrl: roleUrl(harness.env, 'tj_worker'), redisUrl: backend.redisUrl })
      running.push(await startWorker(harness.deps, queue, () => {}))
    }

    /** A worker as in production: a process of its own. It sends a message when it is ready. */
    async function startsProcess(): Promise<ChildProcess> {
      const child = spawn(process.execPath, ['workers/main.ts'], {
        cwd: root,
        env: { ...asVariables(harness), ...(backend.redisUrl && { REDIS_URL: backend.redisUrl }) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      children.push(child)
      await once(child, 'message')
      return child
    }

    test('every event has its effect once, however many workers there are', async () => {
      await harness.linksRequested(60)
      await startsWork()
      await startsWork()
      await harness.linksRequested(60, 'late')
      await until(async () => (await harness.tasks()).length === 120 && (await allSettled(harness)))
      const addresses = harness.mail.letters.map(({ to }) => to)
      expect(new Set(addresses).size).toBe(120)
      expect(addresses).toHaveLength(120)
      expect((await harness.tasks()).map(({ attempts }) => attempts)).toEqual(Array.from({ length: 120 }, () => 1))
    })

    test('a queue that loses everything in the middle loses no letter', async () => {
      await startsWork()
      await harness.linksRequested(150)
      await until(() => harness.mail.letters.length >= 10)
      await backend.forgetEverything(harness)
      harness.clock.advance({ seconds: 31 })
      await harness.wake()
      await until(async () => (await harness.tasks()).length === 150 && (await allSettled(harness)))
      expect(new Set(harness.mail.letters.map(({ to }) => to)).size).toBe(150)
      expect(harness.mail.letters).toHaveLength(150)
    })

    test('it carries ids and nothing else', async () => {
      const queue = await openQueue({ databaseUrl: roleUrl(harness.env, 'tj_worker'), redisUrl: backend.redisUrl })
      const [eventId] = await harness.linksRequested(1, 'canary')
      await queue.add([`${eventId}.send-letters`])
      const contents = await backend.contents(harness)
      await queue.close()
      expect(contents).toContain(`${eventId}.send-letters`)
      expect(contents).not.toContain('canary')
      expect(contents).not.toContain('Somebody')
    })

    test('a task whose worker was killed in the middle is done by another one', async () => {
      harness.mail.mode = 'hangs'
      const first = await startsProcess()
      await harness.linksRequested(1)
      await until(() => harness.mail.hanging > 0)
      first.kill('SIGKILL')
      harness.mail.mode = 'takes'
      await startsProcess()
      await until(() => allSettled(harness))
      const [task] = await harness.tasks()
      expect(task).toMatchObject({ attempts: 2, failedAt: null })
      expect(harness.mail.letters).toHaveLength(1)
    })

    test('a task that always fails is parked where it is seen, and holds up nobody', async () => {
      await startsWork()
      const poison = await harness.happens({
        type: 'submission.submitted',
        submissionId: '11111111-1111-4111-8111-111111111111',
        again: false,
      })
      await harness.linksRequested(20)
      await until(async () => harness.mail.letters.length === 20)
      await until(async () => {
        harness.clock.advance({ hours: 6 })
        await harness.wake()
        return allSettled(harness)
      })
      const parked = (await harness.tasks()).filter(({ failedAt }) => failedAt !== null)
      expect(parked.toSorted((one, other) => one.job.localeCompare(other.job))).toMatchObject([
        { eventId: poison, job: 'check-people', attempts: 8, error: 'Refusal not_found' },
        { eventId: poison, job: 'send-letters', attempts: 8, error: 'Error' },
      ])
    })

    test('letters wait for a mail server that is away, and use up no tries', async () => {
      harness.mail.mode = 'away'
      await startsWork()
      await harness.linksRequested(5)
      await until(async () => (await harness.tasks()).filter(({ error }) => error !== null).length === 5)
      harness.mail.mode = 'takes'
      harness.clock.advance({ seconds: 16 })
      await harness.wake()
      await until(() => allSettled(harness))
      expect(harness.mail.letters).toHaveLength(5)
      expect((await harness.tasks()).every(({ attempts, failedAt }) => attempts === 1 && failedAt === null)).toBe(true)
    })

    test('a thousand events are relayed and queued without keeping anybody waiting', async () => {
      await harness.linksRequested(1000)
      const spent = await processorMs(async () => {
        await startsWork()
        await until(
          async () => (await unrelayed()) === 0 && (await harness.tasks()).every(({ queuedAt }) => queuedAt !== null),
        )
      })
      expect(spent).toBeLessThan(20_000)
      expect(await harness.tasks()).toHaveLength(1000)
    })

    async function unrelayed(): Promise<number> {
      const all = await harness.deps.db.select({ relayedAt: events.relayedAt }).from(events)
      return all.filter(({ relayedAt }) => relayedAt === null).length
    }
  })
}

/** The environment of a worker in a process of its own. */
export function asVariables({ env }: Harness): Record<string, string> {
  const { DATABASE_URL, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, SMTP_URL, SECRET, PUBLIC_URL } =
    env
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL,
    S3_ENDPOINT,
    S3_BUCKET,
    S3_ACCESS_KEY_ID,
    S3_SECRET_ACCESS_KEY,
    SMTP_URL,
    SECRET,
    PUBLIC_URL,
  }
}
