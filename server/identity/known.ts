import { accountsAt, accountsOf, type Accounts } from './accounts.ts'
import { addressesIn, addressesOf, type Addresses, addressPlaces } from './addresses.ts'
import { affiliationsIn, institutionsOf } from './affiliations.ts'
import { type Word, wordsIn } from './folding.ts'
import { glue, type Glued } from './glue.ts'
import { type ShortNames, shortNamesAt, shortNamesOf } from './initials-in-context.ts'
import { type Joined, joinedNames, joinedOf } from './joined-names.ts'
import type { Located } from './located.ts'
import { indexOf, type NameIndex } from './name-index.ts'
import { namesAt, type NameMention } from './names.ts'
import { orcidsIn, orcidsOf } from './orcids.ts'
import { everybody, type Person } from './people.ts'
import { speaksOfSelf } from './own-work.ts'
import { namePartsOf } from './reference-names.ts'
import { partOf, runIn } from './section-names.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'
import { type Apart, apartOf, lettersDown, spacedOutNames } from './spaced-out.ts'
import { turnedIn } from './turned-text.ts'
import { unspacedNames, unspacedOf } from './unspaced-names.ts'

/**
 * Everything in a text that identifies its authors by what is known of them. Their own works in the list of references, and citations that
 * could be anybody's, are only hints: every paper cites, and hiding such works would tell more.
 */
export function knownIn(
  passages: readonly Passage[],
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
  fileNames: readonly string[],
): Located[] {
  const words = passages.map(({ text }) => wordsIn(text))
  const glued = words.map((own) => glue(own))
  const inLinks = wordsOfLinks()
  const told = [...harvested, ...fileNames.map((value) => ({ position: 'file_name', value }))]
  const addresses = addressesOf(people, told)
  return [
    ...peopleIn(passages, glued, searchFor(amid(words, everybody(people, harvested, fileNames)), addresses)),
    ...addressesIn(passages, words, addresses, inLinks),
    ...orcidsIn(passages, words, orcidsOf(people), inLinks),
    ...affiliationsIn(passages, institutionsOf(people, harvested), glued),
  ]
}

/** Caches the words of each link: many passages have the same link. */
function wordsOfLinks(): (link: string) => readonly Word[] {
  const known = new Map<string, readonly Word[]>()
  return (link) => {
    const words = known.get(link) ?? wordsIn(link)
    known.set(link, words)
    return words
  }
}

/** A surname that this text also uses as an ordinary word ("islam") identifies nobody when it occurs alone. */
function amid(words: readonly (readonly Word[])[], all: readonly Person[]): Person[] {
  const keys = new Set(all.flatMap(({ units }) => units.flatMap(({ keys }) => keys)))
  const balance = new Map<string, number>()
  for (const own of words) {
    for (const { folded, isCapital } of own) {
      if (keys.has(folded)) balance.set(folded, (balance.get(folded) ?? 0) + (isCapital ? 2 : -1))
    }
  }
  const isWord = (key: string) => (balance.get(key) ?? 0) < -2
  return all.map((one) => ({
    ...one,
    units: one.units.map((unit) => ({ ...unit, alone: unit.alone && !unit.keys.some(isWord) })),
  }))
}

/** The indexes in which people are looked up. */
interface Search {
  readonly names: NameIndex
  readonly accounts: Accounts
  readonly shortNames: ShortNames
  readonly apart: readonly Apart[]
  readonly joined: Joined | null
  readonly unspaced: ReturnType<typeof unspacedOf>
  readonly addresses: Addresses
}

function searchFor(all: readonly Person[], addresses: Addresses): Search {
  return {
    names: indexOf(all),
    accounts: accountsOf(all),
    shortNames: shortNamesOf(all),
    apart: apartOf(all),
    joined: joinedOf(all),
    unspaced: unspacedOf(all),
    addresses,
  }
}

const whoDidWhat = new Set(['contributions', 'acknowledgements', 'funding', 'interests', 'about_authors'])

function peopleIn(passages: readonly Passage[], glued: readonly Glued[], search: Search): Located[] {
  if (search.names.all.length === 0) return []
  const found: Located[] = []
  let section = ''
  for (const [at, passage] of passages.entries()) {
    const { kind, text } = passage
    if (kind === 'heading' || kind === 'title') section = partOf(text) ?? ''
    const isOfPeople = whoDidWhat.has(section) || whoDidWhat.has(runIn(text)?.part ?? '')
    const standing = standingIn(passage, glued[at] ?? glue([]), isOfPeople, search)
    const parts = standing.length === 0 ? null : namePartsOf(passage)
    for (const one of standing) found.push(located(kindOf(one, passage, parts), text, at, one))
    if (standing.length === 0) found.push(...inLinks(passage, at, search))
  }
  return [...withReferencesCounted(found, passages), ...downThePage(passages, search.apart)]
}

function standingIn({ kind, text }: Passage, glued: Glued, isOfPeople: boolean, search: Search): NameMention[] {
  const { words } = glued
  const mayShorten = kind !== 'heading' && kind !== 'reference'
  return distinct([
    ...unspacedNames(text, search.unspaced),
    ...namesAt(text, words, search.names),
    ...joinedNames(text, words, search.names, search.joined),
    ...accountsAt(text, words, search.accounts),
    ...spacedOutNames(glued, search.apart),
    ...(mayShorten ? shortNamesAt(text, words, search.shortNames, isOfPeople) : []),
    ...turnedIn(text).flatMap(({ from, to, text }) =>
      namesAt(text, wordsIn(text), search.names).map((one) => ({ ...one, from, to })),
    ),
  ])
}

/** A link's address may name somebody just as its text may. */
function inLinks({ links = [] }: Passage, passage: number, { names, accounts, addresses }: Search): Located[] {
  return links.flatMap((link) => {
    const words = wordsIn(link)
    if (addressPlaces(link, words, addresses).length > 0) return []
    const [first] = [...accountsAt(link, words, accounts), ...namesAt(link, words, names).filter(({ whole }) => whole)]
    return first
      ? [
          {
            kind: 'known_name' as const,
            match: link,
            at: { passage, from: 0, to: 0 },
            group: first.somebody.id,
            place: 'link' as const,
          },
        ]
      : []
  })
}

function downThePage(passages: readonly Passage[], apart: readonly Apart[]): Located[] {
  return lettersDown(passages.map(({ text }) => text)).flatMap(({ from, text }) =>
    distinct(spacedOutNames(glue(wordsIn(text)), apart)).map((one) => ({
      kind: 'known_name' as const,
      match: text.slice(one.from, one.to).replaceAll('\n', ' '),
      at: { passage: from, from: 0, to: passages[from]?.text.length ?? 0 },
      group: one.somebody.id,
    })),
  )
}

/** One finding for all works of the authors in the list of references, with an excerpt for each. */
function withReferencesCounted(found: readonly Located[], passages: readonly Passage[]): Located[] {
  const listed = (one: Located) => one.kind === 'self_citation' && passages[one.at.passage]?.kind === 'reference'
  const own = new Set(found.filter(listed).map(({ at }) => at.passage))
  if (own.size === 0) return [...found]
  const of = passages.filter(({ kind }) => kind === 'reference').length
  const counted = new Set<number>()
  return found.flatMap((one) => {
    if (!listed(one)) return [one]
    if (counted.has(one.at.passage)) return []
    counted.add(one.at.passage)
    return [{ ...one, match: `${own.size} of ${of} references`, group: 'references' }]
  })
}

/** Of overlapping places, the longest; of places that fit several people, one for each person. */
function distinct(standing: readonly NameMention[]): NameMention[] {
  const length = ({ from, to }: NameMention) => to - from
  const kept: NameMention[] = []
  for (const one of standing.toSorted((a, b) => a.from - b.from || length(b) - length(a))) {
    const clashing = kept.slice(-4).filter(({ to }) => to > one.from)
    const isTold = clashing.some((other) =>
      other.somebody.id === one.somebody.id ? length(other) >= length(one) : length(other) > length(one),
    )
    if (isTold) continue
    while (clashing.includes(kept.at(-1) ?? one) && length(kept.at(-1) ?? one) < length(one)) kept.pop()
    kept.push(one)
  }
  return kept
}

type Kind = 'known_name' | 'self_citation' | 'possible_name'

function located(kind: Kind, text: string, passage: number, { somebody, from, to }: NameMention): Located {
  return { kind, match: text.slice(from, to), at: { passage, from, to }, group: somebody.id }
}

/** @param parts the parts of a reference that name the authors of the work; null in a text that lists no works */
function kindOf(
  { cited, whole, isHint, from, to }: NameMention,
  { kind, text }: Passage,
  parts: ReturnType<typeof namePartsOf>,
): Kind {
  if (isHint) return 'possible_name'
  if (parts !== null) return parts.some((part) => part.from <= from && to <= part.to) ? 'self_citation' : 'known_name'
  if (!cited || whole || kind === 'header' || kind === 'title') return 'known_name'
  return speaksOfSelf(text, from, to) ? 'known_name' : 'self_citation'
}
