import type { Contracts } from '../../server/contracts.ts'
import type { ReplyOf } from '../../server/http/contract.ts'
import { freshKey, handsInReview, inDays, madeReady, plainPersonas, published } from '../support/given.ts'
import type { Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'
import type { ActCalled, System } from './agreement.ts'
import { codeOf, draftedPaper, verdictOf, type Answer, type Company } from './company.ts'
import { filesHandedIn, markPrepared } from './prepared.ts'
import { ruleOf, type Paper } from './paper.ts'
import { contentOfUpload, decisionAt, type Act } from './paper-acts.ts'
import type { AuthorSees, EditorSees, Views } from './paper-verdicts.ts'

// The same acts on the real thing: over HTTP, with the worker and its letters. Only what preparing a file comes to is written
// straight into the rows, since no act in the model depends on what is in it.

/** A new paper of a new author. */
export async function openPaper(company: Company): Promise<System<Paper, Act, Views>> {
  const { journal, editor, reviewers, asWorker } = company
  const { author, id } = await draftedPaper(company)
  const params = { id }
  const [first] = (await author.ask('GET /api/submissions/:id', { params })).body.files
  const { body: firstBytes } = await author.ask('GET /api/files/:id', { params: { id: first?.id ?? '' } })
  const bytesOf = (content: number) => (content === 0 ? firstBytes : docx({ title: `Manuscript ${content}` }))
  const [decided, invited]: [string[], string[]] = [[], []]

  async function review(index: number): Promise<Answer> {
    const [reviewer, invitationId] = [reviewers[index], invited[index]]
    if (!reviewer || !invitationId) throw new Error('a review of somebody who was not asked')
    await reviewer.ask('POST /api/invitations/:id/accept', { params: { id: invitationId } })
    await handsInReview(journal, reviewer, { invitationId, email: '', token: '' })
    return { status: 200, body: null }
  }

  const acts: { readonly [A in Act['act']]: (act: ActCalled<Act, A>, before: Paper) => Promise<Answer> } = {
    submit: ({ saysUnchanged }) =>
      author.try('POST /api/submissions/:id/submit', {
        params,
        idempotencyKey: freshKey(),
        body: { unchanged: saysUnchanged, word: saysUnchanged ? 'It is right as it is.' : '' },
      }),
    hand_in: ({ saysUnchanged }) =>
      author.try('POST /api/submissions/:id/revision', {
        params,
        idempotencyKey: freshKey(),
        body: { unchanged: saysUnchanged, word: saysUnchanged ? 'It is right as it is.' : '' },
      }),
    upload: async ({ sameAsBefore }, before) => {
      const content = contentOfUpload(before, sameAsBefore)
      const query = { purpose: 'manuscript' }
      const upload = { name: 'manuscript.docx', bytes: bytesOf(content) }
      const answer = await author.try('POST /api/submissions/:id/files', { params, query, upload })
      if (answer.status < 400) await markPrepared(journal, asWorker, id)
      return answer
    },
    withdraw: () => author.try('POST /api/submissions/:id/withdraw', { params, body: { reason: 'No longer.' } }),
    release: async () =>
      editor.try('POST /api/submissions/:id/release', {
        params,
        body: { fileIds: await filesHandedIn(journal, id), checked: true },
      }),
    invite: async (_act, before) => {
      const answer = await editor.try('POST /api/submissions/:id/invitations', {
        params,
        body: {
          reviewer: { kind: 'account', accountId: reviewers[before.asked.length]?.person.id },
          respondBy: inDays(journal, 10),
          dueAt: inDays(journal, 28),
        },
      })
      if (answer.status < 400) invited.push((answer.body as { invitationId: string }).invitationId)
      return answer
    },
    review: (_act, before) => review(before.asked.findIndex(({ state }) => state === 'waiting')),
    start_production: () => editor.try('POST /api/submissions/:id/production', { params }),
    publish: async () => {
      const scenario = { journal, personas: plainPersonas, editor, author, submissionId: id }
      const { body: page } = await editor.ask('GET /api/desk/:id', { params })
      await madeReady(scenario, page.articleId ?? '')
      await published(scenario, [page.articleId ?? ''], { number: id.slice(0, 8) })
      return { status: 200, body: null }
    },
    decide: async ({ kind, onOldPage }) => {
      const since = await statusSince(journal, id)
      const answer = await editor.try('POST /api/submissions/:id/decisions', {
        params,
        idempotencyKey: freshKey(),
        body: {
          kind,
          letter: ruleOf(kind).letter === true ? 'A letter.' : '',
          seenSince: new Date(since.getTime() - (onOldPage ? 1000 : 0)).toISOString(),
        },
      })
      if (answer.status < 400) decided.push((answer.body as { decisionId: string }).decisionId)
      return answer
    },
    take_back: ({ nth }, before) =>
      editor.try('POST /api/decisions/:id/take-back', { params: { id: decided[decisionAt(before, nth)] ?? '' } }),
    wait: async ({ minutes }) => {
      await timePasses(journal, { minutes })
      await journal.settle()
      return { status: 200, body: null }
    },
  }

  return {
    do: async (act, before) => {
      await timePasses(journal, { minutes: 1 / 60 })
      const play = acts[act.act] as (act: Act, before: Paper) => Promise<Answer>
      return verdictOf(await play(act, before))
    },
    see: async () => ({
      editor: editorSees(await editor.try('GET /api/desk/:id', { params }), invited),
      author: authorSees((await author.ask('GET /api/submissions/:id', { params })).body),
    }),
  }
}

type EditorPage = ReplyOf<Contracts['GET /api/desk/:id']>
type AuthorPage = ReplyOf<Contracts['GET /api/submissions/:id']>

function editorSees({ status, body }: Answer, invited: readonly string[]): Views['editor'] {
  if (status === 404) return 'not_found'
  const page = body as EditorPage
  const { decide, invite, releaseFiles, startProduction } = page.can
  const may = { ...decide, invite, release: releaseFiles, start_production: startProduction }
  const states = new Map(page.reviews.map(({ invitationId, status }) => [invitationId, status]))
  return {
    status: page.status,
    nextAct: page.nextAction?.act ?? null,
    rounds: page.rounds.map(({ n: number, version, closedAt }) => ({ number, version, open: closedAt === null })),
    asked: invited.map((one) => stateOf[states.get(one) ?? ''] ?? 'unknown'),
    decisions: page.decisions.map(({ kind, takenBackAt, takeBack }) => ({
      kind,
      takenBack: takenBackAt !== null,
      takeBack: codeOf(takeBack),
    })),
    lettersSent: page.letters.filter(({ template, state }) => template === 'decided' && state === 'sent').length,
    may: Object.fromEntries(Object.entries(may).map(([act, verdict]) => [act, codeOf(verdict)])) as EditorSees['may'],
  }
}

const stateOf: Readonly<Record<string, string>> = { invited: 'waiting', submitted: 'in', cancelled: 'ended' }

function authorSees({ status, authorDueAt, decisions, can }: AuthorPage): AuthorSees {
  const { edit, submit, withdraw, revise } = can
  return {
    status,
    dated: authorDueAt !== null,
    letters: decisions.map(({ kind }) => kind).toReversed(),
    may: { edit: codeOf(edit), submit: codeOf(submit), withdraw: codeOf(withdraw), revise: codeOf(revise) },
  }
}

async function statusSince({ deps }: Journal, submissionId: string): Promise<Date> {
  const [row] = await deps.sql<{ since: Date }[]>`
    select status_since as since from journal.submissions where id = ${submissionId}`
  if (!row) throw new Error('the paper is not there')
  return row.since
}
