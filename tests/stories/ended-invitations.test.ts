import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accepts,
  decide,
  handsInReview,
  handsInRevision,
  inReview,
  invite,
  openLetter,
  releaseFiles,
} from '../support/given.ts'
import { freshKey, type Invited, type Reviewer, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'

// What reviewers see once their invitation or their round is over: what they were shown, never what came later.

const newTitle = 'Work after prison: a second analysis'
const newAbstract = { en: 'A cohort, followed for longer.' }

describe('whose invitation has ended', () => {
  let journal: Journal
  let scenario: Scenario
  const sessions = new Map<string, { reviewer: Reviewer; invited: Invited }>()

  beforeAll(async () => {
    journal = await startJournal()
    scenario = await inReview(journal)
    const people = ['declined', 'expired', 'withdrawn', 'overtaken', 'submitted'].map((name) => ({
      name: `Reviewer ${name}`,
      email: `${name}@example.net`,
      affiliation: '',
    }))
    for (const [i, invited] of (await invite(scenario, people)).entries())
      sessions.set(people[i]?.email.split('@')[0] ?? '', { reviewer: await openLetter(journal, invited), invited })
    await press('declined', 'POST /api/invitations/:id/decline', { reason: 'no_time' })
    await press('withdrawn', 'POST /api/invitations/:id/accept')
    await press('withdrawn', 'POST /api/invitations/:id/withdraw', { reason: 'no_time' })
    await press('submitted', 'POST /api/invitations/:id/accept')
    const { reviewer, invited } = of('submitted')
    await handsInReview(journal, reviewer, invited)
    // The effect of the worker's scheduled job on an unanswered invitation, without waiting two weeks.
    await journal.deps
      .sql`update journal.invitations set status = 'expired' where id = ${of('expired').invited.invitationId}`
    await decide(scenario, 'decline')
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    await decide(scenario, 'reopen')
    journal.clock.advance({ minutes: 11 })
    await decide(scenario, 'return')
    journal.clock.advance({ minutes: 11 })
    await rewritten()
  })
  afterAll(() => journal[Symbol.asyncDispose]())

  const of = (who: string) => {
    const found = sessions.get(who)
    if (!found) throw new Error(`nobody is called ${who}`)
    return found
  }
  async function press(who: string, route: 'POST /api/invitations/:id/accept', body?: undefined): Promise<void>
  async function press(
    who: string,
    route: 'POST /api/invitations/:id/decline' | 'POST /api/invitations/:id/withdraw',
    body: { reason: 'no_time' },
  ): Promise<void>
  async function press(who: string, route: string, body?: object): Promise<void> {
    const { reviewer, invited } = of(who)
    const { status } = await reviewer.try(route, { params: { id: invited.invitationId }, body: body ?? {} })
    expect(status).toBe(204)
  }

  /** The author changes everything that can be changed, and submits it again. */
  async function rewritten() {
    const params = { id: scenario.submissionId }
    const { version } = (await scenario.author.ask('GET /api/submissions/:id', { params })).body
    await scenario.author.ask('PATCH /api/submissions/:id', {
      params,
      body: { version, title: newTitle, abstract: newAbstract, keywords: ['followed'], contentNote: 'A new note.' },
    })
    await scenario.author.ask('POST /api/submissions/:id/files', {
      params,
      query: { purpose: 'manuscript' },
      upload: { name: 'again.docx', bytes: docx({ title: newTitle }) },
    })
    await scenario.author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
    await releaseFiles(scenario)
    await decide(scenario, 'send_to_review')
  }

  test.each(['declined', 'expired', 'withdrawn', 'overtaken'])(
    '%s: finds the title as it was, and nothing else',
    async (who) => {
      const { invited } = of(who)
      // By account: the session of the letter's link may have ended with the invitation.
      const [row] = await journal.deps.sql<{ id: string }[]>`
      select account_id as id from identity.reviewers where invitation_id = ${invited.invitationId}`
      const account = await journal.signedIn(row?.id ?? '')
      const params = { id: invited.invitationId }
      const { body } = await account.ask('GET /api/invitations/:id', { params })
      expect(body).toMatchObject({
        title: 'Income support after release',
        abstract: {},
        keywords: [],
        contentNote: '',
        can: { accept: { allowed: false }, write: { allowed: false } },
      })
      const { invitations } = (await account.ask('GET /api/invitations')).body
      expect(invitations).toMatchObject([{ title: 'Income support after release', abstract: {} }])
      expect(await account.refused('GET /api/reviews/:id', { params })).toMatchObject({ code: 'invitation_ended' })
      for (const fileId of await everyFile())
        expect((await account.try('GET /api/files/:id', { params: { id: fileId } })).status).toBe(404)
    },
  )

  test('who handed in a review still reads what it was about, and nothing later', async () => {
    const { reviewer, invited } = of('submitted')
    const params = { id: invited.invitationId }
    const { body } = await reviewer.ask('GET /api/reviews/:id', { params })
    expect(body).toMatchObject({
      title: 'Income support after release',
      abstract: { en: 'A cohort of people released from prison.' },
      keyPoints: ['Income helps.', 'Release is a turning point.'],
      manuscriptVersion: 1,
    })
    const open = []
    for (const fileId of await everyFile()) {
      const { status } = await reviewer.try('GET /api/files/:id', { params: { id: fileId } })
      if (status === 200) open.push(fileId)
    }
    expect(open).toEqual(body.files.map(({ id }) => id))
    expect(JSON.stringify(body)).not.toContain('second analysis')
  })

  test('who is invited to the next round reads the new text', async () => {
    const [again] = await invite(scenario, [{ name: 'Nina New', email: 'nina@example.net', affiliation: '' }])
    if (!again) throw new Error('nobody was invited')
    const { body } = await (await openLetter(journal, again)).ask('GET /api/invitations/:id', {
      params: { id: again.invitationId },
    })
    expect(body).toMatchObject({ title: newTitle, abstract: newAbstract, contentNote: 'A new note.' })
  })

  test('reinstated in their own round, they would read its text again; a later round’s they get by a new invitation', async () => {
    const params = { id: of('declined').invited.invitationId }
    expect(await scenario.editor.refused('POST /api/invitations/:id/send', { params })).toMatchObject({
      code: 'invitation_ended',
    })
  })

  async function everyFile(): Promise<string[]> {
    const rows = await journal.deps.sql<{ id: string }[]>`
      select id from journal.files where submission_id = ${scenario.submissionId} order by id`
    return rows.map(({ id }) => id)
  }
})

test('a reviewer of the first round does not read the revision unless invited again', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const [first] = await invite(scenario, [{ name: 'Rosa Reviewer', email: 'rosa@example.net', affiliation: '' }])
  if (!first) throw new Error('nobody was invited')
  const reviewer = await accepts(journal, first)
  await handsInReview(journal, reviewer, first)
  await decide(scenario, 'major_revision')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await handsInRevision(scenario)
  await releaseFiles(scenario)
  const { body } = await reviewer.ask('GET /api/reviews/:id', { params: { id: first.invitationId } })
  expect(body).toMatchObject({ manuscriptVersion: 1, round: 1, response: '' })
  const newest = await journal.deps.sql<{ id: string }[]>`
    select f.id from journal.files f join journal.versions v on v.id = f.version_id
    where f.submission_id = ${scenario.submissionId} and v.n = 2`
  expect(newest.length).toBeGreaterThan(0)
  for (const { id } of newest) expect((await reviewer.try('GET /api/files/:id', { params: { id } })).status).toBe(404)
})

test('an alternate who was never invited sees nothing, neither on the list nor after the list was deleted', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const alternate = await journal.person({ name: 'Alma Alternate', roles: ['reviewer'] })
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'account', accountId: alternate.person.id },
      respondBy: '2026-04-01T10:00:00Z',
      dueAt: '2026-05-01T10:00:00Z',
      alternate: true,
    },
  })
  const looks = async () => [
    (await alternate.ask('GET /api/invitations')).body.invitations.length,
    (await alternate.try('GET /api/invitations/:id', { params: { id: body.invitationId } })).status,
  ]
  expect(await looks()).toEqual([0, 404])
  await scenario.editor.ask('POST /api/invitations/:id/cancel', { params: { id: body.invitationId } })
  expect(await looks()).toEqual([0, 404])
})
