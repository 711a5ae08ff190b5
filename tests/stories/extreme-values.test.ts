import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import { connectTo } from '../../server/db/client.ts'
import type { Endpoint } from '../../server/http/contract.ts'
import { readerRoutes } from '../../server/reader/routes.ts'
import type { Client } from '../support/client.ts'
import { extremeWords, fit, places, shapeOf, variations } from '../support/extremes.ts'
import { accepts, completeDraft, invite, openCall, reviewed, wholeJob } from '../support/given.ts'
import { inReview, plainPersonas } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { problemIn } from '../support/problem.ts'

// Numbers, dates and texts of every size, in every place of every request, sent by everybody who may send the request. The server refuses
// an unusable value and names its place; no value causes an internal error. A new endpoint is included automatically.

let journal: Journal
let people: readonly Client[]
let ids: readonly string[]

beforeAll(async () => {
  journal = await startJournal({ seed: 'extreme values', lawful: false })
  await wholeJob(journal)
  const personas = (name: string) => ({
    ...plainPersonas,
    author: { ...plainPersonas.author, email: `${name}@example.org` },
    reviewers: plainPersonas.reviewers.map((one) => ({ ...one, email: `${name}.${one.email}` })),
  })
  const staff = await journal.person({ roles: ['editor', 'copyeditor', 'administrator'] })
  await openCall(journal, staff)
  const author = await journal.person({ roles: ['author', 'reviewer'] })
  await completeDraft(journal, author)
  const scenario = await inReviewBy(personas('second'))
  const [first, second] = await invite(scenario, personas('second').reviewers)
  if (!first || !second) throw new Error('two reviewers were to be invited')
  const reviewer = await accepts(journal, first)
  people = [staff, scenario.author, author, reviewer, journal.visitor()]
  ids = await everyId()
})
afterAll(() => journal[Symbol.asyncDispose]())

async function inReviewBy(personas: typeof plainPersonas) {
  await journal.deps.sql`update identity.accounts set email = 'before.' || email where email = 'edith@journal.example'`
  return inReview(journal, personas)
}

const named = [
  ['journal', 'submissions'],
  ['journal', 'invitations'],
  ['journal', 'calls'],
  ['journal', 'articles'],
  ['journal', 'issues'],
  ['journal', 'files'],
  ['journal', 'galleys'],
  ['journal', 'decisions'],
  ['identity', 'accounts'],
] as const

/** The newest ids of every kind and in every status that was reached. */
async function everyId(): Promise<string[]> {
  const owner = connectTo(journal.env.DATABASE_URL, { max: 1 })
  const found = []
  for (const [schema, table] of named)
    found.push(...(await owner.sql.unsafe<{ id: string }[]>(`select id from ${schema}.${table} order by id limit 3`)))
  await owner.close()
  return found.map(({ id }) => id)
}

type Route = keyof typeof contracts
const closing =
  /withdraw|publish|decisions|take-back|cancel|submit|decline|revision$|proofs|DELETE|roles|step|production/
const routes = (Object.keys(contracts) as Route[])
  .filter((route) => route !== 'DELETE /api/session')
  .sort((a, b) => Number(closing.test(a)) - Number(closing.test(b)))

/** Numbers that PostgreSQL's integer cannot store, and years that it, a calendar or a person would read differently. */
const beyond: Readonly<Record<string, readonly unknown[]>> = {
  integer: [-2_147_483_649, 2_147_483_648, Number.MAX_SAFE_INTEGER, 1e308],
  'date-time': [
    '0000-01-01T00:00:00Z',
    '1899-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.000Z',
    '-000001-12-31T00:00:00Z',
  ],
}

test('no number and no date of any request is without bounds', () => {
  const id = '00000000-0000-4000-8000-000000000000'
  const taken: string[] = []
  let tried = 0
  for (const route of Object.keys(contracts) as Route[])
    for (const part of ['params', 'query', 'body'] as const) {
      const schema = (contracts[route] as Endpoint)[part]
      if (schema === undefined) continue
      expect(JSON.stringify(shapeOf(schema)), `${route} ${part}`).not.toContain('"type":"number"')
      for (const { shape, put } of places(shapeOf(schema), id))
        for (const value of beyond[shape.format ?? shape.type ?? ''] ?? []) {
          tried++
          // Parameters of an address are text.
          const sent = part === 'body' ? value : String(value)
          if (schema.safeParse(put(sent)).success) taken.push(`${route} ${part} ${String(value)}`)
        }
    }
  expect(taken).toEqual([])
  expect(tried).toBeGreaterThan(80)
})

interface Asked {
  readonly params: Record<string, string>
  readonly query: Record<string, string>
  readonly body: unknown
}

const names = (route: string) => [...route.matchAll(/:(\w+)/g)].map((found) => found[1] ?? '')

/** A valid request for an existing id, with its query if it has one. */
function fitting(route: Route, id: string): Asked {
  const { query, body, params } = contracts[route] as Endpoint
  const words = params ? (fit(shapeOf(params), id) as Record<string, unknown>) : {}
  const texts = Object.entries(words).map(([name, value]) => [name, String(value)])
  return {
    params: Object.fromEntries(texts),
    query: query ? asWords(fit(shapeOf(query), id)) : {},
    body: body ? fit(shapeOf(body), id) : undefined,
  }
}

function asWords(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, String(one)]))
}

/** The requests to one endpoint: in each, one value of a valid request is extreme. */
function* extremesOf(route: Route, id: string): Generator<Asked> {
  const whole = fitting(route, id)
  const { body } = contracts[route] as Endpoint
  for (const name of Object.keys(whole.query))
    for (const word of extremeWords) yield { ...whole, query: { ...whole.query, [name]: word } }
  for (const name of names(route))
    for (const word of extremeWords) yield { ...whole, params: { ...whole.params, [name]: word } }
  if (body) for (const one of variations(shapeOf(body), id)) yield { ...whole, body: one }
}

/** The person and request that get furthest, so that the values reach the code that could fail. */
async function whoGetsFurthest(route: Route): Promise<{ by: Client; id: string }> {
  const [first] = people
  if (!first) throw new Error('there is nobody')
  let best = { by: first, id: ids[0] ?? '', rank: Number.POSITIVE_INFINITY }
  for (const by of people)
    for (const id of names(route).length > 0 || 'body' in contracts[route] ? ids : ids.slice(0, 1)) {
      const { status } = await by.try(route, { ...fitting(route, id), idempotencyKey: `extreme-${asked++}` })
      const rank = [
        [200, 201, 202, 204],
        [409, 422],
        [400, 410, 415],
      ].findIndex((among) => among.includes(status))
      if (rank >= 0 && rank < best.rank) best = { by, id, rank }
      if (best.rank === 0) return best
    }
  return best
}

const faults: string[] = []
let asked = 0
let refused = 0

async function ask(by: Client, route: Route, { params, query, body }: Asked): Promise<void> {
  const answer = await by.try(route, {
    params,
    query,
    idempotencyKey: `extreme-${asked}`,
    ...(body === undefined ? {} : { body }),
  })
  asked++
  if (answer.status === 400) {
    refused++
    expect(problemIn(answer).fields?.length, `${route} says where`).toBeGreaterThan(0)
  }
  // Requests must not depend on the state of the file store.
  if (answer.status >= 500) faults.push(`${route} ${JSON.stringify({ params, query, body })?.slice(0, 300)}`)
}

describe('a request with an extreme value is no fault', () => {
  test.each(routes)('%s', async (route) => {
    const { by, id } = await whoGetsFurthest(route)
    const before = faults.length
    // Removes rate limits, because this test sends thousands of requests.
    await journal.deps.sql`delete from identity.rate_limits`
    for (const one of extremesOf(route, id)) {
      if (asked % 50 === 0) await journal.deps.sql`delete from identity.rate_limits`
      await ask(by, route, one)
    }
    expect(faults.slice(before)).toEqual([])
  })

  test('and enough of them were refused that the values cannot have been lost on the way', () => {
    expect(refused).toBeGreaterThan(1000)
  })

  test.each(readerRoutes.map(({ pattern }) => pattern))("nor in a reader's address: %s", async (pattern) => {
    const statuses = []
    for (const word of extremeWords) {
      const url = pattern.replaceAll(/:\w+|\*/g, encodeURIComponent(word))
      const { status } = await journal
        .visitor()
        .open(`${url}${pattern === '/search' ? `?q=${encodeURIComponent(word)}` : ''}`)
      statuses.push(status)
    }
    expect(statuses.filter((status) => status >= 500)).toEqual([])
  })

  test.each(['articles', 'issues', 'calls'])('nor in the address of a preview of %s', async (kind) => {
    const [staff] = people
    for (const word of extremeWords) {
      const answer = await staff?.open(`/preview/${kind}/${encodeURIComponent(word)}`)
      expect(answer?.status, word).toBeLessThan(500)
    }
  })

  test('nor in the headers of an upload that goes on', async () => {
    const [, author] = people
    if (!author) throw new Error('there is nobody')
    const metadata = (words: Record<string, string>) =>
      Object.entries(words)
        .map(([name, word]) => `${name} ${Buffer.from(word).toString('base64')}`)
        .join(',')
    const good = { submission: ids[0] ?? '', purpose: 'manuscript', fingerprint: 'a'.repeat(43) }
    const sent = [
      ...extremeWords.map((word) => ({ 'upload-length': word, 'upload-metadata': metadata(good) })),
      ...Object.keys(good).flatMap((name) =>
        extremeWords.map((word) => ({ 'upload-length': '10', 'upload-metadata': metadata({ ...good, [name]: word }) })),
      ),
      { 'upload-length': '10', 'upload-metadata': ','.repeat(3_000) },
    ].filter((headers) => Object.values(headers).every((value) => /^[\x20-\x7e]*$/.test(value)))
    for (const headers of sent) {
      const answer = await author.send(
        'POST',
        '/api/uploads',
        { headers: { 'tus-resumable': '1.0.0', ...headers } },
        'tus',
      )
      expect(answer.status, JSON.stringify(headers).slice(0, 200)).toBeLessThan(500)
    }
    for (const word of extremeWords.filter((one) => /^[\x20-\x7e]*$/.test(one))) {
      const url = `/api/uploads/${encodeURIComponent(word)}`
      expect((await author.send('DELETE', url, { headers: { 'tus-resumable': '1.0.0' } }, 'tus')).status).toBeLessThan(
        500,
      )
    }
  })

  test.each(['', 'short', 'x'.repeat(101), 'x'.repeat(5_000), 'two words here', '%00%00%00%00'])(
    'nor as the key of a request: %s',
    async (key) => {
      const [, author] = people
      const answer = await author?.try('POST /api/submissions/:id/submit', {
        params: { id: ids[0] ?? '' },
        idempotencyKey: key,
      })
      expect(answer?.status).toBe(400)
    },
  )
})

test('a version number that no integer column holds is refused with its field', async () => {
  const scenario = await reviewedElsewhere()
  for (const version of [-1, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER, 1e308])
    expect(
      await scenario.author.refused('PATCH /api/submissions/:id', {
        params: { id: scenario.submissionId },
        body: { version },
      }),
    ).toMatchObject({
      code: 'bad_input',
      fields: expect.arrayContaining([expect.objectContaining({ path: 'version' })]),
    })
})

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '1899-12-31T00:00:00Z'])(
  'a deadline at %s is refused with its field',
  async (dueAt) => {
    const scenario = await reviewedElsewhere()
    const answer = await scenario.editor.refused('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'account', accountId: scenario.author.person.id },
        respondBy: '2026-04-01T10:00:00Z',
        dueAt,
      },
    })
    expect(answer).toMatchObject({ code: 'bad_input', fields: [{ path: 'dueAt' }] })
  },
)

let elsewhere: Awaited<ReturnType<typeof reviewed>> | undefined
let second: Journal | undefined
async function reviewedElsewhere() {
  second ??= await startJournal({ seed: 'elsewhere' })
  elsewhere ??= await reviewed(second)
  return elsewhere
}
afterAll(() => second?.[Symbol.asyncDispose]())
