import { wordsIn } from './folding.ts'
import type { Located } from './located.ts'
import { indexOf } from './name-index.ts'
import { namesAt } from './names.ts'
import { everybody, type Person, type Unit, unitsOf } from './people.ts'
import { partOf, runIn } from './section-names.ts'
import type { KnownPerson, Passage } from './shapes.ts'

/**
 * Authors on the title page who are not on the form. They stop a file like any known name: a page with its authors must not reach
 * reviewers, even when the form is incomplete.
 */
export function unlistedAuthors(
  passages: readonly Passage[],
  titlePageAuthors: readonly string[],
  people: readonly KnownPerson[],
): Located[] {
  const listed = everybody(people, [], [])
  return titlePageAuthors
    .filter((name) => !listed.some((one) => isThem(unitsOf(name), one)))
    .flatMap((name) => standing(passages, name))
}

/** The same family name, and given names that do not contradict: "A. Example" matches Awa Example and not Björn Example. */
function isThem(units: readonly Unit[], { units: own }: Person): boolean {
  const family = own.filter((unit) => units.some((other) => isSame(unit, other)))
  if (family.length === 0) return false
  const rest = own.filter((unit) => !family.includes(unit))
  const restOfName = units.filter((unit) => !own.some((other) => isSame(unit, other)))
  if (family.length > 1 || rest.length === 0 || restOfName.length === 0) return true
  return restOfName.some(({ keys, initial }) =>
    rest.some((other) => other.initial === initial && (isInitials(keys) || isInitials(other.keys))),
  )
}

function isSame(one: Unit, other: Unit): boolean {
  return (
    one.keys.some((key) => key.length > 2 && other.keys.includes(key)) ||
    (one.core.length > 2 && one.core === other.core)
  )
}

function isInitials(keys: readonly string[]): boolean {
  return (keys[0] ?? '').length <= 2
}

/** The title page ends at the abstract, or at the first heading of the text. */
function endOfTitlePage(passages: readonly Passage[]): number {
  const end = passages.findIndex(({ kind, text }) => {
    const part = kind === 'heading' || kind === 'paragraph' ? (partOf(text) ?? runIn(text)?.part) : null
    return part !== null && part !== undefined && part !== 'about_authors' && part !== 'references'
  })
  return end < 0 ? passages.length : end
}

function standing(passages: readonly Passage[], name: string): Located[] {
  const end = endOfTitlePage(passages)
  const index = indexOf(everybody([{ name, penName: null, email: null, orcid: null, affiliation: '' }], [], []))
  const group = `unlisted ${name}`
  const found = passages.flatMap(({ kind, text }, passage): Located[] =>
    kind === 'reference'
      ? []
      : namesAt(text, wordsIn(text), index)
          .filter(({ whole, cited }) => whole && !cited)
          .map(({ from, to }) => ({
            kind: 'unlisted_author',
            match: text.slice(from, to),
            at: { passage, from, to },
            group,
            ...(passage < end && kind !== 'header' && { place: 'title' as const }),
          })),
  )
  if (found.length > 0) return found
  return [{ kind: 'unlisted_author', match: name, at: { passage: 0, from: 0, to: 0 }, group, place: 'title' }]
}
