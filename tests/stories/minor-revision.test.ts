import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../server/db/invariants.ts'
import {
  decide,
  handsInRevision,
  inDays,
  releaseFiles,
  reviewed,
  type Invited,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
let at: Scenario & { invited: Invited[] }
beforeAll(async () => {
  journal = await startJournal()
  at = await reviewed(journal)
  await timePasses(journal, { minutes: 11 })
})
afterAll(async () => {
  expect(await violations(journal.deps.sql)).toEqual([])
  await journal[Symbol.asyncDispose]()
})

const params = () => ({ id: at.submissionId })
const desk = async () => (await at.editor.ask('GET /api/desk/:id', { params: params() })).body
const page = async () => (await at.author.ask('GET /api/submissions/:id', { params: params() })).body
const list = async (queue: 'revised' | 'in_review' | 'needs_me') =>
  (await at.editor.ask('GET /api/desk', { query: { queue } })).body
const allowedDecisions = async () =>
  Object.entries((await desk()).can.decide)
    .filter(([, verdict]) => verdict.allowed)
    .map(([kind]) => kind)
    .toSorted()

async function minorRevision(): Promise<void> {
  await decide(at, 'minor_revision')
  await timePasses(journal, { minutes: 11 })
  await handsInRevision(at)
}

test('a minor revision comes back to the editor: no round opens, and nobody is asked to review', async () => {
  await minorRevision()
  const shown = await desk()
  expect(shown).toMatchObject({ status: 'revised', nextAction: { act: 'look_at_revision' } })
  expect(shown.rounds.map(({ n, closedAt }) => [n, closedAt === null])).toEqual([[1, false]])
  expect((await list('revised')).rows.map(({ id }) => id)).toEqual([at.submissionId])
  expect((await list('in_review')).rows).toEqual([])
  const { counts, rows } = await list('needs_me')
  expect({ counts: counts.revised, acts: rows.map(({ nextAction }) => nextAction) }).toMatchObject({
    counts: 1,
    acts: [{ act: 'look_at_revision', now: true }],
  })
  expect(await page()).toMatchObject({ status: 'revised', authorDueAt: null, can: { withdraw: { allowed: true } } })
})

test('the letter says what is to be done, and to the author that it arrived', async () => {
  const letters = await journal.settle()
  const told = letters.filter(({ subject }) => subject.includes('a revision of'))
  expect(told.length).toBeGreaterThan(0)
  for (const { text } of told) expect(text).toContain('minor revision')
})

test('reviewers of the round before read nothing new, and none can be invited while the editor looks', async () => {
  const refusal = await at.editor.refused('POST /api/submissions/:id/invitations', {
    params: params(),
    body: {
      reviewer: { kind: 'new', name: 'Some Body', email: 'some@reviewers.example' },
      respondBy: inDays(journal, 10),
      dueAt: inDays(journal, 28),
    },
  })
  expect(refusal).toMatchObject({ status: 409, code: 'wrong_status' })
})

test('it can be accepted, declined and asked for again before anything is released; reviewers get it only after', async () => {
  expect(await allowedDecisions()).toEqual([
    'accept',
    'decline',
    'major_revision',
    'minor_revision',
    'reject_and_resubmit',
  ])
  expect((await desk()).can.decide.send_to_review).toMatchObject({ code: 'manuscript_not_released' })
})

test('a second and a third minor revision are asked for in words of their own, and each comes back to the editor', async () => {
  for (const version of [3, 4]) {
    const { body } = await at.editor.ask('GET /api/submissions/:id/decisions/draft', {
      params: params(),
      query: { kind: 'minor_revision' },
    })
    expect(body.letter).toContain('Thank you for revising')
    expect(body.letter).not.toContain('reviewers')
    await minorRevision()
    expect(await page()).toMatchObject({ status: 'revised', versionNumber: version })
    await timePasses(journal, { minutes: 11 })
  }
})

test('while a second request can be taken back the author reads nothing of it; taken back, the editor looks again', async () => {
  const before = await page()
  const { decisionId } = await decide(at, 'minor_revision')
  expect(await page()).toEqual(before)
  await at.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
  expect(await desk()).toMatchObject({ status: 'revised', nextAction: { act: 'look_at_revision' } })
  expect(await page()).toEqual(before)
})

test('sent to review, once it is released, it opens the next round, and taken back the round is gone', async () => {
  await releaseFiles(at)
  const { decisionId } = await decide(at, 'send_to_review')
  expect(await desk()).toMatchObject({ status: 'in_review', nextAction: { act: 'invite' } })
  await at.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
  expect(await desk()).toMatchObject({ status: 'revised' })
  await decide(at, 'send_to_review')
  const shown = await desk()
  expect(shown.rounds.map(({ n, version }) => [n, version])).toEqual([
    [1, 1],
    [2, 4],
  ])
})

test('a reworked paper opens a round of its own, and what blocks it is said first: nothing is released yet', async () => {
  await timePasses(journal, { minutes: 11 })
  await decide(at, 'major_revision')
  await timePasses(journal, { minutes: 11 })
  await handsInRevision(at)
  expect(await desk()).toMatchObject({ status: 'in_review', nextAction: { act: 'release' } })
  await releaseFiles(at)
  expect(await desk()).toMatchObject({ nextAction: { act: 'invite' } })
})
