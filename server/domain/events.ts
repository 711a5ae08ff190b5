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

/** A person's roles before and after. Events of earlier releases do not hold them. */
export interface RoleChange {
  readonly before: readonly Role[]
  readonly after: readonly Role[]
}

/**
 * Everything that happens, in the past tense. A payload holds ids and codes only: never a name, an address or a title, because events go
 * through the queue and are kept for ever.
 */
export interface EventPayloads {
  /** Somebody wants to register an address, or asks for a sign-in link to it: only the worker looks up whether it is known. */
  'account.registration_wanted': { registrationId: string }
  'account.link_wanted': { requestId: string }
  'account.registered': { linkId: string }
  /** `next`: the page the person wanted before registering. */
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
  'configuration.changed': { version: number }
  'submission.begun': { submissionId: string }
  /** A draft moved to another call, or out of its call. */
  'submission.call_changed': { submissionId: string }
  /** `wordId`: nothing was changed since the submission was sent back, and its author says why (`journal.author_words`). */
  'submission.submitted': { submissionId: string; again: boolean; wordId?: string }
  /** `ended`: the invitations that were cancelled, with their previous statuses. */
  'submission.withdrawn': { submissionId: string; ended: EndedInvitation[] }
  /** `accountIds`: the newly assigned editors; empty when editors were only removed. */
  'submission.editor_assigned': { submissionId: string; accountIds: string[] }
  /** By an administrator, when no editor was left. */
  'submission.editor_appointed': { submissionId: string; accountIds: string[] }
  /** No editor is left: administrators are told. */
  'submission.left_without_editor': { submissionId: string }
  /** The people named as authors of a submitted paper have changed. */
  'submission.contributors_changed': { submissionId: string }
  /** An editor seems to be named as an author: the person, the other editors and administrators are told. */
  'submission.author_claimed': { submissionId: string; claimId: string }
  'submission.claim_answered': { submissionId: string; claimId: string; state: ClaimState }
  /** Another editor agreed that the person is not an author: they may see the submission again. */
  'submission.claim_dismissed': { submissionId: string; claimId: string }
  /** An invited reviewer seems to be named as an author since: the editors are told, and nobody else. */
  'submission.reviewer_conflict_found': { submissionId: string; invitationId: string; evidence: string[] }
  'submission.file_stored': { submissionId: string; fileId: string }
  /** Its author removed it, and can restore it for some minutes. */
  'submission.file_removed': { submissionId: string; fileId: string }
  'submission.file_brought_back': { submissionId: string; fileId: string }
  /** Its preparation has ended: the result is in the file's row. */
  'submission.file_prepared': { submissionId: string; fileId: string; state: PreparationState }
  /** Somebody asked for its preparation again, or (actor null) a worker had lost it. */
  'submission.file_prepared_again': { submissionId: string; fileId: string }
  /** A program that can make its pages has been installed. */
  'submission.preview_wanted': { submissionId: string; fileId: string; tool: string }
  /** The names to search for may have changed. */
  'submission.report_wanted': { submissionId: string }
  'submission.finding_confirmed': { submissionId: string; fileId: string; findingId: string }
  'submission.finding_unconfirmed': { submissionId: string; fileId: string; findingId: string }
  /** Its copies are made again, after a redaction was added or removed; `kind` and `count` as in the report, without the name. */
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
  /** By an editor. The text before and after is a row of `journal.detail_changes`. */
  'submission.details_changed': { submissionId: string; changeId: string; fields: DetailField[] }
  'submission.files_released': { submissionId: string; fileIds: string[] }
  /** `ended`: the invitations that end when the decision's letter is sent; their reviewers are told then. */
  'submission.decided': { submissionId: string; decisionId: string; kind: DecisionKind; ended: EndedInvitation[] }
  'submission.decision_taken_back': { submissionId: string; decisionId: string }
  /** `asked`: the kind of revision. Events of earlier releases do not hold it; each of those opened a round. */
  'submission.revision_handed_in': {
    submissionId: string
    versionId: string
    asked?: RevisionKind
    wordId?: string
  }
  'invitation.reserved': { submissionId: string; invitationId: string }
  /** `promoted`: an alternate, invited by the worker. */
  'invitation.sent': { submissionId: string; invitationId: string; linkId: string; promoted: boolean }
  /** The next alternate was not invited by the worker: there is evidence of a conflict that no editor has seen. */
  'invitation.promotion_held': { submissionId: string; invitationId: string; evidence: string[] }
  'invitation.reminded': { submissionId: string; invitationId: string; linkId: string }
  'invitation.accepted': { submissionId: string; invitationId: string }
  'invitation.declined': { submissionId: string; invitationId: string }
  'invitation.expired': { submissionId: string; invitationId: string }
  'invitation.cancelled': { submissionId: string; invitationId: string }
  'invitation.withdrawn': { submissionId: string; invitationId: string }
  'invitation.extended': { submissionId: string; invitationId: string }
  'review.text_confirmed': { submissionId: string; invitationId: string }
  /** After its round had ended: only the editors get it. */
  'review.sent_late': { submissionId: string; invitationId: string }
  'review.submitted': { submissionId: string; invitationId: string }
  'production.started': { submissionId: string; articleId: string }
  'production.edited': { submissionId: string; articleId: string }
  'production.galley_stored': { submissionId: string; articleId: string; galleyId: string }
  /** Its preparation has ended: the result is in the galley's row. */
  'production.galley_prepared': { submissionId: string; articleId: string; galleyId: string; state: PreparationState }
  /** Somebody asked for their preparation again, a worker had lost it, or what they were made for has changed. */
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

type TypeOnSubmission = {
  [T in EventType]: EventPayloads[T] extends { submissionId: string } ? T : never
}[EventType]

/** An event that an action on one submission returns; cases/act.ts adds the submission's id. */
export type ActEvent = {
  [T in TypeOnSubmission]: { readonly type: T } & Readonly<Omit<EventPayloads[T], 'submissionId'>>
}[TypeOnSubmission]

/** Events that the worker causes for files and galleys. The next action of an editor does not depend on them. */
type MachineEventType =
  | 'submission.file_prepared'
  | 'submission.file_prepared_again'
  | 'submission.preview_wanted'
  | 'production.galley_prepared'
  | 'production.galleys_wanted'

/** Events that are recorded without an action on a submission. */
export type OtherEvent = Extract<
  JournalEvent,
  { readonly type: Exclude<EventType, TypeOnSubmission | 'issue.published'> | MachineEventType }
>

/** Events that change the public site; its cache is invalidated. */
export const publicEvents: readonly EventType[] = [
  'call.saved',
  'call.published',
  'call.extended',
  'call.closed',
  'issue.published',
  'page.saved',
  'configuration.changed',
]

/** Events an author sees in the timeline. No events of reviewers, not even how many were invited. */
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
