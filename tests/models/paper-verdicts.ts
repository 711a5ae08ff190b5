import {
  decisionKinds,
  isReleased,
  isUndoable,
  newestDecision,
  newestHandedIn,
  openRound,
  reviewsIn,
  ruleOf,
  statusForAuthor,
  unheard,
  type Decision,
  type DecisionKind,
  type Paper,
  type Status,
} from './paper.ts'

// The model's verdicts on acts, and its views of a paper for each side.

/** `allowed`, or why not. */
export type Verdict = string
export const allowed = 'allowed'

const first = (...verdicts: readonly (Verdict | false)[]): Verdict =>
  verdicts.find((verdict) => verdict !== false && verdict !== allowed) || allowed

const open: readonly Status[] = [
  'submitted',
  'returned',
  'in_review',
  'revising',
  'revised',
  'accepted',
  'in_production',
]

export const authorActs = {
  edit: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  withdraw: ['draft', ...open],
  revise: ['revising'],
} as const satisfies Record<string, readonly Status[]>

export type AuthorAct = keyof typeof authorActs

export function mayAuthor(paper: Paper, act: AuthorAct): Verdict {
  const statuses: readonly Status[] = authorActs[act]
  return statuses.includes(statusForAuthor(paper)) ? allowed : 'wrong_status'
}

/** A letter to the author is waiting to be sent. */
function letterWaits(paper: Paper): boolean {
  const newest = paper.decisions[newestDecision(paper)]
  return newest !== undefined && ruleOf(newest.kind).letter === true && isUndoable(paper, newest)
}

export function mayDecide(paper: Paper, kind: DecisionKind): Verdict {
  const { from, round, afterReview } = ruleOf(kind)
  return first(
    !paper.everSubmitted && 'not_found',
    !from.includes(paper.status) && 'wrong_status',
    letterWaits(paper) && 'in_grace',
    afterReview !== undefined && reviewsIn(paper, afterReview) === 0 && 'reviews_outstanding',
    round === 'opens' && !isReleased(paper, newestHandedIn(paper)) && 'manuscript_not_released',
  )
}

export function mayTakeBack(paper: Paper, decision: Decision): Verdict {
  const isNewest = paper.decisions[newestDecision(paper)] === decision
  const isUsed = decision.opened !== null && paper.asked.some(({ round }) => round === decision.opened)
  return first(
    !isUndoable(paper, decision) && 'grace_over',
    (!isNewest || isUsed || paper.status !== ruleOf(decision.kind).to) && 'not_newest_decision',
  )
}

export function mayInvite(paper: Paper): Verdict {
  const round = paper.rounds[openRound(paper)]
  return first(
    !paper.everSubmitted && 'not_found',
    paper.status !== 'in_review' && 'wrong_status',
    (round === undefined || !isReleased(paper, round.version)) && 'manuscript_not_released',
  )
}

export function mayRelease(paper: Paper): Verdict {
  return first(!paper.everSubmitted && 'not_found', !open.includes(paper.status) && 'wrong_status')
}

export function mayStartProduction(paper: Paper): Verdict {
  const newest = paper.decisions[newestDecision(paper)]
  return first(
    !paper.everSubmitted && 'not_found',
    paper.status !== 'accepted' && 'wrong_status',
    newest !== undefined && isUndoable(paper, newest) && 'in_grace',
  )
}

const nextFor: Partial<Record<Status, string>> = {
  submitted: 'screen',
  returned: 'chase_return',
  revising: 'chase_revision',
  revised: 'look_at_revision',
  accepted: 'start_production',
  in_production: 'produce',
}

/** A section of scientific articles asks for two reviews. */
const wantedReviews = 2

/** The next action of an editor, now or after a date. */
function nextAct(paper: Paper): string | null {
  if (paper.status !== 'in_review') return nextFor[paper.status] ?? null
  const round = openRound(paper)
  const states = paper.asked.filter((one) => one.round === round).map(({ state }) => state)
  if (states.length === 0) return isReleased(paper, paper.rounds[round]?.version ?? -1) ? 'invite' : 'release'
  if (states.length < wantedReviews) return 'invite_more'
  return states.includes('waiting') ? 'chase_answer' : 'decide'
}

export interface EditorSees {
  readonly status: Status
  readonly nextAct: string | null
  readonly rounds: readonly { readonly number: number; readonly version: number; readonly open: boolean }[]
  /** The statuses of all invitations, in the order of inviting. */
  readonly asked: readonly string[]
  readonly decisions: readonly {
    readonly kind: DecisionKind
    readonly takenBack: boolean
    readonly takeBack: Verdict
  }[]
  readonly lettersSent: number
  readonly may: Readonly<Record<DecisionKind | 'invite' | 'release' | 'start_production', Verdict>>
}

export interface AuthorSees {
  readonly status: Status
  readonly dated: boolean
  readonly letters: readonly DecisionKind[]
  readonly may: Readonly<Record<AuthorAct, Verdict>>
}

export interface Views {
  /** `not_found` before it was ever submitted: a draft is its author's alone. */
  readonly editor: EditorSees | 'not_found'
  readonly author: AuthorSees
}

export function viewsOf(paper: Paper): Views {
  return { editor: paper.everSubmitted ? editorSees(paper) : 'not_found', author: authorSees(paper) }
}

export function editorSees(paper: Paper): EditorSees {
  const decide = Object.fromEntries(decisionKinds.map((kind) => [kind, mayDecide(paper, kind)]))
  return {
    status: paper.status,
    nextAct: nextAct(paper),
    // An empty round of an undone decision is not shown.
    rounds: paper.rounds
      .map((one, round) => ({ number: round + 1, version: one.version + 1, open: one.open }))
      .filter(({ number, open: isOpen }) => isOpen || paper.asked.some(({ round }) => round === number - 1)),
    asked: paper.asked.map(({ state }) => state),
    decisions: paper.decisions.map((decision) => ({
      kind: decision.kind,
      takenBack: decision.takenBack,
      takeBack: mayTakeBack(paper, decision),
    })),
    lettersSent: paper.decisions.filter(({ letterSent }) => letterSent).length,
    may: {
      ...(decide as Record<DecisionKind, Verdict>),
      invite: mayInvite(paper),
      release: mayRelease(paper),
      start_production: mayStartProduction(paper),
    },
  }
}

export function authorSees(paper: Paper): AuthorSees {
  const acts = Object.keys(authorActs) as AuthorAct[]
  return {
    status: statusForAuthor(paper),
    dated: unheard(paper)?.before.dated ?? paper.dated,
    letters: paper.decisions
      .filter((decision) => ruleOf(decision.kind).letter && !decision.takenBack && !isUndoable(paper, decision))
      .map(({ kind }) => kind),
    may: Object.fromEntries(acts.map((act) => [act, mayAuthor(paper, act)])) as Record<AuthorAct, Verdict>,
  }
}
