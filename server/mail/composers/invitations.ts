import { knownReasons } from '../../cases/invitation-reasons.ts'
import { nothingKnown, type KnownReasons } from '../../domain/why-asked.ts'
import { linkUrl } from '../../rendering/links.ts'
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
import { reviewUrl, toReviewers } from './letters-to-reviewers.ts'
import { editorPage } from './submissions.ts'

export const onInvited: Composer<'invitation.sent'> = async (office, { invitationId, linkId, promoted }) => {
  const asked = (await stillThus(office, invitationId, ['invited'])).filter(({ roundOpen }) => roundOpen)
  const known = await reasonsFor(office, asked)
  const letters = await toReviewers(office, asked, 'invitation', (locale, one, about) =>
    invitation(locale, {
      ...about,
      url: linkUrl(office.settings, 'invitation', linkId),
      respondBy: lastDay(office, one.respondBy, locale),
      dueAt: lastDay(office, one.dueAt, locale),
      section: one.section,
      call: one.call,
      from: one.askedBy,
      known,
      why: one.why,
      note: one.note,
    }),
  )
  return promoted ? [...letters, ...(await tellEditors(office, invitationId, 'promoted'))] : letters
}

export const onReminded: Composer<'invitation.reminded'> = async (office, { invitationId, linkId }) => {
  const asked = (await stillThus(office, invitationId, ['invited', 'accepted'])).filter(({ roundOpen }) => roundOpen)
  return toReviewers(office, asked, 'reminder', (locale, { status, respondBy, dueAt }, { paper }) => {
    const of = status === 'accepted' ? 'review' : 'answer'
    return reminder(locale, {
      paper,
      url: linkUrl(office.settings, 'invitation', linkId),
      of,
      late: office.clock.now() > (of === 'review' ? dueAt : respondBy),
      respondBy: lastDay(office, respondBy, locale),
      dueAt: lastDay(office, dueAt, locale),
    })
  })
}

export const onAccepted: Composer<'invitation.accepted'> = async (office, { invitationId }) => [
  ...(await toReviewers(
    office,
    await stillThus(office, invitationId, ['accepted', 'submitted']),
    'invitation-accepted',
    (locale, asked, { paper }) =>
      invitationAccepted(locale, { paper, url: reviewUrl(office, asked), dueAt: lastDay(office, asked.dueAt, locale) }),
  )),
  ...(await tellEditors(office, invitationId, 'accepted')),
]

export const onExtended: Composer<'invitation.extended'> = async (office, { invitationId }) =>
  toReviewers(
    office,
    await stillThus(office, invitationId, ['invited', 'accepted']),
    'review-extended',
    (locale, asked, { paper }) =>
      reviewExtended(locale, { paper, url: reviewUrl(office, asked), dueAt: lastDay(office, asked.dueAt, locale) }),
  )

export const onCancelled: Composer<'invitation.cancelled'> = async (office, { invitationId }) =>
  toReviewers(
    office,
    await stillThus(office, invitationId, ['cancelled']),
    'review-not-needed',
    (locale, { invitedAt }, { paper }) =>
      reviewNotNeeded(locale, { paper, day: invitedAt ? day(office, invitedAt, locale) : '', url: null }),
  )

export const onReviewSubmitted: Composer<'review.submitted'> = async (office, { invitationId }) => [
  ...(await toReviewers(office, await about(office, invitationId), 'review-thanks', (locale, _, { paper }) =>
    reviewThanks(locale, { paper }),
  )),
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

async function reasonsFor({ sql }: Office, [one]: readonly Invited[]): Promise<KnownReasons> {
  const accountId = one?.reviewer.accountId ?? null
  if (one === undefined || accountId === null) return nothingKnown
  return knownReasons(sql, one.submissionId, accountId, one.round)
}

interface NewsRow extends Pick<ReviewNews, 'reference' | 'label' | 'name' | 'agreed' | 'place'> {
  readonly submissionId: string
  readonly dueAt: Date
}

async function tellEditors(office: Office, invitationId: string, news: ReviewNews['news']): Promise<readonly Post[]> {
  const [row] = await office.sql<NewsRow[]>`
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
  return toEach(await handlingEditors(office.sql, submissionId), 'review-news', submissionId, (locale) =>
    reviewNews(locale, {
      ...facts,
      news,
      dueAt: lastDay(office, dueAt, locale),
      url: editorPage(office, submissionId),
    }),
  )
}
