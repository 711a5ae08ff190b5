import type { Word } from './folding.ts'
import type { Located } from './located.ts'
import type { KnownPerson, Passage } from './shapes.ts'

const figures = 16
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\dXx]/g, '')
    .toUpperCase()

export function orcidsOf(people: readonly KnownPerson[]): ReadonlySet<string> {
  return new Set(
    people.map(({ orcid }) => bare((orcid ?? '').replace(/^.*\//, ''))).filter((one) => one.length === figures),
  )
}

interface Place {
  readonly from: number
  readonly to: number
  readonly orcid: string
}

const widestGap = 3

/** Sixteen digits in any groups, with any separators; the last may be an X. */
function orcidPlaces(words: readonly Word[], known: ReadonlySet<string>): Place[] {
  if (known.size === 0) return []
  const places: Place[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (!isFigures(words[at])) continue
    const place = numberFrom(words, at)
    if (place === null || !known.has(place.orcid)) continue
    places.push(place)
    while (at + 1 < words.length && (words[at + 1]?.from ?? 0) < place.to) at += 1
  }
  return places
}

function isFigures(word: Word | undefined): boolean {
  return word !== undefined && /^\d/.test(word.folded)
}

function numberFrom(words: readonly Word[], at: number): Place | null {
  let said = ''
  for (let until = at; until < words.length && until - at < figures; until += 1) {
    const word = words[until]
    if (!word || (until > at && word.from - (words[until - 1]?.to ?? 0) > widestGap)) return null
    if (!isFigures(word) && !(word.folded === 'x' && said.length === figures - 1)) return null
    said += word.folded.toUpperCase()
    if (said.length === figures) return { from: words[at]?.from ?? 0, to: word.to, orcid: said }
    if (said.length > figures) return null
  }
  return null
}

export function orcidsIn(
  passages: readonly Passage[],
  words: readonly (readonly Word[])[],
  known: ReadonlySet<string>,
  linkedWords: (link: string) => readonly Word[],
): Located[] {
  if (known.size === 0) return []
  return passages.flatMap(({ text, links }, passage): Located[] => {
    const standing = orcidPlaces(words[passage] ?? [], known)
    const linked =
      standing.length > 0
        ? []
        : (links ?? []).flatMap((link) => orcidPlaces(linkedWords(link), known).map((place) => ({ link, place })))
    return [
      ...standing.map(({ from, to, orcid }) => located(text.slice(from, to), passage, from, to, orcid)),
      ...linked.map(({ link, place }) => ({
        ...located(link.slice(place.from, place.to), passage, 0, 0, place.orcid),
        place: 'link' as const,
      })),
    ]
  })
}

function located(match: string, passage: number, from: number, to: number, group: string): Located {
  return { kind: 'known_orcid', match, at: { passage, from, to }, group }
}
