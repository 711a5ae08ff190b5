import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evidence } from '../../server/domain/conflict.ts'
import { promoteAlternate } from '../../server/cases/alternates.ts'
import { decide, inReview, plainPersonas, type Personas, type SignedInClient, type Scenario } from '../support/given.ts'
import { byLetter } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { names } from '../support/naming.ts'
import { refreshReviewSummaries } from '../support/review-summaries.ts'

// Nobody may review a paper that they wrote, that they edit, or whose authors they could read. Certain conflicts are refused and probable
// conflicts are shown with the evidence, in every action that creates an invitation. The author never learns of a conflict.

const personas: Personas = {
  ...plainPersonas,
  author: { ...plainPersonas.author, orcid: '0000-0002-1825-0097' },
  coauthor: { name: 'Karim Coauthor', affiliation: 'Another centre' },
}

let journal: Journal
let scenario: Scenario
let chief: SignedInClient
let section: SignedInClient
let handling: SignedInClient

beforeAll(async () => {
  journal = await startJournal()
  chief = await journal.person({ name: 'Ida Chief', email: 'ida@journal.example', roles: ['editor', 'reviewer'] })
  section = await journal.person({ name: 'Sara Section', email: 'sara@journal.example', roles: ['section_editor'] })
  handling = await journal.person({ name: 'Hanna Handling', email: 'hanna@journal.example', roles: ['section_editor'] })
  scenario = await inReview(journal, personas)
  await assign([handling.person.id, section.person.id])
  await assign([handling.person.id])
})
afterAll(() => journal[Symbol.asyncDispose]())

const assign = (accountIds: string[]) =>
  scenario.editor.ask('PUT /api/submissions/:id/handling', {
    params: { id: scenario.submissionId },
    body: { accountIds },
  })

type Invitee =
  | { kind: 'account'; accountId: string }
  | { kind: 'new'; name: string; email: string; affiliation?: string }

const dates = () => ({
  respondBy: new Date(journal.clock.now().getTime() + 10 * 86_400_000).toISOString(),
  dueAt: new Date(journal.clock.now().getTime() + 28 * 86_400_000).toISOString(),
})

async function invite(reviewer: Invitee, { despite = [] as Evidence[], alternate = false, by = scenario.editor } = {}) {
  const { status, body } = await by.try('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: { reviewer, ...dates(), despite, alternate },
  })
  const { code, details, invitationId } = body as {
    code?: string
    details?: { evidence?: string[] }
    invitationId?: string
  }
  return status === 201 ? { invitationId: invitationId ?? '' } : { code, ...details }
}

let people = 0
const stranger = (name = `Stranger ${++people}`, affiliation = '') => ({
  kind: 'new' as const,
  name,
  email: `stranger-${++people}@example.net`,
  affiliation,
})
const account = (who: SignedInClient): Invitee => ({ kind: 'account', accountId: who.person.id })

describe('an author is refused', () => {
  test.each([
    ['by the same address', { email: 'LEYLA@example.org' }],
    ['by a plus address', { email: 'leyla+reviews@example.org' }],
  ])('%s', async (_how, { email }) => {
    expect(await invite({ kind: 'new', name: 'Somebody', email })).toEqual({ code: 'author_cannot_review' })
  })

  test('by ORCID, and by another address they are known by', async () => {
    const byOrcid = await journal.person({ name: 'L. A.', email: 'la@home.example', roles: ['reviewer'] })
    await journal.deps.sql`update identity.accounts set orcid = '0000-0002-1825-0097' where id = ${byOrcid.person.id}`
    expect(await invite(account(byOrcid))).toEqual({ code: 'author_cannot_review' })
    // Their account has another address than the form.
    const { sql } = journal.deps
    await sql`update identity.accounts set email = 'leyla@work.example' where id = ${scenario.author.person.id}`
    expect(await invite({ kind: 'new', name: 'X', email: 'leyla+1@work.example' })).toEqual({
      code: 'author_cannot_review',
    })
    await sql`update identity.accounts set email = 'leyla@example.org' where id = ${scenario.author.person.id}`
  })

  test('a co-author without an address: shown with the evidence, and invited only by whoever has seen it', async () => {
    const namesake = stranger('Coauthor, Karim', 'Another Centre')
    const evidence: Evidence[] = ['author_same_name_and_affiliation']
    expect(await invite(namesake)).toEqual({ code: 'conflict_possible', evidence })
    expect(await invite(namesake, { despite: ['author_same_name'] })).toEqual({ code: 'conflict_possible', evidence })
    expect(await invite(namesake, { despite: evidence })).toHaveProperty('invitationId')
    expect(await invite(stranger('K. Coauthor', 'Another centre'))).toMatchObject({
      evidence: ['author_similar_name', 'asked_similar_name'],
    })
    expect(await invite(stranger('Dr Karim Coauthor', 'Elsewhere'))).toMatchObject({ evidence: ['author_same_name'] })
  })

  test('what was refused has left no account', async () => {
    const [row] = await journal.deps.sql<{ found: number }[]>`
      select count(*)::int as found from identity.accounts where email in ('leyla+reviews@example.org', 'leyla+1@work.example')`
    expect(row?.found).toBe(0)
  })
})

describe('whoever edits', () => {
  test('and handles it, has handled it or has done something with it is refused', async () => {
    for (const who of [handling, section, scenario.editor])
      expect(await invite(account(who), { by: chief, despite: ['editor_edits', 'editor_may_read'] })).toEqual({
        code: 'editor_cannot_review',
      })
    expect(await invite({ kind: 'new', name: 'H.', email: 'hanna+1@journal.example' })).toEqual({
      code: 'editor_cannot_review',
    })
  })

  test('and can read who wrote it is invited by another editor’s explicit act alone', async () => {
    expect(await invite(account(chief))).toEqual({ code: 'conflict_possible', evidence: ['editor_may_read'] })
    await journal.settle()
    // Every editor has got a letter about it by now.
    expect(await invite(account(chief), { despite: ['editor_may_read'] })).toEqual({
      code: 'conflict_possible',
      evidence: ['editor_told'],
    })
    for (const alternate of [false, true])
      expect(
        await invite(account(chief), { by: handling, despite: ['editor_told', 'editor_may_read'], alternate }),
      ).toEqual({
        code: 'editor_needs_editor',
      })
    expect((await chief.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).status).toBe(200)
  })

  test('an alternate loses no access; a sent invitation takes it away', async () => {
    const sees = async () => (await chief.try('GET /api/desk/:id', { params: { id: scenario.submissionId } })).status
    const { invitationId = '' } = await invite(account(chief), { despite: ['editor_told'], alternate: true })
    expect(await sees()).toBe(200)
    const listed = (await chief.ask('GET /api/desk', { query: { queue: 'all' } })).body.rows.map(({ id }) => id)
    expect(listed).toContain(scenario.submissionId)
    await scenario.editor.ask('POST /api/invitations/:id/send', { params: { id: invitationId } })
    expect(await sees()).toBe(404)
  })

  test('the list of people shows beforehand the reasons for and against each', async () => {
    await journal.person({ name: 'Karim Coauthor', affiliation: 'Another centre', roles: ['reviewer'] })
    const editing = await journal.person({ name: 'Edna Editing', roles: ['editor', 'reviewer'] })
    const listed = async (q: string, by: SignedInClient) =>
      (await by.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId, q } })).body.candidates.map(
        ({ invite: verdict, evidence }) => [verdict.allowed ? 'open' : verdict.code, evidence],
      )
    expect(await listed('edna', scenario.editor)).toEqual([['open', ['editor_may_read']]])
    expect(await listed('edna', handling)).toEqual([['editor_needs_editor', ['editor_may_read']]])
    expect(await listed('karim', scenario.editor)).toContainEqual([
      'open',
      ['author_same_name_and_affiliation', 'asked_same_name_and_affiliation'],
    ])
    expect(editing.person.name).toBe('Edna Editing')
  })
})

describe('the chosen person is checked again', () => {
  test('when the next alternate is invited: one who has become an editor or an author is passed over, and the editors are told', async () => {
    const alma = await journal.person({ name: 'Alma Alternate', email: 'alma@example.net', roles: ['reviewer'] })
    const { invitationId: first = '' } = await invite(stranger())
    const { invitationId: held = '' } = await invite(account(alma), { alternate: true })
    const { invitationId: next = '' } = await invite(stranger(), { alternate: true })
    await journal.deps.sql`insert into identity.account_roles (account_id, role) values (${alma.person.id}, 'editor')`
    const reviewer = await byLetter(journal, first)
    await reviewer.ask('POST /api/invitations/:id/decline', { params: { id: first }, body: { reason: 'no_time' } })
    const letters = await journal.settle()
    const statusOf = async (id: string) => {
      const { reviews } = (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } }))
        .body
      return reviews.find(({ invitationId }) => invitationId === id)
    }
    expect(await statusOf(held)).toMatchObject({ status: 'alternate', conflict: ['editor_may_read'] })
    expect(await statusOf(next)).toMatchObject({ status: 'invited', conflict: [] })
    expect(letters.map(({ to, subject }) => [to, /alternate .* was not invited/.test(subject)])).toContainEqual([
      'hanna@journal.example',
      true,
    ])
    expect(await promoteAlternate(journal.deps, scenario.submissionId)).toBeNull()
    expect(await scenario.editor.refused('POST /api/invitations/:id/send', { params: { id: held } })).toMatchObject({
      code: 'conflict_possible',
    })
    await scenario.editor.ask('POST /api/invitations/:id/send', {
      params: { id: held },
      body: { despite: ['editor_may_read'] },
    })
    expect(await statusOf(held)).toMatchObject({ status: 'invited' })
  })

  test('when an invitation that ended is sent again', async () => {
    const { invitationId = '' } = await invite({ kind: 'new', name: 'Dora Declined', email: 'dora@example.net' })
    const params = { id: invitationId }
    const reviewer = await byLetter(journal, invitationId)
    await reviewer.ask('POST /api/invitations/:id/decline', { params, body: { reason: 'no_time' } })
    await journal.deps.sql`
      update identity.accounts set name = 'Karim Coauthor' where email = 'dora@example.net'`
    expect(await scenario.editor.refused('POST /api/invitations/:id/send', { params })).toMatchObject({
      code: 'conflict_possible',
      details: { evidence: ['author_same_name'] },
    })
  })
})

test('an author who adds a reviewer as a co-author is told nothing, and the editors are', async () => {
  const { invitationId = '' } = await invite({ kind: 'new', name: 'Rita Reviewer', email: 'rita@example.net' })
  await journal.settle()
  for (const kind of ['decline', 'reopen', 'return'] as const) {
    await decide(scenario, kind)
    journal.clock.advance({ minutes: 11 })
  }
  await journal.settle()
  // The decision cancelled open invitations; this person is still a reviewer.
  await journal.deps.sql`update journal.invitations set status = 'accepted' where id = ${invitationId}`
  const answers = []
  for (const email of ['nobody@example.net', 'rita+home@example.net']) {
    const { status, body, headers } = await names(scenario.author, scenario.submissionId, [{ name: 'R. R.', email }])
    answers.push({
      status,
      gaps: body.gaps,
      names: Object.keys(headers)
        .filter((name) => name !== 'date')
        .sort(),
    })
    const page = (await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })).body
    answers.push({ can: page.can, timeline: page.timeline })
  }
  expect(answers.slice(2)).toEqual(answers.slice(0, 2))
  const letters = await journal.settle()
  expect(letters.map(({ to, subject }) => `${to} ${subject.replaceAll(/TJ-26-\w+/g, '<it>')}`)).toEqual([
    'hanna@journal.example Torture Journal: a reviewer of <it> may be an author',
  ])
  const { reviews } = (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).body
  expect(reviews.find((review) => review.invitationId === invitationId)).toMatchObject({
    conflict: ['author_cannot_review'],
  })
  // Saving it again sends no second letter.
  await names(scenario.author, scenario.submissionId, [
    { name: 'R. R.', email: 'rita+home@example.net' },
    { name: 'Third' },
  ])
  expect(await journal.settle()).toEqual([])
  await journal.deps.sql`update journal.invitations set status = 'cancelled' where id = ${invitationId}`
  await refreshReviewSummaries(journal.deps.sql)
})
