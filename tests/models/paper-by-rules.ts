import { nextActionOf, type NextActionFacts } from '../../server/domain/next-action.ts'
import { asksRevision, handInEvent, statusForAuthor } from '../../server/domain/decision.ts'
import { maySubmission, type Actor, type SubmissionAction, type SubmissionSubject } from '../../server/domain/policy.ts'
import { canTakeBack, possibleActs, type SubmissionFacts } from '../../server/domain/possible-acts.ts'
import type { Verdict } from '../../server/domain/refusal.ts'
import { next, type SubmissionEvent } from '../../server/domain/transitions.ts'
import { newestDecision, newestHandedIn, openRound, ruleOf, type Decision, type Paper, type Status } from './paper.ts'
import type { Act } from './paper-acts.ts'
import { authorActs, type AuthorAct, type AuthorSees, type EditorSees, type Views } from './paper-verdicts.ts'

// Applies the pure rules of server/domain to the facts of the model's paper.

const editor: Actor = { kind: 'account', accountId: 'editor', roles: ['editor'] }
const author: Actor = { kind: 'account', accountId: 'author', roles: ['author'] }

const instant = (seconds: number) => new Date(seconds * 1000)
const codeOf = (verdict: Verdict) => (verdict.allowed ? 'allowed' : verdict.code)
const codesOf = (verdicts: Readonly<Record<string, Verdict>>) =>
  Object.fromEntries(Object.entries(verdicts).map(([act, verdict]) => [act, codeOf(verdict)]))

function subjectOf(paper: Paper, status: Status = paper.status): SubmissionSubject {
  const nobody = { namedIds: [], handlingIds: [], appointedIds: [], reviewerIds: [] }
  return { status, everSubmitted: paper.everSubmitted, authorIds: ['author'], ...nobody }
}

const standing = (decision: Decision, place: number) => ({
  id: String(place),
  kind: decision.kind,
  statusBefore: decision.before.status,
  statusAfter: ruleOf(decision.kind).to,
  graceEndsAt: instant(decision.graceEnds),
  takenBackAt: decision.takenBack ? instant(0) : null,
})

function newestOf(paper: Paper) {
  const place = newestDecision(paper)
  const newest = paper.decisions[place]
  if (newest === undefined) return null
  const itsRound = newest.opened ?? newest.closed
  return { ...standing(newest, place), invitedToItsRound: paper.asked.some(({ round }) => round === itsRound) }
}

const seenStatus = (paper: Paper) => statusForAuthor(paper.status, newestOf(paper), instant(paper.now))

const isReleased = ({ versions }: Paper, version: number | undefined) => versions[version ?? -1]?.released ?? false

function factsOf(paper: Paper): SubmissionFacts {
  const open = openRound(paper)
  const inHand = paper.asked.filter(({ state }) => state === 'in')
  return {
    subject: subjectOf(paper),
    manuscriptReleased: isReleased(paper, paper.rounds[open]?.version ?? newestHandedIn(paper)),
    naming: [],
    reviewsSubmitted: inHand.filter(({ round }) => round === open).length,
    reviewedBefore: inHand.some(({ round }) => round !== open),
    newest: newestOf(paper),
    now: instant(paper.now),
  }
}

function nextAct(paper: Paper): string | null {
  const round = openRound(paper) >= 0 ? openRound(paper) : paper.rounds.length - 1
  const later = instant(paper.now + 86_400)
  const facts: NextActionFacts = {
    status: paper.status,
    since: instant(paper.since),
    authorDueAt: paper.dated ? later : null,
    minimumReviews: 2,
    manuscriptReleased: isReleased(paper, paper.rounds[round]?.version),
    invitations: paper.asked
      .filter((one) => one.round === round)
      .map(({ state }) => ({
        status: ({ waiting: 'invited', in: 'submitted', ended: 'cancelled' } as const)[state],
        respondBy: later,
        dueAt: later,
        changedAt: instant(paper.now),
      })),
    production:
      paper.status === 'in_production'
        ? { step: 'copyediting', since: instant(paper.since), inIssue: false, proofs: null }
        : null,
  }
  return nextActionOf(facts)?.act ?? null
}

const actions: Readonly<Record<AuthorAct, SubmissionAction>> = {
  edit: 'submission.edit',
  submit: 'submission.submit',
  withdraw: 'submission.withdraw',
  revise: 'submission.revise',
}

const ofAuthor = (paper: Paper, act: AuthorAct) =>
  maySubmission(actions[act], author, subjectOf(paper, seenStatus(paper)))

/** The views by the rules; values that depend on rows are taken from the model. */
export function viewsByRules(paper: Paper, { editor: seen, author: own }: Views): Views {
  const acts = Object.keys(authorActs) as AuthorAct[]
  const authorSees: AuthorSees = {
    ...own,
    status: seenStatus(paper),
    may: Object.fromEntries(acts.map((act) => [act, codeOf(ofAuthor(paper, act))])) as AuthorSees['may'],
  }
  if (!maySubmission('submission.oversee', editor, subjectOf(paper)).allowed)
    return { editor: 'not_found', author: authorSees }
  const facts = factsOf(paper)
  const { decide, invite, releaseFiles: release, startProduction: start_production } = possibleActs(editor, facts)
  const verdicts: Record<string, Verdict> = { ...decide, invite, release, start_production }
  return {
    author: authorSees,
    editor:
      seen === 'not_found'
        ? seen
        : {
            ...seen,
            nextAct: nextAct(paper),
            decisions: paper.decisions.map((decision, place) => ({
              kind: decision.kind,
              takenBack: decision.takenBack,
              takeBack: codeOf(canTakeBack(editor, standing(decision, place), facts)),
            })),
            may: codesOf(verdicts) as EditorSees['may'],
          },
  }
}

/** The status after an act, if the state machine has a transition for it. */
export function statusByRules(before: Paper, act: Act): Status | null {
  const event = eventOf(before, act)
  if (event === null) return null
  // An author's act starts from the status that they have been told.
  const from = act.act === 'decide' || act.act === 'start_production' ? before.status : seenStatus(before)
  return next(from, event)
}

function eventOf(before: Paper, act: Act): SubmissionEvent | null {
  if (act.act === 'decide') return act.kind
  if (act.act === 'submit' || act.act === 'withdraw' || act.act === 'start_production' || act.act === 'publish')
    return act.act
  if (act.act !== 'hand_in') return null
  const asked = before.decisions
    .filter(({ takenBack }) => !takenBack)
    .map(({ kind }) => kind)
    .findLast(asksRevision)
  return asked === undefined ? null : handInEvent(asked)
}
