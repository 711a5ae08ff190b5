import { afterAll, beforeAll, expect, test } from 'vitest'
import { docx } from '../support/samples.ts'
import { freshKey, openCall, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import type { RoundTrips } from '../support/round-trips.ts'
import { pathsIn } from '../support/problem.ts'

// A client that has a draft's content already sends it when it creates the draft.

let journal: Journal
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  author = await journal.person({ name: 'Leyla Author', email: 'leyla@example.org', affiliation: 'A centre' })
})
afterAll(() => journal[Symbol.asyncDispose]())

const begin = 'POST /api/submissions'
const wanted = () => ({ callId: null, sectionId: journal.fixtures.articles })
const content = {
  language: 'en',
  title: 'Income support after release',
  abstract: { en: 'A cohort of people released from prison.' },
  keywords: ['livelihoods', 'prison'],
  keyPoints: ['Income helps.', 'Release is a turning point.'],
  contentNote: 'Describes torture.',
  coverLetter: 'From the author',
  statements: { ethics: 'Approved by a board.', competing_interests: 'None.' },
  contributors: [
    { name: 'Karim Coauthor', email: null, affiliation: 'Another centre', corresponding: false },
    { name: 'L. Author', email: 'leyla@example.org', corresponding: true },
  ],
}

const page = async (id: string) => (await author.ask('GET /api/submissions/:id', { params: { id } })).body
const drafts = async () => (await author.ask('GET /api/submissions')).body.submissions.length
const accountsOf = async (id: string) =>
  (
    await journal.deps.sql`select account_id from identity.contributors where submission_id = ${id} order by position`
  ).map((row) => row['account_id'] as string | null)
const addManuscript = (id: string) =>
  author.ask('POST /api/submissions/:id/files', {
    params: { id },
    query: { purpose: 'manuscript' },
    upload: { name: 'manuscript.docx', bytes: docx() },
  })
const submit = (id: string) =>
  author.ask('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey: freshKey() })

test('a draft created with its content is the same as one that was saved afterwards', async () => {
  const { id } = (await author.ask(begin, { body: { ...wanted(), ...content } })).body
  const other = (await author.ask(begin, { body: wanted() })).body
  await author.ask('PATCH /api/submissions/:id', { params: { id: other.id }, body: { version: 1, ...content } })
  const { id: _id, reference: _reference, version, ...created } = await page(id)
  const { id: _other, reference: _otherReference, version: _saved, ...saved } = await page(other.id)
  expect(created).toEqual(saved)
  expect(version).toBe(1)
  expect(await accountsOf(id)).toEqual([null, author.person.id])
  expect(await accountsOf(other.id)).toEqual([null, author.person.id])
})

test('it is submitted with two more requests', async () => {
  const { id } = (await author.ask(begin, { body: { ...wanted(), ...content } })).body
  expect((await page(id)).gaps.map(({ code }) => code)).toEqual(['manuscript'])
  await addManuscript(id)
  const { reference } = (await submit(id)).body
  expect(await page(id)).toMatchObject({ status: 'submitted', reference, title: content.title })
})

test('the submitter is its author when no contributors are sent; an empty list stays empty', async () => {
  const { contributors: _people, ...rest } = content
  const alone = (await author.ask(begin, { body: { ...wanted(), ...rest } })).body
  expect((await page(alone.id)).contributors).toMatchObject([{ name: 'Leyla Author', corresponding: true }])
  const empty = (await author.ask(begin, { body: { ...wanted(), ...rest, contributors: [] } })).body
  expect((await page(empty.id)).contributors).toEqual([])
})

test('content that does not fit is refused with its field, and no draft is created', async () => {
  const before = await drafts()
  const answer = await author.try(begin, { body: { ...wanted(), ...content, title: 'x'.repeat(501) } })
  expect(answer.status).toBe(400)
  expect(pathsIn(answer)).toEqual(['title'])
  expect(await drafts()).toBe(before)
})

test('a call that is over takes no draft with content either', async () => {
  const editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  const { id: callId } = await openCall(journal, editor)
  await editor.ask('POST /api/calls/:id/close', { params: { id: callId } })
  const before = await drafts()
  expect(await author.refused(begin, { body: { callId, sectionId: null, ...content } })).toMatchObject({
    code: 'call_closed',
  })
  expect(await drafts()).toBe(before)
})

test('the same request again gives the same draft; the same key with other content is refused', async () => {
  const idempotencyKey = freshKey()
  const request = { body: { ...wanted(), ...content }, idempotencyKey }
  const [{ body: first }, { body: second }] = await Promise.all([
    author.ask(begin, request),
    author.ask(begin, request),
  ])
  expect(second).toEqual(first)
  const changed = { body: { ...wanted(), ...content, title: 'Another title' }, idempotencyKey }
  expect(await author.refused(begin, changed)).toMatchObject({ code: 'key_reused' })
})

test('each request sends a fixed number of statements, in a fixed number of round trips', async () => {
  let id = ''
  const requests = {
    create: async () => {
      const idempotencyKey = freshKey()
      id = (await author.ask(begin, { body: { ...wanted(), ...content }, idempotencyKey })).body.id
    },
    upload: () => addManuscript(id),
    save: () => author.ask('PATCH /api/submissions/:id', { params: { id }, body: { version: 1, ...content } }),
    submit: () => submit(id),
  }
  const fewest: Record<string, RoundTrips> = {}
  // In the first rounds, each connection asks for the types of each statement that is new to it.
  for (let round = 0; round < 12; round++)
    for (const [name, request] of Object.entries(requests)) {
      const sent = await journal.countRoundTrips(request)
      if (sent.trips < (fewest[name]?.trips ?? Infinity)) fewest[name] = sent
    }
  // One is for the session, two for the beginning and the end of each transaction. An upload has two transactions, and is counted.
  expect(fewest).toEqual({
    create: { statements: 18, trips: 6 },
    upload: { statements: 25, trips: 11 },
    save: { statements: 13, trips: 5 },
    submit: { statements: 18, trips: 7 },
  })
})

test('the submission is locked before anything about it is read', async () => {
  const { id } = (await author.ask(begin, { body: { ...wanted(), ...content } })).body
  await addManuscript(id)
  const statements = await journal.statementsOf(() => submit(id))
  const place = (words: string) => statements.findIndex((statement) => statement.includes(words))
  const order = ['begin', 'insert into "identity"."idempotency"', 'for update', 'identity.submission_people', 'commit']
  expect(order.map(place)).toEqual(order.map(place).toSorted((a, b) => a - b))
  expect(place('identity.submission_people')).toBe(place('for update') + 1)
})
