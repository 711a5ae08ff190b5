import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  completeDraft,
  decide,
  freshKey,
  plainPersonas,
  releaseFiles,
  submitted,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// An editor looks at what came in: who handles it, which files reviewers may have, and whether it goes to review.

let journal: Journal
let scenario: Scenario
beforeAll(async () => {
  journal = await startJournal()
  scenario = await submitted(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const page = async ({ editor, submissionId }: Scenario) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body

describe('a submission', () => {
  test('stands on one page, with its people, its files and what can be done', async () => {
    const seen = await page(scenario)
    expect(seen).toMatchObject({
      status: 'submitted',
      title: 'Income support after release',
      coverLetter: `From ${plainPersonas.author.name}`,
      sectionTitle: 'Scientific article',
      minimumReviews: 2,
      nextAction: { act: 'screen', at: journal.clock.now().toISOString() },
      rounds: [],
      reviews: [],
      decisions: [],
      can: {
        assignEditor: { allowed: true },
        releaseFiles: { allowed: true },
        invite: { allowed: false, code: 'wrong_status' },
        startProduction: { allowed: false, code: 'wrong_status' },
      },
    })
    expect(seen.contributors.map(({ name, corresponding }) => ({ name, corresponding }))).toEqual([
      { name: plainPersonas.author.name, corresponding: true },
      { name: plainPersonas.coauthor.name, corresponding: false },
    ])
    expect(seen.files).toMatchObject([
      {
        purpose: 'manuscript',
        version: 1,
        servedName: 'manuscript-v1.docx',
        originalName: 'manuscript.docx',
        released: false,
      },
    ])
    expect(seen.can.decide.send_to_review).toEqual({ allowed: false, code: 'manuscript_not_released', details: {} })
    expect(seen.can.decide.decline).toEqual({ allowed: true })
  })

  test('a draft is its author’s alone: an editor finds nothing', async () => {
    const draftId = await completeDraft(journal, scenario.author)
    expect(await scenario.editor.refused('GET /api/desk/:id', { params: { id: draftId } })).toMatchObject({
      status: 404,
    })
    await scenario.author.ask('POST /api/submissions/:id/withdraw', { params: { id: draftId }, body: {} })
    expect(await scenario.editor.refused('GET /api/desk/:id', { params: { id: draftId } })).toMatchObject({
      status: 404,
    })
  })

  test('a stranger, a section editor of other papers and the author find nothing either, in the same words', async () => {
    const strangers = [
      await journal.person({ roles: ['section_editor'] }),
      await journal.person({ name: 'Another Author', roles: ['author', 'section_editor'] }),
    ]
    const answers = await Promise.all(
      strangers.map((stranger) => stranger.refused('GET /api/desk/:id', { params: { id: scenario.submissionId } })),
    )
    const nowhere = await strangers[0]?.refused('GET /api/desk/:id', {
      params: { id: '00000000-0000-4000-8000-000000000000' },
    })
    expect(answers).toEqual([nowhere, nowhere])
    expect(await scenario.author.refused('GET /api/desk/:id', { params: { id: scenario.submissionId } })).toMatchObject(
      {
        status: 403,
      },
    )
  })
})

describe('who handles it', () => {
  test('editors and section editors, who then see it', async () => {
    const section = await journal.person({ name: 'Sara Section', roles: ['section_editor'] })
    const params = { id: scenario.submissionId }
    await scenario.editor.ask('PUT /api/submissions/:id/handling', {
      params,
      body: { accountIds: [section.person.id] },
    })
    expect((await page(scenario)).handling).toEqual([{ id: section.person.id, name: 'Sara Section' }])
    expect((await section.ask('GET /api/desk/:id', { params })).body.can.assignEditor).toMatchObject({
      allowed: false,
      code: 'not_your_role',
    })
    await scenario.editor.ask('PUT /api/submissions/:id/handling', { params, body: { accountIds: [] } })
    expect(await section.refused('GET /api/desk/:id', { params })).toMatchObject({ status: 404 })
  })

  test('but not its authors, and nobody who is not an editor', async () => {
    const reviewer = await journal.person({ roles: ['reviewer'] })
    const accountIds = [scenario.editor.person.id, scenario.author.person.id, reviewer.person.id]
    const problem = await scenario.editor.refused('PUT /api/submissions/:id/handling', {
      params: { id: scenario.submissionId },
      body: { accountIds },
    })
    expect(problem).toMatchObject({ status: 409, code: 'cannot_handle' })
    expect(problem.fields?.map(({ path }) => path)).toEqual(['accountIds.1', 'accountIds.2'])
    expect((await page(scenario)).handling).toEqual([])
  })
})

describe('sending to review', () => {
  test('is not possible until an editor has released a manuscript', async () => {
    const refusal = await scenario.editor.refused('POST /api/submissions/:id/decisions', {
      params: { id: scenario.submissionId },
      idempotencyKey: freshKey(),
      body: { kind: 'send_to_review', seenSince: (await page(scenario)).statusSince },
    })
    expect(refusal).toMatchObject({ status: 409, code: 'manuscript_not_released' })
  })

  test('releasing names its files, and only files of this submission', async () => {
    const problem = await scenario.editor.refused('POST /api/submissions/:id/release', {
      params: { id: scenario.submissionId },
      body: { fileIds: ['00000000-0000-4000-8000-000000000000'], checked: true },
    })
    expect(problem).toMatchObject({ status: 400, fields: [{ path: 'fileIds.0' }] })
  })

  test('opens with the released manuscript, on round 1', async () => {
    await releaseFiles(scenario)
    expect((await page(scenario)).files).toMatchObject([{ released: true }])
    await decide(scenario, 'send_to_review')
    const seen = await page(scenario)
    expect(seen).toMatchObject({
      status: 'in_review',
      nextAction: { act: 'invite' },
      rounds: [{ n: 1, version: 1, closedAt: null, aggregate: null, spread: null, disagreement: false }],
      can: { invite: { allowed: true } },
    })
    expect(seen.rounds[0]?.criteria.map(({ title, weight }) => [title, weight])).toEqual([
      ['Originality', 1],
      ['Method', 2],
    ])
    expect(seen.timeline.map(({ type, detail, actor }) => [type, detail, actor]).slice(-2)).toEqual([
      ['submission.files_released', null, 'Edith Editor'],
      ['submission.decided', 'send_to_review', 'Edith Editor'],
    ])
  })

  test('may be taken back while nobody was asked, and opens as round 1 again', async () => {
    const decisionId = (await page(scenario)).decisions.at(-1)?.id ?? ''
    await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
    expect(await page(scenario)).toMatchObject({ status: 'submitted', rounds: [], nextAction: { act: 'screen' } })
    await decide(scenario, 'send_to_review')
    expect(await page(scenario)).toMatchObject({ status: 'in_review', rounds: [{ n: 1, closedAt: null }] })
  })
})

test('a paper sent back for a correction gives its author a date to keep, until it comes again', async () => {
  const submissionId = await completeDraft(journal, scenario.author)
  const params = { id: submissionId }
  const other = { ...scenario, submissionId }
  await scenario.author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await decide(other, 'return')
  const returned = await page(other)
  expect(returned).toMatchObject({ status: 'returned', nextAction: { act: 'chase_return', at: returned.authorDueAt } })
  // Forty-two days by the journal's settings, to the end of the day in Copenhagen, where summer has begun by then.
  expect(returned.authorDueAt).toBe('2026-04-13T21:59:59.999Z')
  journal.clock.advance({ minutes: 11 })
  await scenario.author.ask('POST /api/submissions/:id/submit', {
    params,
    body: { unchanged: true, word: 'Nothing was wrong.' },
    idempotencyKey: freshKey(),
  })
  expect(await page(other)).toMatchObject({ status: 'submitted', authorDueAt: null, nextAction: { act: 'screen' } })
})
