// One paper from its draft to print, as docs/workflow.md tells it: a second account of what server/domain and the acts on it
// do, which shares no code with them. An act gives a code when it is refused, and then changes nothing.

export type Status =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'in_review'
  | 'revising'
  | 'revised'
  | 'accepted'
  | 'in_production'
  | 'published'
  | 'declined'
  | 'withdrawn'

interface DecisionRule {
  readonly from: readonly Status[]
  readonly to: Status
  /** Writes a letter to the author, which is sent when the decision can no longer be undone. */
  readonly letter?: boolean
  readonly dated?: boolean
  readonly round?: 'opens' | 'closes'
  /** Needs a submitted review. */
  readonly afterReview?: 'in this round' | 'in any round'
}

const atScreening = ['submitted'] as const
const reviewed = ['in_review', 'revised'] as const

export const decisionRules = {
  return: { from: atScreening, to: 'returned', letter: true, dated: true },
  send_to_review: { from: ['submitted', 'revised'], to: 'in_review', round: 'opens' },
  minor_revision: {
    from: reviewed,
    to: 'revising',
    letter: true,
    dated: true,
    round: 'closes',
    afterReview: 'in any round',
  },
  major_revision: {
    from: reviewed,
    to: 'revising',
    letter: true,
    dated: true,
    round: 'closes',
    afterReview: 'in any round',
  },
  accept: { from: ['submitted', ...reviewed], to: 'accepted', letter: true, round: 'closes' },
  decline: { from: ['submitted', 'revising', ...reviewed], to: 'declined', letter: true, round: 'closes' },
  reject_and_resubmit: { from: ['submitted', 'revising', ...reviewed], to: 'declined', letter: true, round: 'closes' },
  new_round: { from: ['in_review'], to: 'in_review', round: 'opens', afterReview: 'in this round' },
  reopen: { from: ['declined'], to: 'submitted', letter: true },
} as const satisfies Record<string, DecisionRule>

export type DecisionKind = keyof typeof decisionRules
export const decisionKinds = Object.keys(decisionRules) as readonly DecisionKind[]
export const ruleOf = (kind: DecisionKind): DecisionRule => decisionRules[kind]

export const graceSeconds = 600

export interface Version {
  readonly handedIn: boolean
  /** Its manuscripts, as numbers: equal numbers mean equal bytes. */
  readonly manuscripts: readonly number[]
  readonly released: boolean
}

export interface Round {
  readonly version: number
  readonly open: boolean
}

export interface Asked {
  readonly round: number
  readonly state: 'waiting' | 'in' | 'ended'
}

export interface Decision {
  readonly kind: DecisionKind
  readonly before: Pick<Paper, 'status' | 'since' | 'dated'>
  readonly graceEnds: number
  readonly takenBack: boolean
  readonly letterSent: boolean
  /** The rounds it opened and closed, by their place in the list. */
  readonly opened: number | null
  readonly closed: number | null
}

export interface Paper {
  /** Seconds since the paper was begun. */
  readonly now: number
  readonly status: Status
  /** The start of the status, which an editor's page must show for a decision to be accepted. */
  readonly since: number
  readonly everSubmitted: boolean
  /** Its author has a due date. */
  readonly dated: boolean
  readonly versions: readonly Version[]
  readonly rounds: readonly Round[]
  readonly asked: readonly Asked[]
  readonly decisions: readonly Decision[]
  /** The manuscripts that were returned to the author; null when none was. */
  readonly sentBack: readonly number[] | null
  readonly uploads: number
}

export const newPaper: Paper = {
  now: 0,
  status: 'draft',
  since: 0,
  everSubmitted: false,
  dated: false,
  versions: [{ handedIn: false, manuscripts: [0], released: false }],
  rounds: [],
  asked: [],
  decisions: [],
  sentBack: null,
  uploads: 1,
}

export function replaced<T>(list: readonly T[], index: number, change: Partial<T>): readonly T[] {
  return list.map((one, i) => (i === index ? { ...one, ...change } : one))
}

export const openRound = ({ rounds }: Paper) => rounds.findIndex(({ open }) => open)
export const newestHandedIn = ({ versions }: Paper) => versions.findLastIndex(({ handedIn }) => handedIn)
export const newestDecision = ({ decisions }: Paper) => decisions.findLastIndex(({ takenBack }) => !takenBack)

export const isUndoable = (paper: Paper, decision: Decision) => !decision.takenBack && paper.now < decision.graceEnds

/** The newest decision, if the author has not been told of it and nothing happened since. */
export function unheard(paper: Paper): Decision | null {
  const newest = paper.decisions[newestDecision(paper)]
  if (newest === undefined || !isUndoable(paper, newest)) return null
  return ruleOf(newest.kind).to === paper.status ? newest : null
}

export const statusForAuthor = (paper: Paper): Status => unheard(paper)?.before.status ?? paper.status

export function reviewsIn(paper: Paper, where: 'in this round' | 'in any round'): number {
  const open = openRound(paper)
  return paper.asked.filter(({ round, state }) => state === 'in' && (where === 'in any round' || round === open)).length
}

/** Whether reviewers of this version can read a manuscript. */
export function isReleased({ versions }: Paper, version: number): boolean {
  return versions[version]?.released === true
}
