import { recordEvents } from '../db/events.ts'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import { claimKey, storeReply, type IdempotentRequest } from '../db/idempotency.ts'
import type { Deps } from '../deps.ts'
import { statusForAuthor } from '../domain/decision.ts'
import type { ActEvent, JournalEvent } from '../domain/events.ts'
import {
  mayInvitation,
  maySubmission,
  relationTo,
  type Actor,
  type InvitationAction,
  type SubmissionAction,
} from '../domain/policy.ts'
import { allow, type Verdict } from '../domain/refusal.ts'
import { lockInvitation, submissionOf, type InvitationRow } from './invitations.ts'
import { lockSubmission, newestDecision, type LockedSubmission } from './lock.ts'
import { refreshNextAction } from './next-action.ts'

// Every action on a submission has the same shape: lock it, ask the policy, work, record the events, compute the next action again. One
// transaction, without network calls. Statements that do not need each other's results are sent together (db/together.ts).

type ActDeps = Pick<Deps, 'db' | 'clock' | 'ids'>

/** What an action works with. The submission is locked until the transaction ends. */
export interface Acting extends LockedSubmission {
  readonly tx: Tx
  /** The newest decision that was not taken back. Loaded for authors only, null for everybody else. */
  readonly decision: Awaited<ReturnType<typeof newestDecision>>
  /**
   * The status as the actor knows it; `subject` has the same for the policy. For an author, it is the one before a decision that can still be
   * taken back: a verdict based on a decision that the author has not been told of would reveal it (docs/workflow.md, Decision).
   */
  readonly seen: LockedSubmission['submission']['status']
  /** The database's time. */
  readonly now: Date
}

/** The result of an action. Without events, nothing has changed that anybody but the actor can see. */
export interface Done<Reply> {
  readonly events: readonly ActEvent[]
  readonly reply: Reply
  /** Without an event, something was changed that the list of submissions shows. */
  readonly changed?: true
  /** Last changes, whose results the reply does not need: they are sent together with the events (db/together.ts). */
  readonly changes?: readonly (() => unknown)[]
}

/**
 * An action of a person on a submission, in one transaction. In order: locks the submission; asks the policy; does `work`; records the events,
 * which the worker's jobs follow (workers/reactions.ts); computes the next action again. The docstring of an action lists the effects of its
 * work and of its jobs.
 * @param policyAct the policy's name of the action; a function where the verdict depends on more than the submission
 * @param work makes the changes, and returns the events and the reply
 * @param request for requests that may be repeated: the work is done once for a key, and repetitions get the first reply
 * @throws Refusal `not_found`, and the policy's reason
 */
export async function act<Reply>(
  deps: ActDeps,
  actor: Actor,
  submissionId: string,
  policyAct: SubmissionAction | ((acting: Acting) => Verdict | Promise<Verdict>),
  work: (acting: Acting) => Promise<Done<Reply>>,
  request?: IdempotentRequest,
): Promise<Reply> {
  const admit = async (acting: Acting) => {
    allow(typeof policyAct === 'function' ? await policyAct(acting) : maySubmission(policyAct, actor, acting.subject))
    return acting
  }
  return carryOut(deps, actor, submissionId, admit, work, request)
}

export interface ActingOnInvitation extends Acting {
  /** Locked as well. */
  readonly invitation: InvitationRow
}

/** An action of a reviewer, whom the policy knows by their invitation. Otherwise like `act`. */
export async function actOnInvitation<Reply>(
  deps: ActDeps,
  actor: Actor,
  invitationId: string,
  policyAct: InvitationAction,
  work: (acting: ActingOnInvitation) => Promise<Done<Reply>>,
  request?: IdempotentRequest,
): Promise<Reply> {
  const admit = async (acting: Acting) => {
    const { invitation, subject } = await lockInvitation(acting.tx, invitationId)
    allow(mayInvitation(policyAct, actor, subject))
    return { ...acting, invitation }
  }
  return carryOut(deps, actor, await submissionOf(deps.db, invitationId), admit, work, request)
}

/** An action without an actor: a deadline has passed, or a job continues what an action began. */
export async function actByItself<Reply>(
  deps: ActDeps,
  submissionId: string,
  work: (acting: Acting) => Promise<Done<Reply>>,
): Promise<Reply> {
  return carryOut(deps, null, submissionId, async (acting) => acting, work)
}

async function carryOut<Admitted extends Acting, Reply>(
  deps: ActDeps,
  actor: Actor | null,
  submissionId: string,
  admit: (acting: Acting) => Promise<Admitted>,
  work: (admitted: Admitted) => Promise<Done<Reply>>,
  request?: IdempotentRequest,
): Promise<Reply> {
  return deps.db.transaction(async (tx) => {
    const [earlier, acting] = await together(
      () => (request === undefined ? null : claimKey(tx, deps, request)),
      () => begin(tx, deps, actor, submissionId),
    )
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same request's own reply, written by storeReply
    if (earlier !== null) return earlier.reply as Reply
    const { events, reply, changed, changes = [] } = await work(await admit(acting))
    await together(
      ...changes,
      () => conclude(tx, deps, actor, submissionId, events, changed),
      () => request && storeReply(tx, request, reply),
    )
    return reply
  })
}

async function begin(tx: Tx, { clock }: ActDeps, actor: Actor | null, id: string): Promise<Acting> {
  const isAccount = actor?.kind === 'account'
  const [{ submission, subject }, newest, now] = await together(
    () => lockSubmission(tx, id),
    () => (isAccount ? newestDecision(tx, id) : null),
    () => clock.ofDatabase(tx),
  )
  const decision = isAccount && relationTo(actor, subject) === 'author' ? newest : null
  const seen = statusForAuthor(submission.status, decision, now)
  return { tx, submission, subject: { ...subject, status: seen }, decision, seen, now }
}

/** The end of every action. Called directly only for a submission that the action has created. */
export async function conclude(
  tx: Tx,
  deps: ActDeps,
  actor: Actor | null,
  submissionId: string,
  events: readonly ActEvent[],
  changed = events.length > 0,
): Promise<void> {
  await together(
    () =>
      recordEvents(
        tx,
        deps,
        actor,
        events.map((event) => ({ ...event, submissionId })),
      ),
    () => changed && refreshNextAction(tx, submissionId),
  )
}

/** The end of an action on an issue: one event, and the next action of every submission that it changed. */
export async function concludeOnIssue(
  tx: Tx,
  deps: ActDeps,
  actor: Actor,
  event: Extract<JournalEvent, { readonly issueId: string }>,
  submissionIds: readonly string[],
): Promise<void> {
  await recordEvents(tx, deps, actor, [event])
  for (const id of submissionIds) await refreshNextAction(tx, id)
}
