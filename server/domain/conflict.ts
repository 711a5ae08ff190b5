import { isCertain, likenessOf, type Described, type Likeness } from './person.ts'
import { all, allowed, closed, type Verdict } from './refusal.ts'

// Whether somebody may be invited to review a submission: the reasons against it (conflicts of interest), and whether they are proof or
// only evidence.

/** An editor's relation to a submission, strongest first. */
export const acquaintances = ['handles', 'handled', 'acted', 'told', 'may_read', 'edits'] as const
export type Acquaintance = (typeof acquaintances)[number]

/** These editors have worked on the submission and know its authors for certain; the others could have read the names, but may not have. */
const provesKnowing: readonly Acquaintance[] = ['handles', 'handled', 'acted']

/** Evidence that an editor sees and may overrule. The labels are `editor.evidence.<code>`. */
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

/** A person, with the accounts that are theirs for certain. */
export interface Party extends Described {
  readonly accountId: string | null
}

export interface EditingParty extends Party {
  readonly acquaintance: Acquaintance
}

/** The people of one submission who must not review it. */
export interface Parties {
  /** Everybody named as an author and the submitter, as the form and as their accounts describe them. */
  readonly authors: readonly Party[]
  /** Everybody who edits the journal or has worked on this submission as an editor. */
  readonly editors: readonly EditingParty[]
  /** Everybody invited in the open round. */
  readonly asked: readonly Party[]
}

export interface Judgement {
  /** Closed when a conflict is certain. */
  readonly verdict: Verdict
  /** Reasons to suspect a conflict. */
  readonly evidence: readonly Evidence[]
}

/** Authors and editors of a submission cannot review it, and nobody is invited twice in a round. Pure. */
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
      // An editor with the same name is usually another person, but hardly ever with the same affiliation.
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

/** The person edits the journal, but not this submission. */
const ofEditors: readonly Evidence[] = ['editor_told', 'editor_may_read', 'editor_edits']

/**
 * Which evidence counts as overruled. Only an editor can make another editor of the journal a reviewer: otherwise a section editor could
 * take a paper away from the editor-in-chief.
 * @param given evidence that the inviting editor was shown and overrules now
 * @param before evidence that was overruled when the person was chosen
 */
export function overruled(given: readonly string[], byEditor: boolean, before: readonly string[] = []): string[] {
  const own = byEditor ? given : given.filter((code) => !(ofEditors as readonly string[]).includes(code))
  return [...new Set([...before, ...own])]
}

/** Whether an invitation may be sent: no conflict is certain, and all evidence was overruled. */
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
