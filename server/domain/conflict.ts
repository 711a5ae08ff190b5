import { isCertain, likenessOf, type Described, type Likeness } from './person.ts'
import { all, allowed, closed, type Verdict } from './refusal.ts'

// Whether somebody may be asked to review a submission: what speaks against it, and whether that is proof or a reason to ask.

/** What an editor has had to do with a submission, strongest first. */
export const acquaintances = ['handles', 'handled', 'acted', 'told', 'may_read', 'edits'] as const
export type Acquaintance = (typeof acquaintances)[number]

/** Whoever had the case in hand knows the authors for certain; whoever could have read their names may not have. */
const provesKnowing: readonly Acquaintance[] = ['handles', 'handled', 'acted']

/** Reasons that an editor is shown and may invite in spite of. The words are `editor.evidence.<code>`. */
export const evidenceCodes = [
  'author_same_name_and_affiliation',
  'author_similar_name',
  'author_same_name',
  'editor_told',
  'editor_may_read',
  'editor_edits',
  'editor_same_name_and_affiliation',
  'editor_similar_name',
  'asked_same_name_and_affiliation',
  'asked_similar_name',
] as const
export type Evidence = (typeof evidenceCodes)[number]

/** Somebody, with the accounts that are theirs for certain. */
export interface Party extends Described {
  readonly accountId: string | null
}

export interface EditingParty extends Party {
  readonly acquaintance: Acquaintance
}

/** Those of one submission whom its reviewers must not be. */
export interface Parties {
  /** Everybody named as an author, and whoever handed it in, as the form and as their accounts know them. */
  readonly authors: readonly Party[]
  /** Everybody who edits the journal or had to do with this submission as an editor. */
  readonly editors: readonly EditingParty[]
  /** Everybody asked in the round that is open. */
  readonly asked: readonly Party[]
}

export interface Judgement {
  /** Closed when it is certain. */
  readonly verdict: Verdict
  /** What makes it probable. */
  readonly evidence: readonly Evidence[]
}

/** Nobody reviews what they wrote or edit, and nobody is asked twice in a round. Pure. */
export function judge(person: Party, { authors, editors, asked }: Parties): Judgement {
  const toAuthors = strongest(person, authors)
  const toAsked = strongest(person, asked)
  const same = editors.filter((editor) => tie(person, editor) === 'same_account' || certainly(person, editor))
  return {
    verdict: all(
      isProof(toAuthors) ? closed('author_cannot_review') : allowed,
      same.some(({ acquaintance }) => provesKnowing.includes(acquaintance)) ? closed('editor_cannot_review') : allowed,
      isProof(toAsked) ? closed('already_invited') : allowed,
    ),
    evidence: [
      ...named('author', toAuthors),
      ...new Set(same.map(({ acquaintance }) => `editor_${acquaintance}`)),
      // A namesake who edits is somebody else more often than not; with the same affiliation hardly ever.
      ...named(
        'editor',
        strongest(
          person,
          editors.filter((editor) => provesKnowing.includes(editor.acquaintance)),
        ),
      ),
      ...named('asked', toAsked),
    ].filter((code): code is Evidence => (evidenceCodes as readonly string[]).includes(code)),
  }
}

/** That the person edits the journal, though not this submission. */
const ofEditors: readonly Evidence[] = ['editor_told', 'editor_may_read', 'editor_edits']

/**
 * Which evidence counts as overruled. Who edits the journal is made a reviewer by nobody's act but an editor's: a section
 * editor's word does not take a paper from the chief editor.
 * @param given what whoever asks was shown and asks in spite of
 * @param before what was overruled when the person was chosen
 */
export function overruled(given: readonly string[], byEditor: boolean, before: readonly string[] = []): string[] {
  const own = byEditor ? given : given.filter((code) => !(ofEditors as readonly string[]).includes(code))
  return [...new Set([...before, ...own])]
}

/** Whether an invitation may be sent: nothing is certain, and what is probable was overruled. */
export function mayInvite({ verdict, evidence }: Judgement, seen: readonly string[], byEditor: boolean): Verdict {
  const open = evidence.filter((code) => !seen.includes(code))
  return all(
    verdict,
    !byEditor && open.some((code) => ofEditors.includes(code)) ? closed('editor_needs_editor') : allowed,
    open.length > 0 ? closed('conflict_possible', { evidence: open }) : allowed,
  )
}

type Tie = Likeness | 'same_account'

function tie(a: Party, b: Party): Tie | null {
  return a.accountId !== null && a.accountId === b.accountId ? 'same_account' : likenessOf(a, b)
}

function isProof(found: Tie | null): boolean {
  return found === 'same_account' || (found !== null && isCertain(found))
}

function certainly(a: Party, b: Party): boolean {
  return isProof(tie(a, b))
}

const strength: readonly Tie[] = [
  'same_account',
  'same_mailbox',
  'same_orcid',
  'same_name_and_affiliation',
  'similar_name',
  'same_name',
]

function strongest(person: Party, others: readonly Party[]): Tie | null {
  const ties = others.map((other) => tie(person, other))
  return strength.find((one) => ties.includes(one)) ?? null
}

function named(side: 'author' | 'editor' | 'asked', found: Tie | null): string[] {
  return found === null || isProof(found) ? [] : [`${side}_${found}`]
}
