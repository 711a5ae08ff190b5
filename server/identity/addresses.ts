import { asciiEmail } from '../domain/email.ts'
import type { Word } from './folding.ts'
import { fold } from './folding.ts'
import { accountsIn } from './identity-values.ts'
import type { Located } from './located.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'

const freeMail =
  /^(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|web|mail|yandex|ya|proton|protonmail|pm|tutanota|tuta|zoho|laposte|orange|free|wanadoo|sfr|libero|ukr|rambler|bk|inbox|list|qq|163|126|sina|naver|daum|hanmail|rediffmail|fastmail|hey|posteo|mailbox|riseup|example|uol|bol|terra|t-online)\.[a-z.]{2,7}$/
const manyUnder = /^(?:ac|edu|co|com|org|gov|gob|gouv|net|or|ne|univ|nhs|go|sch|k12|ngo|asso)$/

/** An institution's domain name, without its departments; null for a provider where anybody may have an address. */
function institutionOf(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  if (!/^[\p{L}\d.-]+\.\p{L}{2,}$/u.test(domain) || freeMail.test(domain)) return null
  const labels = domain.split('.')
  const kept = manyUnder.test(labels.at(-2) ?? '') ? 3 : 2
  return labels.length < kept ? null : labels.slice(-kept).join('.')
}

/** An address as a sequence of words, each with the character before it. */
interface Sought {
  readonly pieces: readonly string[]
  /** "@" or "." before a piece; "" between letters and digits. */
  readonly separators: readonly string[]
  /**
   * Fewest pieces that count as the address, so that it is found without its ending: "zebulon at vexmoor". Smaller than
   * all pieces only for an institution's own domain.
   */
  readonly fewest: number
}

export type Addresses = ReadonlyMap<string, readonly Sought[]>

/** Addresses by their first word: those of known people, and all others at their institutions. */
export function addressesOf(people: readonly KnownPerson[], harvested: readonly Harvested[]): Addresses {
  const addresses = [...people.map(({ email }) => email ?? ''), ...harvested.flatMap(({ value }) => accountsIn(value))]
    .map((address) => address.trim().toLowerCase())
    .flatMap((address) => [address, asciiEmail(address)])
    .filter((address) => /^[^@\s]{2,}@[^@\s]+$/.test(address))
  const byFirst = new Map<string, Sought[]>()
  for (const one of new Set(addresses.flatMap((address) => [address, institutionOf(address) ?? '']))) {
    const sought = soughtFor(one)
    const [first] = sought.pieces
    if (first === undefined) continue
    byFirst.set(first, [...(byFirst.get(first) ?? []), sought])
  }
  return byFirst
}

function soughtFor(address: string): Sought {
  const pieces: string[] = []
  const separators: string[] = []
  let separator = ''
  for (const [piece] of address.matchAll(/[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]+/gu)) {
    if (/[\p{L}\p{M}\p{N}]/u.test(piece)) {
      pieces.push(fold(piece))
      separators.push(separator)
      separator = ''
    } else separator = piece
  }
  const host = separators.indexOf('@')
  const isOwn = host > 0 && address.indexOf('@') >= 4 && institutionOf(address) !== null
  return { pieces, separators, fewest: isOwn ? host + 1 : pieces.length }
}

interface Place {
  readonly from: number
  readonly to: number
}

const written = /[\p{L}\p{N}._%+-]/u

/** Where the addresses occur in a text, also with "@" and "." written as words. */
export function addressPlaces(text: string, words: readonly Word[], addresses: Addresses): Place[] {
  if (addresses.size === 0) return []
  const places: Place[] = []
  for (const [at, word] of words.entries()) {
    const ends = (addresses.get(word.folded) ?? []).flatMap((sought) => endOf(text, words, at, sought) ?? [])
    const to = Math.max(0, ...ends)
    if (to === 0) continue
    const from = beginningOf(text, word.from, places.at(-1)?.to ?? 0)
    if (from >= (places.at(-1)?.to ?? 0)) places.push({ from, to })
  }
  return places
}

/** Extends an address or link back to its beginning. */
function beginningOf(text: string, at: number, least: number): number {
  let from = at
  while (from > least && at - from < 80 && (written.test(text[from - 1] ?? '') || text[from - 1] === '@')) from -= 1
  return from
}

const ats = new Set('at a arobase arroba et aet ät chez snabela kukac malpa apestaart собака آت'.split(' ').map(fold))
const dots = new Set('dot d0t point punto punkt ponto pont piste nokta kropka tecka точка نقطة'.split(' ').map(fold))
/** Words that people put into an address so that programs do not recognise it. */
const decoys = new Set(['nospam', 'spam', 'remove', 'removethis', 'delete', 'no'])
const widestGap = 6

/** @returns the end of the address that begins with the word at `at` */
function endOf(
  text: string,
  words: readonly Word[],
  at: number,
  { pieces, separators, fewest }: Sought,
): number | null {
  const before = text[(words[at]?.from ?? 0) - 1] ?? ' '
  if (/[\p{L}\p{N}-]/u.test(before)) return null
  let last = at
  let met = 1
  for (; met < pieces.length; met += 1) {
    const next = following(text, words, last, pieces[met] ?? '', separators[met] ?? '')
    if (next === null) break
    last = next
  }
  if (met < Math.min(fewest, pieces.length)) return null
  const to = words[last]?.to ?? 0
  return met === pieces.length && /^(?:[\p{L}\p{N}-]|\.\p{L})/u.test(text.slice(to, to + 2)) ? null : to
}

function following(
  text: string,
  words: readonly Word[],
  last: number,
  piece: string,
  separator: string,
): number | null {
  const said = separator === '@' ? ats : separator === '.' ? dots : null
  let isSaid = said === null
  for (let at = last + 1; at <= last + 3; at += 1) {
    const word = words[at]
    const between = text.slice(words[at - 1]?.to, word?.from)
    if (!word || between.length > widestGap || /\n\n/.test(between)) return null
    // Where the address has "@" or ".", the text must have the character or a word for it; a blank alone separates two
    // words.
    if (
      separator === '@' ? /[@＠﹫]/.test(between) : /[.．·•]/.test(between) || (separator !== '.' && separator !== '')
    )
      isSaid = true
    if (word.folded === piece) return isSaid ? at : null
    if (said?.has(word.folded)) isSaid = true
    else if (!decoys.has(word.folded)) return null
  }
  return null
}

export function addressesIn(
  passages: readonly Passage[],
  words: readonly (readonly Word[])[],
  addresses: Addresses,
  linkedWords: (link: string) => readonly Word[],
): Located[] {
  return passages.flatMap(({ text, links }, passage): Located[] => {
    const standing = addressPlaces(text, words[passage] ?? [], addresses)
    if (standing.length > 0)
      return standing.map(({ from, to }) => ({
        kind: 'known_email',
        match: text.slice(from, to),
        at: { passage, from, to },
      }))
    const linked = (links ?? []).filter((link) => addressPlaces(link, linkedWords(link), addresses).length > 0)
    return linked.map((link) => ({
      kind: 'known_email',
      match: link.replace(/^mailto:/i, ''),
      at: { passage, from: 0, to: 0 },
      place: 'link',
    }))
  })
}
