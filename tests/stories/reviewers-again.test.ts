import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accepts,
  decide,
  handsInReview,
  handsInRevision,
  inDays,
  inReview,
  invite,
  openLetter,
  releaseFiles,
  reviewed,
  type Invited,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
const begin = async (seed: string) => (journal = await startJournal({ seed }))
const end = () => journal[Symbol.asyncDispose]()

const desk = async ({ editor, submissionId }: Scenario) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body
const again = ({ editor, submissionId }: Scenario) =>
  editor.ask('POST /api/submissions/:id/invitations/again', { params: { id: submissionId } })

describe('whoever reviewed an earlier version', () => {
  let scenario: Scenario & { invited: Invited[] }
  afterAll(end)
  beforeAll(async () => {
    scenario = await reviewed(await begin('reviewed before'))
    await timePasses(journal, { minutes: 11 })
    await decide(scenario, 'minor_revision')
    await timePasses(journal, { minutes: 11 })
    await handsInRevision(scenario)
    await journal.settle()
  })

  test('is asked again by one press, once the revision is released and sent to review; twice pressed, once asked', async () => {
    const params = { id: scenario.submissionId }
    expect(await scenario.editor.refused('POST /api/submissions/:id/invitations/again', { params })).toMatchObject({
      code: 'wrong_status',
    })
    await releaseFiles(scenario)
    await decide(scenario, 'send_to_review')
    const before = (await desk(scenario)).reviews.map(({ label }) => label).toSorted()
    const [first, second] = [await again(scenario), await again(scenario)]
    expect(first.body).toEqual({ asked: before, leftOut: [] })
    expect(second.body).toEqual({ asked: [], leftOut: [] })
    const letters = await journal.settle()
    expect(
      letters
        .filter(({ subject }) => subject.includes('invitation'))
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(scenario.invited.map(({ email }) => email).toSorted())
  })

  test('has the days that the settings say', async () => {
    const shown = await desk(scenario)
    const days = (instant: string) => (Date.parse(instant) - journal.clock.now().getTime()) / 86_400_000
    for (const { respondBy, dueAt } of shown.reviews.filter(({ round }) => round === 2)) {
      expect(Math.floor(days(respondBy))).toBe(shown.respondDays)
      expect(Math.floor(days(dueAt))).toBe(shown.reviewDays)
    }
  })
})

test('somebody who is named as an author meanwhile is left out and told of by label', async () => {
  await using plain = await begin('named meanwhile')
  const scenario = await reviewed(plain)
  await timePasses(journal, { minutes: 11 })
  await decide(scenario, 'major_revision')
  await timePasses(journal, { minutes: 11 })
  await handsInRevision(scenario)
  await releaseFiles(scenario)
  const [first] = (await desk(scenario)).reviews
  await journal.deps.sql`
    update identity.contributors set email = ${scenario.invited[0]?.email ?? ''}
    where submission_id = ${scenario.submissionId} and not corresponding`
  const { body } = await again(scenario)
  const named = (await desk(scenario)).reviews.find(
    ({ invitationId }) => invitationId === scenario.invited[0]?.invitationId,
  )?.label
  expect(first).toBeDefined()
  expect(body.leftOut).toEqual([named])
  expect(body.asked).toHaveLength(1)
})

describe('in a round', () => {
  let scenario: Scenario
  let invited: Invited[]
  afterAll(end)
  beforeAll(async () => {
    scenario = await inReview(await begin('in a round'))
    invited = await invite(scenario, [
      { name: 'One Reviewer', email: 'one@again.example', affiliation: '' },
      { name: 'Two Reviewer', email: 'two@again.example', affiliation: '' },
      { name: 'Three Reviewer', email: 'three@again.example', affiliation: '' },
    ])
    await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'new', name: 'Next In Line', email: 'next@again.example' },
        respondBy: inDays(journal, 10),
        dueAt: inDays(journal, 28),
        alternate: true,
      },
    })
  })

  test('two requests to remind send one letter, and the second reply says so; a day later another is sent', async () => {
    const params = { id: invited[2]?.invitationId ?? '' }
    const pressed = await Promise.all(
      [1, 2].map(() => scenario.editor.try('POST /api/invitations/:id/remind', { params })),
    )
    expect(pressed.map(({ status }) => status).toSorted()).toEqual([204, 409])
    expect(pressed.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'reminded_already' })
    const letters = await journal.settle()
    expect(letters.filter(({ to }) => to === 'three@again.example')).toHaveLength(1)
    await timePasses(journal, { minutes: 24 * 60 })
    await scenario.editor.ask('POST /api/invitations/:id/remind', { params })
  })

  test('the history says who was invited, reminded and made an alternate, by label', async () => {
    const shown = await desk(scenario)
    const labelled = shown.timeline.filter(({ type }) => type.startsWith('invitation.'))
    const labels = new Map(shown.reviews.map(({ reviewer, label }) => [reviewer.name, label]))
    expect(labelled.map(({ type, reviewer }) => [type, reviewer])).toEqual([
      ['invitation.sent', labels.get('One Reviewer')],
      ['invitation.sent', labels.get('Two Reviewer')],
      ['invitation.sent', labels.get('Three Reviewer')],
      ['invitation.reserved', labels.get('Next In Line')],
      ['invitation.reminded', labels.get('Three Reviewer')],
      ['invitation.reminded', labels.get('Three Reviewer')],
    ])
  })

  test('the next alternate is not invited when enough reviews are in', async () => {
    for (const one of invited.slice(0, 2)) await handsInReview(journal, await accepts(journal, one), one)
    await journal.settle()
    const [letter] = journal.letters('three@again.example').slice(-1)
    const third = { ...(invited[2] as Invited), token: letter?.link?.split('#')[1] ?? '' }
    const declining = await openLetter(journal, third)
    await declining.ask('POST /api/invitations/:id/decline', {
      params: { id: third.invitationId },
      body: { reason: 'no_time' },
    })
    await journal.settle()
    expect(journal.letters('next@again.example')).toEqual([])
    expect(await desk(scenario)).toMatchObject({ nextAction: { act: 'decide' } })
  })
})

test('an issue of which only the year is known is shown without a day', async () => {
  await using plain = await startJournal({ lawful: false })
  const editor = await plain.person({ roles: ['editor'] })
  await plain.deps.sql`
    insert into journal.issues (id, volume, number, slug, year, status, published_at, day_known, created_at)
    select gen_random_uuid(), 3, '1', '1', 1993, 'published', '1993-04-01', false, ${plain.clock.now()}`
  const { body } = await editor.ask('GET /api/issues')
  expect(body.issues.map(({ year, dayKnown }) => [year, dayKnown])).toEqual([[1993, false]])
})
