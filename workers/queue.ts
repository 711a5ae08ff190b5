import { once } from 'node:events'
import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  withBackend,
  type BackendClasses,
  type IQueueBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

/** Carries ids of tasks from the relay to the workers, and nothing else: what is to be done stands in PostgreSQL. */
export interface TaskQueue {
  /** An id that waits or runs already is not taken twice. */
  add(taskIds: readonly string[]): Promise<void>
  /** Begins to hand tasks to `handler`. */
  work(handler: (taskId: string) => Promise<void>): Promise<void>
  /** Lets running tasks end, takes no new ones. */
  close(): Promise<void>
}

export interface QueueSettings {
  /** Role tj_worker, owner of the schema `bullmq`. Used when there is no Redis. */
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  readonly concurrency?: number
  /** Told of faults of the connection; the queue goes on by itself. */
  readonly onFault?: (fault: Error) => void
}

interface Carried {
  readonly taskId: string
}

const name = 'tasks'
const schema = 'bullmq'
// A finished or failed entry disappears, so that the relay may add the same id again: the task's row says whether it is done.
const leaveNothing = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } } as const
// A killed worker's task goes to another one after the lock runs out; how often does not matter, the task's row counts.
const patience = { lockDuration: 6_000, stalledInterval: 3_000, maxStalledCount: 1_000 } as const

/**
 * The queue: on Redis or Valkey when there is an address, else on PostgreSQL.
 * @throws Error with one sentence when it cannot be used
 */
export async function openQueue(settings: QueueSettings): Promise<TaskQueue> {
  return settings.redisUrl === undefined ? onPostgres(settings) : onRedis(settings, settings.redisUrl)
}

async function onPostgres(settings: QueueSettings): Promise<TaskQueue> {
  await prepareSchema(settings.databaseUrl)
  const connection = { connectionString: settings.databaseUrl, schema, max: 4 }
  return carry(withBackend(createPostgresBackend), { adding: connection, waiting: connection }, settings)
}

/**
 * BullMQ's own migrations. They begin with CREATE SCHEMA IF NOT EXISTS, for which PostgreSQL asks the right to make schemas
 * even when it exists; the worker owns this one and may make no others, so that statement is left out.
 */
async function prepareSchema(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  // A connection that breaks says so twice: to the statement under way, which throws below, and as an event nobody may miss.
  client.on('error', () => {})
  await client.connect()
  try {
    const owner = {
      query: (text: string, values?: readonly unknown[]) =>
        text.startsWith('CREATE SCHEMA') ? Promise.resolve({ rows: [] }) : client.query(text, values && [...values]),
    }
    await runMigrations(owner, schema)
  } finally {
    await client.end()
  }
}

async function onRedis(settings: QueueSettings, redisUrl: string): Promise<TaskQueue> {
  await refuseEviction(redisUrl)
  // Adding fails at once while Redis is away, and the relay tries again; waiting for work waits as long as it takes.
  const adding = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  const waiting = new Redis(redisUrl, { maxRetriesPerRequest: null })
  for (const client of [adding, waiting]) client.on('error', (fault) => settings.onFault?.(fault))
  await once(adding, 'ready')
  const queue = carry(withBackend(createRedisBackend), { adding, waiting }, settings)
  return {
    ...queue,
    close: async () => {
      await queue.close()
      for (const client of [adding, waiting]) client.disconnect()
    },
  }
}

/** @throws Error when Redis is away, or may throw tasks away when its memory is full */
async function refuseEviction(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null })
  // What went wrong is in the rejected promise below.
  client.on('error', () => {})
  try {
    const memory = await client
      .connect()
      .then(() => client.info('memory'))
      .catch(() => {
        throw new Error('REDIS_URL names a Redis that does not answer.')
      })
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? 'unknown'
    if (policy !== 'noeviction')
      throw new Error(
        `REDIS_URL names a Redis whose maxmemory-policy is "${policy}"; it must be "noeviction", or waiting tasks could be dropped.`,
      )
  } finally {
    client.disconnect()
  }
}

/** What both have in common. */
function carry<Backend extends IQueueBackend, Connection>(
  { Queue, Worker }: BackendClasses<Backend, Connection>,
  { adding, waiting }: { adding: Connection; waiting: Connection },
  { concurrency = 4, onFault = () => {} }: QueueSettings,
): TaskQueue {
  const queue = new Queue<Carried>(name, { connection: adding })
  queue.on('error', onFault)
  const workers: { close(): Promise<void> }[] = []
  return {
    add: async (taskIds) => {
      await queue.addBulk(
        taskIds.map((taskId) => ({ name, data: { taskId }, opts: { jobId: taskId, ...leaveNothing } })),
      )
    },
    work: async (handler) => {
      const options = { connection: waiting, concurrency, ...leaveNothing, ...patience }
      const worker = new Worker<Carried>(name, (entry) => handler(entry.data.taskId), options)
      worker.on('error', onFault)
      workers.push(worker)
      await worker.waitUntilReady()
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()))
      await queue.close()
    },
  }
}
