import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contracts } from '../../server/contracts.ts'
import { decisionKinds, type DecisionKind } from '../../server/domain/decision.ts'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import { statuses } from '../../server/domain/submission.ts'
import type { ReplyOf } from '../../server/http/contract.ts'
import { papersOf } from '../support/every-status.ts'
import { decide, freshKey, inDays, releaseFiles, type SignedInClient, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// What the editor's page offers is what the act accepts, and a closed button has the reason with which the act would refuse.

let journal: Journal
let papers: Awaited<ReturnType<typeof papersOf>>
beforeAll(async () => {
  journal = await startJournal()
  papers = await papersOf(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const params = ({ submissionId }: Scenario) => ({ id: submissionId })

/** The result of an action: allowed, or the code and details of its refusal. */
function verdictOf({ status, body }: { status: number; body: unknown }): Verdict {
  if (status < 400) return allowed
  const { code, details } = body as Exclude<Verdict, { allowed: true }>
  return { allowed: false, code, details }
}

type Page = ReplyOf<Contracts['GET /api/desk/:id']>
type Draft = ReplyOf<Contracts['GET /api/submissions/:id/decisions/draft']>

async function offered(scenario: Scenario, by: SignedInClient) {
  const answer = await by.try('GET /api/desk/:id', { params: params(scenario) })
  const page = answer.status === 200 ? (answer.body as Page) : null
  return { page, refused: verdictOf(answer) }
}

async function tryToDecide(scenario: Scenario, by: SignedInClient, kind: DecisionKind, page: Page | null) {
  const draft = await by.try('GET /api/submissions/:id/decisions/draft', { params: params(scenario), query: { kind } })
  const { letter, authorDueAt } = draft.status === 200 ? (draft.body as Draft) : { letter: '', authorDueAt: null }
  return by.try('POST /api/submissions/:id/decisions', {
    params: params(scenario),
    idempotencyKey: freshKey(),
    body: { kind, letter, authorDueAt, seenSince: page?.statusSince ?? journal.clock.now().toISOString() },
  })
}

/** Tries every decision and undoes each that was made, so that the submission stays as it was. */
async function decideEachWay(scenario: Scenario, by = scenario.editor) {
  for (const kind of decisionKinds) {
    const { page, refused } = await offered(scenario, by)
    const answer = await tryToDecide(scenario, by, kind, page)
    expect(verdictOf(answer), kind).toEqual(page ? page.can.decide[kind] : refused)
    if (answer.status >= 400) continue
    const { decisionId: id } = answer.body as { decisionId: string }
    const after = (await offered(scenario, by)).page?.decisions.find((decision) => decision.id === id)
    const taken = await by.try('POST /api/decisions/:id/take-back', { params: { id } })
    expect([after?.takeBack, verdictOf(taken)], kind).toEqual([allowed, allowed])
    expect((await offered(scenario, by)).page?.status).toBe(page?.status)
  }
}

async function inviteAndStart(scenario: Scenario) {
  const { page, refused } = await offered(scenario, scenario.editor)
  const invited = await scenario.editor.try('POST /api/submissions/:id/invitations', {
    params: params(scenario),
    body: {
      reviewer: { kind: 'new', name: 'Third Reviewer', email: 'third@example.net', affiliation: '' },
      respondBy: inDays(journal, 10),
      dueAt: inDays(journal, 28),
      alternate: true,
    },
  })
  expect(verdictOf(invited), 'inviting').toEqual(page ? page.can.invite : refused)
  const started = await scenario.editor.try('POST /api/submissions/:id/production', { params: params(scenario) })
  expect(verdictOf(started), 'starting production').toEqual(page ? page.can.startProduction : refused)
}

test.each(statuses)('when %s', async (status) => {
  const scenario = await papers.to[status]()
  await decideEachWay(scenario)
  await inviteAndStart(scenario)
})

describe('where more than the status decides', () => {
  test('a manuscript that is released', async () => {
    const scenario = await papers.submitted()
    await releaseFiles(scenario)
    await decideEachWay(scenario)
  })

  test('a name in what was typed that nobody has looked at', async () => {
    const scenario = await papers.submitted()
    await releaseFiles(scenario)
    // As in a submission from before this search existed.
    await journal.deps.sql`
      update journal.versions set abstract = '{"en": "Leyla Author met everybody."}' where submission_id = ${scenario.submissionId}`
    expect((await offered(scenario, scenario.editor)).page?.can.decide.send_to_review).toMatchObject({
      code: 'names_in_text',
    })
    await decideEachWay(scenario)
  })

  test('a round without a review', async () => {
    const scenario = await papers.inReview()
    await decideEachWay(scenario)
    await inviteAndStart(scenario)
  })

  test.each(['decline', 'accept'] as const)('a decision to %s whose letter waits', async (kind) => {
    const scenario = await papers.submitted()
    await decide(scenario, kind)
    await decideEachWay(scenario)
    await inviteAndStart(scenario)
  })

  test('an editor of another section, and the author', async () => {
    const scenario = await papers.to.in_review()
    await decideEachWay(scenario, await journal.person({ roles: ['section_editor'] }))
    await decideEachWay(scenario, scenario.author)
  })
})
