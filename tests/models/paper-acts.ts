import type { ActCalled } from './agreement.ts'
import {
  graceSeconds,
  isUndoable,
  newestHandedIn,
  openRound,
  replaced,
  ruleOf,
  statusForAuthor,
  unheard,
  type Decision,
  type DecisionKind,
  type Paper,
  type Version,
} from './paper.ts'
import {
  allowed,
  mayAuthor,
  mayDecide,
  mayInvite,
  mayRelease,
  mayStartProduction,
  mayTakeBack,
  type Verdict,
} from './paper-verdicts.ts'

// The acts on a paper, and their effects.

export type Act =
  | { readonly act: 'submit' | 'hand_in'; readonly saysUnchanged: boolean }
  | { readonly act: 'upload'; readonly sameAsBefore: boolean }
  | { readonly act: 'withdraw' | 'release' | 'invite' | 'start_production' }
  /** Everything from the first galley to the issue. */
  | { readonly act: 'publish' }
  /** The first invited reviewer who can still submit a review does so. */
  | { readonly act: 'review' }
  | { readonly act: 'decide'; readonly kind: DecisionKind; readonly onOldPage: boolean }
  /** A position among all decisions, undone ones included, counted from the newest. */
  | { readonly act: 'take_back'; readonly nth: number }
  | { readonly act: 'wait'; readonly minutes: number }

export interface Outcome {
  readonly verdict: Verdict
  readonly paper: Paper
}

const refused = (paper: Paper, verdict: Verdict): Outcome => ({ verdict, paper })
const done = (paper: Paper): Outcome => ({ verdict: allowed, paper })

/** The decision that `nth` from the newest names; -1 when there is none. */
export const decisionAt = ({ decisions }: Paper, nth: number) => decisions.length - 1 - nth

/** The number of reviewers. */
const mostAsked = 8

/** Whether the paper has an object for the act. */
export function isConceivable(paper: Paper, act: Act): boolean {
  if (act.act === 'invite') return paper.asked.length < mostAsked
  if (act.act === 'review') return paper.asked.some(({ state }) => state === 'waiting')
  if (act.act === 'publish') return paper.status === 'in_production'
  if (act.act === 'release') return newestHandedIn(paper) >= 0
  return act.act !== 'take_back' || decisionAt(paper, act.nth) >= 0
}

const plays: { readonly [Name in Act['act']]: (paper: Paper, act: ActCalled<Act, Name>) => Outcome } = {
  submit: (paper, { saysUnchanged }) => submit(paper, saysUnchanged),
  upload: (paper, { sameAsBefore }) => upload(paper, sameAsBefore),
  hand_in: (paper, { saysUnchanged }) => handIn(paper, saysUnchanged),
  withdraw,
  release,
  invite,
  review: (paper) => {
    const first = paper.asked.findIndex(({ state }) => state === 'waiting')
    return done({ ...paper, asked: replaced(paper.asked, first, { state: 'in' }) })
  },
  decide: (paper, { kind, onOldPage }) =>
    onOldPage && paper.everSubmitted ? refused(paper, 'edited_elsewhere') : decide(paper, kind),
  take_back: (paper, { nth }) => takeBack(paper, decisionAt(paper, nth)),
  start_production: (paper) => {
    const verdict = mayStartProduction(paper)
    return verdict === allowed ? done({ ...paper, status: 'in_production', since: paper.now }) : refused(paper, verdict)
  },
  publish: (paper) => done(afterWaiting({ ...paper, status: 'published', since: paper.now })),
  wait: (paper, { minutes }) => done(afterWaiting({ ...paper, now: paper.now + 60 * minutes })),
}

/** Every act takes a second, whether it is refused or not. */
export function step(before: Paper, act: Act): Outcome {
  const play = plays[act.act] as (paper: Paper, act: Act) => Outcome
  return play({ ...before, now: before.now + 1 }, act)
}

/** The version its author works on: the open one, the one that was returned for correction, or a new one. */
function openedVersion(paper: Paper): Paper {
  const newest = newestHandedIn(paper)
  if (newest < paper.versions.length - 1) return paper
  const wasReviewed = paper.rounds.some(({ version }) => version === newest)
  if (paper.status === 'returned' && !wasReviewed)
    return { ...paper, versions: replaced(paper.versions, newest, { handedIn: false, released: false }) }
  const added: Version = { handedIn: false, manuscripts: [], released: false }
  return { ...paper, versions: [...paper.versions, added] }
}

function manuscriptsOf({ versions }: Paper, version: number): readonly number[] {
  return versions[version]?.manuscripts ?? []
}

const same = (a: readonly number[], b: readonly number[] | null) =>
  b !== null && a.toSorted().join() === b.toSorted().join()

/** The content of an upload: the manuscript submitted last, or a new one. */
export function contentOfUpload(paper: Paper, sameAsBefore: boolean): number {
  const before = manuscriptsOf(paper, newestHandedIn(paper)).at(-1) ?? 0
  return sameAsBefore ? before : paper.uploads
}

function upload(paper: Paper, sameAsBefore: boolean): Outcome {
  const verdict = mayAuthor(paper, statusForAuthor(paper) === 'revising' ? 'revise' : 'edit')
  if (verdict !== allowed) return refused(paper, verdict)
  const opened = openedVersion(paper)
  const last = opened.versions.length - 1
  const manuscripts = [...manuscriptsOf(opened, last), contentOfUpload(paper, sameAsBefore)]
  return done({ ...opened, uploads: paper.uploads + 1, versions: replaced(opened.versions, last, { manuscripts }) })
}

/** The requirements of a version for submission; an unchanged one needs an explanation. */
function mayComeBack(paper: Paper, again: boolean, saysUnchanged: boolean): Verdict {
  const manuscripts = manuscriptsOf(paper, paper.versions.length - 1)
  if (manuscripts.length === 0) return 'incomplete'
  return again && !saysUnchanged && same(manuscripts, paper.sentBack) ? 'unchanged' : allowed
}

function submit(paper: Paper, saysUnchanged: boolean): Outcome {
  const opened = openedVersion(paper)
  const verdict = mayAuthor(paper, 'submit')
  if (verdict !== allowed) return refused(paper, verdict)
  const comesBack = mayComeBack(opened, paper.status === 'returned', saysUnchanged)
  if (comesBack !== allowed) return refused(paper, comesBack)
  return done(handedIn({ ...opened, status: 'submitted', everSubmitted: true }))
}

function handedIn(paper: Paper): Paper {
  const versions = replaced(paper.versions, paper.versions.length - 1, { handedIn: true })
  return { ...paper, versions, since: paper.now, dated: false }
}

function handIn(paper: Paper, saysUnchanged: boolean): Outcome {
  const opened = openedVersion(paper)
  const verdict = mayAuthor(paper, 'revise')
  if (verdict !== allowed) return refused(paper, verdict)
  const comesBack = mayComeBack(opened, true, saysUnchanged)
  if (comesBack !== allowed) return refused(paper, comesBack)
  const next = handedIn(superseded(opened))
  const asked = next.decisions.findLast(({ kind, takenBack }) => !takenBack && kind.endsWith('_revision'))
  if (asked?.kind === 'minor_revision') return done({ ...next, status: 'revised' })
  return done(withRound({ ...next, status: 'in_review' }, next.versions.length - 1))
}

/** An act of the author supersedes a decision that they have not been told of. */
function superseded(paper: Paper): Paper {
  const decision = unheard(paper)
  if (decision === null) return paper
  return { ...paper, decisions: replaced(paper.decisions, paper.decisions.indexOf(decision), { takenBack: true }) }
}

function withdraw(paper: Paper): Outcome {
  const verdict = mayAuthor(paper, 'withdraw')
  if (verdict !== allowed) return refused(paper, verdict)
  const { rounds, asked, ...rest } = superseded(paper)
  return done({
    ...rest,
    status: 'withdrawn',
    since: paper.now,
    dated: false,
    rounds: rounds.map((round) => ({ ...round, open: false })),
    asked: asked.map((one) => (one.state === 'waiting' ? { ...one, state: 'ended' } : one)),
  })
}

/** A round without invitations is used again. */
function withRound(paper: Paper, version: number): Paper {
  const last = paper.rounds.length - 1
  const isUsed = last < 0 || paper.asked.some(({ round }) => round === last)
  const rounds = isUsed
    ? [...paper.rounds, { version, open: true }]
    : replaced(paper.rounds, last, { version, open: true })
  return { ...paper, rounds }
}

function decide(paper: Paper, kind: DecisionKind): Outcome {
  const verdict = mayDecide(paper, kind)
  if (verdict !== allowed) return refused(paper, verdict)
  const { to, dated = false, round } = ruleOf(kind)
  const closed = openRound(paper)
  const withoutRound = { ...paper, rounds: replaced(paper.rounds, closed, { open: false }) }
  const next = round === 'opens' ? withRound(withoutRound, newestHandedIn(paper)) : withoutRound
  const decision: Decision = {
    kind,
    before: { status: paper.status, since: paper.since, dated: paper.dated },
    graceEnds: paper.now + graceSeconds,
    takenBack: false,
    letterSent: false,
    opened: round === 'opens' ? openRound(next) : null,
    closed: closed < 0 ? null : closed,
  }
  const sentBack = { ...next, status: to, since: paper.now, dated, decisions: [...paper.decisions, decision] }
  return done(to === 'revising' || to === 'returned' ? givenBack(sentBack) : sentBack)
}

/** For a correction its author gets the submitted version, or continues an open one; for a revision, a new version. */
function givenBack(paper: Paper): Paper {
  const isRevision = paper.status === 'revising'
  const shown = isRevision || newestHandedIn(paper) === paper.versions.length - 1 ? newestHandedIn(paper) : -1
  const sentBack = manuscriptsOf(paper, shown < 0 ? paper.versions.length - 1 : shown)
  return { ...(isRevision ? openedVersion(paper) : paper), sentBack }
}

function takeBack(paper: Paper, index: number): Outcome {
  const decision = paper.decisions[index]
  if (decision === undefined) throw new Error('a decision is taken back that is not there')
  const verdict = mayTakeBack(paper, decision)
  if (verdict !== allowed) return refused(paper, verdict)
  const { opened, closed, before } = decision
  const rounds = paper.rounds.map((round, i) => {
    if (i === opened) return { ...round, open: false }
    return i === closed ? { ...round, open: true } : round
  })
  return done({ ...paper, ...before, rounds, decisions: replaced(paper.decisions, index, { takenBack: true }) })
}

function release(paper: Paper): Outcome {
  const verdict = mayRelease(paper)
  if (verdict !== allowed) return refused(paper, verdict)
  return done({ ...paper, versions: replaced(paper.versions, newestHandedIn(paper), { released: true }) })
}

function invite(paper: Paper): Outcome {
  const verdict = mayInvite(paper)
  if (verdict !== allowed) return refused(paper, verdict)
  return done({ ...paper, asked: [...paper.asked, { round: openRound(paper), state: 'waiting' }] })
}

/** The worker has done its work: letters are sent, and invitations that are not needed are cancelled. */
function afterWaiting(paper: Paper): Paper {
  const final = paper.decisions.filter((decision) => !decision.takenBack && !isUndoable(paper, decision))
  const over = final.map(({ closed }) => closed)
  return {
    ...paper,
    decisions: paper.decisions.map((decision) =>
      final.includes(decision) && ruleOf(decision.kind).letter ? { ...decision, letterSent: true } : decision,
    ),
    asked: paper.asked.map((one) =>
      one.state === 'waiting' && over.includes(one.round) ? { ...one, state: 'ended' } : one,
    ),
  }
}
