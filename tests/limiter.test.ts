import { expect, test } from 'vitest'
import { createLimiter } from '../server/limiter.ts'

/** Work that ends when it is told to, and says when it has begun. */
function work(begun: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const run = () => {
    begun.push(name)
    return promise
  }
  return { run, end: resolve, fail: reject }
}

test('a few at a time; the others come in the order in which they asked', async () => {
  const limiter = createLimiter(2)
  const begun: string[] = []
  const all = ['first', 'second', 'third', 'fourth'].map((name) => work(begun, name))
  const runs = all.map(({ run }) => limiter.run(run))
  expect(begun).toEqual(['first', 'second'])
  expect(limiter.running).toBe(2)
  all[1]?.end()
  await runs[1]
  await expect.poll(() => begun).toEqual(['first', 'second', 'third'])
  for (const { end } of all) end()
  await Promise.all(runs)
  expect(begun).toEqual(['first', 'second', 'third', 'fourth'])
  expect(limiter.running).toBe(0)
})

test('work that fails gives its place up, and its caller hears of it', async () => {
  const limiter = createLimiter(1)
  const begun: string[] = []
  const [failing, next] = [work(begun, 'failing'), work(begun, 'next')]
  const [failed, ran] = [limiter.run(failing.run), limiter.run(next.run)]
  failing.fail(new Error('it broke'))
  await expect(failed).rejects.toThrow('it broke')
  next.end()
  await ran
  expect(begun).toEqual(['failing', 'next'])
})

test('what is only tried is not run when no place is free, and does not wait for one', async () => {
  const limiter = createLimiter(1)
  const begun: string[] = []
  const [one, other] = [work(begun, 'one'), work(begun, 'other')]
  const ran = limiter.tryRun(one.run)
  expect(await limiter.tryRun(other.run)).toBe(false)
  one.end()
  expect(await ran).toBe(true)
  other.end()
  expect(await limiter.tryRun(other.run)).toBe(true)
  expect(begun).toEqual(['one', 'other'])
})
