import { linkUrl } from '../../http/links.ts'
import type { Locale } from '../../strings/translate.ts'
import type { Letter } from '../letter.ts'
import { invitationAccepted } from '../letters/invitation-accepted.ts'
import { invitation } from '../letters/invitation.ts'
import { reminder } from '../letters/reminder.ts'
import { reviewExtended } from '../letters/review-extended.ts'
import { reviewNews, type ReviewNews } from '../letters/review-news.ts'
import { reviewNotNeeded } from '../letters/review-not-needed.ts'
import { reviewThanks } from '../letters/review-thanks.ts'
import { day, lastDay, toEach, type Composer, type Office } from '../office.ts'
import { handlingEditors, invitedBy, type Invited } from '../recipients.ts'
import type { Post } from '../send.ts'
import { editorPage, reviewUrl } from './submissions.ts'

export const onInvited: Composer<'invitation.sent'> = async (office, { invitationId, linkId, promoted }) => {
  const asked = (await stillThus(office, invitationId, ['invited'])).filter(({ roundOpen }) => roundOpen)
  const letters = toReviewer(asked, 'invitation', (locale, { respondBy, dueAt, section, call, note }) =>
    invitation(locale, {
      url: linkUrl(office.settings, 'invitation', linkId),
      respondBy: lastDay(office, respondBy, locale),
      dueAt: lastDay(office, dueAt, locale),
      section,
      call,
      note,
    }),
  )
  return promoted ? [...letters, ...(await tellEditors(office, invitationId, 'promoted'))] : letters
}

export const onReminded: Composer<'invitation.reminded'> = async (office, { invitationId, linkId }) => {
  const asked = (await stillThus(office, invitationId, ['invited', 'accepted'])).filter(({ roundOpen }) => roundOpen)
  return toReviewer(asked, 'reminder', (locale, { status, respondBy, dueAt }) => {
    const of = status === 'accepted' ? 'review' : 'answer'
    return reminder(locale, {
      url: linkUrl(office.settings, 'invitation', linkId),
      of,
      late: office.clock.now() > (of === 'review' ? dueAt : respondBy),
      respondBy: lastDay(office, respondBy, locale),
      dueAt: lastDay(office, dueAt, locale),
    })
  })
}

export const onAccepted: Composer<'invitation.accepted'> = async (office, { invitationId }) => [
  ...toReviewer(
    await stillThus(office, invitationId, ['accepted', 'submitted']),
    'invitation-accepted',
    (locale, asked) =>
      invitationAccepted(locale, { url: reviewUrl(office, asked), dueAt: lastDay(office, asked.dueAt, locale) }),
  ),
  ...(await tellEditors(office, invitationId, 'accepted')),
]

export const onExtended: Composer<'invitation.extended'> = async (office, { invitationId }) =>
  toReviewer(await stillThus(office, invitationId, ['invited', 'accepted']), 'review-extended', (locale, asked) =>
    reviewExtended(locale, { url: reviewUrl(office, asked), dueAt: lastDay(office, asked.dueAt, locale) }),
  )

export const onCancelled: Composer<'invitation.cancelled'> = async (office, { invitationId }) =>
  toReviewer(await stillThus(office, invitationId, ['cancelled']), 'review-not-needed', (locale, { invitedAt }) =>
    reviewNotNeeded(locale, { day: invitedAt ? day(office, invitedAt, locale) : '', url: null }),
  )

export const onReviewSubmitted: Composer<'review.submitted'> = async (office, { invitationId }) => [
  ...toReviewer(await about(office, invitationId), 'review-thanks', reviewThanks),
  ...(await tellEditors(office, invitationId, 'submitted')),
]

export const onReviewSentLate: Composer<'review.sent_late'> = (office, { invitationId }) =>
  tellEditors(office, invitationId, 'late')

export const onDeclined: Composer<'invitation.declined'> = (office, { invitationId }) =>
  tellEditors(office, invitationId, 'declined')

export const onReviewerWithdrew: Composer<'invitation.withdrawn'> = (office, { invitationId }) =>
  tellEditors(office, invitationId, 'withdrawn')

export const onExpired: Composer<'invitation.expired'> = (office, { invitationId }) =>
  tellEditors(office, invitationId, 'expired')

function about({ sql, clock }: Office, invitationId: string): Promise<readonly Invited[]> {
  return invitedBy(sql, clock.now(), [invitationId])
}

/** What a letter would say must still be so when it leaves: an invitation taken back meanwhile is not sent. */
async function stillThus(
  office: Office,
  invitationId: string,
  statuses: readonly string[],
): Promise<readonly Invited[]> {
  return (await about(office, invitationId)).filter(({ status }) => statuses.includes(status))
}

function toReviewer(
  invited: readonly Invited[],
  template: string,
  compose: (locale: Locale, invited: Invited) => Letter,
): readonly Post[] {
  return invited.flatMap((one) => toEach([one.reviewer], template, one.submissionId, (locale) => compose(locale, one)))
}

async function tellEditors(office: Office, invitationId: string, news: ReviewNews['news']): Promise<readonly Post[]> {
  const [row] = await office.sql<{ submissionId: string; reference: string; label: string; dueAt: Date }[]>`
    select i.submission_id as "submissionId", s.reference, i.label, i.due_at as "dueAt"
    from journal.invitations i join journal.submissions s on s.id = i.submission_id where i.id = ${invitationId}`
  if (!row) return []
  const { submissionId, reference, label, dueAt } = row
  return toEach(await handlingEditors(office.sql, submissionId), 'review-news', submissionId, (locale) =>
    reviewNews(locale, {
      news,
      reference,
      label,
      dueAt: lastDay(office, dueAt, locale),
      url: editorPage(office, submissionId),
    }),
  )
}
