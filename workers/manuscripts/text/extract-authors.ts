import { confidenceIn } from './author-confidence.ts'
import type { Candidate, NamedPerson, Page, Place } from './author-lines.ts'
import { oneLine, type TextBlock } from './blocks.ts'
import { bareName, isName, type Named, namesIn } from './name-lines.ts'
import {
  address,
  folded,
  isAside,
  isNumberedEntry,
  isPlaceOfWork,
  likeness,
  linesOf,
  orcid,
  type TitleLine,
} from './title-lines.ts'

interface ExtractedAuthor {
  readonly name: string
  readonly affiliation: string | null
  readonly email: string | null
}

const mostAuthors = 40
const placeMark = /^(?:\^([^^]{1,8})\^|\(?(\d{1,2}|[a-h]|[*†‡§¶#]{1,3})\)?(?=[\s.)]|\p{Lu}))[\s.)]*/u

/**
 * The people named under the title, each with affiliation and address. Empty when that is uncertain: a wrong suggestion costs more than
 * none.
 * @param isOrdinary whether the paper uses a word as an ordinary word
 */
export function authorsIn(below: readonly TextBlock[], isOrdinary: (word: string) => boolean): ExtractedAuthor[] {
  const page = pageOf(below.flatMap(linesOf))
  const confidence = confidenceIn(page, isOrdinary)
  const people = page.candidates
    .filter((candidate) => confidence(candidate))
    .flatMap(({ at, people }) => people.map((person) => ({ ...person, at })))
  const each = people.filter(({ name }, at) => people.findIndex((other) => isSame(other.name, name)) === at)
  return each.slice(0, mostAuthors).map((author, at) => ({
    name: author.name,
    affiliation: author.affiliation ?? affiliationOf(author, each[at + 1]?.at, page.places, each.length),
    email: addressOf(author, each, page.addresses),
  }))
}

function isSame(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

function pageOf(lines: readonly TitleLine[]): Page {
  const candidates: Candidate[] = []
  const places: Place[] = []
  for (const [at, line] of lines.entries()) {
    const text = bareLine(line.text)
    if (isAside(text) || (isNumberedEntry(text) && !isPlaceOfWork(text))) continue
    const mixed = isPlaceOfWork(text) ? peopleWithPlaces(text) : null
    if (mixed !== null) candidates.push({ at, ...mixed })
    else if (isPlaceOfWork(text)) for (const place of placesOf(text, at)) places.push(place)
    else {
      const found = namesIn(text.replace(/[\s,;:(–-]+$/u, ''))
      if (found) candidates.push({ at, people: found.names, isLabelled: found.isLabelled })
    }
  }
  const addresses = [...new Set(lines.flatMap(({ text }) => text.match(address) ?? []))]
  return { lines, candidates, places, addresses }
}

const inBrackets = /[([]\s?(\d{1,2}(?:\s?,\s?\d{1,2}){0,4}|[*†‡§])\s?[)\]]/g
const apart = /(?<=\p{L})\s(\d{1,2}(?:,\s?\d{1,2}){0,4})(?=\s*(?:[,;]|\s(?:and|et|y|und|&)\s|$))/gu
const onBehalf =
  /[,;]?\s(?:and|on behalf of|for|et|y|und)\s(?:the|le|la|l['’]|el|die|das)\s?.{0,80}(?:group|consortium|network|collaborat\p{L}*|team|committee|groupe|grupo|red|gruppe|netzwerk)[.*†]?$/iu

/** Without addresses, and with all affiliation marks in one form. */
function bareLine(text: string): string {
  const bare = text
    .replaceAll(address, ' ')
    .replaceAll(orcid, ' ')
    .replaceAll(/\(\s*\)/g, ' ')
  const marked = bare.replaceAll(inBrackets, '^$1^')
  // "Awa Example 1, Björn Muster 2": a single number may be a page number.
  const isMarked = [...marked.matchAll(apart)].length > 1
  return oneLine((isMarked ? marked.replaceAll(apart, '^$1^') : marked).replace(onBehalf, ''))
}

/** "Amina Diallo, University of Dakar; Björn Muster, Institute of Sleep": names, each with a workplace. */
function peopleWithPlaces(text: string): Omit<Candidate, 'at'> | null {
  const isLabelled = /^(?:authors?|by|corresponding author|correspondence)\s*[:：]/iu.test(text)
  const bare = text
    .replace(/^(?:authors?|by|corresponding author|correspondence(?: to)?)\s*[:：]\s*/iu, '')
    .replace(/^\(?\d{1,2}[.)]\s*/, '')
  const segments = bare.split(
    /\s*[;؛]\s*|\.\s+(?=\p{Lu}[\p{L}\p{M}.'’-]+\s\p{Lu}[\p{L}\p{M}'’-]+(?:,|\s\())|\s(?:and|et|y|und)\s(?=\p{Lu}[\p{L}\p{M}.'’-]+\s(?:\p{Lu}\.\s)?\p{Lu}[\p{L}\p{M}'’-]+(?:,|\s\())/u,
  )
  const people: NamedPerson[] = []
  for (const segment of segments.filter((each) => each.trim() !== '')) {
    const found = personWithPlace(segment)
    if (found === null) {
      const last = people.at(-1)
      // "Department of Rest; Invented University": more of the previous workplace.
      if (!last?.affiliation || !isPlaceOfWork(segment) || namesIn(segment) !== null) return null
      people[people.length - 1] = { ...last, affiliation: `${last.affiliation}; ${segment}` }
    } else people.push(found)
  }
  return people.length === 0 ? null : { people, isLabelled }
}

function personWithPlace(segment: string): NamedPerson | null {
  const parts = segment.split(/\s*[,،]\s*|\s+[–—-]\s+|\s*(?=\()/u)
  const { name, marks } = bareName(parts[0] ?? '')
  if (!isName(name) || isPlaceOfWork(name)) return null
  let from = 1
  while (from < parts.length && namesIn(`Awa Example, ${parts[from]}`)?.names.length === 1) from += 1
  const affiliation = parts
    .slice(from)
    .join(', ')
    .replaceAll(/^\(|\)$/g, '')
    .replace(/[\s,;.(]+$/, '')
  return isPlaceOfWork(affiliation) ? { name, marks, isHonoured: from > 1, affiliation } : null
}

function placesOf(text: string, at: number): Place[] {
  const pieces = placeMark.test(text)
    ? text.split(/\s*[;.]?\s*(?=\^[^^]{1,3}\^\s*\p{Lu})|[;.]\s+(?=\(?(?:\d{1,2}|[*†‡§¶])\)?\s?\p{Lu})/u)
    : [text]
  return pieces.filter((piece) => piece !== '').map((piece) => placeOf(piece, at))
}

function placeOf(text: string, at: number): Place {
  const found = placeMark.exec(text)
  const bare = oneLine(text.slice(found?.[0].length ?? 0).replaceAll(/\^[^^]{0,20}\^/g, ' '))
    .replace(/^(?:affiliations?|institutional affiliations?|institution|address)\s*[:：]\s*/iu, '')
    .replace(/(?:[\s,;.(]|\b(?:e-?mail|email|correo|courriel)\b\s*[:：]?)+$/iu, '')
  return { text: bare, mark: found?.[1] ?? found?.[2] ?? null, at }
}

function affiliationOf(
  { marks, at }: Named & { at: number },
  next: number | undefined,
  places: readonly Place[],
  of: number,
): string | null {
  const pointed = places.filter(({ mark }) => mark !== null && marks.includes(mark))
  if (pointed.length > 0) return pointed.map(({ text }) => text).join('; ')
  if (places.length === 1) return places[0]?.text ?? null
  // Each person is followed by their own lines; the lines under the last of several may belong to all.
  const own = places.filter((place) => place.at > at && place.at < (next ?? Infinity) && place.mark === null)
  const isEachOnItsOwn = of === 1 || (next !== undefined ? next > at : places.some((place) => place.at < at))
  return own.length > 0 && isEachOnItsOwn ? own.map(({ text }) => text).join(', ') : null
}

/** The address whose first part has most letters of the name; a single address belongs to a single author. */
function addressOf(author: Named, all: readonly Named[], addresses: readonly string[]): string | null {
  const own = addresses.find((address) => {
    const like = likeness(address, author.name)
    return like > 0 && all.every((other) => other === author || likeness(address, other.name) <= like)
  })
  if (own !== undefined) return own
  return all.length === 1 && addresses.length === 1 ? (addresses[0] ?? null) : null
}
