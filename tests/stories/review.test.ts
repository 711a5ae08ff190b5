import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaryPersonas, leaksInExchanges } from '../anonymity/canaries.ts'
import { freshKey, handsInReview, inReview, type Scenario } from '../support/given.ts'
import { byLetter, tokenOf } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// A reviewer reads, scores, writes and hands in; an editor reads the reviews side by side.

let journal: Journal
let scenario: Scenario
let reviewer: Awaited<ReturnType<typeof byLetter>>
let second: typeof reviewer
let ids: string[]
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal, canaryPersonas)
  ids = []
  for (const person of canaryPersonas.reviewers) {
    const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'new', ...person },
        respondBy: '2026-03-12T10:00:00Z',
        dueAt: '2026-03-30T10:00:00Z',
        note: `Dear ${person.name}`,
      },
    })
    ids.push(body.invitationId)
  }
  reviewer = await byLetter(journal, ids[0] ?? '')
  second = await byLetter(journal, ids[1] ?? '')
})
afterAll(() => journal[Symbol.asyncDispose]())

const first = () => ({ id: ids[0] ?? '' })
const blank = { version: 0, scores: {}, toAuthor: '', toEditor: '', recommendation: null }
const editorsPage = async () =>
  (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).body

describe('before accepting', () => {
  test('a reviewer knows title, abstract, keywords and the content note, and nothing else of it', async () => {
    const { body } = await reviewer.ask('GET /api/invitations/:id', { params: first() })
    expect(Object.keys(body).sort()).toEqual(
      [
        'abstract',
        'asked',
        'callTitle',
        'can',
        'contentNote',
        'dueAt',
        'id',
        'invitedAt',
        'keywords',
        'language',
        'late',
        'respondBy',
        'round',
        'sectionTitle',
        'status',
        'title',
      ].sort(),
    )
    expect(JSON.stringify(body)).not.toContain(scenario.submissionId)
    expect(await reviewer.refused('GET /api/reviews/:id', { params: first() })).toMatchObject({ code: 'wrong_status' })
    expect(await reviewer.refused('PUT /api/reviews/:id', { params: first(), body: blank })).toMatchObject({
      status: 409,
      code: 'wrong_status',
    })
  })
})

describe('writing', () => {
  beforeAll(async () => {
    await reviewer.ask('POST /api/invitations/:id/accept', { params: first() })
    await second.ask('POST /api/invitations/:id/accept', { params: { id: ids[1] ?? '' } })
  })

  test('starts from the form, the released files under the journal’s names, and an empty review', async () => {
    const { body } = await reviewer.ask('GET /api/reviews/:id', { params: first() })
    expect(body).toMatchObject({
      status: 'accepted',
      manuscriptVersion: 1,
      response: '',
      files: [{ purpose: 'manuscript', name: 'manuscript-v1.docx' }],
      review: { version: 0, scores: {}, recommendation: null, savedAt: null },
      can: { write: { allowed: true }, withdraw: { allowed: true } },
    })
    expect(body.form.criteria.map(({ title, required }) => [title, required])).toEqual([
      ['Originality', true],
      ['Method', false],
    ])
    expect(body.gaps.map(({ code }) => code)).toEqual(['score', 'to_author', 'recommendation'])
  })

  test('saves what there is, and says what is missing', async () => {
    const { body } = await reviewer.ask('PUT /api/reviews/:id', {
      params: first(),
      body: { ...blank, toAuthor: 'Half a thought' },
    })
    expect(body).toMatchObject({ version: 1, gaps: [{ code: 'score' }, { code: 'recommendation' }] })
    const { originality, method } = journal.fixtures
    const full = { ...blank, version: 1, toAuthor: 'A thought', scores: { [originality]: 5, [method]: 2 } }
    expect((await reviewer.ask('PUT /api/reviews/:id', { params: first(), body: full })).body.version).toBe(2)
    const { review } = (await reviewer.ask('GET /api/reviews/:id', { params: first() })).body
    expect(review).toMatchObject({ version: 2, toAuthor: 'A thought', scores: { [originality]: 5, [method]: 2 } })
  })

  test('refuses to overwrite what another window saved', async () => {
    for (const version of [0, 1, 7])
      expect(
        await reviewer.refused('PUT /api/reviews/:id', { params: first(), body: { ...blank, version } }),
      ).toMatchObject({ status: 409, code: 'edited_elsewhere' })
    const { review } = (await reviewer.ask('GET /api/reviews/:id', { params: first() })).body
    expect(review.toAuthor).toBe('A thought')
  })

  test('refuses scores that are not on the form, naming them, and keeps the rest as it was', async () => {
    const { originality } = journal.fixtures
    const stray = '11111111-1111-4111-8111-111111111111'
    const problem = await reviewer.refused('PUT /api/reviews/:id', {
      params: first(),
      body: { ...blank, version: 2, scores: { [stray]: 3, [originality]: 6 } },
    })
    expect(problem).toMatchObject({ status: 400, code: 'bad_input' })
    expect(problem.fields?.map(({ path }) => path)).toEqual([`scores.${stray}`, `scores.${originality}`])
    const { review } = (await reviewer.ask('GET /api/reviews/:id', { params: first() })).body
    expect(review).toMatchObject({ version: 2, toAuthor: 'A thought' })
  })

  test('shows an editor nothing of it yet', async () => {
    expect((await editorsPage()).reviews.map(({ status, review }) => [status, review])).toEqual([
      ['accepted', null],
      ['accepted', null],
    ])
  })
})

describe('submitting', () => {
  test('needs a recommendation, and says so', async () => {
    const problem = await reviewer.refused('POST /api/reviews/:id/submit', {
      params: first(),
      body: { version: 2 },
      idempotencyKey: freshKey(),
    })
    expect(problem).toMatchObject({ status: 422, code: 'incomplete', details: { fields: ['recommendation'] } })
  })

  test('happens once for one key, and afterwards nothing can be changed', async () => {
    const { originality, method } = journal.fixtures
    await reviewer.ask('PUT /api/reviews/:id', {
      params: first(),
      body: {
        version: 2,
        scores: { [originality]: 5, [method]: 2 },
        toAuthor: 'Clear, but the method needs work.',
        toEditor: 'Between us: worth it.',
        recommendation: 'major_revision',
      },
    })
    const sending = { params: first(), body: { version: 3 }, idempotencyKey: freshKey() }
    const answers = await Promise.all([1, 2, 3].map(() => reviewer.ask('POST /api/reviews/:id/submit', sending)))
    expect(new Set(answers.map(({ body }) => body.submittedAt)).size).toBe(1)
    const [events] = await journal.deps.sql<{ n: number }[]>`
      select count(*)::int as n from journal.events where type = 'review.submitted'`
    expect(events?.n).toBe(1)
    expect(await reviewer.refused('POST /api/reviews/:id/submit', { ...sending, body: { version: 2 } })).toMatchObject({
      status: 422,
      code: 'key_reused',
    })
    expect(
      await reviewer.refused('PUT /api/reviews/:id', { params: first(), body: { ...blank, version: 3 } }),
    ).toMatchObject({ status: 409, code: 'wrong_status' })
    const { body } = await reviewer.ask('GET /api/reviews/:id', { params: first() })
    expect(body).toMatchObject({ status: 'submitted', can: { write: { allowed: false } } })
  })

  test('shows it to the editor with weights: originality once, method twice', async () => {
    await handsInReview(journal, second, { invitationId: ids[1] ?? '', email: '', token: '' }, 5, 'accept')
    const seen = await editorsPage()
    const review = seen.reviews.find(({ invitationId }) => invitationId === ids[0])?.review
    expect(review).toMatchObject({ weighted: 3, recommendation: 'major_revision', toEditor: 'Between us: worth it.' })
    expect(seen.rounds).toMatchObject([{ aggregate: 3.4, spread: 0.7, disagreement: false }])
    expect(seen.nextAction).toMatchObject({ act: 'decide' })
    expect(seen.reviews.map(({ label }) => label)).toEqual(seen.reviews.map(({ label }) => label).sort())
  })
})

describe('the anonymity of the two sides', () => {
  test('nothing a reviewer got names the author or the other reviewer, nor the submission', () => {
    const received = journal.exchanges.filter(({ by }) => by === 'visitor')
    expect(received.length).toBeGreaterThan(15)
    expect(leaksInExchanges('author', received)).toEqual([])
    expect(leaksInExchanges('reviewer', received)).toEqual([])
    const texts = received.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n')
    expect(texts).not.toContain(scenario.submissionId)
    expect(texts).not.toMatch(/TJ-\d\d-/)
  })

  test('nothing the author got names a reviewer or what was written to the editors', async () => {
    for (const id of [...ids, scenario.submissionId])
      for (const route of ['GET /api/invitations/:id', 'GET /api/reviews/:id', 'GET /api/desk/:id'] as const)
        expect((await scenario.author.try(route, { params: { id } })).status).toBeGreaterThanOrEqual(403)
    await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })
    const received = journal.exchanges.filter(({ by }) => by === 'author')
    expect(leaksInExchanges('reviewer', received)).toEqual([])
    expect(received.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n')).not.toContain('Between us')
  })
})

test('reading anything, by anybody, changes nothing', async () => {
  const fingerprint = async () => {
    const [row] = await journal.deps.sql<{ state: string }[]>`
      select md5(string_agg(part, '|')) as state from (
        select to_jsonb(t)::text as part from journal.submissions t
        union all select to_jsonb(t)::text from journal.invitations t
        union all select to_jsonb(t)::text from journal.reviews t
        union all select to_jsonb(t)::text from journal.rounds t
        union all select to_jsonb(t)::text from journal.files t
        union all select to_jsonb(t)::text from journal.events t
        union all select to_jsonb(t)::text from journal.decisions t
        union all select to_jsonb(t)::text from identity.links t
        union all select to_jsonb(t)::text from identity.reviewers t
        order by 1) parts`
    return row?.state
  }
  const before = await fingerprint()
  for (const client of [scenario.editor, scenario.author, reviewer, second, journal.visitor()]) {
    for (const route of ['GET /api/desk', 'GET /api/desk/filters', 'GET /api/invitations']) await client.try(route)
    for (const id of [...ids, scenario.submissionId])
      for (const route of ['GET /api/desk/:id', 'GET /api/invitations/:id', 'GET /api/reviews/:id'])
        await client.try(route, { params: { id } })
    await client.try('GET /api/reviewers', { query: { submissionId: scenario.submissionId } })
    await client.try('GET /api/submissions/:id/decisions/draft', {
      params: { id: scenario.submissionId },
      query: { kind: 'accept' },
    })
    await client.open(`/review/open?token=${ids[0]}`)
  }
  expect(await fingerprint()).toBe(before)
})

test('a reviewer whose account is closed cannot sign in by any letter', async () => {
  const [row] = await journal.deps.sql<{ id: string }[]>`
    select account_id as id from identity.reviewers where invitation_id = ${ids[1] ?? ''}`
  const administrator = await journal.person({ roles: ['administrator'] })
  await administrator.ask('PUT /api/accounts/:id/roles', {
    params: { id: row?.id ?? '' },
    body: { roles: ['reviewer'], disabled: true },
  })
  const token = await tokenOf(journal, ids[1] ?? '')
  expect(await second.refused('GET /api/invitations')).toMatchObject({ code: 'sign_in_required' })
  expect(await journal.visitor().refused('POST /api/invitations/open', { body: { token } })).toMatchObject({
    code: 'link_invalid',
  })
})
