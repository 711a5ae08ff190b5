import {
  pageUrl,
  lettersToAuthors,
  lettersToEach,
  type LetterComposer,
  type EventOf,
  type MailContext,
} from '../mail-context.ts'
import { authorsOf, producers, type Recipient } from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'
import { authorPage, caseOf } from './submissions.ts'

export const onProductionStarted: LetterComposer<'production.started'> = async (context, { submissionId }) => {
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  return lettersToAuthors(
    await authorsOf(context.sql, submissionId),
    'production-started',
    submissionId,
    page,
    (url) => ({ reference, url }),
  )
}

/** Only proofs need the author's answer. */
export const onProductionMoved: LetterComposer<'production.moved'> = async (
  context,
  { submissionId, step, proofs },
) => {
  if (step !== 'proofs') return []
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  return lettersToAuthors(await authorsOf(context.sql, submissionId), 'proofs-ready', submissionId, page, (url) => ({
    reference,
    url,
    again: (proofs ?? 1) > 1,
  }))
}

/** No letter about an approval that was taken back. */
export const onProofsApproved: LetterComposer<'production.proofs_approved'> = async (context, event) => {
  const takenBack = await context.sql`
    select from journal.proof_answers where id = ${event.answerId ?? null} and taken_back_at is not null`
  return takenBack.length > 0 ? [] : tellProducers(context, event, true)
}

export const onProofsQueried: LetterComposer<'production.proofs_queried'> = (context, event) =>
  tellProducers(context, event, false)

async function tellProducers(
  context: MailContext,
  { submissionId, articleId }: EventOf<'production.proofs_approved'> | EventOf<'production.proofs_queried'>,
  approved: boolean,
): Promise<readonly OutgoingLetter[]> {
  const { reference } = await caseOf(context, submissionId)
  const url = pageUrl(context, `/editor/production/${articleId}`)
  return lettersToEach(await producers(context.sql, submissionId), 'proofs-answered', submissionId, () => ({
    reference,
    url,
    approved,
  }))
}

/** One letter to an author for all their articles in the issue. */
export const onIssuePublished: LetterComposer<'issue.published'> = async (context, { issueId, submissionIds }) => {
  const [issue] = await context.sql<{ volume: number; number: string }[]>`
    select volume, number from journal.issues where id = ${issueId}`
  if (!issue) return []
  const articles = await context.sql<{ submissionId: string; number: string }[]>`
    select submission_id as "submissionId", number::text from journal.articles
    where submission_id = any(${[...submissionIds]}::uuid[]) and published_at is not null
    order by position, number`
  const mine = new Map<string, { author: Recipient; urls: string[] }>()
  for (const { submissionId, number } of articles) {
    for (const author of await authorsOf(context.sql, submissionId)) {
      const known = mine.get(author.address) ?? { author, urls: [] }
      known.urls.push(pageUrl(context, `/articles/${number}`))
      mine.set(author.address, known)
    }
  }
  return [...mine.values()].flatMap(({ author, urls }) =>
    lettersToEach([author], 'article-published', null, () => ({ ...issue, urls })),
  )
}
