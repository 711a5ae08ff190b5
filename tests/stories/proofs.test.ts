import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, reviewed, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { pathsIn } from '../support/problem.ts'
import { pdf } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
let scenario: Scenario
let articleId: string
beforeAll(async () => {
  journal = await startJournal()
  scenario = await reviewed(journal)
  await timePasses(journal, { minutes: 11 })
  await decide(scenario, 'accept')
  await timePasses(journal, { minutes: 11 })
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/production', {
    params: { id: scenario.submissionId },
  })
  articleId = body.articleId
  await scenario.editor.ask('POST /api/articles/:id/galleys', {
    params: { id: articleId },
    query: { kind: 'pdf' },
    upload: { name: 'galley.pdf', bytes: pdf() },
  })
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

const page = async () =>
  (await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })).body
const asked = async () => (await scenario.author.ask('GET /api/submissions')).body.submissions[0]?.asked
const answer = (approved: boolean, comment: string) =>
  scenario.author.try('POST /api/submissions/:id/proofs', {
    params: { id: scenario.submissionId },
    body: { approved, comment },
  })

test('while the text is being edited there is nothing to approve', async () => {
  expect((await page()).production).toMatchObject({ step: 'copyediting', galleys: [] })
  expect(await asked()).toBeNull()
  expect(await answer(true, '')).toMatchObject({ status: 409, body: { code: 'wrong_status' } })
})

const step = (to: 'proofs' | 'ready' | 'copyediting') =>
  scenario.editor.ask('POST /api/articles/:id/step', { params: { id: articleId }, body: { step: to } })
const article = async (who = scenario.editor) =>
  (await who.ask('GET /api/articles/:id', { params: { id: articleId } })).body
const onDesk = async () =>
  (await scenario.editor.ask('GET /api/desk', { query: { queue: 'all' } })).body.rows.find(
    ({ id }) => id === scenario.submissionId,
  )?.nextAction
const errors = 'Table 2 has lost a row.'

test('the author sees the proofs and says what is wrong with them, and it is the editor’s turn', async () => {
  await step('proofs')
  expect(await asked()).toBe('proofs')
  expect(await onDesk()).toMatchObject({ act: 'chase_proofs', now: false })
  const [galley] = (await page()).production?.galleys ?? []
  expect(galley?.kind).toBe('pdf')
  expect((await scenario.author.ask('GET /api/galleys/:id', { params: { id: galley?.id ?? '' } })).body.length).toBe(
    galley?.bytes,
  )
  expect(pathsIn(await answer(false, ' '))).toEqual(['comment'])
  expect((await answer(false, errors)).status).toBe(204)
  expect((await page()).production).toMatchObject({
    proofs: 'errors_reported',
    rounds: [{ number: 1, answers: [{ approved: false, comment: errors }] }],
  })
  expect(await asked()).toBeNull()
  expect(await onDesk()).toMatchObject({ act: 'correct_proofs', now: true })
  const { body } = await scenario.editor.ask('GET /api/production')
  expect(body.articles.map(({ proofs }) => proofs)).toEqual(['errors_reported'])
  expect(await article()).toMatchObject({
    proofs: 'errors_reported',
    proofRounds: [{ answers: [{ by: 'Leyla Author' }] }],
  })
})

test('a second report stands beside the first', async () => {
  await timePasses(journal, { minutes: 1 })
  expect((await answer(false, 'And page 3.')).status).toBe(204)
  const answers = (await article()).proofRounds[0]?.answers.map(({ comment }) => comment)
  expect(answers).toEqual([errors, 'And page 3.'])
})

test('errors stay reported while the text is edited again', async () => {
  await step('copyediting')
  expect(await onDesk()).toMatchObject({ act: 'correct_proofs', now: true })
  expect((await page()).production?.proofs).toBe('errors_reported')
  expect(await asked()).toBeNull()
})

test('sending corrected proofs keeps what was reported, opens one round however often it is pressed, and asks again', async () => {
  await step('proofs')
  await answer(false, 'Page 4 too.')
  await timePasses(journal, { minutes: 1 })
  // From the same step, because the author has reported errors.
  await Promise.all([step('proofs'), step('proofs')])
  const rounds = (await article()).proofRounds
  expect(rounds.map(({ number, answers }) => [number, answers.map(({ comment }) => comment)])).toEqual([
    [1, [errors, 'And page 3.']],
    [2, ['Page 4 too.']],
    [3, []],
  ])
  expect(rounds.every(({ galley }) => galley?.sha256 === rounds[0]?.galley?.sha256)).toBe(true)
  expect(await asked()).toBe('proofs')
  const letters = (await journal.settle()).filter(({ subject }) => subject.includes('proofs of'))
  expect(letters.filter(({ text }) => text.includes('Corrected proofs'))).toHaveLength(2)
})

test('approved proofs are the editor’s to mark as ready', async () => {
  expect((await answer(true, '')).status).toBe(204)
  const after = await page()
  expect(after.production).toMatchObject({ proofs: 'approved' })
  expect(await onDesk()).toMatchObject({ act: 'finish_proofs', now: true })
  expect(after.timeline.map(({ type }) => type).slice(-2)).toEqual(['production.moved', 'production.proofs_approved'])
})

test('nobody but the author answers for the author', async () => {
  const asked = { params: { id: scenario.submissionId }, body: { approved: true, comment: '' } }
  expect(await scenario.editor.refused('POST /api/submissions/:id/proofs', asked)).toMatchObject({
    code: 'not_your_role',
  })
  const stranger = await journal.person({ name: 'Somebody Else' })
  expect(await stranger.refused('POST /api/submissions/:id/proofs', asked)).toMatchObject({ status: 404 })
})
