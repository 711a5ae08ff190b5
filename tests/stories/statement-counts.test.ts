import { afterAll, beforeAll, expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import { connectTo } from '../../server/db/client.ts'
import { readerRoutes } from '../../server/reader/routes.ts'
import { seedBench, type BenchFixtures, type Size } from '../bench/seed-bench.ts'
import type { Client } from '../support/client.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { sessionFor } from '../support/seed-journal.ts'

// A list executes at most five SQL statements and a page at most eight, including those of the session, and the number is the same for one,
// three and three hundred rows. (OJS needs 10,523 for a list of thirty.)

const lists = 5
const pages = 8

type Reading = Extract<keyof typeof contracts, `GET ${string}`>

interface Visit {
  readonly as: 'editor' | 'author' | 'reviewer' | 'administrator'
  readonly path: (fixtures: BenchFixtures) => string
  readonly most: number
}

/** Every GET of the API has a line; a new one without does not compile. */
const visits: Readonly<Record<Reading, Visit | null>> = {
  'GET /api/session': { as: 'editor', path: () => '/api/session', most: pages },
  'GET /api/account': { as: 'editor', path: () => '/api/account', most: pages },
  'GET /api/accounts': { as: 'administrator', path: () => '/api/accounts', most: lists },
  'GET /api/accounts/changes': { as: 'administrator', path: () => '/api/accounts/changes', most: lists },
  'GET /api/warnings': { as: 'administrator', path: () => '/api/warnings', most: lists },
  'GET /api/queue': { as: 'administrator', path: () => '/api/queue', most: lists },
  'GET /api/calls': { as: 'editor', path: () => '/api/calls', most: lists },
  'GET /api/calls/open': { as: 'author', path: () => '/api/calls/open', most: lists },
  'GET /api/calls/:id': { as: 'editor', path: ({ callId }) => `/api/calls/${callId}`, most: pages },
  'GET /api/submissions': { as: 'author', path: () => '/api/submissions', most: lists },
  'GET /api/submissions/:id': { as: 'author', path: ({ reviewedId }) => `/api/submissions/${reviewedId}`, most: pages },
  'GET /api/submissions/:id/uploads': {
    as: 'author',
    path: ({ reviewedId }) => `/api/submissions/${reviewedId}/uploads`,
    most: lists,
  },
  // Bytes, counted with the stories of uploading.
  'GET /api/files/:id': null,
  'GET /api/files/:id/copies/:kind': null,
  'GET /api/files/:id/pages/:n': null,
  'GET /api/galleys/:id': null,
  'GET /api/files/:id/report': { as: 'author', path: ({ fileId }) => `/api/files/${fileId}/report`, most: pages },
  'GET /api/desk': { as: 'editor', path: () => '/api/desk?queue=all', most: lists },
  'GET /api/desk/filters': { as: 'editor', path: () => '/api/desk/filters', most: lists },
  'GET /api/desk/:id': { as: 'editor', path: ({ reviewedId }) => `/api/desk/${reviewedId}`, most: pages },
  'GET /api/desk/:id/choices': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/desk/${reviewedId}/choices`,
    most: lists,
  },
  'GET /api/reviewers': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/reviewers?submissionId=${reviewedId}`,
    most: lists,
  },
  'GET /api/claims': { as: 'editor', path: () => '/api/claims', most: lists },
  'GET /api/unattended': { as: 'administrator', path: () => '/api/unattended', most: lists },
  'GET /api/invitations': { as: 'reviewer', path: () => '/api/invitations', most: lists },
  'GET /api/invitations/:id': {
    as: 'reviewer',
    path: ({ invitationId }) => `/api/invitations/${invitationId}`,
    most: pages,
  },
  // One row, and only once the round has ended.
  'GET /api/reviews/:id/late': null,
  'GET /api/reviews/:id': { as: 'reviewer', path: ({ invitationId }) => `/api/reviews/${invitationId}`, most: pages },
  'GET /api/submissions/:id/decisions/draft': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/submissions/${reviewedId}/decisions/draft?kind=accept`,
    most: pages,
  },
  'GET /api/production': { as: 'editor', path: () => '/api/production', most: lists },
  'GET /api/articles/:id': { as: 'editor', path: ({ articleId }) => `/api/articles/${articleId}`, most: pages },
  'GET /api/unsent/:act/:id': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/unsent/decision/${reviewedId}`,
    most: lists,
  },
  'GET /api/pages': { as: 'editor', path: () => '/api/pages', most: lists },
  'GET /api/pages/:slug': { as: 'editor', path: () => '/api/pages/guidelines', most: lists },
  'GET /api/issues': { as: 'editor', path: () => '/api/issues', most: lists },
  'GET /api/issues/:id': { as: 'editor', path: ({ issueId }) => `/api/issues/${issueId}`, most: pages },
}

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
      const address = example({
        articleNumber: 100_000,
        volume: 36,
        issueSlug: '3',
        callSlug: 'call-0',
        words: 'income',
        oldArticleId: '1',
        oldIssueId: '1',
      })
      counts.push(await journal.countStatements(() => journal.visitor().open(address)))
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(pages)
    expect(new Set(counts).size, `statements for ${sizes.join(', ')} rows: ${counts.join(', ')}`).toBe(1)
  },
)
