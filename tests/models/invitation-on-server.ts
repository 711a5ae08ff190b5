import type { Contracts } from '../../server/contracts.ts'
import type { ReplyOf } from '../../server/http/contract.ts'
import { decide, freshKey, inDays, plainPersonas, type Scenario } from '../support/given.ts'
import { tokenOf } from '../support/invitation-link.ts'
import { timePasses } from '../support/time.ts'
import type { ActCalled, System } from './agreement.ts'
import { daySeconds, respondDays, reviewDays, type Reviewing } from './invitation.ts'
import { indexOf, type Act } from './invitation-acts.ts'
import type { EditorsLine, ReviewersPage, Views } from './invitation-views.ts'
import { codeOf, submittedPaper, verdictOf, type Answer, type Company } from './company.ts'

// The same acts over HTTP, with the worker that reminds, expires invitations and invites alternates.

type EditorPage = ReplyOf<Contracts['GET /api/desk/:id']>
type InvitationPage = ReplyOf<Contracts['GET /api/invitations/:id']>

/** A paper that has just been sent to review. Every one begins on a day of its own, at nine in the morning. */
export async function openReviewing(company: Company): Promise<System<Reviewing, Act, Views>> {
  const { journal, editor, reviewers } = company
  const morning = new Date(journal.clock.now().getTime() + daySeconds * 1000).toISOString().slice(0, 10)
  journal.clock.setTo(`${morning}T09:00:00.000Z`)
  await timePasses(journal, {})
  const { author, id } = await submittedPaper(company)
  const scenario: Scenario = { journal, personas: plainPersonas, editor, author, submissionId: id }
  await decide(scenario, 'send_to_review')
  // The first decision is removed; only its round stays.
  await timePasses(journal, { minutes: 11 })
  await journal.settle()
  const begun = journal.clock.now().getTime()
  const dayIn = (instant: string) => Math.floor((Date.parse(instant) - begun) / (daySeconds * 1000))
  const params = { id }
  const made: { readonly id: string; readonly reviewer: number }[] = []
  const decisionIds: string[] = []
  const versions = new Map<string, number>()

  const called = (state: Reviewing, nth: number) => {
    const one = made[indexOf(state, nth)]
    const reviewer = reviewers[one?.reviewer ?? -1]
    if (!one || !reviewer) throw new Error('an act on an invitation that was not made')
    return { params: { id: one.id }, reviewer, id: one.id }
  }
  type OnOne = (act: { readonly nth: number }, before: Reviewing) => Promise<Answer>
  const byReviewer =
    (route: string, body?: object): OnOne =>
    ({ nth }, before) => {
      const one = called(before, nth)
      return one.reviewer.try(route, { params: one.params, ...(body && { body }) })
    }
  const byEditor =
    (route: string): OnOne =>
    ({ nth }, before) =>
      editor.try(route, { params: called(before, nth).params })

  async function handIn(nth: number, before: Reviewing): Promise<Answer> {
    const one = called(before, nth)
    const saved = await one.reviewer.try('PUT /api/reviews/:id', {
      params: one.params,
      body: {
        version: versions.get(one.id) ?? 0,
        scores: { [journal.fixtures.originality]: 4 },
        toAuthor: 'It is clear.',
        toEditor: '',
        recommendation: 'accept',
      },
    })
    if (saved.status >= 400) return saved
    const { version } = saved.body as { version: number }
    versions.set(one.id, version)
    const sending = { params: one.params, body: { version }, idempotencyKey: freshKey() }
    return one.reviewer.try('POST /api/reviews/:id/submit', sending)
  }

  const acts: { readonly [Name in Act['act']]: (act: ActCalled<Act, Name>, before: Reviewing) => Promise<Answer> } = {
    invite: async ({ reviewer, alternate }) => {
      const answer = await editor.try('POST /api/submissions/:id/invitations', {
        params,
        body: {
          reviewer: { kind: 'account', accountId: reviewers[reviewer]?.person.id },
          respondBy: inDays(journal, respondDays),
          dueAt: inDays(journal, reviewDays),
          alternate,
        },
      })
      if (answer.status < 400) made.push({ id: (answer.body as { invitationId: string }).invitationId, reviewer })
      return answer
    },
    accept: byReviewer('POST /api/invitations/:id/accept'),
    decline: byReviewer('POST /api/invitations/:id/decline', { reason: 'no_time' }),
    withdraw: byReviewer('POST /api/invitations/:id/withdraw', { reason: 'no_time' }),
    hand_in: ({ nth }, before) => handIn(nth, before),
    send_late: byReviewer('POST /api/reviews/:id/late', { toAuthor: 'It is clear.', toEditor: '' }),
    open_link: async ({ nth }, before) => {
      const token = await tokenOf(journal, called(before, nth).id)
      return journal.visitor().try('POST /api/invitations/open', { body: { token } })
    },
    cancel: byEditor('POST /api/invitations/:id/cancel'),
    remind: byEditor('POST /api/invitations/:id/remind'),
    send: byEditor('POST /api/invitations/:id/send'),
    extend: ({ nth, days }, before) =>
      editor.try('POST /api/invitations/:id/extend', {
        params: called(before, nth).params,
        body: { dueAt: inDays(journal, days) },
      }),
    new_round: async () => {
      decisionIds.push((await decide(scenario, 'new_round')).decisionId)
      return done
    },
    decline_paper: async () => {
      decisionIds.push((await decide(scenario, 'decline')).decisionId)
      return done
    },
    undo: () => editor.try('POST /api/decisions/:id/take-back', { params: { id: decisionIds.pop() ?? '' } }),
    wait: async ({ days }) => {
      await timePasses(journal, { days })
      await journal.settle()
      return done
    },
    wait_minutes: async ({ minutes }) => {
      await timePasses(journal, { minutes })
      await journal.settle()
      return done
    },
  }

  return {
    do: async (act, before) => {
      await timePasses(journal, { minutes: 1 / 60 })
      const play = acts[act.act] as (act: Act, before: Reviewing) => Promise<Answer>
      return verdictOf(await play(act, before))
    },
    see: async () => {
      const { body: page } = await editor.ask('GET /api/desk/:id', { params })
      const lines = new Map(page.reviews.map((line) => [line.invitationId, lineOf(line, dayIn)]))
      const pages: ReviewersPage[] = []
      for (const { id: invitationId, reviewer } of made)
        pages.push(
          pageOf(await reviewerAt(company, reviewer).try('GET /api/invitations/:id', { params: { id: invitationId } })),
        )
      return {
        nextAct: page.nextAction?.act ?? null,
        lines: made.flatMap(({ id: invitationId }) => lines.get(invitationId) ?? []),
        pages,
      }
    },
    // Ends all open invitations, because the next paper's worker would remind these people.
    close: async () => {
      await author.try('POST /api/submissions/:id/withdraw', { params, body: { reason: 'No longer.' } })
    },
  }
}

const done: Answer = { status: 200, body: null }

function reviewerAt({ reviewers }: Company, place: number) {
  const reviewer = reviewers[place]
  if (!reviewer) throw new Error('there are not so many reviewers')
  return reviewer
}

function lineOf(
  { status, round, respondBy, dueAt, late, remindedAt, lateReview }: EditorPage['reviews'][number],
  dayIn: (instant: string) => number,
): EditorsLine {
  return {
    status,
    round,
    respondBy: dayIn(respondBy),
    dueOn: dayIn(dueAt),
    isLate: late,
    isReminded: remindedAt !== null,
    hasSentLate: lateReview !== null,
  }
}

function pageOf({ status, body }: Answer): ReviewersPage {
  if (status === 404) return 'not_found'
  const page = body as InvitationPage
  const { accept, decline, withdraw, write, sendLate } = page.can
  return {
    status: page.status,
    may: {
      accept: codeOf(accept),
      decline: codeOf(decline),
      withdraw: codeOf(withdraw),
      write: codeOf(write),
      sendLate: codeOf(sendLate),
    },
  }
}
