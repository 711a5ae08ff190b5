import { articlePublished } from '../letters/article-published.ts'
import { productionStarted } from '../letters/production-started.ts'
import { proofsAnswered } from '../letters/proofs-answered.ts'
import { proofsReady } from '../letters/proofs-ready.ts'
import { pageUrl, toAuthors, toEach, type Composer, type Happened, type Office } from '../office.ts'
import { authorsOf, producers, type Recipient } from '../recipients.ts'
import type { Post } from '../send.ts'
import { authorPage, caseOf } from './submissions.ts'

export const onProductionStarted: Composer<'production.started'> = async (office, { submissionId }) => {
  const { reference } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  return toAuthors(await authorsOf(office.sql, submissionId), 'production-started', submissionId, page, (locale, url) =>
    productionStarted(locale, { reference, url }),
  )
}

/** Only proofs ask something of the author. */
export const onProductionMoved: Composer<'production.moved'> = async (office, { submissionId, step, proofs }) => {
  if (step !== 'proofs') return []
  const { reference } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  return toAuthors(await authorsOf(office.sql, submissionId), 'proofs-ready', submissionId, page, (locale, url) =>
    proofsReady(locale, { reference, url, again: (proofs ?? 1) > 1 }),
  )
}

/** Nothing of an approval that was taken back. */
export const onProofsApproved: Composer<'production.proofs_approved'> = async (office, event) => {
  const takenBack = await office.sql`
    select from journal.proof_answers where id = ${event.answerId ?? null} and taken_back_at is not null`
  return takenBack.length > 0 ? [] : tellProducers(office, event, true)
}

export const onProofsQueried: Composer<'production.proofs_queried'> = (office, event) =>
  tellProducers(office, event, false)

async function tellProducers(
  office: Office,
  { submissionId, articleId }: Happened<'production.proofs_approved'> | Happened<'production.proofs_queried'>,
  approved: boolean,
): Promise<readonly Post[]> {
  const { reference } = await caseOf(office, submissionId)
  const url = pageUrl(office, `/editor/production/${articleId}`)
  return toEach(await producers(office.sql, submissionId), 'proofs-answered', submissionId, (locale) =>
    proofsAnswered(locale, { reference, url, approved }),
  )
}

/** One letter to an author, however many of the issue's articles are theirs. */
export const onIssuePublished: Composer<'issue.published'> = async (office, { issueId, submissionIds }) => {
  const [issue] = await office.sql<{ volume: number; number: string }[]>`
    select volume, number from journal.issues where id = ${issueId}`
  if (!issue) return []
  const articles = await office.sql<{ submissionId: string; number: string }[]>`
    select submission_id as "submissionId", number::text from journal.articles
    where submission_id = any(${[...submissionIds]}::uuid[]) and published_at is not null
    order by position, number`
  const mine = new Map<string, { author: Recipient; urls: string[] }>()
  for (const { submissionId, number } of articles) {
    for (const author of await authorsOf(office.sql, submissionId)) {
      const known = mine.get(author.address) ?? { author, urls: [] }
      known.urls.push(pageUrl(office, `/articles/${number}`))
      mine.set(author.address, known)
    }
  }
  return [...mine.values()].flatMap(({ author, urls }) =>
    toEach([author], 'article-published', null, (locale) => articlePublished(locale, { ...issue, urls })),
  )
}
