import { partOf, runIn } from './section-names.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'
import { addressesIn, orcidsIn } from './addresses.ts'
import { affiliationsIn, institutionsOf } from './affiliations.ts'
import { type Word, wordsIn } from './folding.ts'
import { initialsAlone } from './initials.ts'
import type { Located } from './located.ts'
import { keysOf, namesAt, type Standing, unspacedNames } from './names.ts'
import { everybody, type Somebody } from './people.ts'

/**
 * Everything in a text that says who wrote it, by what we know of them. Works of theirs in the list of references, and in
 * the text as anybody's would be, give a hint only: everybody cites, and hiding it tells more.
 */
export function knownIn(
  passages: readonly Passage[],
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
  fileNames: readonly string[],
): Located[] {
  const words = passages.map(({ text }) => wordsIn(text))
  return [
    ...peopleIn(passages, words, amid(words, everybody(people, harvested, fileNames))),
    ...addressesIn(passages, people, [...harvested, ...fileNames.map((value) => ({ position: 'file_name', value }))]),
    ...orcidsIn(passages, people),
    ...affiliationsIn(passages, institutionsOf(people, harvested), words),
  ]
}

/** A surname this text has as a word of its own ("islam") names nobody when it stands alone. */
function amid(words: readonly (readonly Word[])[], all: readonly Somebody[]): Somebody[] {
  const keys = new Set(all.flatMap(({ units }) => units.flatMap(({ keys }) => keys)))
  const balance = new Map<string, number>()
  for (const { folded, isCapital } of words.flat()) {
    if (keys.has(folded)) balance.set(folded, (balance.get(folded) ?? 0) + (isCapital ? 2 : -1))
  }
  const isWord = (key: string) => (balance.get(key) ?? 0) < -2
  return all.map((one) => ({
    ...one,
    units: one.units.map((unit) => ({ ...unit, alone: unit.alone && !unit.keys.some(isWord) })),
  }))
}

const whoDidWhat = new Set(['contributions', 'acknowledgements', 'funding', 'interests', 'about_authors'])

function peopleIn(
  passages: readonly Passage[],
  words: readonly (readonly Word[])[],
  all: readonly Somebody[],
): Located[] {
  const keys = keysOf(all)
  const found: Located[] = []
  const ownReferences: Located[] = []
  let section = ''
  for (const [at, passage] of passages.entries()) {
    const { kind, text } = passage
    const own = words[at] ?? []
    if (kind === 'heading' || kind === 'title') section = partOf(text) ?? ''
    const isOfPeople = whoDidWhat.has(section) || whoDidWhat.has(runIn(text)?.part ?? '')
    const standing = distinct([
      ...unspacedNames(text, all),
      ...namesAt(text, own, keys),
      ...(isOfPeople && kind !== 'heading' ? initialsAlone(text, own, all) : []),
    ])
    const [first] = standing
    if (kind === 'reference' && first) ownReferences.push(located('self_citation', text, at, first))
    else if (kind !== 'reference') found.push(...standing.map((one) => located(kindOf(one, passage), text, at, one)))
  }
  const [first] = ownReferences
  if (!first) return found
  const of = passages.filter(({ kind }) => kind === 'reference').length
  return [...found, { ...first, match: `${ownReferences.length} of ${of} references`, group: 'references' }]
}

/** Of places that overlap, the longest; of several people, each. */
function distinct(standing: readonly Standing[]): Standing[] {
  const length = ({ from, to }: Standing) => to - from
  const kept: Standing[] = []
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

function located(
  kind: 'known_name' | 'self_citation',
  text: string,
  passage: number,
  { somebody, from, to }: Standing,
): Located {
  return { kind, match: text.slice(from, to), at: { passage, from, to }, group: somebody.id }
}

function kindOf({ cited, whole, from, to }: Standing, { kind, text }: Passage): 'known_name' | 'self_citation' {
  if (!cited || whole || kind === 'header' || kind === 'title') return 'known_name'
  return speaksOfSelf(sentenceAround(text, from, to)) ? 'known_name' : 'self_citation'
}

const ours = [
  /\b(?:our|my)\s(?:own\s)?(?:previous|earlier|prior|recent|past|former|first|work|works|study|studies|research|article|paper|papers|book|chapter|team|group|findings|analysis|review|report|thesis)\b/i,
  /\b(?:we|I)\s(?:have\s|had\s|ha\s)?(?:also\s|previously\s|already\s|earlier\s|recently\s|elsewhere\s)?(?:shown|showed|show|argued|argue|reported|found|described|demonstrated|published|developed|wrote|written|proposed|suggested|documented|conducted|discussed|observed|called|introduced)\b/i,
  /\b(?:notre|nos|mon|mes|ma)\s(?:\p{L}+\s)?(?:travaux|travail|étude|études|article|articles|recherche|recherches|ouvrage|thèse|enquête)\b/iu,
  /(?:\bnous\s(?:l['’])?(?:avons|avions)|\bj['’](?:ai|avais))\s/i,
  /\b(?:nuestr[oa]s?|mis?)\s(?:\p{L}+\s)?(?:trabajos?|estudios?|investigaci(?:ón|ones)|artículos?|libros?|tesis)\b/iu,
  /\b(?:hemos|habíamos|he)\s\p{L}+(?:ado|ido|to|cho)\b/iu,
]

function speaksOfSelf(sentence: string): boolean {
  return ours.some((pattern) => pattern.test(sentence))
}

function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - 240), from)
  const begun = [...before.matchAll(/(?<!\b(?:al|Dr|Prof|cf|e\.g|i\.e|\p{Lu}))[.!?؟]["”’)]?\s+(?=\p{Lu})/gu)].at(-1)
  const after = text.slice(to, to + 160)
  const ended = /(?<!\bal)[.!?؟]["”’)]?(?:\s+(?=\p{Lu})|$)/u.exec(after)
  return (
    before.slice(begun ? begun.index + begun[0].length : 0) +
    text.slice(from, to) +
    after.slice(0, ended?.index ?? after.length)
  )
}
