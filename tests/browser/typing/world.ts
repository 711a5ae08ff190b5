import {
  accepts,
  completeDraft,
  decide,
  freshKey,
  handsInReview,
  type Invited,
  invite,
  openCall,
  plainPersonas,
  type SignedInClient,
  releaseFiles,
  type Scenario,
} from '../../support/given.ts'
import { pdf } from '../../support/samples.ts'
import { timePasses } from '../../support/time.ts'
import { author, editor } from '../personas.ts'
import type { Harness } from '../harness.ts'

export const administrator = {
  name: 'Ada Administrator',
  email: 'ada@journal.example',
  password: 'a long enough password',
}

/** A paper in each state in which somebody types a text about it. */
export interface World {
  readonly draft: string
  readonly submitted: string
  readonly inReview: string
  readonly toRevise: string
  readonly inProofs: string
  /** Returned to the author, and unchanged since. */
  readonly returned: string
  /** Invitations: unanswered, accepted, and in a round that has ended. */
  readonly invited: Invited
  readonly writing: Invited
  readonly late: Invited
}

export async function worldOf(harness: Harness): Promise<World> {
  const { journal } = harness
  const chief = await harness.engage(editor)
  const writer = await harness.engage(author, 'author')
  await harness.engage(administrator, 'administrator')
  await openCall(journal, chief)
  const draft = await completeDraft(journal, writer)
  const papers: Scenario[] = []
  for (const name of ['submitted', 'inReview', 'toRevise', 'inProofs', 'returned', 'declined'])
    papers.push(await handedIn(name, chief, writer, harness))
  const [submitted, inReview, toRevise, inProofs, returned, declined] = papers
  if (!submitted || !inReview || !toRevise || !inProofs || !returned || !declined) throw new Error('six papers')
  for (const paper of [inReview, toRevise, inProofs]) {
    await releaseFiles(paper)
    await decide(paper, 'send_to_review')
  }
  const [invited, writing] = await bothInvited(inReview)
  await accepts(journal, writing)
  const [first, late] = await bothInvited(toRevise)
  await handsInReview(journal, await accepts(journal, first), first)
  await accepts(journal, late)
  for (const one of await bothInvited(inProofs)) await handsInReview(journal, await accepts(journal, one), one)
  await journal.settle()
  await decide(toRevise, 'major_revision')
  await decide(inProofs, 'accept')
  await decide(returned, 'return')
  await timePasses(journal, { minutes: 11 })
  // This decision is recent and can still be undone.
  await decide(declined, 'decline')
  await proofsOf(inProofs)
  await issueBegun(chief)
  return {
    draft,
    submitted: submitted.submissionId,
    inReview: inReview.submissionId,
    toRevise: toRevise.submissionId,
    inProofs: inProofs.submissionId,
    returned: returned.submissionId,
    invited,
    writing,
    late,
  }
}

async function handedIn(
  name: string,
  chief: SignedInClient,
  writer: SignedInClient,
  { journal }: Harness,
): Promise<Scenario> {
  const reviewers = plainPersonas.reviewers.map((one, n) => ({
    ...one,
    email: `${name}${n}@example.net`.toLowerCase(),
  }))
  const personas = {
    ...plainPersonas,
    author: { ...plainPersonas.author, name: author.name, email: author.email },
    reviewers,
  }
  const submissionId = await completeDraft(journal, writer, personas)
  await writer.ask('POST /api/submissions/:id/submit', { params: { id: submissionId }, idempotencyKey: freshKey() })
  return { journal, personas, editor: chief, author: writer, submissionId }
}

async function bothInvited(paper: Scenario): Promise<[Invited, Invited]> {
  const [one, other] = await invite(paper)
  if (!one || !other) throw new Error('two were to be invited')
  return [one, other]
}

async function proofsOf({ editor: chief, journal, submissionId }: Scenario): Promise<void> {
  const { body } = await chief.ask('POST /api/submissions/:id/production', { params: { id: submissionId } })
  const params = { id: body.articleId }
  const upload = { name: 'galley.pdf', bytes: pdf() }
  await chief.ask('POST /api/articles/:id/galleys', { params, query: { kind: 'pdf' }, upload })
  await journal.settle()
  await chief.ask('POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
}

async function issueBegun(chief: SignedInClient): Promise<void> {
  const { body } = await chief.ask('POST /api/issues', {
    body: { volume: 36, number: '3', year: 2026, title: '', summary: 'Work after prison.' },
  })
  const section = { id: null, title: 'Livelihoods and Prisons', guestEditors: ['Guest Editor'], callId: null }
  await chief.ask('PUT /api/issues/:id/special-sections', {
    params: { id: body.id },
    body: { version: 1, specialSections: [section] },
  })
}
