import type { ClaimState } from './claim.ts'
import type { DecisionKind, RevisionKind } from './decision.ts'
import type { DetailField } from './details.ts'
import type { Role } from './policy.ts'
import type { InvitationStatus } from './review.ts'
import type { FindingKind, PreparationState } from './preparation.ts'
import type { ProductionStep } from './production.ts'
import type { TextField } from './typed-text.ts'

export interface EndedInvitation {
  readonly invitationId: string
  readonly from: InvitationStatus
}

/** What somebody might do before and may do now. Events of earlier releases do not tell. */
export interface RoleChange {
  readonly before: readonly Role[]
  readonly after: readonly Role[]
}

/**
 * Everything that happens, in the past tense. A payload holds ids and codes only: never a name, an address or a title,
 * because events travel through the queue and are kept for ever.
 */
export interface EventPayloads {
  /** Somebody says that an address is theirs, or asks for a link to it: whether it is known, only the worker finds out. */
  'account.registration_wanted': { registrationId: string }
  'account.link_wanted': { requestId: string }
  'account.registered': { linkId: string }
  /** `next`: where whoever registered was going. */
  'account.register_repeated': { accountId: string; next?: string }
  'account.confirmed': { accountId: string }
  'account.link_requested': { linkId: string }
  'account.invited': { accountId: string; linkId: string } & Partial<RoleChange>
  'account.roles_changed': { accountId: string; disabled?: boolean } & Partial<RoleChange>
  'call.saved': { callId: string; version: number }
  'call.published': { callId: string }
  'call.extended': { callId: string }
  'call.closed': { callId: string }
  'page.saved': { pageId: string; version: number }
  'submission.begun': { submissionId: string }
  /** A draft went to another call, or out of every call. */
  'submission.call_changed': { submissionId: string }
  /** `wordId`: nothing was changed since it was sent back, and its author says why (`journal.author_words`). */
  'submission.submitted': { submissionId: string; again: boolean; wordId?: string }
  /** `ended`: the invitations it cancelled, with the status each had. */
  'submission.withdrawn': { submissionId: string; ended: EndedInvitation[] }
  /** `accountIds` are those who are new to it; empty when somebody was only taken off. */
  'submission.editor_assigned': { submissionId: string; accountIds: string[] }
  /** By an administrator, when nobody was left who could edit it. */
  'submission.editor_appointed': { submissionId: string; accountIds: string[] }
  /** Nobody who may edit it is left: administrators are told. */
  'submission.left_without_editor': { submissionId: string }
  /** Who is named as an author of something that was submitted has changed. */
  'submission.contributors_changed': { submissionId: string }
  /** Somebody who edits seems to be named as an author: the person, the other editors and administrators are told. */
  'submission.author_claimed': { submissionId: string; claimId: string }
  'submission.claim_answered': { submissionId: string; claimId: string; state: ClaimState }
  /** Another editor agreed that the person is no author: they may see it again. */
  'submission.claim_dismissed': { submissionId: string; claimId: string }
  /** Somebody invited to review seems to be named as an author since: the editors are told, nobody else. */
  'submission.reviewer_conflict_found': { submissionId: string; invitationId: string; evidence: string[] }
  'submission.file_stored': { submissionId: string; fileId: string }
  /** Its author took it out, and can bring it back for some minutes. */
  'submission.file_removed': { submissionId: string; fileId: string }
  'submission.file_brought_back': { submissionId: string; fileId: string }
  /** Its preparation has ended: what came of it is in the file's row. */
  'submission.file_prepared': { submissionId: string; fileId: string; state: PreparationState }
  /** Somebody, or nobody when a worker had lost it, wants it prepared once more. */
  'submission.file_prepared_again': { submissionId: string; fileId: string }
  /** There is a program now that can make its pages. */
  'submission.preview_wanted': { submissionId: string; fileId: string; tool: string }
  /** The names to look for may have changed. */
  'submission.report_wanted': { submissionId: string }
  'submission.finding_confirmed': { submissionId: string; fileId: string; findingId: string }
  'submission.finding_unconfirmed': { submissionId: string; fileId: string; findingId: string }
  /** Its copies are made anew, with something covered or shown again; `kind` and `count` as in the report, and no name. */
  'submission.name_covered': { submissionId: string; fileId: string; coverId: string; kind: FindingKind; count: number }
  'submission.name_uncovered': {
    submissionId: string
    fileId: string
    coverId: string
    kind: FindingKind
    count: number
  }
  /** `field` as in domain/typed-text.ts. */
  'submission.text_confirmed': { submissionId: string; field: TextField }
  /** By an editor. What it read before and after is a row of `journal.detail_changes`. */
  'submission.details_changed': { submissionId: string; changeId: string; fields: DetailField[] }
  'submission.files_released': { submissionId: string; fileIds: string[] }
  /** `ended` are the invitations that end when its letter leaves: those who still wait then are told. */
  'submission.decided': { submissionId: string; decisionId: string; kind: DecisionKind; ended: EndedInvitation[] }
  'submission.decision_taken_back': { submissionId: string; decisionId: string }
  /** `asked`: what kind of revision it is. Events of earlier releases do not tell; each opened a round. */
  'submission.revision_handed_in': {
    submissionId: string
    versionId: string
    asked?: RevisionKind
    wordId?: string
  }
  'invitation.reserved': { submissionId: string; invitationId: string }
  /** `promoted` when the reserve list moved up by itself. */
  'invitation.sent': { submissionId: string; invitationId: string; linkId: string; promoted: boolean }
  /** The next in line was not invited by itself: something speaks against it that no editor has seen. */
  'invitation.promotion_held': { submissionId: string; invitationId: string; evidence: string[] }
  'invitation.reminded': { submissionId: string; invitationId: string; linkId: string }
  'invitation.accepted': { submissionId: string; invitationId: string }
  'invitation.declined': { submissionId: string; invitationId: string }
  'invitation.expired': { submissionId: string; invitationId: string }
  'invitation.cancelled': { submissionId: string; invitationId: string }
  'invitation.withdrawn': { submissionId: string; invitationId: string }
  'invitation.extended': { submissionId: string; invitationId: string }
  'review.text_confirmed': { submissionId: string; invitationId: string }
  /** After its round had ended: for the editors alone. */
  'review.sent_late': { submissionId: string; invitationId: string }
  'review.submitted': { submissionId: string; invitationId: string }
  'production.started': { submissionId: string; articleId: string }
  'production.edited': { submissionId: string; articleId: string }
  'production.galley_stored': { submissionId: string; articleId: string; galleyId: string }
  /** Its preparation has ended: what came of it is in the galley's row. */
  'production.galley_prepared': { submissionId: string; articleId: string; galleyId: string; state: PreparationState }
  /** Somebody wants them prepared again, or a worker had lost them, or what they were made for has changed. */
  'production.galleys_wanted': { submissionId: string; articleId: string }
  'production.name_confirmed': { submissionId: string; articleId: string; findingId: string }
  /** `proofs`: the number of the round of proofs that it sent. */
  'production.moved': { submissionId: string; articleId: string; step: ProductionStep; proofs?: number }
  /** `answerId`: a row of `journal.proof_answers`; events of earlier releases have none. */
  'production.proofs_approved': { submissionId: string; articleId: string; answerId?: string }
  'production.proofs_queried': { submissionId: string; articleId: string; answerId?: string }
  'production.approval_taken_back': { submissionId: string; articleId: string; answerId: string }
  'issue.created': { issueId: string }
  'issue.changed': { issueId: string }
  'issue.published': { issueId: string; submissionIds: string[] }
}

export type EventType = keyof EventPayloads

export type JournalEvent = {
  [T in EventType]: { readonly type: T } & Readonly<EventPayloads[T]>
}[EventType]

/** After these the public site shows something else; its cache is told. */
export const publicEvents: readonly EventType[] = [
  'call.saved',
  'call.published',
  'call.extended',
  'call.closed',
  'issue.published',
  'page.saved',
]

/** What an author sees on the timeline. Reviewers' doings are not among them: not even how many were asked. */
export const authorTimeline: readonly EventType[] = [
  'submission.begun',
  'submission.submitted',
  'submission.withdrawn',
  'submission.decided',
  'submission.revision_handed_in',
  'submission.details_changed',
  'production.started',
  'production.moved',
  'production.proofs_approved',
  'production.proofs_queried',
  'production.approval_taken_back',
  'issue.published',
]
