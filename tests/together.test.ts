import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../server/db/client.ts'
import { together } from '../server/db/together.ts'
import { startJournal, type Journal } from './support/journal.ts'

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
})
afterAll(() => journal[Symbol.asyncDispose]())

const titleOfJournal = async () => (await journal.deps.sql`select title from journal.settings`)[0]?.['title'] as string
const rename = (tx: Tx, title: string) => tx.execute(sql`update journal.settings set title = ${title}`)

test('statements are executed in the order of the parts, and see what those before have written', async () => {
  const before = await titleOfJournal()
  const work = (tx: Tx) =>
    together(
      () => rename(tx, 'First'),
      async () => (await tx.execute<{ title: string }>(sql`select title from journal.settings`))[0]?.title,
      () => rename(tx, before),
    )
  const [, seen] = await journal.deps.db.transaction(work)
  expect(seen).toBe('First')
  expect(await titleOfJournal()).toBe(before)
})

test('they take one round trip', async () => {
  const work = () =>
    journal.deps.db.transaction((tx) =>
      together(
        () => tx.execute(sql`select 1`),
        () => tx.execute(sql`select 2`),
      ),
    )
  await work()
  // The beginning, both together, the end.
  expect(await journal.countRoundTrips(work)).toEqual({ statements: 4, trips: 3 })
})

const refusing = () => {
  throw new Error('refused')
}

test.each([
  ['later', async () => refusing()],
  ['at once', refusing],
])('after an error that comes %s, no part sends a statement outside of the transaction', async (_when, part) => {
  const before = await titleOfJournal()
  const refused = journal.deps.db.transaction((tx) =>
    together(async () => {
      for (let time = 0; time < 3; time++) await tx.execute(sql`select 1`)
      await rename(tx, 'After the end')
    }, part),
  )
  await expect(refused).rejects.toThrow('refused')
  expect(await titleOfJournal()).toBe(before)
})
