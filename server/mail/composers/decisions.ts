import { withDue } from '../../domain/due-date-in-letter.ts'
import { decisionTable, type DecisionKind } from '../../domain/decision.ts'
import { day, lastDay, lettersToAuthors, type LetterComposer, type MailContext } from '../mail-context.ts'
import { authorsOf, invitedBy } from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'
import { lettersToReviewers } from './letters-to-reviewers.ts'
import { authorPage, caseOf, notifyReviewNotNeeded } from './submissions.ts'

interface Decision {
  readonly kind: DecisionKind
  readonly letter: string
  readonly authorDueAt: Date | null
}

/** Letters to the author, to reviewers who are not needed any more and, after a final decision, to those who reviewed. */
export const onDecided: LetterComposer<'submission.decided'> = async (context, { submissionId, decisionId, ended }) => {
  const [decision] = await context.sql<Decision[]>`
    select kind, letter, author_due_at as "authorDueAt" from journal.decisions
    where id = ${decisionId} and taken_back_at is null`
  if (!decision) return []
  return [
    ...(await tellAuthors(context, submissionId, decision)),
    ...(await notifyReviewNotNeeded(context, ended)),
    ...(await tellReviewers(context, submissionId, decision.kind)),
  ]
}

async function tellAuthors(
  context: MailContext,
  submissionId: string,
  { kind, letter, authorDueAt }: Decision,
): Promise<readonly OutgoingLetter[]> {
  const { writesLetter, author: next = 'see' } = decisionTable[kind]
  if (!writesLetter) return []
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(
    context,
    submissionId,
    { correct: '?step=manuscript', revise: '/revise', begin_again: '', see: '' }[next],
  )
  return lettersToAuthors(await authorsOf(context.sql, submissionId), 'decided', submissionId, page, (url, locale) => ({
    reference,
    text: withDue(letter, authorDueAt && day(context, authorDueAt, locale)),
    next,
    dueAt: authorDueAt && lastDay(context, authorDueAt, locale),
    url,
  }))
}

/** Everybody who submitted a review in any round; once each. */
async function tellReviewers(
  context: MailContext,
  submissionId: string,
  kind: DecisionKind,
): Promise<readonly OutgoingLetter[]> {
  const { outcome } = decisionTable[kind]
  if (outcome === undefined) return []
  const rows = await context.sql<{ id: string }[]>`
    select distinct on (r.account_id) i.id
    from journal.invitations i join identity.reviewers r on r.invitation_id = i.id
    where i.submission_id = ${submissionId} and i.status = 'submitted'
    order by r.account_id, i.invited_at desc`
  const reviewed = await invitedBy(
    context.sql,
    context.clock.now(),
    rows.map(({ id }) => id),
  )
  return lettersToReviewers(context, reviewed, 'review-outcome', (locale, { invitedAt }, { paper }) => ({
    paper,
    outcome,
    day: invitedAt ? day(context, invitedAt, locale) : '',
  }))
}
