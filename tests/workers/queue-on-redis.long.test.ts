import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { roleUrl } from '../../server/db/roles.ts'
import { openQueue } from '../../workers/queue.ts'
import { startWorker } from '../../workers/run.ts'
import { startRedis } from '../support/redis.ts'
import { asVariables, queueSuite, root, type Backend } from './queue-suite.ts'
import { allSettled, openHarness, until } from './harness.ts'

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

queueSuite('Redis', onRedis)

test('a Redis that may throw tasks away is refused in one sentence', async () => {
  const server = await startRedis({ evictionPolicy: 'allkeys-lru' })
  const harness = await openHarness()
  const child = spawn(process.execPath, ['workers/main.ts'], {
    cwd: root,
    env: { ...asVariables(harness), REDIS_URL: server.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code]: unknown[] = await once(child, 'exit')
  await Promise.all([server.stop(), harness.close()])
  expect(code).toBe(1)
  expect(said.trim().split('\n')).toEqual([expect.stringContaining('maxmemory-policy is "allkeys-lru"')])
})

test('a Redis that goes away in the middle and comes back empty loses no letter', async () => {
  const before = await startRedis()
  const harness = await openHarness()
  const queue = await openQueue({ databaseUrl: roleUrl(harness.env, 'tj_worker'), redisUrl: before.url })
  const worker = await startWorker(harness.deps, queue, () => {})
  await harness.linksRequested(100)
  await until(() => harness.mail.letters.length >= 5)
  await before.stop()
  await harness.linksRequested(20, 'meanwhile')
  const after = await startRedis({ port: Number(new URL(before.url).port) })
  harness.clock.advance({ seconds: 31 })
  await until(async () => (await harness.tasks()).length === 120 && (await allSettled(harness)))
  expect(harness.mail.letters).toHaveLength(120)
  expect(new Set(harness.mail.letters.map(({ to }) => to)).size).toBe(120)
  await worker.stop()
  await Promise.all([after.stop(), harness.close()])
})

test('a Redis that does not answer is told in one sentence', async () => {
  await expect(openQueue({ databaseUrl: '', redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow(
    'REDIS_URL names a Redis that does not answer.',
  )
})
