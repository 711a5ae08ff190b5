import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { inject, describe, expect, test } from 'vitest'
import { s3Store } from '../../server/storage/store.ts'
import { testEnv } from '../support/services.ts'

// These tests can run against any S3 server: set S3_ENDPOINT and its keys in the environment.

const env = testEnv('postgres://nobody@127.0.0.1:1/none', process.env['S3_ENDPOINT'] ?? inject('s3Endpoint'), {
  ...(process.env['S3_ACCESS_KEY_ID'] && { S3_ACCESS_KEY_ID: process.env['S3_ACCESS_KEY_ID'] }),
  ...(process.env['S3_SECRET_ACCESS_KEY'] && { S3_SECRET_ACCESS_KEY: process.env['S3_SECRET_ACCESS_KEY'] }),
})
const store = s3Store(env)
const block = randomBytes(64 * 1024)
const mebibyte = 1024 * 1024

async function* stream(bytes: number, breaksAt = Infinity) {
  for (let sent = 0; sent < bytes; sent += block.length) {
    if (sent >= breaksAt) throw new Error('the line broke')
    yield block.subarray(0, Math.min(block.length, bytes - sent))
  }
}

async function keysUnder(prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys
}

async function readBack(key: string) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of (await store.get(key)) as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

describe('the object store', () => {
  test.each([0, 1, 1000, 8 * mebibyte - 1, 8 * mebibyte, 8 * mebibyte + 1, 60 * mebibyte])(
    'returns the %d bytes that it stored, and their checksum',
    async (bytes) => {
      const key = randomUUID()
      const stored = await store.put(key, Readable.from(stream(bytes)), 'application/octet-stream')
      expect(stored.bytes).toBe(bytes)
      expect(await readBack(key)).toEqual(stored)
      await store.remove(key)
    },
  )

  test.each([
    ['before the first byte', 0],
    ['in the middle of a small stream', mebibyte],
    ['after several parts', 20 * mebibyte],
  ])('stores nothing of a stream that breaks %s', async (_when, breaksAt) => {
    const key = randomUUID()
    const broken = store.put(key, Readable.from(stream(30 * mebibyte, breaksAt)), 'text/plain')
    await expect(broken).rejects.toThrow('the line broke')
    expect(await keysUnder(key)).toEqual([])
  })

  test('lists keys with their time of writing, and no longer lists removed keys', async () => {
    const prefix = randomUUID()
    const begunAt = Date.now()
    for (const n of [1, 2]) await store.put(`${prefix}-${n}`, Readable.from(stream(n)), 'text/plain')
    expect(await keysUnder(prefix)).toEqual([`${prefix}-1`, `${prefix}-2`])
    // S3 gives whole seconds.
    for await (const { writtenAt } of store.list(prefix)) expect(writtenAt.getTime()).toBeGreaterThan(begunAt - 1000)
    await store.remove(`${prefix}-1`)
    expect(await keysUnder(prefix)).toEqual([`${prefix}-2`])
  })

  test('reports a missing key and an unreachable server', async () => {
    await expect(store.get(randomUUID())).rejects.toMatchObject({ code: 'storage_unavailable' })
    const down = s3Store({ ...env, S3_ENDPOINT: 'http://127.0.0.1:1' })
    await expect(down.put(randomUUID(), Readable.from(stream(10)), 'text/plain')).rejects.toMatchObject({
      code: 'storage_unavailable',
    })
  })

  test('stores twenty files of twenty megabytes at once without holding them in memory', async () => {
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 10)
    const keys = Array.from({ length: 20 }, () => randomUUID())
    await Promise.all(keys.map((key) => store.put(key, Readable.from(stream(20 * mebibyte)), 'text/plain')))
    clearInterval(watch)
    const grown = Math.round((most - before) / 1e6)
    console.info(`20 × 20 MB at once: ${Math.round(before / 1e6)} MB resident, ${grown} MB more at most`)
    expect(grown).toBeLessThan(200)
    for (const key of keys) await store.remove(key)
  })
})
