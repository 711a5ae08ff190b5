import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, reviewed, type Scene } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { pathsIn } from '../support/problem.ts'
import { pdf } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
let scene: Scene
let articleId: string
beforeAll(async () => {
  journal = await startJournal()
  scene = await reviewed(journal)
  await timePasses(journal, { minutes: 11 })
  await decide(scene, 'accept')
  await timePasses(journal, { minutes: 11 })
  const { body } = await scene.editor.ask('POST /api/submissions/:id/production', {
    params: { id: scene.submissionId },
  })
  articleId = body.articleId
  await scene.editor.ask('POST /api/articles/:id/galleys', {
    params: { id: articleId },
    query: { kind: 'pdf' },
    upload: { name: 'galley.pdf', bytes: pdf() },
  })
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

const page = async () =>
  (await scene.author.ask('GET /api/submissions/:id', { params: { id: scene.submissionId } })).body
const asked = async () => (await scene.author.ask('GET /api/submissions')).body.submissions[0]?.asked
const answer = (approved: boolean, comment: string) =>
  scene.author.try('POST /api/submissions/:id/proofs', {
    params: { id: scene.submissionId },
    body: { approved, comment },
  })

test('while the text is being edited there is nothing to approve', async () => {
  expect((await page()).production).toMatchObject({ step: 'copyediting', galleys: [] })
  expect(await asked()).toBeNull()
  expect(await answer(true, '')).toMatchObject({ status: 409, body: { code: 'wrong_status' } })
})

test('the author sees the proofs, says what is wrong with them, and approves the next', async () => {
  await scene.editor.ask('POST /api/articles/:id/step', { params: { id: articleId }, body: { step: 'proofs' } })
  expect(await asked()).toBe('proofs')
  const [galley] = (await page()).production?.galleys ?? []
  expect(galley?.kind).toBe('pdf')
  expect((await scene.author.ask('GET /api/galleys/:id', { params: { id: galley?.id ?? '' } })).body.length).toBe(
    galley?.bytes,
  )
  expect(pathsIn(await answer(false, ' '))).toEqual(['comment'])
  expect((await answer(false, 'Table 2 has lost a row.')).status).toBe(204)
  expect((await page()).production).toMatchObject({ proofsApprovedAt: null, proofsComment: 'Table 2 has lost a row.' })
  expect(await asked()).toBeNull()
  expect((await answer(true, '')).status).toBe(204)
  const after = await page()
  expect(after.production?.proofsApprovedAt).toBe(journal.clock.now().toISOString())
  expect(after.timeline.map(({ type }) => type).slice(-2)).toEqual([
    'production.proofs_queried',
    'production.proofs_approved',
  ])
})

test('nobody but the author answers for the author', async () => {
  const asked = { params: { id: scene.submissionId }, body: { approved: true, comment: '' } }
  expect(await scene.editor.refused('POST /api/submissions/:id/proofs', asked)).toMatchObject({ code: 'not_your_role' })
  const stranger = await journal.person({ name: 'Somebody Else' })
  expect(await stranger.refused('POST /api/submissions/:id/proofs', asked)).toMatchObject({ status: 404 })
})
