import { expect, test } from 'vitest'
import { Cache } from '../server/reader/cache.ts'

interface Page {
  readonly text: string
  readonly size: number
}

const page = (text: string, size = 10): Page => ({ text, size })
const made = (text: string, { until = 100, size = 10 } = {}) => Promise.resolve({ value: page(text, size), until })
const never = () => Promise.reject(new Error('it was made again'))

test('a thousand who ask at once wait for one rendering', async () => {
  const cache = new Cache<Page>(1000)
  let renderings = 0
  const render = async () => {
    renderings += 1
    return made('home')
  }
  const pages = await Promise.all(Array.from({ length: 1000 }, () => cache.get('/', 1, render)))
  expect(new Set(pages)).toEqual(new Set([page('home')]))
  expect(renderings).toBe(1)
  expect(await cache.get('/', 2, never)).toEqual(page('home'))
})

test('a page is kept until the instant from which it would read differently', async () => {
  const cache = new Cache<Page>(1000)
  await cache.get('/calls', 1, () => made('open', { until: 100 }))
  expect(cache.kept('/calls', 99)).toEqual(page('open'))
  expect(cache.kept('/calls', 100)).toBeUndefined()
  expect(await cache.get('/calls', 100, () => made('closed', { until: 200 }))).toEqual(page('closed'))
})

test('what is forgotten while it is being made goes to those who waited, and is not kept', async () => {
  const cache = new Cache<Page>(1000)
  const { promise, resolve } = Promise.withResolvers<void>()
  const waiting = cache.get('/', 1, () => promise.then(() => made('before the publication')))
  cache.clear()
  const after = await cache.get('/', 1, () => made('after the publication'))
  resolve()
  expect(await waiting).toEqual(page('before the publication'))
  expect(after).toEqual(page('after the publication'))
  expect(cache.kept('/', 1)).toEqual(page('after the publication'))
})

test('what was not asked for longest goes when there is no room', async () => {
  const cache = new Cache<Page>(30)
  for (const path of ['/1', '/2', '/3']) await cache.get(path, 1, () => made(path))
  cache.kept('/1', 1)
  await cache.get('/4', 1, () => made('/4'))
  expect(['/1', '/2', '/3', '/4'].filter((path) => cache.kept(path, 1) !== undefined)).toEqual(['/1', '/3', '/4'])
  await cache.get('/all', 1, () => made('/all', { size: 30 }))
  expect(['/1', '/3', '/4', '/all'].filter((path) => cache.kept(path, 1) !== undefined)).toEqual(['/all'])
  // Larger than everything there is room for.
  expect(await cache.get('/vast', 1, () => made('/vast', { size: 31 }))).toEqual(page('/vast', 31))
  expect(cache.kept('/vast', 1)).toBeUndefined()
})

test('neither what does not exist nor what failed is kept', async () => {
  const cache = new Cache<Page>(1000)
  expect(await cache.get('/none', 1, () => Promise.resolve(null))).toBeNull()
  await expect(cache.get('/none', 1, never)).rejects.toThrow('it was made again')
  expect(await cache.get('/none', 1, () => made('there now'))).toEqual(page('there now'))
})
