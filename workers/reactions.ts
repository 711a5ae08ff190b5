import type { EventType } from '../server/domain/events.ts'
import type { JobName } from './jobs.ts'

/**
 * What each event makes the worker do. The one table: a new letter or job is a line here and a file in jobs/ or mail/letters/.
 * A job that has to wait says so itself when it is called (a decision's letter waits until it can no longer be taken back).
 */
export const reactions = {
  'account.registration_wanted': ['answer-account-request'],
  'account.link_wanted': ['answer-account-request'],
  'account.registered': ['send-letters'],
  'account.register_repeated': ['send-letters'],
  'account.confirmed': ['check-people'],
  'account.link_requested': ['send-letters'],
  'account.invited': ['send-letters', 'check-people'],
  'account.roles_changed': ['send-letters', 'check-people'],
  // The public site hears of these by itself (publicChannel in server/db/record.ts).
  'call.saved': ['check-people'],
  'call.published': [],
  'call.extended': [],
  'call.closed': [],
  'page.saved': [],
  'submission.begun': [],
  'submission.call_changed': [],
  'submission.submitted': ['send-letters', 'report-files', 'check-people'],
  'submission.withdrawn': ['send-letters'],
  'submission.editor_assigned': ['send-letters', 'check-people'],
  'submission.editor_appointed': ['send-letters', 'check-people'],
  'submission.left_without_editor': ['send-letters'],
  'submission.contributors_changed': ['check-people'],
  'submission.author_claimed': ['send-letters'],
  'submission.claim_answered': ['send-letters', 'check-people'],
  'submission.claim_dismissed': ['send-letters', 'check-people'],
  'submission.reviewer_conflict_found': ['send-letters'],
  'submission.file_stored': ['prepare-file'],
  'submission.file_prepared': ['send-letters'],
  'submission.file_prepared_again': ['prepare-file'],
  'submission.preview_wanted': ['render-file'],
  'submission.report_wanted': ['report-files'],
  'submission.finding_confirmed': [],
  'submission.finding_unconfirmed': [],
  'submission.name_covered': ['prepare-file'],
  'submission.name_uncovered': ['prepare-file'],
  'submission.text_confirmed': [],
  'submission.files_released': [],
  'submission.decided': ['end-invitations', 'send-letters'],
  'submission.decision_taken_back': [],
  'submission.revision_handed_in': ['send-letters', 'report-files'],
  'invitation.reserved': [],
  'invitation.sent': ['send-letters', 'check-people'],
  'invitation.promotion_held': ['send-letters'],
  'invitation.reminded': ['send-letters'],
  'invitation.accepted': ['send-letters'],
  'invitation.declined': ['send-letters', 'promote-reserve'],
  'invitation.expired': ['send-letters', 'promote-reserve'],
  'invitation.cancelled': ['send-letters'],
  'invitation.withdrawn': ['send-letters', 'promote-reserve'],
  'invitation.extended': ['send-letters'],
  'review.text_confirmed': [],
  'review.sent_late': ['send-letters'],
  'review.submitted': ['send-letters'],
  'production.started': ['send-letters', 'prepare-galleys'],
  'production.edited': ['prepare-galleys'],
  'production.galley_stored': ['prepare-galleys'],
  'production.galley_prepared': [],
  'production.galleys_wanted': ['prepare-galleys'],
  'production.name_confirmed': [],
  'production.moved': ['send-letters'],
  'production.proofs_approved': ['send-letters'],
  'production.proofs_queried': ['send-letters'],
  'issue.created': [],
  'issue.changed': [],
  'issue.published': ['send-letters'],
} as const satisfies Record<EventType, readonly JobName[]>

/** An event of a later release that this worker does not know yet has no jobs here. */
export function jobsFor(type: string): readonly JobName[] {
  return (reactions as Readonly<Record<string, readonly JobName[]>>)[type] ?? []
}
