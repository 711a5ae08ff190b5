import { allowed, closed, Refusal, type Verdict } from './refusal.ts'
import { authorMayEdit, isOpen, type Status } from './submission.ts'
import { mayChangeDetailsIn } from './details.ts'
import { hasEnded, mayReadManuscript, type InvitationStatus } from './review.ts'

export const roles = ['editor', 'section_editor', 'reviewer', 'author', 'copyeditor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Who acts. `link` is a person who came by the link of an invitation, which gives access to that invitation only. */
export type Actor =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'account'; readonly accountId: string; readonly roles: readonly Role[] }
  | { readonly kind: 'link'; readonly invitationId: string }

/** The key of an actor: the account's id, or the id of the link's invitation. */
export function holderOf(actor: Actor): string {
  if (actor.kind === 'visitor') throw new Refusal('sign_in_required')
  return actor.kind === 'account' ? actor.accountId : actor.invitationId
}

/** The people of one submission, as the policy needs them (the view identity.submission_people). */
export interface SubmissionSubject {
  readonly status: Status
  /** Until it is submitted, only its author sees it. */
  readonly everSubmitted: boolean
  /** Every account that is an author of it. Takes precedence over every other relation: the conflict wall. */
  readonly authorIds: readonly string[]
  /**
   * Accounts that the form seems to name as authors, until it is settled that they are not (claim.ts). They are walled off, and get no
   * rights of an author either.
   */
  readonly namedIds: readonly string[]
  /** Section editors and guest editors assigned to it or to its call. */
  readonly handlingIds: readonly string[]
  /** Appointed by an administrator when no editor was left: they have an editor's rights for this submission. */
  readonly appointedIds: readonly string[]
  /**
   * Every account that was ever sent an invitation to review it, for life: a reviewer never becomes its editor (docs/threat-model.md F17).
   * Without alternates, who were sent nothing.
   */
  readonly reviewerIds: readonly string[]
}

export interface InvitationSubject {
  readonly id: string
  readonly status: InvitationStatus
  /** False for an alternate, who has been sent nothing and is told nothing, not even when the list is given up. */
  readonly sent: boolean
  readonly reviewerId: string
  /** Cancelled because the round ended after the reviewer had accepted. */
  readonly roundEnded: boolean
}

/** What keeps somebody from editing a submission, whatever their roles. */
type Wall = 'author' | 'reviewer' | 'claim'

export function wallFor(accountId: string, people: Omit<SubmissionSubject, 'status' | 'everSubmitted'>): Wall | null {
  if (people.authorIds.includes(accountId)) return 'author'
  if (people.reviewerIds.includes(accountId)) return 'reviewer'
  return people.namedIds.includes(accountId) ? 'claim' : null
}

/** The relation of an actor to a submission. */
export type Relation = 'author' | 'reviewer' | 'editor' | 'section_editor' | 'copyeditor' | 'none'

/** The actor's relation to the submission. Lists use the same rules in SQL (the views identity.walls and identity.overseers). */
export function relationTo(actor: Actor, submission: SubmissionSubject): Relation {
  if (actor.kind !== 'account') return 'none'
  const wall = wallFor(actor.accountId, submission)
  if (wall !== null) return wall === 'claim' ? 'none' : wall
  return submission.everSubmitted ? dutyAt(actor, submission) : 'none'
}

/** The relation that follows from the roles of a person who is not walled off. */
function dutyAt({ accountId, roles }: Extract<Actor, { kind: 'account' }>, submission: SubmissionSubject): Relation {
  const edits = roles.includes('editor') || roles.includes('section_editor')
  if (roles.includes('editor') || (edits && submission.appointedIds.includes(accountId))) return 'editor'
  if (edits && submission.handlingIds.includes(accountId)) return 'section_editor'
  const produced = ['in_production', 'published'].includes(submission.status)
  return roles.includes('copyeditor') && produced ? 'copyeditor' : 'none'
}

/**
 * Whether an administrator may appoint somebody as the editor of a submission that has none left: only a person who already edits the
 * journal, so that it stays clear who may read what, and who is not walled off. Nobody appoints themselves: an administrator reads no
 * manuscripts (docs/threat-model.md R-30).
 */
export function mayBeAppointed(
  actor: Actor,
  candidate: { readonly accountId: string; readonly edits: boolean },
  subject: SubmissionSubject,
): Verdict {
  if (!candidate.edits || wallFor(candidate.accountId, subject) !== null) return closed('cannot_handle')
  return actor.kind === 'account' && actor.accountId === candidate.accountId ? closed('cannot_handle') : allowed
}

/** Who may do an action, and when; of several rules, the one for the actor's relation counts. */
interface SubmissionRule {
  readonly who: readonly Relation[]
  readonly when?: (status: Status) => boolean
}

const editors = ['editor', 'section_editor'] as const

/** Actions on a submission: who, and in which statuses. People without a relation get 404. */
const submissionRules = {
  'submission.read': [{ who: ['author'] }],
  'submission.edit': [{ who: ['author'], when: authorMayEdit }],
  'submission.submit': [{ who: ['author'], when: authorMayEdit }],
  'submission.withdraw': [{ who: ['author'], when: (status) => isOpen(status) || status === 'draft' }],
  'submission.revise': [{ who: ['author'], when: (status) => status === 'revising' }],
  'submission.approve_proofs': [{ who: ['author'], when: (status) => status === 'in_production' }],
  'submission.oversee': [{ who: [...editors] }],
  'submission.assign_editor': [{ who: ['editor'], when: isOpen }],
  'submission.release_files': [{ who: [...editors], when: isOpen }],
  'submission.change_details': [{ who: [...editors], when: mayChangeDetailsIn }],
  'submission.invite': [{ who: [...editors], when: (status) => status === 'in_review' }],
  'submission.decide': [{ who: [...editors] }],
  'submission.take_back': [{ who: [...editors] }],
  'submission.start_production': [{ who: ['editor'], when: (status) => status === 'accepted' }],
  'submission.produce': [{ who: ['editor', 'copyeditor'], when: (status) => status === 'in_production' }],
  'submission.confirm_names': [{ who: [...editors], when: (status) => status === 'in_production' }],
  'submission.read_production': [{ who: ['editor', 'section_editor', 'copyeditor', 'author'] }],
  // Files that authors uploaded and the copies made of them; for copyeditors cases/copyediting.ts decides, too.
  'file.read': [{ who: ['author', ...editors, 'copyeditor'] }],
  'file.report': [{ who: ['author', ...editors] }],
  // The author's right to these ends when the file is submitted (preparation.ts).
  'finding.confirm': [{ who: ['author'] }, { who: [...editors], when: isOpen }],
  // Findings in typed text: for as long as the person who confirms them can change the text.
  'text_finding.confirm': [
    { who: ['author'], when: (status) => authorMayEdit(status) || status === 'revising' },
    { who: [...editors], when: isOpen },
  ],
  'file.prepare_again': [{ who: ['author'] }, { who: [...editors], when: isOpen }],
  'report.renew': [{ who: ['author'] }, { who: [...editors], when: isOpen }],
  'file.cover': [{ who: [...editors], when: isOpen }],
  'file.add_anonymous_copy': [{ who: [...editors], when: isOpen }],
} as const satisfies Record<string, readonly SubmissionRule[]>

export type SubmissionAction = keyof typeof submissionRules
export const submissionActions = Object.keys(submissionRules) as readonly SubmissionAction[]

export function maySubmission(action: SubmissionAction, actor: Actor, submission: SubmissionSubject): Verdict {
  const rules: readonly SubmissionRule[] = submissionRules[action]
  if (actor.kind === 'visitor') return closed('sign_in_required')
  const relation = relationTo(actor, submission)
  // A reviewer sees a submission only through the invitation: everywhere else the reply is that it does not exist.
  if (relation === 'none' || relation === 'reviewer') return closed('not_found')
  const rule = rules.find(({ who }) => who.includes(relation))
  if (rule === undefined) return relation === 'author' ? closed('not_found') : closed('not_your_role')
  if (rule.when && !rule.when(submission.status))
    return closed('wrong_status', { status: submission.status, event: action })
  return allowed
}

type InvitationRule = (invitation: Pick<InvitationSubject, 'status' | 'roundEnded'>) => boolean

const invitationRules = {
  'invitation.read': () => true,
  'invitation.answer': ({ status }) => !hasEnded(status),
  'review.read': ({ status }) => mayReadManuscript(status),
  'review.write': ({ status }) => status === 'accepted',
  // After the round: only their own text, and nothing else of the submission.
  'review.send_late': ({ status, roundEnded }) => status === 'cancelled' && roundEnded,
  'invitation.withdraw': ({ status }) => status === 'accepted',
} as const satisfies Record<string, InvitationRule>

export type InvitationAction = keyof typeof invitationRules
export const invitationActions = Object.keys(invitationRules) as readonly InvitationAction[]

/** Actions of a reviewer. An invitation that was not sent is visible to nobody here. */
export function mayInvitation(action: InvitationAction, actor: Actor, invitation: InvitationSubject): Verdict {
  if (actor.kind === 'visitor') return closed('sign_in_required')
  const own = actor.kind === 'link' ? actor.invitationId === invitation.id : actor.accountId === invitation.reviewerId
  if (!own || !invitation.sent) return closed('not_found')
  if (invitationRules[action](invitation)) return allowed
  return closed(hasEnded(invitation.status) ? 'invitation_ended' : 'wrong_status', {
    status: invitation.status,
    event: action,
  })
}

/** Actions that depend on a role alone. */
const roleRules = {
  'account.own': roles,
  /** Requires only an account: who may read what is checked for the submission. */
  'account.any': roles,
  'submission.begin': roles,
  'desk.open': ['editor', 'section_editor'],
  'reviewer.search': ['editor', 'section_editor'],
  'invitation.send': ['editor', 'section_editor'],
  'call.read': ['editor', 'section_editor'],
  'call.write': ['editor'],
  'page.write': ['editor'],
  'configuration.write': ['editor', 'administrator'],
  'production.list': ['editor', 'copyeditor'],
  // A section editor may have been appointed for one submission (`appointedIds`); the submission's rules decide for which.
  'production.open': ['editor', 'section_editor', 'copyeditor'],
  'issue.read': ['editor', 'copyeditor'],
  'issue.assemble': ['editor'],
  'issue.publish': ['editor'],
  'accounts.manage': ['administrator'],
  'queue.read': ['administrator'],
  'editors.appoint': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type RoleAction = keyof typeof roleRules
export const roleActions = Object.keys(roleRules) as readonly RoleAction[]

export function mayRole(action: RoleAction, actor: Actor): Verdict {
  if (actor.kind === 'visitor') return closed('sign_in_required')
  if (actor.kind === 'link') return closed('not_found')
  const permitted: readonly Role[] = roleRules[action]
  // Everybody with an account may submit papers, whatever their roles.
  if (permitted === roles) return allowed
  return actor.roles.some((role) => permitted.includes(role)) ? allowed : closed('not_your_role')
}
