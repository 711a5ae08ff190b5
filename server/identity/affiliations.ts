import { isGeneric, isProgram } from './identity-values.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'
import { isEveryday } from './everyday.ts'
import { fold, type Word, wordsIn } from './folding.ts'
import type { Located } from './located.ts'

const institutional =
  /univers|institut|cent(?:re|er|ro|rum)|hospital|hôpital|clinic|clíni|college|school|faculty|facult|foundation|fundaci|fondation|stiftung|society|association|asociaci|commission|committee|council|ministry|laborator|network|academy|organi[sz]ation|trust|rehabilitation|program|service|جامعة|معهد|مركز|مستشفى|універс|універ|университет|институт|інститут|центр/i
const ofAnInstitution =
  /^(?:the\s)?(?:dept\.?|department|faculty|school|division|unit|section|college|office|chair|faculté|département|facultad|departamento|faculdade|école|escuela|кафедра|факультет|كلية|قسم)\b/iu
const ordinaryAcronyms = new Set('USA UK UAE DRC EU UN NGO NGOS PTSD CPT PHD WHO GBR DEU PLC LTD LLC INC'.split(' '))

interface Institution {
  readonly group: string
  readonly phrases: readonly string[]
  readonly acronyms: readonly string[]
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
    acronyms: isShouted ? [] : acronyms,
  }
}

/** Whether these words name one institution, not a kind of it nor a place. */
function tells(phrase: string, isFirst: boolean, isPart: boolean): boolean {
  const said = wordsIn(phrase)
    .map(({ folded }) => folded)
    .filter((word) => !/^(?:the|of|for|and|de|la|le|du|et|y|des|in|a)$/.test(word))
  if (said.length < 2 || said.join('').length < 8) return false
  if (isPart && ofAnInstitution.test(phrase)) return false
  if (said.every((word) => isEveryday(word) || institutional.test(word))) return said.length > 3
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
  words: readonly (readonly Word[])[],
): Located[] {
  const everyday = new Set(all.flatMap(({ acronyms }) => acronyms).filter((one) => meansElse(one, passages, all)))
  return passages.flatMap(({ text }, passage) => {
    const own = words[passage] ?? []
    const glued = glue(own)
    return all.flatMap(({ group, phrases, acronyms }) => {
      const places = phrases.flatMap((phrase) => phrasePlaces(glued, own, phrase))
      const short = own.filter(({ raw }) => acronyms.includes(raw) && !everyday.has(raw))
      const distinct = [...places, ...short].filter(
        (place, at, every) => !every.slice(0, at).some((other) => place.from < other.to && other.from < place.to),
      )
      return distinct.map(
        ({ from, to }): Located => ({
          kind: 'known_affiliation',
          match: text.slice(from, to),
          at: { passage, from, to },
          group,
        }),
      )
    })
  })
}

interface Glued {
  readonly text: string
  readonly starts: ReadonlyMap<number, number>
  readonly ends: ReadonlyMap<number, number>
}

function glue(words: readonly Word[]): Glued {
  const starts = new Map<number, number>()
  const ends = new Map<number, number>()
  const pieces: string[] = []
  let length = 0
  for (const [at, { folded }] of words.entries()) {
    starts.set(length, at)
    length += folded.length
    ends.set(length, at)
    pieces.push(folded)
  }
  return { text: pieces.join(''), starts, ends }
}

function phrasePlaces(
  { text, starts, ends }: Glued,
  words: readonly Word[],
  phrase: string,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
    const first = words[starts.get(at) ?? -1]
    const last = words[ends.get(at + phrase.length) ?? -1]
    if (first && last) found.push({ from: first.from, to: last.to })
  }
  return found
}

/** "a randomised controlled trial (RCT)": the paper's own meaning of the letters. */
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
