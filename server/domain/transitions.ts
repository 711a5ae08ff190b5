import { decisionKinds, decisionTable, type DecisionKind } from './decision.ts'
import { allowed, closed, Refusal, type Verdict } from './refusal.ts'
import type { Status } from './submission.ts'

/** What can happen to a submission besides decisions, and the status after it. What is not listed cannot happen. */
const otherTransitions = {
  submit: { draft: 'submitted', returned: 'submitted' },
  hand_in: { revising: 'in_review' },
  hand_in_minor: { revising: 'revised' },
  start_production: { accepted: 'in_production' },
  publish: { in_production: 'published' },
  // By the author, at any time before publication. Also allowed for a draft, which is usually discarded instead.
  withdraw: {
    draft: 'withdrawn',
    submitted: 'withdrawn',
    returned: 'withdrawn',
    in_review: 'withdrawn',
    revising: 'withdrawn',
    revised: 'withdrawn',
    accepted: 'withdrawn',
    in_production: 'withdrawn',
  },
} as const satisfies Record<string, Partial<Record<Status, Status>>>

export type SubmissionEvent = DecisionKind | keyof typeof otherTransitions

export const submissionEvents = [
  ...decisionKinds,
  ...(Object.keys(otherTransitions) as (keyof typeof otherTransitions)[]),
] as const

/** Whether `event` can happen in `status`; the refusal names both. */
export function canHappen(status: Status, event: SubmissionEvent): Verdict {
  return target(status, event) === undefined ? closed('wrong_status', { status, event }) : allowed
}

/**
 * The status after `event`. Pure.
 * @throws Refusal `wrong_status` when the event cannot happen in `status`
 */
export function next(status: Status, event: SubmissionEvent): Status {
  const after = target(status, event)
  if (after === undefined) throw new Refusal('wrong_status', { status, event })
  return after
}

function target(status: Status, event: SubmissionEvent): Status | undefined {
  if (isDecision(event)) return decisionTable[event].from.includes(status) ? decisionTable[event].to : undefined
  return (otherTransitions[event] as Partial<Record<Status, Status>>)[status]
}

function isDecision(event: SubmissionEvent): event is DecisionKind {
  return event in decisionTable
}
