import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import { violations } from '../../server/db/invariants.ts'
import { plainRoutes } from '../../server/plain/routes.ts'
import { readerRoutes } from '../../server/reader/routes.ts'
import type { UnsentAct } from '../../server/domain/unsent.ts'
import type { Client } from '../support/client.ts'
import {
  accepts,
  decide,
  freshKey,
  handsInReview,
  inReview,
  invite,
  openCall,
  type SignedInClient,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'
import { canaryPersonas, leaksInExchanges, leaksInLetters } from './canaries.ts'
import { askEverything, changing, everyId, reading } from './everything.ts'

// Every side requests every route, listed from the contracts and the reader's routes, for every id in the database. A
// new route is included automatically.

let journal: Journal
let scenario: Scenario
let ids: string[]
let callSlug: string
let sides: {
  author: Client
  outsider: SignedInClient
  visitor: Client
  reviewer: Client
  reviewerAccount: SignedInClient
}

beforeAll(async () => {
  journal = await startJournal()
  const caller = await journal.person({ roles: ['editor'] })
  const call = await openCall(journal, caller)
  callSlug = call.slug
  scenario = await inReview(journal, canaryPersonas, { callId: call.id })
  const [first, second] = await invite(scenario)
  if (!first || !second) throw new Error('the cast has two reviewers')
  const reviewer = await accepts(journal, first)
  await handsInReview(journal, reviewer, first)
  await accepts(journal, second)
  const reviewerAccount = await journal.person({ name: 'Another Reviewer', roles: ['reviewer'] })
  await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'account', accountId: reviewerAccount.person.id },
      respondBy: '2026-04-01T10:00:00Z',
      dueAt: '2026-05-01T10:00:00Z',
    },
  })
  await journal.settle()
  await decide(scenario, 'minor_revision')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await beginLetters(scenario, first.invitationId, reviewer)
  sides = {
    author: scenario.author,
    outsider: await journal.person({ roles: ['author', 'reviewer'] }),
    visitor: journal.visitor(),
    reviewer,
    reviewerAccount,
  }
  ids = await everyId(journal)
})

afterAll(() => journal[Symbol.asyncDispose]())

/** Unsent texts of each side, with the names it knows: nobody else may receive them. */
async function beginLetters({ editor, author, submissionId }: Scenario, invitationId: string, reviewer: Client) {
  const everybody = JSON.stringify({ letter: canaryPersonas })
  const own = JSON.stringify({ reason: canaryPersonas.author })
  const keep = (who: Client, act: UnsentAct, id: string, content: string) =>
    who.ask('PUT /api/unsent/:act/:id', { params: { act, id }, body: { version: 0, content } })
  await keep(editor, 'decision', submissionId, everybody)
  await keep(editor, 'invitation', submissionId, everybody)
  await keep(author, 'withdrawal', submissionId, own)
  await keep(author, 'profile', 'own', own)
  await keep(editor, 'call', 'new', everybody)
  await keep(reviewer, 'refusal', invitationId, JSON.stringify(canaryPersonas.reviewers[0]))
}

const queries = ['?queue=all', '?q=zzqx', `?submissionId=`, '?kind=accept']

async function askWithQueries(client: Client): Promise<void> {
  for (const route of reading.filter((one) => 'query' in contracts[one])) {
    const [, path = ''] = route.split(' ')
    for (const query of queries)
      await client.open(
        path.replace(':id', scenario.submissionId) + query + (query.endsWith('=') ? scenario.submissionId : ''),
      )
  }
}

const somethingPublic = {
  articleNumber: 200_001,
  year: 2026,
  volume: 36,
  issueSlug: '3',
  words: 'income',
  oldArticleId: '1',
  oldIssueId: '1',
}

/** Pages that are complete as HTML; their forms are sent with all changes, below. */
async function openPlainPages(client: Client): Promise<void> {
  for (const { method, pattern } of plainRoutes(journal.deps)) {
    if (method === 'GET' && !pattern.includes(':id')) await client.open(pattern)
    if (method === 'GET' && pattern.includes(':id')) for (const id of ids) await client.open(pattern.replace(':id', id))
  }
}

async function openReaderPages(client: Client): Promise<void> {
  for (const { example } of readerRoutes) await client.open(example({ ...somethingPublic, callSlug }))
  for (const id of ids)
    for (const place of ['calls', 'articles', 'issues']) await client.open(`/preview/${place}/${id}`)
}

describe('in everything they can ask for', () => {
  test.each([
    ['author', 'reviewer'],
    ['reviewer', 'author'],
    ['reviewerAccount', 'author'],
    ['outsider', 'author'],
    ['outsider', 'reviewer'],
    ['visitor', 'author'],
    ['visitor', 'reviewer'],
  ] as const)(
    '%s finds no trace of the %s',
    async (who, hidden) => {
      const before = journal.exchanges.length
      const client = sides[who]
      await askEverything(client, reading, ids)
      await askWithQueries(client)
      await openReaderPages(client)
      await openPlainPages(client)
      const received = journal.exchanges.slice(before).filter((exchange) => exchange.by === client.who)
      expect(received.length).toBeGreaterThan(reading.length)
      expect(leaksInExchanges(hidden, received)).toEqual([])
    },
    120_000,
  )
})

test('what was said along the way named nobody either', () => {
  const by = (who: string) => journal.exchanges.filter((exchange) => exchange.by === who)
  expect(leaksInExchanges('author', by('reviewer'))).toEqual([])
  expect(leaksInExchanges('reviewer', by('author'))).toEqual([])
})

test('letters to one side do not name the other', () => {
  const toAuthors = journal.letters().filter(({ to }) => to.includes('zzqxauthor'))
  const toReviewers = journal
    .letters()
    .filter(({ to }) => to.includes('zzqxreviewer') || to === sides.reviewerAccount.person.email)
  expect(toAuthors.length).toBeGreaterThan(1)
  expect(toReviewers.length).toBeGreaterThan(2)
  expect(leaksInLetters('reviewer', toAuthors)).toEqual([])
  expect(leaksInLetters('author', toReviewers)).toEqual([])
  expect(journal.letters().filter(({ to }) => to.includes(','))).toEqual([])
})

test('a stranger cannot tell what exists from what does not', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000'
  for (const route of reading.filter((one) => one.includes(':id'))) {
    const answers = []
    for (const id of [scenario.submissionId, unknown])
      answers.push(
        await sides.outsider.try(route, { params: { id }, query: route.includes('draft') ? { kind: 'accept' } : {} }),
      )
    expect([answers[0]?.status, answers[0]?.body], route).toEqual([answers[1]?.status, answers[1]?.body])
  }
})

// Runs before the changes are requested: withdrawing is one of them.
test('what is typed with a name in it is refused on its way to the other side, in each direction', async () => {
  const { author, editor, submissionId } = scenario
  const params = { id: submissionId }
  const { body: page } = await author.ask('GET /api/submissions/:id', { params })
  const before = journal.exchanges.length
  await author.ask('PATCH /api/submissions/:id/revision', {
    params,
    body: { revision: page.revision, response: `We agree. ${canaryPersonas.author.name}` },
  })
  await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'manuscript' },
    upload: { name: 'revised.docx', bytes: docx() },
  })
  const handingIn = { params, idempotencyKey: freshKey() }
  expect(await author.refused('POST /api/submissions/:id/revision', handingIn)).toMatchObject({
    details: { fields: ['response'], missing: ['names_in_text'] },
  })
  const { body: seen } = await editor.ask('GET /api/desk/:id', { params })
  const [reviewer] = canaryPersonas.reviewers
  const letter = `With thanks to ${reviewer?.name ?? ''}.`
  const declining = { kind: 'decline' as const, seenSince: seen.statusSince, letter }
  expect(
    await editor.refused('POST /api/submissions/:id/decisions', {
      params,
      idempotencyKey: freshKey(),
      body: declining,
    }),
  ).toMatchObject({ code: 'names_in_letter' })
  expect(
    leaksInExchanges(
      'reviewer',
      journal.exchanges.slice(before).filter(({ by }) => by === author.who),
    ),
  ).toEqual([])
  // The following tests search stored texts: an answer that is still a draft may name its author.
  const { body: named } = await author.ask('GET /api/submissions/:id', { params })
  await author.ask('PATCH /api/submissions/:id/revision', {
    params,
    body: { revision: named.revision, response: 'We agree.' },
  })
  const kept = await journal.deps.sql`select mark, confirmed_by from identity.text_confirmations`
  expect(JSON.stringify(kept).toLowerCase()).not.toContain('zzqx')
})

test('refusing every change names nobody and leaves nothing false', async () => {
  for (const [who, hidden] of [
    ['outsider', 'author'],
    ['outsider', 'reviewer'],
    ['reviewer', 'author'],
    ['author', 'reviewer'],
  ] as const) {
    const before = journal.exchanges.length
    await askEverything(sides[who], changing, ids)
    expect(leaksInExchanges(hidden, journal.exchanges.slice(before))).toEqual([])
  }
  expect(await violations(journal.deps.sql)).toEqual([])
})

test('neither the queue nor history holds a name', async () => {
  const events = await journal.deps.sql`select payload::text from journal.events`
  const tasks = await journal.deps.sql`select id, job, error from journal.tasks`
  expect(JSON.stringify([...events, ...tasks]).toLowerCase()).not.toContain('zzqx')
})

test('the tables beside the manuscripts hold no name: identities live apart', async () => {
  const tables = await journal.deps.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'journal' and table_type = 'BASE TABLE'`
  // Statements name ethics boards and funders; reviewers' queries do not read them.
  const holding = []
  for (const { name } of tables.filter(({ name }) => name !== 'statements')) {
    const [row] = await journal.deps.sql.unsafe<{ hits: number }[]>(
      `select count(*)::int as hits from journal.${name} t where t::text ilike '%zzqx%'`,
    )
    if (row && row.hits > 0) holding.push(name)
  }
  expect(holding).toEqual([])
})

test("the reviewers' database role can read no identity, whatever a query tries", async () => {
  for (const place of [
    'identity.accounts',
    'identity.reviewers',
    'identity.submitters',
    'journal.submissions',
    'journal.statements',
  ]) {
    await expect(journal.deps.reviewerSql.unsafe(`select * from ${place}`)).rejects.toThrow(/permission denied/)
    await expect(journal.deps.readerSql.unsafe(`select * from ${place}`)).rejects.toThrow(/permission denied/)
  }
  await expect(journal.deps.readerSql.unsafe('select * from reviewing.invitations')).rejects.toThrow(
    /permission denied/,
  )
})

test('a planted leak is found', async () => {
  await using leaky = await startJournal({
    plant: (app) => {
      app.addHook('onSend', async (_request, reply) => {
        reply.header('x-served-for', canaryPersonas.author.name)
      })
    },
  })
  await leaky.visitor().open('/api/session')
  expect(leaksInExchanges('author', leaky.exchanges)).toHaveLength(1)
})
