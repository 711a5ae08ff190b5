import type { EventType } from '../domain/events.ts'
import * as accounts from './composers/accounts.ts'
import * as decisions from './composers/decisions.ts'
import * as invitations from './composers/invitations.ts'
import * as oversight from './composers/oversight.ts'
import * as production from './composers/production.ts'
import * as submissions from './composers/submissions.ts'
import { openMailContext, type LetterComposer, type EventOf, type MailContext } from './mail-context.ts'
import type { OutgoingLetter } from './send.ts'

/** The composer of each event that causes letters. Other events cause none. */
const composers = {
  'account.registered': accounts.onRegistered,
  'account.register_repeated': accounts.onRegisterRepeated,
  'account.link_requested': accounts.onLinkRequested,
  'account.invited': accounts.onAccountInvited,
  'account.roles_changed': accounts.onRolesChanged,
  'submission.submitted': submissions.onSubmitted,
  'submission.withdrawn': submissions.onWithdrawn,
  'submission.details_changed': submissions.onDetailsChanged,
  'submission.editor_assigned': submissions.onEditorAssigned,
  'submission.editor_appointed': oversight.onEditorAppointed,
  'submission.left_without_editor': oversight.onLeftWithoutEditor,
  'submission.author_claimed': oversight.onAuthorClaimed,
  'submission.claim_answered': oversight.onClaimAnswered,
  'submission.claim_dismissed': oversight.onClaimDismissed,
  'submission.reviewer_conflict_found': oversight.onReviewerConflict,
  'invitation.promotion_held': oversight.onPromotionHeld,
  'submission.revision_handed_in': submissions.onRevisionHandedIn,
  'submission.file_prepared': submissions.onFilePrepared,
  'submission.decided': decisions.onDecided,
  'invitation.sent': invitations.onInvited,
  'invitation.reminded': invitations.onReminded,
  'invitation.accepted': invitations.onAccepted,
  'invitation.declined': invitations.onDeclined,
  'invitation.expired': invitations.onExpired,
  'invitation.cancelled': invitations.onCancelled,
  'invitation.withdrawn': invitations.onReviewerWithdrew,
  'invitation.extended': invitations.onExtended,
  'review.sent_late': invitations.onReviewSentLate,
  'review.submitted': invitations.onReviewSubmitted,
  'production.started': production.onProductionStarted,
  'production.moved': production.onProductionMoved,
  'production.proofs_approved': production.onProofsApproved,
  'production.proofs_queried': production.onProofsQueried,
  'issue.published': production.onIssuePublished,
} satisfies { [T in EventType]?: LetterComposer<T> }

export const eventsWithLetters: readonly string[] = Object.keys(composers)

/**
 * The letters of an event, each to one person. Composed again at every try from the present state: a letter that is no longer true is left
 * out.
 */
export async function compose<T extends EventType>(
  deps: Omit<MailContext, 'timeZone'>,
  event: EventOf<T>,
): Promise<readonly OutgoingLetter[]> {
  const composer = (composers as { [E in EventType]?: LetterComposer<E> })[event.type]
  return composer === undefined ? [] : composer(await openMailContext(deps), event)
}
