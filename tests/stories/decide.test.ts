import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaryPersonas, leaksInExchanges, marksOf } from '../anonymity/canaries.ts'
import {
  completeDraft,
  decide,
  freshKey,
  handsInReview,
  handsInRevision,
  releaseFiles,
  submitted,
} from '../support/given.ts'
import type { Scenario } from '../support/given.ts'
import { byLetter } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// An editor decides: from the draft letter to the end of the grace time.

let journal: Journal
let first: Scenario
beforeAll(async () => {
  journal = await startJournal()
  first = await submitted(journal, canaryPersonas)
})
afterAll(() => journal[Symbol.asyncDispose]())

const page = async ({ editor, submissionId }: Scenario) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body

/** Another paper of the same author, with one submitted review and one reviewer still writing. */
async function underReview(): Promise<Scenario & { writing: string; handedIn: string }> {
  const submissionId = await completeDraft(journal, first.author, canaryPersonas)
  const scenario = { ...first, submissionId }
  const params = { id: submissionId }
  await first.author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await releaseFiles(scenario)
  await decide(scenario, 'send_to_review')
  const [handedIn = '', writing = ''] = await Promise.all(
    canaryPersonas.reviewers.map(async (person) => {
      const { body } = await first.editor.ask('POST /api/submissions/:id/invitations', {
        params,
        body: {
          reviewer: { kind: 'new', ...person },
          respondBy: '2026-03-12T10:00:00Z',
          dueAt: '2026-03-30T10:00:00Z',
        },
      })
      return body.invitationId
    }),
  )
  for (const invitationId of [handedIn, writing]) {
    const reviewer = await byLetter(journal, invitationId)
    await reviewer.ask('POST /api/invitations/:id/accept', { params: { id: invitationId } })
    if (invitationId === handedIn) await handsInReview(journal, reviewer, { invitationId, email: '', token: '' })
  }
  return { ...scenario, writing, handedIn }
}

const refusal = async (scenario: Scenario, body: Record<string, unknown>) => {
  const answer = await scenario.editor.try('POST /api/submissions/:id/decisions', {
    params: { id: scenario.submissionId },
    idempotencyKey: freshKey(),
    body: { seenSince: (await page(scenario)).statusSince, ...body },
  })
  return answer.body
}

describe('the draft letter', () => {
  test('is composed from the reviews that are in: labels and words to the author, nothing else', async () => {
    const scenario = await underReview()
    const { body } = await scenario.editor.ask('GET /api/submissions/:id/decisions/draft', {
      params: { id: scenario.submissionId },
      query: { kind: 'minor_revision' },
    })
    const label = (await page(scenario)).reviews.find(({ status }) => status === 'submitted')?.label
    expect(body.letter).toContain(`(Reviewer ${label})\n\nThe argument is clear; the method needs another paragraph.`)
    expect(body.letter).toContain('Dear author,')
    expect(marksOf('author', body.letter)).toEqual([])
    expect(body.letter).toContain('by [[due]]')
    expect(body.letter).not.toContain('Worth having.')
    expect(marksOf('reviewer', body.letter)).toEqual([])
    expect(body).toMatchObject({ authorDueAt: '2026-04-13T21:59:59.999Z', graceMinutes: 10 })
  })

  test('is empty for a step that writes none, and closed to everybody else', async () => {
    const asked = { params: { id: first.submissionId }, query: { kind: 'send_to_review' } } as const
    expect((await first.editor.ask('GET /api/submissions/:id/decisions/draft', asked)).body).toEqual({
      letter: '',
      language: 'en',
      authorDueAt: null,
      graceMinutes: 10,
    })
    const stranger = await journal.person({ roles: ['section_editor'] })
    expect(await stranger.refused('GET /api/submissions/:id/decisions/draft', asked)).toMatchObject({ status: 404 })
  })
})

describe('deciding', () => {
  test('asks for a letter where one is written, and takes none, and no date, where not', async () => {
    expect(await refusal(first, { kind: 'decline' })).toMatchObject({
      status: 422,
      code: 'incomplete',
      details: { fields: ['letter'] },
    })
    expect(await refusal(first, { kind: 'decline', letter: 'No.', authorDueAt: '2026-05-01T00:00:00Z' })).toMatchObject(
      { status: 400, fields: [{ path: 'authorDueAt' }] },
    )
    expect(
      await refusal(first, { kind: 'return', letter: 'Please.', authorDueAt: '2026-02-01T00:00:00Z' }),
    ).toMatchObject({ status: 409, code: 'deadline_in_past', details: { fields: ['authorDueAt'] } })
    expect(await refusal(first, { kind: 'burn', letter: 'No.' })).toMatchObject({
      status: 400,
      fields: [{ path: 'kind' }],
    })
    expect(await refusal(first, { kind: 'minor_revision', letter: 'Please.' })).toMatchObject({
      status: 409,
      code: 'wrong_status',
    })
    expect((await page(first)).decisions).toEqual([])
  })

  test('happens once for one key, however many requests', async () => {
    const scenario = await underReview()
    const sending = {
      params: { id: scenario.submissionId },
      idempotencyKey: freshKey(),
      body: { kind: 'decline', letter: 'We are sorry.', seenSince: (await page(scenario)).statusSince },
    } as const
    journal.clock.advance({ minutes: 1 })
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => scenario.editor.ask('POST /api/submissions/:id/decisions', sending)),
    )
    expect(new Set(answers.map(({ body }) => body.decisionId)).size).toBe(1)
    expect((await page(scenario)).decisions.filter(({ kind }) => kind === 'decline')).toHaveLength(1)
    // Its own decision has changed the page; sent again from the old page, it is the same decision.
    const again = { ...sending, body: { ...sending.body, seenSince: (await page(scenario)).statusSince } }
    expect((await scenario.editor.ask('POST /api/submissions/:id/decisions', again)).body).toEqual(answers[0]?.body)
    const other = { ...sending, body: { ...sending.body, kind: 'accept', letter: 'Welcome.' } } as const
    expect(await scenario.editor.refused('POST /api/submissions/:id/decisions', other)).toMatchObject({
      status: 422,
      code: 'key_reused',
    })
  })

  test('two editors at once: one decides, the other is told', async () => {
    const scenario = await underReview()
    const colleague = await journal.person({ roles: ['editor'] })
    const seenSince = (await page(scenario)).statusSince
    journal.clock.advance({ minutes: 1 })
    const answers = await Promise.all(
      [scenario.editor, colleague].map((editor, i) =>
        editor.try('POST /api/submissions/:id/decisions', {
          params: { id: scenario.submissionId },
          idempotencyKey: freshKey(),
          body: { kind: i === 0 ? 'accept' : 'decline', letter: 'A letter.', seenSince },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'edited_elsewhere' })
    expect((await page(scenario)).decisions.map(({ kind }) => kind)).toHaveLength(2)
  })

  test('is refused from a page that shows the submission before a colleague’s step, and changes nothing', async () => {
    const scenario = await underReview()
    const colleague = await journal.person({ roles: ['editor'] })
    const seenSince = (await page(scenario)).statusSince
    journal.clock.advance({ minutes: 1 })
    // It is in review before and after, so the status does not show the change.
    await decide({ ...scenario, editor: colleague }, 'new_round')
    const since = await page(scenario)
    expect(since.can.decide.accept).toEqual({ allowed: true })
    expect(await refusal(scenario, { kind: 'accept', letter: 'Welcome.', seenSince })).toMatchObject({
      status: 409,
      code: 'edited_elsewhere',
    })
    expect(await page(scenario)).toEqual(since)
    // A decision must say which state the editor saw.
    expect(await refusal(scenario, { kind: 'accept', letter: 'Welcome.', seenSince: undefined })).toMatchObject({
      status: 400,
      fields: [{ path: 'seenSince' }],
    })
  })
})

describe('a final decision', () => {
  test('ends the round: who is still writing is not needed any more, what was handed in stays', async () => {
    const scenario = await underReview()
    await decide(scenario, 'accept')
    const seen = await page(scenario)
    expect(seen).toMatchObject({ status: 'accepted', nextAction: { act: 'start_production' } })
    expect(seen.rounds).toMatchObject([{ n: 1, closedAt: journal.clock.now().toISOString() }])
    expect(new Map(seen.reviews.map(({ invitationId, status }) => [invitationId, status]))).toEqual(
      new Map([
        [scenario.handedIn, 'submitted'],
        // Until the letter is sent: a decision that can be undone closes nobody's form.
        [scenario.writing, 'accepted'],
      ]),
    )
    expect(seen.can.startProduction).toMatchObject({ allowed: false, code: 'in_grace' })
    const [event] = await journal.deps.sql<{ payload: unknown }[]>`
      select payload from journal.events where type = 'submission.decided' and payload->>'kind' = 'accept'
      and submission_ids @> array[${scenario.submissionId}]::uuid[]`
    expect(event?.payload).toMatchObject({ ended: [{ invitationId: scenario.writing, from: 'accepted' }] })
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    const ended = (await page(scenario)).reviews.find(({ invitationId }) => invitationId === scenario.writing)
    expect(ended?.status).toBe('cancelled')
  })

  test('is taken back within the grace time: everything is as it was, and both stay on the timeline', async () => {
    const scenario = await underReview()
    const before = await page(scenario)
    const { decisionId } = await decide(scenario, 'accept')
    expect((await page(scenario)).decisions.at(-1)?.takeBack).toEqual({ allowed: true })
    journal.clock.advance({ minutes: 9 })
    await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
    const after = await page(scenario)
    for (const field of ['status', 'statusSince', 'acceptedAt', 'authorDueAt', 'rounds'] as const)
      expect(after[field]).toEqual(before[field])
    expect(after.reviews.map(({ status }) => status)).toEqual(before.reviews.map(({ status }) => status))
    expect(after.timeline.map(({ type }) => type).slice(-2)).toEqual([
      'submission.decided',
      'submission.decision_taken_back',
    ])
    const reviewer = await byLetter(journal, scenario.writing)
    expect((await reviewer.ask('GET /api/reviews/:id', { params: { id: scenario.writing } })).body.can.write).toEqual({
      allowed: true,
    })
    expect(
      await scenario.editor.refused('POST /api/decisions/:id/take-back', { params: { id: decisionId } }),
    ).toMatchObject({ code: 'grace_over' })
  })

  test('taken back and made again, cuts no reviewer off before the second letter leaves', async () => {
    const scene = await underReview()
    const stillAtWork = async () =>
      (await page(scene)).reviews.find(({ invitationId }) => invitationId === scene.writing)?.status
    const { decisionId } = await decide(scene, 'accept')
    await scene.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
    journal.clock.advance({ minutes: 4 })
    await decide(scene, 'accept')
    // The first decision's task is due by now.
    journal.clock.advance({ minutes: 7 })
    await journal.settle()
    expect(await stillAtWork()).toBe('accepted')
    journal.clock.advance({ minutes: 4 })
    await journal.settle()
    expect(await stillAtWork()).toBe('cancelled')
  })

  test('stands when the grace time is over', async () => {
    const scenario = await underReview()
    const { decisionId } = await decide(scenario, 'decline')
    expect((await page(scenario)).can.decide.reopen).toMatchObject({ allowed: false, code: 'in_grace' })
    journal.clock.advance({ minutes: 10 })
    expect(
      await scenario.editor.refused('POST /api/decisions/:id/take-back', { params: { id: decisionId } }),
    ).toMatchObject({ status: 409, code: 'grace_over' })
    await decide(scenario, 'reopen')
    expect(await page(scenario)).toMatchObject({ status: 'submitted', nextAction: { act: 'screen' } })
  })

  test('cannot be undone by a person who could not have made it', async () => {
    const scenario = await underReview()
    const { decisionId } = await decide(scenario, 'decline')
    const stranger = await journal.person({ roles: ['section_editor'] })
    const params = { id: decisionId }
    expect(await stranger.refused('POST /api/decisions/:id/take-back', { params })).toMatchObject({ status: 404 })
    expect(await scenario.author.refused('POST /api/decisions/:id/take-back', { params })).toMatchObject({
      status: 403,
    })
  })
})

describe('a revision', () => {
  test('gives the author a version and a date; taken back and asked again it is the same version', async () => {
    const scenario = await underReview()
    const { decisionId } = await decide(scenario, 'major_revision')
    expect(await page(scenario)).toMatchObject({ status: 'revising', nextAction: { act: 'chase_revision' } })
    await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
    expect(await page(scenario)).toMatchObject({ status: 'in_review', authorDueAt: null })
    await decide(scenario, 'minor_revision')
    const versions = await journal.deps.sql<{ n: number; open: boolean }[]>`
      select n, handed_in_at is null as open from journal.versions where submission_id = ${scenario.submissionId} order by n`
    expect([...versions]).toEqual([
      { n: 1, open: false },
      { n: 2, open: true },
    ])
  })

  test('comes back as round 2 with a form, an answer and no reviewers; its files are released anew', async () => {
    const scenario = await underReview()
    await decide(scenario, 'major_revision')
    journal.clock.advance({ minutes: 11 })
    await handsInRevision(scenario)
    const seen = await page(scenario)
    expect(seen).toMatchObject({
      status: 'in_review',
      response: 'We added the paragraph.',
      nextAction: { act: 'release' },
      can: { invite: { allowed: false, code: 'manuscript_not_released' } },
    })
    expect(seen.rounds.map(({ n, version, closedAt }) => [n, version, closedAt === null])).toEqual([
      [1, 1, false],
      [2, 2, true],
    ])
    await releaseFiles(scenario)
    const [again] = canaryPersonas.reviewers
    if (!again) throw new Error('the cast has reviewers')
    const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: { reviewer: { kind: 'new', ...again }, respondBy: '2026-03-20T10:00:00Z', dueAt: '2026-04-20T10:00:00Z' },
    })
    const earlier = seen.reviews.find(({ reviewer }) => reviewer.name === again.name)
    expect(body.label).toBe(earlier?.label)
    const reviewer = await byLetter(journal, body.invitationId)
    const params = { id: body.invitationId }
    await reviewer.ask('POST /api/invitations/:id/accept', { params })
    expect((await reviewer.ask('GET /api/reviews/:id', { params })).body).toMatchObject({
      round: 2,
      manuscriptVersion: 2,
      response: 'We added the paragraph.',
      files: [{ name: 'manuscript-v2.docx' }],
      review: { version: 0 },
    })
  })
})

describe('a new round', () => {
  test('opens on the same version, and closes the one before; taken back, that one goes on', async () => {
    const scenario = await underReview()
    const { decisionId } = await decide(scenario, 'new_round')
    const opened = await page(scenario)
    expect(opened.rounds.map(({ n, version, closedAt }) => [n, version, closedAt === null])).toEqual([
      [1, 1, false],
      [2, 1, true],
    ])
    expect(opened.nextAction).toMatchObject({ act: 'invite' })
    await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
    const resumed = await page(scenario)
    expect(resumed.rounds.map(({ n, closedAt }) => [n, closedAt === null])).toEqual([[1, true]])
    expect(resumed.reviews.map(({ status }) => status).sort()).toEqual(['accepted', 'submitted'])
    expect(resumed.nextAction).toMatchObject({ act: 'chase_review' })
    await decide(scenario, 'new_round')
    expect((await page(scenario)).rounds.map(({ n }) => n)).toEqual([1, 2])
  })

  test('cannot be taken back once somebody was asked in it', async () => {
    const scenario = await underReview()
    const { decisionId } = await decide(scenario, 'new_round')
    await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'new', name: 'Third', email: 'third@example.net' },
        respondBy: '2026-03-20T10:00:00Z',
        dueAt: '2026-04-20T10:00:00Z',
      },
    })
    expect((await page(scenario)).decisions.at(-1)?.takeBack).toMatchObject({ code: 'not_newest_decision' })
    expect(
      await scenario.editor.refused('POST /api/decisions/:id/take-back', { params: { id: decisionId } }),
    ).toMatchObject({ code: 'not_newest_decision' })
  })
})

test('through all of it the author saw no reviewer, and no reviewer saw the author', async () => {
  await first.author.ask('GET /api/submissions')
  const by = (who: string) => journal.exchanges.filter((exchange) => exchange.by === who)
  expect(leaksInExchanges('reviewer', by('author'))).toEqual([])
  expect(leaksInExchanges('author', by('visitor'))).toEqual([])
})
