import type { FindingKind } from '../domain/preparation.ts'
import { fold, wordsIn } from './folding.ts'
import { knownIn } from './known.ts'
import { unitsOf } from './people.ts'
import type { Finding, KnownPerson, Passage } from './shapes.ts'

/** A name as it is printed above an article. */
export interface PrintedByline {
  readonly name: string
  readonly affiliation: string
  readonly orcid: string | null
}

type Identity = Omit<KnownPerson, 'penName'>

/** A person of a submission, with what their account says of them. */
export interface PersonInPrint extends Identity {
  /** How they asked to be printed; null for a submitter who is no author. */
  readonly byline: 'name' | 'pen_name' | 'withheld' | null
  readonly accounts: readonly Identity[]
}

/**
 * The people whom nothing in print may name: everybody whose byline does not show their whole name. What their byline does show (an
 * affiliation, an ORCID iD) is not searched for.
 */
export function hiddenFrom(bylines: readonly PrintedByline[], people: readonly PersonInPrint[]): KnownPerson[] {
  const affiliations = bylines.map(({ affiliation }) => fold(affiliation))
  const isPlaceShown = (place: string) => affiliations.some((shown) => shown.includes(fold(place)))
  const hidden = people.filter((person) => !isShown(person, bylines))
  const identities = hidden.flatMap(({ accounts, byline: _byline, ...person }) => [person, ...accounts])
  const sought = identities.map(({ name, email, orcid, affiliation }) => ({
    name,
    penName: null,
    email,
    orcid: bylines.some((byline) => byline.orcid === orcid) ? null : orcid,
    affiliation: isPlaceShown(affiliation) ? '' : affiliation,
  }))
  return [...new Map(sought.map((person) => [JSON.stringify(person), person])).values()]
}

/**
 * The bylines that may be printed: none with the name of a person who asked to be printed under another name or under none, whoever typed
 * it.
 */
export function shownBylines<B extends PrintedByline>(
  bylines: readonly B[],
  people: readonly PersonInPrint[],
): readonly B[] {
  const protectedNames = people
    .filter(({ byline }) => byline === 'pen_name' || byline === 'withheld')
    .flatMap(({ name, accounts }) => [name, ...accounts.map((account) => account.name)])
  return bylines.filter(({ name }) => !protectedNames.some((known) => showsWhole(name, known)))
}

function isShown({ byline, name, accounts }: PersonInPrint, bylines: readonly PrintedByline[]): boolean {
  if (byline === 'pen_name' || byline === 'withheld') return false
  return [name, ...accounts.map((account) => account.name)].some((known) =>
    bylines.some((printed) => showsWhole(printed.name, known)),
  )
}

/** Whether a byline contains every word of a name, in any order and with any accents. */
function showsWhole(printed: string, name: string): boolean {
  const shown = new Set([...foldedWords(printed), ...unitsOf(printed).flatMap(({ keys }) => keys)])
  const units = unitsOf(name)
  return units.length > 0 && units.every(({ keys }) => keys.some((key) => shown.has(key)))
}

function foldedWords(text: string): string[] {
  return wordsIn(text).map(({ folded }) => folded)
}

/** Whether a match is also in a byline: a family name that a pen name keeps, or that two authors share. */
function isPrinted(match: string, bylines: readonly PrintedByline[]): boolean {
  const words = foldedWords(match)
  return words.length > 0 && bylines.some(({ name }) => words.every((word) => isAmong(word, foldedWords(name))))
}

/** An initial matches the words that begin with it. */
function isAmong(word: string, shown: readonly string[]): boolean {
  return shown.some((other) => other === word || (word.length === 1 && other.startsWith(word)))
}

/** Whether a text names one of the hidden people. @param bylines `shownBylines` */
export function namesHidden(text: string, hidden: readonly KnownPerson[], bylines: readonly PrintedByline[]): boolean {
  if (hidden.length === 0 || text.trim() === '') return false
  const passages: Passage[] = text.split('\n').map((line) => ({ kind: 'paragraph', text: line }))
  const found = [...knownIn(passages, hidden, [], []), ...spelledOut(passages, hidden)]
  return found.some(({ match }) => !isPrinted(match, bylines))
}

interface SpelledOut {
  readonly kind: FindingKind
  readonly match: string
  readonly passage: Passage
}

/** Shorter values identify nobody: initials, and rests of a form. */
const fewestLetters = 3

/**
 * Where a value of a person occurs word for word: also a value that no rule recognises as a name or place, such as a centre with a one-word
 * name.
 */
export function spelledOut(passages: readonly Passage[], people: readonly KnownPerson[]): SpelledOut[] {
  const sought = people
    .flatMap(identifiersOf)
    .map(([kind, match]) => ({ kind, match, words: foldedWords(match).join(' ') }))
  const long = sought.filter(({ words }) => words.length >= fewestLetters)
  return passages.flatMap((passage) => {
    const said = ` ${foldedWords([passage.text, ...(passage.links ?? [])].join(' ')).join(' ')} `
    return long.filter(({ words }) => said.includes(` ${words} `)).map(({ kind, match }) => ({ kind, match, passage }))
  })
}

/** A person's identifiers, each with its kind. */
export function identifiersOf({ name, email, orcid, affiliation }: KnownPerson): (readonly [FindingKind, string])[] {
  const identifiers = [
    ['known_name', name],
    ['known_email', email],
    ['known_orcid', orcid],
    ['known_affiliation', affiliation],
  ] as const
  return identifiers.flatMap(([kind, identifier]) =>
    identifier === null || identifier.trim() === '' ? [] : [[kind, identifier] as const],
  )
}

/** Lines of a report without those that say no more than the byline does. @param bylines `shownBylines` */
export function beyondBylines(findings: readonly Finding[], bylines: readonly PrintedByline[]): Finding[] {
  return findings.filter(({ match }) => !isPrinted(match, bylines))
}
