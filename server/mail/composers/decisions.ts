import { decisionsWithLetter, type DecisionKind } from '../../domain/decision.ts'
import { decided, type Decided } from '../letters/decided.ts'
import { reviewOutcome } from '../letters/review-outcome.ts'
import { day, lastDay, toAuthors, type Composer, type Office } from '../office.ts'
import { authorsOf, invitedBy } from '../recipients.ts'
import type { Post } from '../send.ts'
import { toReviewers } from './letters-to-reviewers.ts'
import { authorPage, caseOf, tellNotNeeded } from './submissions.ts'

interface Decision {
  readonly kind: DecisionKind
  readonly letter: string
  readonly authorDueAt: Date | null
}

/** To the author, to those who are not needed any more, and after the last word to those who reviewed. */
export const onDecided: Composer<'submission.decided'> = async (office, { submissionId, decisionId, ended }) => {
  const [decision] = await office.sql<Decision[]>`
    select kind, letter, author_due_at as "authorDueAt" from journal.decisions
    where id = ${decisionId} and taken_back_at is null`
  if (!decision) return []
  return [
    ...(await tellAuthors(office, submissionId, decision)),
    ...(await tellNotNeeded(office, ended)),
    ...(await tellReviewers(office, submissionId, decision.kind)),
  ]
}

async function tellAuthors(
  office: Office,
  submissionId: string,
  { kind, letter, authorDueAt }: Decision,
): Promise<readonly Post[]> {
  if (!decisionsWithLetter.includes(kind)) return []
  const { reference } = await caseOf(office, submissionId)
  const next = nextFor(kind)
  const page = authorPage(office, submissionId, { return: '?step=manuscript', revision: '/revise', see: '' }[next])
  return toAuthors(await authorsOf(office.sql, submissionId), 'decided', submissionId, page, (locale, url) =>
    decided(locale, {
      reference,
      text: letter,
      next,
      dueAt: authorDueAt && lastDay(office, authorDueAt, locale),
      url,
    }),
  )
}

function nextFor(kind: DecisionKind): Decided['next'] {
  if (kind === 'return') return 'return'
  return kind === 'minor_revision' || kind === 'major_revision' ? 'revision' : 'see'
}

/** Everybody who handed a review in, in whichever round; once each. */
async function tellReviewers(office: Office, submissionId: string, kind: DecisionKind): Promise<readonly Post[]> {
  if (kind !== 'accept' && kind !== 'decline') return []
  const rows = await office.sql<{ id: string }[]>`
    select distinct on (r.account_id) i.id
    from journal.invitations i join identity.reviewers r on r.invitation_id = i.id
    where i.submission_id = ${submissionId} and i.status = 'submitted'
    order by r.account_id, i.invited_at desc`
  const reviewed = await invitedBy(
    office.sql,
    office.clock.now(),
    rows.map(({ id }) => id),
  )
  return toReviewers(office, reviewed, 'review-outcome', (locale, { invitedAt }, { paper }) =>
    reviewOutcome(locale, { paper, outcome: kind, day: invitedAt ? day(office, invitedAt, locale) : '' }),
  )
}
