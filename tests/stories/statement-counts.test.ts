import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo } from '../../server/db/client.ts'
import { readerRoutes } from '../../server/reader/routes.ts'
import { publicThings, seedBench, type BenchFixtures, type Size } from '../bench/seed-bench.ts'
import type { Client } from '../support/client.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { sessionFor } from '../support/seed-journal.ts'
import { mostOfPages as pages, visits, type Visit } from '../support/visits.ts'

// A list executes at most five SQL statements and a page at most eight, including those of the session, and the number is the same for one,
// three and three hundred rows. (OJS needs 10,523 for a list of thirty.)

interface Measured {
  readonly journal: Journal
  readonly fixtures: BenchFixtures
  readonly clients: Readonly<Record<Visit['as'], Client>>
}

const sizes = [1, 3, 300] as const
const measured = new Map<number, Measured>()

beforeAll(async () => {
  for (const rows of sizes) measured.set(rows, await furnishJournal(rows))
})

afterAll(async () => {
  for (const { journal } of measured.values()) await journal[Symbol.asyncDispose]()
})

async function furnishJournal(rows: number): Promise<Measured> {
  const journal = await startJournal({ furnished: false, startAt: new Date().toISOString() })
  const owner = connectTo(journal.env.DATABASE_URL, { max: 2 })
  const size: Size = { articles: rows, perIssue: rows, submissions: rows, reviewsEach: 3, reviewers: 5, others: rows }
  const fixtures = await seedBench(owner.sql, { bytes: 1000, sha256: '0'.repeat(64) }, size)
  await owner.close()
  const as = (id: string) => sessionFor(journal.deps, id, (session) => journal.visitor('counted', session))
  const clients = {
    editor: await as(fixtures.editorId),
    author: await as(fixtures.authorId),
    reviewer: await as(fixtures.reviewerId),
    administrator: await journal.person({ roles: ['administrator'] }),
  }
  return { journal, fixtures, clients }
}

async function countAt(rows: number, visit: Visit): Promise<number> {
  const { journal, fixtures, clients } = measured.get(rows) ?? (await furnishJournal(rows))
  const open = () => clients[visit.as].open(visit.path(fixtures))
  const { status } = await open()
  expect(status, visit.path(fixtures)).toBe(200)
  return journal.countStatements(open)
}

test.each(Object.entries(visits).filter((entry): entry is [string, Visit] => entry[1] !== null))(
  '%s',
  async (_route, visit) => {
    const counts = []
    for (const rows of sizes) counts.push(await countAt(rows, visit))
    expect(Math.max(...counts)).toBeLessThanOrEqual(visit.most)
    expect(new Set(counts).size, `statements for ${sizes.join(', ')} rows: ${counts.join(', ')}`).toBe(1)
  },
)

// Pages that come whole as HTML ask several endpoints, in the name of one person.
test.each([
  { as: 'author', path: () => '/author/submit', most: pages },
  { as: 'author', path: () => '/account/sign-in', most: pages },
  { as: 'author', path: () => '/account/welcome', most: pages },
  { as: 'reviewer', path: ({ invitationId }) => `/review/${invitationId}/invitation`, most: pages },
] satisfies Visit[])('the page $path', async (visit) => {
  const counts = []
  for (const rows of sizes) counts.push(await countAt(rows, visit))
  expect(Math.max(...counts)).toBeLessThanOrEqual(visit.most)
  expect(new Set(counts).size, `statements for ${sizes.join(', ')} rows: ${counts.join(', ')}`).toBe(1)
})

test.each(readerRoutes.map(({ pattern, example }) => ({ pattern, example })))(
  "the reader's $pattern",
  async ({ example }) => {
    const counts = []
    for (const rows of sizes) {
      const { journal } = measured.get(rows) ?? (await furnishJournal(rows))
      const address = example(publicThings)
      counts.push(await journal.countStatements(() => journal.visitor().open(address)))
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(pages)
    expect(new Set(counts).size, `statements for ${sizes.join(', ')} rows: ${counts.join(', ')}`).toBe(1)
  },
)
