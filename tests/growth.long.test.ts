import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo } from '../server/db/client.ts'
import { readerRoutes } from '../server/reader/routes.ts'
import { endMost } from './bench/end-most.ts'
import { publicThings, seedBench, type BenchFixtures } from './bench/seed-bench.ts'
import type { Client } from './support/client.ts'
import { startJournal, type Journal } from './support/journal.ts'
import type { PlanNode, StatementPlan } from './support/plans.ts'
import { sessionFor } from './support/seed-journal.ts'
import { visits, type Visit } from './support/visits.ts'

// What a list or page reads of the database is the same among few submissions and articles as among many: pages of tables and indexes that
// its statements read, by their plans.

// Few is above the number up to which lists are counted (domain/counting.ts).
const sizes = { few: 2_500, many: 12_000 } as const
const open = 50

interface Measured {
  readonly journal: Journal
  readonly fixtures: BenchFixtures
  readonly clients: Readonly<Record<Visit['as'], Client>>
}

let few: Measured
let many: Measured
beforeAll(async () => {
  few = await furnish(sizes.few)
  many = await furnish(sizes.many)
})
afterAll(async () => {
  await few.journal[Symbol.asyncDispose]()
  await many.journal[Symbol.asyncDispose]()
})

async function furnish(rows: number): Promise<Measured> {
  const journal = await startJournal({ furnished: false, startAt: new Date().toISOString(), explained: true })
  const owner = connectTo(journal.env.DATABASE_URL, { max: 2 })
  const size = { articles: rows, perIssue: 10, submissions: rows, reviewsEach: 1, reviewers: rows / 5, others: 10 }
  const pdf = Buffer.alloc(1000)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const fixtures = await seedBench(owner.sql, { bytes: pdf.length, sha256 }, size)
  await journal.deps.store.put(fixtures.pdfKey, Readable.from([pdf]), 'application/pdf')
  await endMost(owner.sql, fixtures, open)
  await owner.close()
  const as = (id: string) => sessionFor(journal.deps, id, (session) => journal.visitor('measured', session))
  const clients = {
    editor: await as(fixtures.editorId),
    author: await as(fixtures.authorId),
    reviewer: await as(fixtures.reviewerId),
    administrator: await journal.person({ roles: ['administrator'] }),
  }
  return { journal, fixtures, clients }
}

async function read({ journal }: Measured, visit: () => Promise<unknown>): Promise<readonly StatementPlan[]> {
  // Twice: the first time a connection also reads the catalogue.
  await visit()
  await visit()
  return journal.plansOf(visit)
}

const total = (plans: readonly StatementPlan[]) => plans.reduce((sum, { buffers }) => sum + buffers, 0)

function scans(node: PlanNode): string[] {
  const own = node['Node Type'].includes('Seq Scan')
    ? [`${node['Node Type']} ${node['Relation Name']} ${node['Actual Rows']}`]
    : []
  return [...own, ...(node.Plans ?? []).flatMap(scans)]
}

async function compare(route: string, visit: (where: Measured) => () => Promise<unknown>) {
  const [before, after] = [await read(few, visit(few)), await read(many, visit(many))]
  const [small, large] = [total(before), total(after)]
  console.log(
    `${String(small).padStart(7)} ${String(large).padStart(8)} ${(large / Math.max(small, 1)).toFixed(2).padStart(7)}  ${route}`,
  )
  if (large > small * 1.5 + 20)
    for (const { query, plan, buffers } of after.toSorted((a, b) => b.buffers - a.buffers).slice(0, 2))
      console.log(
        `        ${buffers}  ${query.replaceAll(/\s+/g, ' ').trim().slice(0, 160)}  [${scans(plan).join('; ')}]`,
      )
  return { small, large }
}

const queues = ['needs_me', 'screening', 'in_review', 'ended']
const desk = queues.map(
  (queue) => [`desk ${queue}`, { as: 'editor', path: () => `/api/desk?queue=${queue}`, most: 5 }] as const,
)
const searches = ['income', 'income prison', 'zzz'].map(
  (q) =>
    [
      `desk search ${q}`,
      { as: 'editor', path: () => `/api/desk?queue=all&q=${encodeURIComponent(q)}`, most: 5 },
    ] as const,
)

test.each([
  ...Object.entries(visits).filter((entry): entry is [string, Visit] => entry[1] !== null),
  ...desk,
  ...searches,
])('%s', async (route, { as, path }) => {
  const { small, large } = await compare(
    route,
    ({ clients, fixtures }) =>
      () =>
        clients[as].open(path(fixtures)),
  )
  expect.soft(large).toBeLessThanOrEqual(small * 1.5 + 20)
})

const readerSearches = ['income', 'inc', 'income prison', 'zzz', '7'].map((words) => [
  `/search?q=${words}`,
  `/search?q=${encodeURIComponent(words)}`,
])
// The list of sitemaps has a line for a thousand articles; a year has all its issues, until they fill a page.
const growing: Readonly<Record<string, number>> = { '/sitemap.xml': 30, '/issues/years/:year': 200 }
const readerPages = readerRoutes.map(({ pattern, example }) => [pattern, example(publicThings)])

test.each([...readerPages, ...readerSearches])("the reader's %s", async (pattern = '', address = '') => {
  const statuses = new Set<number>()
  const { small, large } = await compare(pattern, ({ journal }) => async () => {
    // A minute later every page is rendered again.
    journal.clock.advance({ minutes: 1 })
    statuses.add((await journal.visitor().open(address)).status)
  })
  expect.soft([...statuses]).toEqual([pattern === '/*' ? 404 : pattern.includes('/view/') ? 301 : 200])
  expect.soft(large > 0, 'it asks the database').toBe(pattern !== '/robots.txt')
  expect.soft(large).toBeLessThanOrEqual(small * 1.5 + 20 + (growing[pattern] ?? 0))
})
