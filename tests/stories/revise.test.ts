import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../../server/db/invariants.ts'
import { decide, freshKey, reviewed, submitted, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'

let journals: Journal[]
beforeAll(() => {
  journals = []
})
afterAll(async () => {
  for (const journal of journals) {
    expect(await violations(journal.deps.sql)).toEqual([])
    await journal[Symbol.asyncDispose]()
  }
})

async function scenario(begin: (journal: Journal) => Promise<Scenario>): Promise<Scenario> {
  const journal = await startJournal({ seed: `revising ${process.pid} ${journals.length}` })
  journals.push(journal)
  return begin(journal)
}
const params = ({ submissionId }: Scenario) => ({ id: submissionId })
const page = async (at: Scenario) => (await at.author.ask('GET /api/submissions/:id', { params: params(at) })).body
const upload = (at: Scenario) =>
  at.author.ask('POST /api/submissions/:id/files', {
    params: params(at),
    query: { purpose: 'manuscript' },
    upload: { name: 'revised.docx', bytes: docx({ title: 'Revised' }) },
  })
const handIn = (at: Scenario, idempotencyKey = freshKey()) =>
  at.author.ask('POST /api/submissions/:id/revision', { params: params(at), idempotencyKey })

describe('a revision', () => {
  let at: Scenario
  beforeAll(async () => {
    at = await scenario(reviewed)
    await timePasses(at.journal, { minutes: 11 })
  })

  test('is not known of, and cannot begin, while the decision can be taken back', async () => {
    const before = await page(at)
    await decide(at, 'major_revision')
    expect(await page(at)).toEqual(before)
    expect((await at.author.ask('GET /api/submissions')).body.submissions).toMatchObject([
      { status: 'in_review', authorDueAt: null, statusSince: before.statusSince },
    ])
    const asked = {
      params: params(at),
      query: { purpose: 'manuscript' as const },
      upload: { name: 'a', bytes: docx() },
    }
    expect(await at.author.refused('POST /api/submissions/:id/files', asked)).toMatchObject({
      status: 409,
      code: 'wrong_status',
      details: { status: 'in_review' },
    })
  })

  test('then shows its letter, its date and an empty version to fill', async () => {
    await timePasses(at.journal, { minutes: 11 })
    const after = await page(at)
    expect(after).toMatchObject({
      status: 'revising',
      versionNumber: 2,
      response: '',
      can: { revise: { allowed: true } },
    })
    expect(after.decisions.map(({ kind }) => kind)).toEqual(['major_revision'])
    expect(after.authorDueAt).not.toBeNull()
    const said = JSON.stringify(after)
    for (const { name, email } of at.personas.reviewers)
      expect([said.includes(name), said.includes(email)]).toEqual([false, false])
  })

  test('is submitted only with a manuscript, by an action of its own', async () => {
    const refusal = await at.author.refused('POST /api/submissions/:id/revision', {
      params: params(at),
      idempotencyKey: freshKey(),
    })
    expect(refusal).toMatchObject({ status: 422, code: 'incomplete', fields: [{ path: 'files' }] })
    await upload(at)
    expect((await page(at)).status).toBe('revising')
  })

  test('keeps the answer to the reviewers under a number of its own', async () => {
    const { revision } = await page(at)
    const save = (seen: number, response: string) =>
      at.author.try('PATCH /api/submissions/:id/revision', { params: params(at), body: { revision: seen, response } })
    expect((await save(revision, 'Point by point.')).body).toEqual({ revision: revision + 1 })
    expect(await save(revision, 'From an old window.')).toMatchObject({
      status: 409,
      body: { code: 'edited_elsewhere' },
    })
    expect(await page(at)).toMatchObject({ response: 'Point by point.', revision: revision + 1 })
  })

  test('can be submitted twice, and opens the next round once', async () => {
    const key = freshKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => handIn(at, key)))
    expect(answers.map(({ body }) => body.round)).toEqual(Array.from({ length: 10 }, () => 2))
    const after = await page(at)
    expect(after).toMatchObject({ status: 'in_review', versionNumber: 2, authorDueAt: null })
    expect(after.timeline.filter(({ type }) => type === 'submission.revision_handed_in')).toHaveLength(1)
    expect(
      await at.author.refused('POST /api/submissions/:id/revision', { params: params(at), idempotencyKey: freshKey() }),
    ).toMatchObject({ status: 409, code: 'wrong_status' })
  })
})

test('a submission sent back for a correction is the same version, corrected and submitted again', async () => {
  const at = await scenario(submitted)
  const before = await page(at)
  await decide(at, 'return')
  expect((await page(at)).status).toBe('submitted')
  await timePasses(at.journal, { minutes: 11 })
  const returned = await page(at)
  expect(returned).toMatchObject({ status: 'returned', versionNumber: 1, can: { edit: { allowed: true } } })
  await at.author.ask('PATCH /api/submissions/:id', {
    params: params(at),
    body: { version: returned.version, title: 'A corrected title' },
  })
  await upload(at)
  const file = { ...params(at), fileId: before.files[0]?.id ?? '' }
  await at.author.ask('DELETE /api/submissions/:id/files/:fileId', { params: file })
  await at.author.ask('POST /api/submissions/:id/submit', { params: params(at), idempotencyKey: freshKey() })
  const after = await page(at)
  expect(after).toMatchObject({
    status: 'submitted',
    versionNumber: 1,
    title: 'A corrected title',
    submittedAt: before.submittedAt,
  })
  expect(after.files.map(({ originalName }) => originalName)).toEqual(['revised.docx'])
})

test('an editor declines while the author submits: the revision counts', async () => {
  const at = await scenario(reviewed)
  await decide(at, 'minor_revision')
  await timePasses(at.journal, { minutes: 11 })
  await upload(at)
  const before = await page(at)
  await decide(at, 'decline')
  // Neither the status nor the date to keep tells that something was decided.
  const { status, authorDueAt } = await page(at)
  expect({ status, authorDueAt }).toEqual({ status: 'revising', authorDueAt: before.authorDueAt })
  const mine = (await at.author.ask('GET /api/submissions')).body.submissions[0]
  expect(mine?.authorDueAt).toBe(before.authorDueAt)
  expect((await handIn(at)).body).toEqual({ round: null })
  expect(await page(at)).toMatchObject({ status: 'revised', versionNumber: 2, authorDueAt: null })
  const desk = (await at.editor.ask('GET /api/desk/:id', { params: params(at) })).body
  expect(desk.timeline.map(({ type }) => type).slice(-2)).toEqual([
    'submission.decided',
    'submission.revision_handed_in',
  ])
  const overtaken = desk.decisions.at(-1)
  expect(overtaken).toMatchObject({
    kind: 'decline',
    takenBackAt: at.journal.clock.now().toISOString(),
    takeBack: { allowed: false },
  })
  await at.journal.settle()
  await timePasses(at.journal, { minutes: 11 })
  expect(await at.journal.settle()).toEqual([])
  const after = await page(at)
  expect(after.status).toBe('revised')
  expect(after.decisions.map(({ kind }) => kind)).toEqual(['minor_revision'])
  expect(after.timeline.map(({ type, detail }) => detail ?? type)).not.toContain('decline')
})

test('once the letter is sent, a revision is too late, and the reply says so', async () => {
  const at = await scenario(reviewed)
  await decide(at, 'minor_revision')
  await timePasses(at.journal, { minutes: 11 })
  await upload(at)
  await decide(at, 'decline')
  await timePasses(at.journal, { minutes: 11 })
  expect(
    await at.author.refused('POST /api/submissions/:id/revision', { params: params(at), idempotencyKey: freshKey() }),
  ).toMatchObject({ status: 409, code: 'wrong_status', details: { status: 'declined' } })
})
