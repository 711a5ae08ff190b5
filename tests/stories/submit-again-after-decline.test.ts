import { afterAll, beforeAll, expect, test } from 'vitest'
import { papersOf } from '../support/every-status.ts'
import { decide } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Declined, and a new submission is invited: its author begins it from the page of the declined one.

let journal: Journal
let papers: Awaited<ReturnType<typeof papersOf>>
beforeAll(async () => {
  journal = await startJournal()
  papers = await papersOf(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const after = (follows: string) => ({ body: { callId: null, sectionId: null, follows } })

test('the author is told when the letter has left, and begins a draft whose letter to the editors names the earlier paper', async () => {
  const scene = await papers.to.in_review()
  const { author, submissionId } = scene
  const params = { id: submissionId }
  await decide(scene, 'reject_and_resubmit')
  expect(await author.refused('POST /api/submissions', after(submissionId))).toMatchObject({
    code: 'wrong_status',
    details: { status: 'in_review' },
  })
  journal.clock.advance({ minutes: 11 })
  const letters = await journal.settle()
  expect(letters.find(({ to }) => to === scene.personas.author.email)?.text).toContain('as a new submission')
  const { body: declined } = await author.ask('GET /api/submissions/:id', { params })
  expect(declined).toMatchObject({ status: 'declined', decisions: [{ kind: 'reject_and_resubmit' }] })
  const { body: begun } = await author.ask('POST /api/submissions', after(submissionId))
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params: { id: begun.id } })
  expect(draft).toMatchObject({ status: 'draft', coverLetter: expect.stringContaining(declined.reference) })
})

test('nobody begins one after a paper that was only declined, or that is not theirs', async () => {
  const scene = await papers.to.declined()
  expect(await scene.author.refused('POST /api/submissions', after(scene.submissionId))).toMatchObject({
    code: 'wrong_status',
  })
  const stranger = await journal.person({ roles: ['author'] })
  expect(await stranger.refused('POST /api/submissions', after(scene.submissionId))).toMatchObject({ status: 404 })
})
