import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo, type Database } from '../server/db/client.ts'
import { startJournal, type Journal } from './support/journal.ts'
import { completeDraft, type SignedInClient } from './support/given.ts'

// The database ends connections in the middle of transactions, as a restart or an administrator does. The process goes on, every request is
// answered, nothing is half done, and the pool works afterwards. An error outside of a promise fails the run by itself.

const times = 100

let journal: Journal
let owner: postgres.Sql
let writers: { client: SignedInClient; draft: string }[]
beforeAll(async () => {
  journal = await startJournal()
  owner = postgres(journal.env.DATABASE_URL, { max: 2, onnotice: () => {} })
  writers = []
  for (const name of ['Ada', 'Bela', 'Cleo', 'Dora']) {
    const client = await journal.person({ name: `${name} Author`, email: `${name.toLowerCase()}@example.org` })
    writers.push({ client, draft: await completeDraft(journal, client) })
  }
})
afterAll(async () => {
  await owner.end()
  await journal[Symbol.asyncDispose]()
})

interface Stored {
  readonly title: string
  readonly version: number
}

async function storedOf(draft: string): Promise<Stored> {
  const [row] = await owner<Stored[]>`select title, version from journal.submissions where id = ${draft}`
  if (!row) throw new Error('the draft is there')
  return row
}

/** Ends the connections of the API that are in a transaction now; those that wait for a lock, or any. */
const endTransactions = (waiting: boolean) => owner<{ pid: number }[]>`
  select pid, pg_terminate_backend(pid) from pg_stat_activity
  where usename = 'tj_api' and datname = current_database() and xact_start is not null
    and (not ${waiting} or wait_event_type = 'Lock')`

async function save({ client, draft }: (typeof writers)[number], title: string): Promise<number> {
  const { version } = await storedOf(draft)
  const { status } = await client.try('PATCH /api/submissions/:id', { params: { id: draft }, body: { version, title } })
  return status
}

test(`a connection that is ended while its transaction waits, ${times} times`, async () => {
  for (let time = 0; time < times; time++) {
    const writer = writers[time % writers.length] ?? expect.fail('there are writers')
    const before = await storedOf(writer.draft)
    const title = `Not saved ${time}`
    const [status, others] = await owner.begin(async (lock) => {
      await lock`select from journal.submissions where id = ${writer.draft} for update`
      const answered = save(writer, title)
      const reading = Promise.all(writers.map(({ client }) => client.try('GET /api/submissions')))
      await expect.poll(async () => (await endTransactions(true)).length, { interval: 5 }).toBe(1)
      return [await answered, await reading]
    })
    expect(status).toBe(500)
    expect(others.map((other) => other.status)).toEqual(writers.map(() => 200))
    expect(await storedOf(writer.draft)).toEqual(before)
    expect(await save(writer, `Saved ${time}`)).toBe(200)
  }
})

test(`connections that are ended at any moment of their transactions, ${times} of them`, async () => {
  const ended: number[] = []
  const isOver = () => ended.length >= times
  const answers = new Map<number, number>()
  const writing = writers.map(async (writer, place) => {
    for (let time = 0; !isOver(); time++) {
      const before = await storedOf(writer.draft)
      const title = `Title ${place} ${time}`
      const status = await save(writer, title)
      answers.set(status, (answers.get(status) ?? 0) + 1)
      const after = await storedOf(writer.draft)
      // When the connection ends during the commit, nobody knows whether it was done; the text and its version belong together.
      const done = { title, version: before.version + 1 }
      if (status === 200) expect(after).toEqual(done)
      else expect([before, done]).toContainEqual(after)
    }
  })
  while (!isOver()) ended.push(...(await endTransactions(false)).map(({ pid }) => pid))
  await Promise.all(writing)
  expect([...answers.keys()].toSorted((a, b) => a - b)).toEqual([200, 500])
  for (const writer of writers) expect(await save(writer, 'The last one')).toBe(200)
})

test('what is left of an ended transaction does not run in another one', async () => {
  const pool: Database = connectTo(journal.env.DATABASE_URL, { max: 1 })
  await owner`create table public.entries (entry text)`
  let goOn = () => {}
  const others = new Promise<void>((resolve) => (goOn = resolve))
  const first = pool.db.transaction(async (tx) => {
    await tx.execute("insert into public.entries values ('before')")
    await others
    await tx.execute("insert into public.entries values ('left over')")
  })
  const isLost = first.then(
    () => false,
    () => true,
  )
  const idle = () => owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction' and query like '%before%'`
  await expect.poll(async () => (await idle()).length).toBe(1)
  expect(await isLost).toBe(true)
  await pool.db.transaction(async (tx) => {
    await tx.execute("insert into public.entries values ('another')")
    goOn()
    for (let turn = 0; turn < 20; turn++) await tx.execute('select 1')
  })
  expect(await owner`select entry from public.entries`).toEqual([{ entry: 'another' }])
  await pool.close()
})
