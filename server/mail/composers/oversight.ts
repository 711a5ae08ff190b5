import { administratorsFor } from '../../cases/oversight.ts'
import { pageUrl, lettersToEach, type LetterComposer, type MailContext } from '../mail-context.ts'
import {
  accountHolders,
  deskHolders,
  editorsAmong,
  editorsOnArrival,
  handlingEditors,
  type Recipient,
} from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'
import { caseOf, editorPage } from './submissions.ts'

// Letters about editors or reviewers who may be authors, and about submissions without an editor. None goes to an author.

export const onAuthorClaimed: LetterComposer<'submission.author_claimed'> = async (
  context,
  { submissionId, claimId },
) => {
  const claim = await claimOf(context, claimId)
  if (claim.state !== 'open') return []
  return [
    ...(await news(context, submissionId, 'author-claim', await deskHolders(context.sql, [claim.accountId]))),
    ...(await news(
      context,
      submissionId,
      'author-claim-to-editors',
      await editorsOnArrival(context.sql, submissionId),
    )),
    ...(await news(
      context,
      submissionId,
      'author-claim-to-administrators',
      await administrators(context, submissionId),
    )),
  ]
}

/** After a "no" another editor has to agree; of a "yes" they are only told. */
export const onClaimAnswered: LetterComposer<'submission.claim_answered'> = async (
  context,
  { submissionId, state },
) => {
  const others = await editorsOnArrival(context.sql, submissionId)
  if (state === 'confirmed') return news(context, submissionId, 'author-claim-confirmed', others)
  return state === 'denied' ? news(context, submissionId, 'author-claim-denied', others) : []
}

export const onClaimDismissed: LetterComposer<'submission.claim_dismissed'> = async (
  context,
  { submissionId, claimId },
) => {
  const { accountId } = await claimOf(context, claimId)
  return news(
    context,
    submissionId,
    'author-claim-dismissed',
    await editorsAmong(context.sql, submissionId, [accountId]),
  )
}

export const onReviewerConflict: LetterComposer<'submission.reviewer_conflict_found'> = async (
  context,
  { submissionId },
) => news(context, submissionId, 'reviewer-conflict', await handlingEditors(context.sql, submissionId))

export const onPromotionHeld: LetterComposer<'invitation.promotion_held'> = async (context, { submissionId }) =>
  news(context, submissionId, 'alternate-not-invited', await handlingEditors(context.sql, submissionId))

/** No letter when somebody can edit it again. */
export const onLeftWithoutEditor: LetterComposer<'submission.left_without_editor'> = async (
  context,
  { submissionId },
) => {
  const [left] = await context.sql<{ id: string }[]>`
    select account_id as id from identity.overseers where submission_id = ${submissionId} limit 1`
  return left ? [] : news(context, submissionId, 'no-editor-left', await administrators(context, submissionId))
}

export const onEditorAppointed: LetterComposer<'submission.editor_appointed'> = async (
  context,
  { submissionId, accountIds },
) => {
  const { reference } = await caseOf(context, submissionId)
  return lettersToEach(
    await editorsAmong(context.sql, submissionId, accountIds),
    'editor-assigned',
    submissionId,
    () => ({ reference, url: editorPage(context, submissionId) }),
  )
}

/** Letters of one sentence and a link. */
type News =
  | 'author-claim'
  | 'author-claim-to-editors'
  | 'author-claim-to-administrators'
  | 'author-claim-denied'
  | 'author-claim-confirmed'
  | 'author-claim-dismissed'
  | 'reviewer-conflict'
  | 'alternate-not-invited'
  | 'no-editor-left'

/** The page linked in each letter, which its reader may open. */
const pages: Partial<Record<News, string>> = {
  'author-claim': '/editor',
  'author-claim-to-administrators': '/admin/editors',
  'no-editor-left': '/admin/editors',
}

async function news(
  context: MailContext,
  submissionId: string,
  template: News,
  to: readonly Recipient[],
): Promise<readonly OutgoingLetter[]> {
  const { reference } = await caseOf(context, submissionId)
  const page = pages[template]
  const url = page === undefined ? editorPage(context, submissionId) : pageUrl(context, page)
  return lettersToEach(to, template, submissionId, () => ({ reference, url }))
}

async function administrators(context: MailContext, submissionId: string): Promise<readonly Recipient[]> {
  return accountHolders(context.sql, await administratorsFor(context.sql, submissionId))
}

async function claimOf({ sql }: Pick<MailContext, 'sql'>, id: string): Promise<{ accountId: string; state: string }> {
  const [claim] = await sql<{ accountId: string; state: string }[]>`
    select account_id as "accountId", state from identity.author_claims where id = ${id}`
  if (!claim) throw new Error('an event about a claim that is not there')
  return claim
}
