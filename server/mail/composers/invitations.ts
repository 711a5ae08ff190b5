import { knownReasons } from '../../cases/invitation-reasons.ts'
import { nothingKnown, type KnownReasons } from '../../domain/why-asked.ts'
import { linkUrl } from '../../rendering/links.ts'
import type { ReviewNews } from '../letters/editors.ts'
import { day, lastDay, lettersToEach, type LetterComposer, type MailContext } from '../mail-context.ts'
import { handlingEditors, invitedBy, type Invited } from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'
import { reviewUrl, lettersToReviewers } from './letters-to-reviewers.ts'
import { editorPage } from './submissions.ts'

export const onInvited: LetterComposer<'invitation.sent'> = async (context, { invitationId, linkId, promoted }) => {
  const asked = (await ifStatusIs(context, invitationId, ['invited'])).filter(({ roundOpen }) => roundOpen)
  const known = await reasonsFor(context, asked)
  const letters = await lettersToReviewers(context, asked, 'invitation', (locale, one, about) => ({
    ...about,
    url: linkUrl(context.settings, 'invitation', linkId),
    respondBy: lastDay(context, one.respondBy, locale),
    dueAt: lastDay(context, one.dueAt, locale),
    section: one.section,
    call: one.call,
    from: one.askedBy,
    known,
    why: one.why,
    note: one.note,
  }))
  return promoted ? [...letters, ...(await tellEditors(context, invitationId, 'promoted'))] : letters
}

export const onReminded: LetterComposer<'invitation.reminded'> = async (context, { invitationId, linkId }) => {
  const asked = (await ifStatusIs(context, invitationId, ['invited', 'accepted'])).filter(({ roundOpen }) => roundOpen)
  return lettersToReviewers(context, asked, 'reminder', (locale, { status, respondBy, dueAt }, { paper }) => {
    const of = status === 'accepted' ? 'review' : 'answer'
    return {
      paper,
      url: linkUrl(context.settings, 'invitation', linkId),
      of,
      late: context.clock.now() > (of === 'review' ? dueAt : respondBy),
      respondBy: lastDay(context, respondBy, locale),
      dueAt: lastDay(context, dueAt, locale),
    }
  })
}

export const onAccepted: LetterComposer<'invitation.accepted'> = async (context, { invitationId }) => [
  ...(await lettersToReviewers(
    context,
    await ifStatusIs(context, invitationId, ['accepted', 'submitted']),
    'invitation-accepted',
    (locale, asked, { paper }) => ({
      paper,
      url: reviewUrl(context, asked),
      dueAt: lastDay(context, asked.dueAt, locale),
    }),
  )),
  ...(await tellEditors(context, invitationId, 'accepted')),
]

export const onExtended: LetterComposer<'invitation.extended'> = async (context, { invitationId }) =>
  lettersToReviewers(
    context,
    await ifStatusIs(context, invitationId, ['invited', 'accepted']),
    'review-extended',
    (locale, asked, { paper }) => ({
      paper,
      url: reviewUrl(context, asked),
      dueAt: lastDay(context, asked.dueAt, locale),
    }),
  )

export const onCancelled: LetterComposer<'invitation.cancelled'> = async (context, { invitationId }) =>
  lettersToReviewers(
    context,
    await ifStatusIs(context, invitationId, ['cancelled']),
    'review-not-needed',
    (locale, { invitedAt }, { paper }) => ({ paper, day: invitedAt ? day(context, invitedAt, locale) : '', url: null }),
  )

export const onReviewSubmitted: LetterComposer<'review.submitted'> = async (context, { invitationId }) => [
  ...(await lettersToReviewers(
    context,
    await about(context, invitationId),
    'review-thanks',
    (_locale, _one, { paper }) => ({ paper }),
  )),
  ...(await tellEditors(context, invitationId, 'submitted')),
]

export const onReviewSentLate: LetterComposer<'review.sent_late'> = (context, { invitationId }) =>
  tellEditors(context, invitationId, 'late')

export const onDeclined: LetterComposer<'invitation.declined'> = (context, { invitationId }) =>
  tellEditors(context, invitationId, 'declined')

export const onReviewerWithdrew: LetterComposer<'invitation.withdrawn'> = (context, { invitationId }) =>
  tellEditors(context, invitationId, 'withdrawn')

export const onExpired: LetterComposer<'invitation.expired'> = (context, { invitationId }) =>
  tellEditors(context, invitationId, 'expired')

function about({ sql, clock }: MailContext, invitationId: string): Promise<readonly Invited[]> {
  return invitedBy(sql, clock.now(), [invitationId])
}

/** No letter when the invitation's status has changed: a cancelled invitation is not sent. */
async function ifStatusIs(
  context: MailContext,
  invitationId: string,
  statuses: readonly string[],
): Promise<readonly Invited[]> {
  return (await about(context, invitationId)).filter(({ status }) => statuses.includes(status))
}

async function reasonsFor({ sql }: MailContext, [one]: readonly Invited[]): Promise<KnownReasons> {
  const accountId = one?.reviewer.accountId ?? null
  if (one === undefined || accountId === null) return nothingKnown
  return knownReasons(sql, one.submissionId, accountId, one.round)
}

interface NewsRow extends Pick<ReviewNews, 'reference' | 'label' | 'name' | 'agreed' | 'place'> {
  readonly submissionId: string
  readonly dueAt: Date
}

async function tellEditors(
  context: MailContext,
  invitationId: string,
  news: ReviewNews['news'],
): Promise<readonly OutgoingLetter[]> {
  const [row] = await context.sql<NewsRow[]>`
    select i.submission_id as "submissionId", s.reference, i.label, i.due_at as "dueAt", a.name,
           (select count(*)::int from journal.invitations o
            where o.round_id = i.round_id and o.status in ('accepted', 'submitted')) as agreed,
           (select count(*)::int from journal.invitations o join journal.reviews v on v.invitation_id = o.id
            where o.round_id = i.round_id and o.status = 'submitted' and (v.submitted_at, v.id) <= (w.submitted_at, w.id)) as place
    from journal.invitations i join journal.submissions s on s.id = i.submission_id
    join identity.reviewers r on r.invitation_id = i.id join identity.accounts a on a.id = r.account_id
    left join journal.reviews w on w.invitation_id = i.id
    where i.id = ${invitationId}`
  if (!row) return []
  const { submissionId, dueAt, ...facts } = row
  return lettersToEach(await handlingEditors(context.sql, submissionId), 'review-news', submissionId, (locale) => ({
    ...facts,
    news,
    dueAt: lastDay(context, dueAt, locale),
    url: editorPage(context, submissionId),
  }))
}
