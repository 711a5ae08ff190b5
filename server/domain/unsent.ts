import type { InvitationAction, RoleAction, SubmissionAction } from './policy.ts'

type Rule =
  | { readonly of: 'submission' | 'article'; readonly action: SubmissionAction }
  | { readonly of: 'invitation'; readonly action: InvitationAction }
  | { readonly of: 'journal'; readonly action: RoleAction }

/**
 * Actions for which a longer text is typed, and who may store unsent text for each: those who may look at what the action is about. A
 * letter drafted by an editor quotes reviewers and authors, so an editor cannot open it while they are walled off from the submission, and
 * can again afterwards.
 */
export const unsentRules = {
  decision: { of: 'submission', action: 'submission.oversee' },
  invitation: { of: 'submission', action: 'submission.oversee' },
  details: { of: 'submission', action: 'submission.oversee' },
  withdrawal: { of: 'submission', action: 'submission.read' },
  unchanged: { of: 'submission', action: 'submission.read' },
  proofs: { of: 'submission', action: 'submission.read' },
  refusal: { of: 'invitation', action: 'invitation.answer' },
  late_review: { of: 'invitation', action: 'review.send_late' },
  article: { of: 'article', action: 'submission.produce' },
  call: { of: 'journal', action: 'call.write' },
  call_copy: { of: 'journal', action: 'call.write' },
  page: { of: 'journal', action: 'page.write' },
  configuration: { of: 'journal', action: 'configuration.write' },
  issue: { of: 'journal', action: 'issue.assemble' },
  special_section: { of: 'journal', action: 'issue.assemble' },
  profile: { of: 'journal', action: 'account.own' },
  account: { of: 'journal', action: 'accounts.manage' },
} as const satisfies Record<string, Rule>

export type UnsentAct = keyof typeof unsentRules
export const unsentActs = Object.keys(unsentRules) as [UnsentAct, ...UnsentAct[]]

/** The subject of an action without an id: something new, or the person themself. */
export const withoutId = ['new', 'own'] as const

/** Characters of one text as JSON: enough for the longest decision letter. */
export const longestUnsent = 200_000
/** How many texts one person may store. */
export const mostUnsent = 200
export const unsentDays = 90
