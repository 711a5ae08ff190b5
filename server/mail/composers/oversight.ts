import { administratorsFor } from '../../cases/oversight.ts'
import { editorAssigned } from '../letters/editor-assigned.ts'
import { peopleLetter, type PeopleNews } from '../letters/people-news.ts'
import { pageUrl, toEach, type Composer, type Office } from '../office.ts'
import {
  accountHolders,
  deskHolders,
  editorsAmong,
  editorsOnArrival,
  handlingEditors,
  type Recipient,
} from '../recipients.ts'
import type { Post } from '../send.ts'
import { caseOf, editorPage } from './submissions.ts'

// Who is told that somebody who edits or reviews may be an author, or that nobody is left who edits. Never an author.

export const onAuthorClaimed: Composer<'submission.author_claimed'> = async (office, { submissionId, claimId }) => {
  const claim = await claimOf(office, claimId)
  if (claim.state !== 'open') return []
  return [
    ...(await news(office, submissionId, 'author-claim', await deskHolders(office.sql, [claim.accountId]))),
    ...(await news(office, submissionId, 'author-claim-to-editors', await editorsOnArrival(office.sql, submissionId))),
    ...(await news(office, submissionId, 'author-claim-to-administrators', await administrators(office, submissionId))),
  ]
}

/** A no waits for another editor; a yes only has to be known. */
export const onClaimAnswered: Composer<'submission.claim_answered'> = async (office, { submissionId, state }) => {
  const others = await editorsOnArrival(office.sql, submissionId)
  if (state === 'confirmed') return news(office, submissionId, 'author-claim-confirmed', others)
  return state === 'denied' ? news(office, submissionId, 'author-claim-denied', others) : []
}

export const onClaimDismissed: Composer<'submission.claim_dismissed'> = async (office, { submissionId, claimId }) => {
  const { accountId } = await claimOf(office, claimId)
  return news(office, submissionId, 'author-claim-dismissed', await editorsAmong(office.sql, submissionId, [accountId]))
}

export const onReviewerConflict: Composer<'submission.reviewer_conflict_found'> = async (office, { submissionId }) =>
  news(office, submissionId, 'reviewer-conflict', await handlingEditors(office.sql, submissionId))

export const onPromotionHeld: Composer<'invitation.promotion_held'> = async (office, { submissionId }) =>
  news(office, submissionId, 'alternate-not-invited', await handlingEditors(office.sql, submissionId))

/** Not when somebody can edit it again meanwhile. */
export const onLeftWithoutEditor: Composer<'submission.left_without_editor'> = async (office, { submissionId }) => {
  const [left] = await office.sql<{ id: string }[]>`
    select account_id as id from identity.overseers where submission_id = ${submissionId} limit 1`
  return left ? [] : news(office, submissionId, 'no-editor-left', await administrators(office, submissionId))
}

export const onEditorAppointed: Composer<'submission.editor_appointed'> = async (
  office,
  { submissionId, accountIds },
) => {
  const { reference } = await caseOf(office, submissionId)
  return toEach(await editorsAmong(office.sql, submissionId, accountIds), 'editor-assigned', submissionId, (locale) =>
    editorAssigned(locale, { reference, url: editorPage(office, submissionId) }),
  )
}

/** Where each letter leads: a page its reader may open. */
const pages: Partial<Record<PeopleNews, string>> = {
  'author-claim': '/editor',
  'author-claim-to-administrators': '/admin/editors',
  'no-editor-left': '/admin/editors',
}

async function news(
  office: Office,
  submissionId: string,
  template: PeopleNews,
  to: readonly Recipient[],
): Promise<readonly Post[]> {
  const { reference } = await caseOf(office, submissionId)
  const page = pages[template]
  const url = page === undefined ? editorPage(office, submissionId) : pageUrl(office, page)
  return toEach(to, template, submissionId, (locale) => peopleLetter(locale, template, { reference, url }))
}

async function administrators(office: Office, submissionId: string): Promise<readonly Recipient[]> {
  return accountHolders(office.sql, await administratorsFor(office.sql, submissionId))
}

async function claimOf({ sql }: Pick<Office, 'sql'>, id: string): Promise<{ accountId: string; state: string }> {
  const [claim] = await sql<{ accountId: string; state: string }[]>`
    select account_id as "accountId", state from identity.author_claims where id = ${id}`
  if (!claim) throw new Error('an event about a claim that is not there')
  return claim
}
