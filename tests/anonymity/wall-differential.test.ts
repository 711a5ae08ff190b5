import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, decide, freshKey, inReview, openCall, plainPersonas, releaseFiles } from '../support/given.ts'
import type { SignedInClient, Scenario } from '../support/given.ts'
import { byLetter } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Method N3 of docs/threat-model.md, row L36: whatever happens to a submission behind the wall, the editor whom the wall excludes receives
// the same as before, to the byte: lists, counts, searches, load figures, people, calls.

let journal: Journal
let scenario: Scenario
/** An editor, administrator and author: sees everything that the journal shows to its staff. */
let writing: SignedInClient
let callId: string

beforeAll(async () => {
  journal = await startJournal()
  writing = await journal.person({
    name: 'Wanda Writing',
    email: 'wanda@journal.example',
    roles: ['editor', 'copyeditor', 'administrator', 'reviewer', 'author'],
  })
  callId = (await openCall(journal, writing)).id
  scenario = await inReview(journal)
  await journal.person({ name: 'Known Reviewer', email: 'known@example.net', roles: ['reviewer'] })
  await journal.person({ name: 'Only An Author', email: 'only@example.net', roles: ['author'] })
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

/** Every list and count, as bytes. */
async function everything(): Promise<Record<string, string>> {
  const reviewers = (q: string) => `/api/reviewers?submissionId=${scenario.submissionId}&q=${encodeURIComponent(q)}`
  const addresses = [
    '/api/desk?queue=all',
    '/api/desk',
    '/api/desk?q=kept',
    '/api/desk?handling=nobody&queue=all',
    '/api/desk/filters',
    `/api/desk/${scenario.submissionId}`,
    ...['', 'new person', 'new@example.net', 'only', 'known', 'house', 'alternate'].map(reviewers),
    '/api/accounts',
    ...['new', 'only', 'alternate', 'confirmed', 'known'].map((q) => `/api/accounts?q=${q}`),
    ...['reviewer', 'author', 'editor'].map((role) => `/api/accounts?role=${role}`),
    '/api/calls',
    `/api/calls/${callId}`,
    '/api/production',
    '/api/issues',
    '/api/claims',
    '/api/unattended',
    '/api/queue',
    '/api/invitations',
  ]
  const received: Record<string, string> = {}
  for (const address of addresses) received[address] = JSON.stringify((await writing.open(address)).body)
  return received
}

const inDays = (days: number) => new Date(journal.clock.now().getTime() + days * 86_400_000).toISOString()

test('an editor learns nothing from what happens to their own paper', async () => {
  const own = await completeDraft(
    journal,
    writing,
    {
      ...plainPersonas,
      author: { ...plainPersonas.author, name: 'Wanda Writing', email: 'wanda@journal.example' },
    },
    callId,
  )
  await writing.ask('POST /api/submissions/:id/submit', { params: { id: own }, idempotencyKey: freshKey() })
  const paper = { ...scenario, submissionId: own }
  await journal.settle()
  const before = await everything()
  const compare = async (after: string) => {
    await journal.settle()
    const now = await everything()
    const changed = Object.keys(before).filter((address) => before[address] !== now[address])
    expect({ after, changed }).toEqual({ after, changed: [] })
  }

  await releaseFiles(paper)
  await decide(paper, 'send_to_review')
  await compare('sending to review')

  const invite = async (
    reviewer:
      | { kind: 'account'; accountId: string }
      | { kind: 'new'; name: string; email: string; affiliation?: string },
    alternate = false,
  ) => {
    const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: own },
      body: { reviewer, respondBy: inDays(10), dueAt: inDays(28), alternate },
    })
    return body.invitationId
  }
  const known = async (name: string) => {
    const [row] = await journal.deps.sql<{ id: string }[]>`select id from identity.accounts where name = ${name}`
    return row?.id ?? ''
  }
  const newcomer = await invite({
    kind: 'new',
    name: 'New Person',
    email: 'new@example.net',
    affiliation: 'House of New',
  })
  await compare('inviting somebody new')
  await invite({ kind: 'new', name: 'Alternate Person', email: 'alternate@example.net' }, true)
  await compare('adding somebody new as an alternate')
  await invite({ kind: 'account', accountId: await known('Known Reviewer') })
  await compare('inviting a known reviewer')
  await invite({ kind: 'new', name: 'Only An Author', email: 'only@example.net' })
  await compare('making a reviewer of somebody who was none')

  const params = { id: newcomer }
  const reviewer = await byLetter(journal, newcomer)
  await reviewer.ask('POST /api/invitations/:id/accept', { params })
  await compare('an acceptance')
  await journal.visitor().ask('POST /api/session/link', { body: { email: 'new@example.net' } })
  const [letter] = (await journal.settle()).filter(({ to }) => to === 'new@example.net')
  await journal.visitor().ask('POST /api/session/redeem', { body: { token: letter?.link?.split('#')[1] ?? '' } })
  await compare('the new reviewer’s signing in, which confirms the address')
  const { body: page } = await reviewer.ask('GET /api/reviews/:id', { params })
  const { body: saved } = await reviewer.ask('PUT /api/reviews/:id', {
    params,
    body: {
      version: page.review.version,
      scores: { [journal.fixtures.originality]: 4 },
      toAuthor: 'Clear.',
      toEditor: '',
      recommendation: 'accept',
    },
  })
  await reviewer.ask('POST /api/reviews/:id/submit', {
    params,
    body: { version: saved.version },
    idempotencyKey: freshKey(),
  })
  await compare('a review')
  await decide(paper, 'minor_revision')
  await compare('a decision that its author has not heard of')
})

test('once another submission brings the same people, they are there', async () => {
  await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'new', name: 'New Person', email: 'new@example.net' },
      respondBy: inDays(10),
      dueAt: inDays(28),
    },
  })
  const found = await writing.ask('GET /api/reviewers', {
    query: { submissionId: scenario.submissionId, q: 'new person' },
  })
  expect(found.body.candidates).toMatchObject([{ name: 'New Person', open: 1, done: 0, medianDays: null }])
  const people = await writing.ask('GET /api/accounts', { query: { q: 'new person' } })
  expect(people.body.accounts).toMatchObject([{ name: 'New Person', roles: ['reviewer'] }])
})
