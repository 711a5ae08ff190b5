import type { InvitationAction, RoleAction, SubmissionAction } from './policy.ts'

type Rule =
  | { readonly of: 'submission' | 'article'; readonly action: SubmissionAction }
  | { readonly of: 'invitation'; readonly action: InvitationAction }
  | { readonly of: 'journal'; readonly action: RoleAction }

/**
 * Acts before which something longer is typed, and who may keep text for one: whoever may look at what it is about. A
 * letter begun by an editor holds words of reviewers and authors, so it is closed to them while a wall keeps them from the
 * submission, and there again when the wall falls.
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
  issue: { of: 'journal', action: 'issue.assemble' },
  special_section: { of: 'journal', action: 'issue.assemble' },
  profile: { of: 'journal', action: 'account.own' },
  account: { of: 'journal', action: 'accounts.manage' },
} as const satisfies Record<string, Rule>

export type UnsentAct = keyof typeof unsentRules
export const unsentActs = Object.keys(unsentRules) as [UnsentAct, ...UnsentAct[]]

/** What an act is about when it has no id: something that is begun, or the person. */
export const withoutId = ['new', 'own'] as const

/** Characters of one text as JSON: the longest decision letter there can be, with room. */
export const longestUnsent = 200_000
/** How many one person may keep. */
export const mostUnsent = 200
export const unsentDays = 90
