import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accepts,
  decide,
  handsInReview,
  inReview,
  invite,
  openLetter,
  type Invited,
  type Reviewer,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { timePasses } from '../support/time.ts'

// An editor decides while somebody writes a review.

let journal: Journal
let scenario: Scenario
let writing: Reviewer
let invited: Invited
let decisionId: string
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal)
  const [first, second] = await invite(scenario)
  if (!first || !second) throw new Error('two were invited')
  await handsInReview(journal, await accepts(journal, first), first)
  invited = second
  writing = await accepts(journal, second)
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

const params = () => ({ id: invited.invitationId })
let version = 0
const save = async (toAuthor: string) => {
  const answer = await writing.try('PUT /api/reviews/:id', {
    params: params(),
    body: { version, scores: {}, toAuthor, toEditor: 'For the editors.', recommendation: null },
  })
  if (answer.status === 200) version = (answer.body as { version: number }).version
  return answer
}
const desk = async () =>
  (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).body
const row = async () => (await desk()).reviews.find(({ invitationId }) => invitationId === invited.invitationId)

test('until the letter leaves the form stays open and the link opens it; taken back, nothing has happened', async () => {
  expect((await save('Begun.')).status).toBe(200)
  ;({ decisionId } = await decide(scenario, 'major_revision'))
  expect((await save('Written while the decision could be taken back.')).status).toBe(200)
  const byLetter = await openLetter(journal, invited)
  await byLetter.ask('GET /api/reviews/:id', { params: params() })
  await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
  await timePasses(journal, { minutes: 11 })
  await journal.settle()
  expect(await row()).toMatchObject({ status: 'accepted' })
  expect((await save('And goes on.')).status).toBe(200)
})

test('when the letter leaves the form closes, the text stays readable to its reviewer, and nothing else does', async () => {
  await decide(scenario, 'major_revision')
  await timePasses(journal, { minutes: 11 })
  const letters = await journal.settle()
  const told = letters.find(({ to }) => to === invited.email)
  expect(told?.text).toMatch(/thank you for your work[\s\S]*late review/)
  expect(await save('Too late.')).toMatchObject({ status: 410, body: { code: 'invitation_ended' } })
  expect(await writing.refused('GET /api/reviews/:id', { params: params() })).toMatchObject({
    code: 'invitation_ended',
  })
  for (const reader of [writing, await openLetter(journal, invited)]) {
    const { body } = await reader.ask('GET /api/reviews/:id/late', { params: params() })
    expect(body).toEqual({
      title: 'Income support after release',
      language: 'en',
      toAuthor: 'And goes on.',
      toEditor: 'For the editors.',
      sentAt: null,
    })
  }
  expect(await row()).toMatchObject({ status: 'cancelled', review: null, lateReview: null })
})

test('what is typed on is kept for its writer until it is sent', async () => {
  const own = { act: 'late_review' as const, id: invited.invitationId }
  const content = JSON.stringify({ toAuthor: 'And goes on, to', toEditor: '' })
  await writing.ask('PUT /api/unsent/:act/:id', { params: own, body: { version: 0, content } })
  const again = await openLetter(journal, invited)
  expect((await again.ask('GET /api/unsent/:act/:id', { params: own })).body).toMatchObject({ content })
  for (const stranger of [scenario.author, scenario.editor])
    expect((await stranger.refused('GET /api/unsent/:act/:id', { params: own })).code).toBe('not_found')
})

test('nobody else reads it, and the author hears of nothing', async () => {
  for (const stranger of [scenario.author, scenario.editor, journal.visitor()]) {
    const refusal = await stranger.refused('GET /api/reviews/:id/late', { params: params() })
    expect([401, 404]).toContain(refusal.status)
  }
})

test('it can be sent as a late review, once: kept for the editor, marked, and counted nowhere', async () => {
  const before = await desk()
  const send = (toAuthor: string) =>
    writing.ask('POST /api/reviews/:id/late', { params: params(), body: { toAuthor, toEditor: '' } })
  await send('And goes on, to the end.')
  await send('Something else.')
  expect(await journal.deps.sql`select act from identity.unsent_texts`).toEqual([])
  const after = await desk()
  expect(await row()).toMatchObject({
    status: 'cancelled',
    review: null,
    lateReview: { toAuthor: 'And goes on, to the end.' },
  })
  expect([after.status, after.rounds, after.nextAction]).toEqual([before.status, before.rounds, before.nextAction])
  const letters = await journal.settle()
  expect(
    letters.map(({ subject }) => subject).filter((subject) => subject.includes('a late review by Reviewer')),
  ).not.toEqual([])
  const page = (await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })).body
  expect(JSON.stringify(page)).not.toContain('And goes on')
})

test('an editor who cancels an invitation closes it as before', async () => {
  const other = await startJournal({ seed: 'cancelled by an editor' })
  await using _ = other
  const paper = await inReview(other)
  const [one] = await invite(paper)
  if (!one) throw new Error('somebody was invited')
  const reviewer = await accepts(other, one)
  await paper.editor.ask('POST /api/invitations/:id/cancel', { params: { id: one.invitationId } })
  const asked = { params: { id: one.invitationId } }
  expect((await reviewer.try('GET /api/reviews/:id/late', asked)).status).toBe(401)
})
