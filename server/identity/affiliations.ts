import { isOrdinaryWord } from './ambiguous-surnames.ts'
import { fold, type Word, wordsIn } from './folding.ts'
import { type Glued, placesIn } from './glue.ts'
import { isGeneric, isProgram } from './identity-values.ts'
import type { Located } from './located.ts'
import { mayName } from './stopwords.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'

const institutional =
  /univers|institut|cent(?:re|er|ro|rum)|hospital|hôpital|clinic|clíni|college|school|faculty|facult|foundation|fundaci|fondation|stiftung|society|association|asociaci|commission|committee|council|ministry|laborator|network|academy|organi[sz]ation|trust|rehabilitation|program|service|جامعة|معهد|مركز|مستشفى|універс|універ|университет|институт|інститут|центр/i
const ofAnInstitution =
  /^(?:the\s)?(?:dept\.?|department|faculty|school|division|unit|section|college|office|chair|faculté|département|facultad|departamento|faculdade|école|escuela|кафедра|факультет|كلية|قسم)\b/iu
const ordinaryAcronyms = new Set('USA UK UAE DRC EU UN NGO NGOS PTSD CPT PHD WHO GBR DEU PLC LTD LLC INC'.split(' '))

interface Institution {
  readonly group: string
  readonly phrases: readonly string[]
  readonly acronyms: ReadonlySet<string>
  /** The labels of the institution's domain names. */
  readonly accounts: ReadonlySet<string>
}

export function institutionsOf(people: readonly KnownPerson[], harvested: readonly Harvested[]): Institution[] {
  const companies = harvested.filter(
    ({ position, value }) => position === 'company' && !isGeneric(value) && !isProgram(value),
  )
  const written = [...people.map(({ affiliation }) => affiliation), ...companies.map(({ value }) => value)]
  return [...new Set(written.map((one) => one.trim()))].filter((one) => one !== '').map(institution)
}

function institution(affiliation: string): Institution {
  const acronyms = wordsIn(affiliation.slice(0, 300))
    .map(({ raw }) => raw)
    .filter((raw) => /^\p{Lu}{3,}$/u.test(raw) && raw.length <= 12 && !ordinaryAcronyms.has(raw))
  const isShouted = !/\p{Ll}/u.test(affiliation) && /\s/.test(affiliation.trim())
  const plain = affiliation.replaceAll(/\([^)]{0,40}\)/g, ' ')
  const pieces = plain.split(/[;,|\n]|\s[-–—/]\s/).map((piece) => piece.trim())
  const kept = pieces.filter((piece, at) => tells(piece, at === 0, pieces.length > 1))
  return {
    group: fold(affiliation),
    phrases: [...new Set([plain, ...kept].filter((phrase) => tells(phrase, true, false)).flatMap(spellings))],
    acronyms: new Set([...(isShouted ? [] : acronyms), ...initialsOf(pieces)]),
    accounts: new Set([...distinctive(pieces), ...acronyms.map(fold)]),
  }
}

const small = /^(?:the|of|for|and|de|la|le|les|du|des|et|y|e|in|on|a|an|to|at|der|die|das|für|und|von|del|da|do)$/i
const fewestInitials = 4

/**
 * The acronym that staff use, for example RCTV for the Rehabilitation Centre for Torture Victims; shorter acronyms are
 * ambiguous.
 */
function initialsOf(pieces: readonly string[]): string[] {
  return pieces.flatMap((piece) => {
    const words = wordsIn(piece).filter(({ raw }) => !small.test(raw))
    const letters = words.map(({ raw }) => raw[0] ?? '').join('')
    const isNamed = institutional.test(piece) && words.every(({ raw }) => /^\p{Lu}\p{Ll}/u.test(raw))
    return isNamed && letters.length >= fewestInitials && letters.length <= 8 && !ordinaryAcronyms.has(letters)
      ? [letters]
      : []
  })
}

const shortestDistinctive = 5

/** Words of an institution's name that are no kind of institution, no known place and no everyday word. */
function distinctive(pieces: readonly string[]): string[] {
  return pieces
    .filter((piece, at) => at === 0 || institutional.test(piece))
    .flatMap((piece) => (institutional.test(piece) ? wordsIn(piece) : []))
    .filter(({ raw, folded }) => /^\p{Lu}\p{Ll}/u.test(raw) && folded.length >= shortestDistinctive && !small.test(raw))
    .filter(
      ({ raw, folded }) =>
        !institutional.test(raw) && !ofAnInstitution.test(raw) && !isOrdinaryWord(folded) && mayName(raw),
    )
    .map(({ folded }) => folded)
}

/** Whether these words name one institution, and not a kind of institution or a place. */
function tells(phrase: string, isFirst: boolean, isPart: boolean): boolean {
  const said = wordsIn(phrase)
    .map(({ folded }) => folded)
    .filter((word) => !/^(?:the|of|for|and|de|la|le|du|et|y|des|in|a)$/.test(word))
  if (said.length < 2 || said.join('').length < 8) return false
  if (isPart && ofAnInstitution.test(phrase)) return false
  if (said.every((word) => isOrdinaryWord(word) || institutional.test(word))) return said.length > 3
  return isFirst || institutional.test(phrase)
}

function spellings(phrase: string): string[] {
  const bare = phrase.replace(/^the\s+/i, '')
  const of =
    /^(?:university of|université(?: de| d['’])?|universidad(?: de)?|universität|universidade(?: de)?) (?:the\s)?(.+)$/iu.exec(
      bare,
    )
  const named = of?.[1] ?? /^(.+) university$/i.exec(bare)?.[1]
  const turned = named === undefined ? [] : [`${named} University`, `University of ${named}`, `Université ${named}`]
  const all = [bare, ...turned].map(fold)
  return all.flatMap((one) => [one, one.replaceAll('center', 'centre'), one.replaceAll('centre', 'center')])
}

export function affiliationsIn(
  passages: readonly Passage[],
  all: readonly Institution[],
  words: readonly Glued[],
): Located[] {
  if (all.length === 0) return []
  const ownMeaning = new Set(
    all.flatMap(({ acronyms }) => [...acronyms]).filter((one) => meansElse(one, passages, all)),
  )
  return passages.flatMap(({ text }, passage) => {
    const glued = words[passage]
    if (!glued) return []
    const own = glued.words
    return all.flatMap((each) => {
      const places = [
        ...each.phrases.flatMap((phrase) => phrasePlaces(glued, phrase)),
        ...own.filter(({ raw }) => each.acronyms.has(raw) && !ownMeaning.has(raw)),
        ...onTheNetwork(text, own, each),
      ]
      return apart(places).map(
        ({ from, to }): Located => ({
          kind: 'known_affiliation',
          match: text.slice(from, to),
          at: { passage, from, to },
          group: each.group,
        }),
      )
    })
  })
}

interface Place {
  readonly from: number
  readonly to: number
}

function phrasePlaces(glued: Glued, phrase: string): Place[] {
  return [...placesIn(glued, phrase)].map(([first, last]) => ({
    from: glued.words[first]?.from ?? 0,
    to: glued.words[last]?.to ?? 0,
  }))
}

/** Of overlapping places, the one that begins first, and the longest of those. */
function apart(places: readonly Place[]): Place[] {
  const kept: Place[] = []
  for (const place of places.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (place.from >= (kept.at(-1)?.to ?? 0)) kept.push(place)
  }
  return kept
}

/** "vexmoor.org", "www.rctv.sn", "@vexmoor": the distinctive part of an institution's name, in an address. */
function onTheNetwork(text: string, words: readonly Word[], { accounts }: Institution): Place[] {
  if (accounts.size === 0) return []
  return words.filter(({ folded, from, to }) => {
    if (!accounts.has(folded)) return false
    const before = text[from - 1] ?? ' '
    return (
      /[@/]/.test(before) ||
      (/[\s.(<]/.test(before) && /^\.(?:\p{L}{2,3}\.)?[a-z]{2,6}(?!\p{L})/iu.test(text.slice(to, to + 12)))
    )
  })
}

/** "a randomised controlled trial (RCT)": the paper defines the acronym otherwise. */
function meansElse(acronym: string, passages: readonly Passage[], all: readonly Institution[]): boolean {
  for (const { text } of passages) {
    const at = text.indexOf(`(${acronym}`)
    if (at < 0) continue
    const before = wordsIn(text.slice(Math.max(0, at - 120), at)).slice(-acronym.length)
    const isSpelledOut = before.map(({ folded }) => folded[0] ?? '').join('') === acronym.toLowerCase()
    const said = before.map(({ folded }) => folded).join('')
    if (isSpelledOut && !all.some(({ phrases }) => phrases.some((phrase) => phrase.includes(said)))) return true
  }
  return false
}
