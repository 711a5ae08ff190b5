import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectTo } from '../../server/db/client.ts'
import { roleUrl } from '../../server/db/roles.ts'
import { events, tasks } from '../../server/db/schema/journal.ts'
import { openQueue } from '../../workers/queue.ts'
import { startWorker, type RunningWorker } from '../../workers/run.ts'
import { startRedis } from '../support/redis.ts'
import { allSettled, openStage, until, type Stage } from './stage.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What carries the tasks, and how to lose all it holds. */
interface Backend {
  redisUrl: string | undefined
  forgetEverything(stage: Stage): Promise<void>
  /** All it holds, as text. */
  contents(stage: Stage): Promise<string>
  close(): Promise<void>
}

const onPostgres = async (): Promise<Backend> => ({
  redisUrl: undefined,
  forgetEverything: async (stage) => {
    await stage.deps.sql.unsafe('delete from bullmq.job')
  },
  contents: async (stage) => JSON.stringify(await stage.deps.sql.unsafe('select * from bullmq.job')),
  close: async () => {},
})

const onRedis = async (): Promise<Backend> => {
  const server = await startRedis()
  const client = new Redis(server.url)
  return {
    redisUrl: server.url,
    forgetEverything: async () => void (await client.flushall()),
    contents: async () => {
      const keys = await client.keys('*')
      const dumps = await Promise.all(keys.map((key) => client.dumpBuffer(key)))
      return [...keys, ...dumps.map((dump) => dump?.toString('latin1'))].join('\n')
    },
    close: async () => {
      client.disconnect()
      await server.stop()
    },
  }
}

describe.each([
  ['PostgreSQL', onPostgres],
  ['Redis', onRedis],
] as const)('The queue on %s', (_name, open) => {
  let backend: Backend
  let stage: Stage
  const running: RunningWorker[] = []
  const children: ChildProcess[] = []

  beforeAll(async () => {
    backend = await open()
  }, 60_000)
  afterAll(() => backend.close())
  beforeEach(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await Promise.all(running.splice(0).map((worker) => worker.stop()))
    if (backend.redisUrl !== undefined) await backend.forgetEverything(stage)
    await stage.close()
  })

  async function startsWork(): Promise<void> {
    const queue = await openQueue({ databaseUrl: roleUrl(stage.env, 'tj_worker'), redisUrl: backend.redisUrl })
    running.push(await startWorker(stage.deps, queue, () => {}))
  }

  /** A worker as in production: a process of its own. */
  async function startsProcess(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['workers/main.ts'], {
      cwd: root,
      env: { ...asVariables(stage), ...(backend.redisUrl && { REDIS_URL: backend.redisUrl }) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    children.push(child)
    await once(child, 'message')
    return child
  }

  test('every event has its effect once, however many workers there are', async () => {
    await stage.linksRequested(60)
    await startsWork()
    await startsWork()
    await stage.linksRequested(60, 'late')
    await until(async () => (await stage.tasks()).length === 120 && (await allSettled(stage)))
    const addresses = stage.mail.letters.map(({ to }) => to)
    expect(new Set(addresses).size).toBe(120)
    expect(addresses).toHaveLength(120)
    expect((await stage.tasks()).map(({ attempts }) => attempts)).toEqual(Array.from({ length: 120 }, () => 1))
  })

  test('a queue that loses everything in the middle loses no letter', async () => {
    await startsWork()
    await stage.linksRequested(150)
    await until(() => stage.mail.letters.length >= 10)
    await backend.forgetEverything(stage)
    stage.clock.advance({ seconds: 31 })
    await until(async () => (await stage.tasks()).length === 150 && (await allSettled(stage)), 30)
    expect(new Set(stage.mail.letters.map(({ to }) => to)).size).toBe(150)
    expect(stage.mail.letters).toHaveLength(150)
  }, 45_000)

  test('it carries ids and nothing else', async () => {
    const queue = await openQueue({ databaseUrl: roleUrl(stage.env, 'tj_worker'), redisUrl: backend.redisUrl })
    const [eventId] = await stage.linksRequested(1, 'canary')
    await queue.add([`${eventId}.send-letters`])
    const contents = await backend.contents(stage)
    await queue.close()
    expect(contents).toContain(`${eventId}.send-letters`)
    expect(contents).not.toContain('canary')
    expect(contents).not.toContain('Somebody')
  })

  test('a task whose worker was killed in the middle is done by another one', async () => {
    stage.mail.mood = 'hangs'
    const first = await startsProcess()
    await stage.linksRequested(1)
    await until(() => stage.mail.hanging > 0)
    first.kill('SIGKILL')
    stage.mail.mood = 'takes'
    await startsProcess()
    await until(() => allSettled(stage), 25)
    const [task] = await stage.tasks()
    expect(task).toMatchObject({ attempts: 2, failedAt: null })
    expect(stage.mail.letters).toHaveLength(1)
  }, 40_000)

  test('a task that always fails is parked where it is seen, and holds up nobody', async () => {
    await startsWork()
    const poison = await stage.happens({
      type: 'submission.submitted',
      submissionId: '11111111-1111-4111-8111-111111111111',
      again: false,
    })
    await stage.linksRequested(20)
    await until(async () => stage.mail.letters.length === 20)
    for (let hours = 0; hours < 60 && !(await allSettled(stage)); hours += 6) {
      const before = await attemptsOf(poison)
      stage.clock.advance({ hours: 6 })
      await until(async () => (await attemptsOf(poison)) > before)
    }
    const parked = (await stage.tasks()).filter(({ failedAt }) => failedAt !== null)
    expect(parked).toMatchObject([{ eventId: poison, job: 'send-letters', attempts: 8, error: 'Error' }])
  }, 40_000)

  async function attemptsOf(eventId: string): Promise<number> {
    const [task] = await stage.deps.db.select().from(tasks).where(eq(tasks.eventId, eventId))
    return task?.attempts ?? 0
  }

  test('letters wait for a mail server that is away, and use up no tries', async () => {
    stage.mail.mood = 'away'
    await startsWork()
    await stage.linksRequested(5)
    await until(async () => (await stage.tasks()).filter(({ error }) => error !== null).length === 5)
    stage.mail.mood = 'takes'
    stage.clock.advance({ seconds: 16 })
    await until(() => allSettled(stage))
    expect(stage.mail.letters).toHaveLength(5)
    expect((await stage.tasks()).every(({ attempts, failedAt }) => attempts === 1 && failedAt === null)).toBe(true)
  })

  test('a thousand events are relayed and queued without keeping anybody waiting', async () => {
    await stage.linksRequested(1000)
    const begun = performance.now()
    await startsWork()
    await until(
      async () => (await unrelayed()) === 0 && (await stage.tasks()).every(({ queuedAt }) => queuedAt !== null),
    )
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(await stage.tasks()).toHaveLength(1000)
  }, 40_000)

  async function unrelayed(): Promise<number> {
    const all = await stage.deps.db.select({ relayedAt: events.relayedAt }).from(events)
    return all.filter(({ relayedAt }) => relayedAt === null).length
  }
})

test('a Redis that may throw tasks away is refused in one sentence', async () => {
  const server = await startRedis({ evictionPolicy: 'allkeys-lru' })
  const stage = await openStage()
  const child = spawn(process.execPath, ['workers/main.ts'], {
    cwd: root,
    env: { ...asVariables(stage), REDIS_URL: server.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code]: unknown[] = await once(child, 'exit')
  await Promise.all([server.stop(), stage.close()])
  expect(code).toBe(1)
  expect(said.trim().split('\n')).toEqual([expect.stringContaining('maxmemory-policy is "allkeys-lru"')])
}, 60_000)

test('a Redis that does not answer is told in one sentence', async () => {
  await expect(openQueue({ databaseUrl: '', redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow(
    'REDIS_URL names a Redis that does not answer.',
  )
})

test('a worker may not make schemas of its own in the journal’s database', async () => {
  const stage = await openStage()
  const worker = connectTo(roleUrl(stage.env, 'tj_worker'), { max: 1 })
  await expect(worker.sql`create schema elsewhere`).rejects.toThrow('permission denied')
  await worker.close()
  await stage.close()
})

function asVariables({ env }: Stage): Record<string, string> {
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
