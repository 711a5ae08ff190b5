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

/** Carries ids of tasks from the relay to the workers, and nothing else: the tasks themselves are in PostgreSQL. */
export interface TaskQueue {
  /** An id that already waits or runs is not added again. */
  add(taskIds: readonly string[]): Promise<void>
  /** Starts to pass tasks to `handler`. */
  work(handler: (taskId: string) => Promise<void>): Promise<void>
  /** Waits for running tasks and takes no new ones. */
  close(): Promise<void>
}

export interface QueueSettings {
  /** Role tj_worker, owner of the schema `bullmq`. Used when there is no Redis. */
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  readonly concurrency?: number
  /** Called with faults of the connection; the queue reconnects by itself. */
  readonly onFault?: (fault: Error) => void
}

interface Carried {
  readonly taskId: string
}

const name = 'tasks'
const schema = 'bullmq'
// A finished or failed entry is deleted, so that the relay can add the same id again: the task's row says whether it is done.
const leaveNothing = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } } as const
// A killed worker's task goes to another worker when its lock expires. The queue sets no limit on that: the task's row
// counts the tries.
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
  const connection = { connectionString: settings.databaseUrl, schema }
  const pools = { adding: { ...connection, max: 1 }, waiting: { ...connection, max: 4 } }
  return carry(withBackend(createPostgresBackend), pools, settings)
}

/**
 * BullMQ's own migrations. They begin with CREATE SCHEMA IF NOT EXISTS, for which PostgreSQL asks the right to make schemas
 * even when it exists; the worker owns this one and may make no others, so that statement is left out.
 */
async function prepareSchema(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  // A broken connection reports its fault twice: by the running statement, which throws below, and as an event that needs a listener.
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
  // Adding fails at once while Redis is not available, and the relay tries again; the connection that waits for work
  // waits without limit.
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

/** @throws Error when Redis is not available, or may delete tasks when its memory is full */
async function refuseEviction(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null })
  // The rejected promise below reports the fault.
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

/** What both backends have in common. */
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
