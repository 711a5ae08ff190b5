import { asciiDomain } from './email.ts'

// Whether two descriptions are of the same person. Only this file makes addresses, names and affiliations comparable.

/** A person as a form, an account or an invitation describes them. */
export interface Described {
  readonly name: string
  readonly affiliation: string
  /** Every address they are known by. */
  readonly emails: readonly string[]
  readonly orcid: string | null
}

/** Reasons why two descriptions may be of one person, strongest first. */
export const likenesses = [
  'same_mailbox',
  'same_orcid',
  'same_name_and_affiliation',
  'similar_name',
  'same_name',
] as const
export type Likeness = (typeof likenesses)[number]

/** These likenesses are proof; the others are evidence. */
export function isCertain(likeness: Likeness): boolean {
  return likeness === 'same_mailbox' || likeness === 'same_orcid'
}

/** The strongest likeness of two descriptions; null when there is none. */
export function likenessOf(a: Described, b: Described): Likeness | null {
  if (meet(a.emails.map(mailboxOf), b.emails.map(mailboxOf))) return 'same_mailbox'
  if (a.orcid !== null && b.orcid !== null && orcidOf(a.orcid) === orcidOf(b.orcid)) return 'same_orcid'
  const names = compareNames(a.name, b.name)
  if (names === null) return null
  const together = sameAffiliation(a.affiliation, b.affiliation)
  if (names === 'same') return together ? 'same_name_and_affiliation' : 'same_name'
  // Initials fit many people, but with the same affiliation hardly two.
  return together ? 'similar_name' : null
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one))
}

/** Mail providers that ignore these characters in a mailbox's name and deliver all these domains to the same mailbox. */
const providers: readonly { readonly domains: readonly string[]; readonly ignores: RegExp }[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignores: /\./g },
  { domains: ['proton.me', 'protonmail.com', 'pm.me', 'protonmail.ch'], ignores: /[._-]/g },
]

/**
 * The mailbox of an address, for comparison: without case, without what follows a plus ("rosa+reviews@"), and by the rules of its provider.
 * Addresses with the same mailbox belong to one person: not every mail server supports plus addresses, but none gives "rosa" and
 * "rosa+reviews" to different people.
 */
export function mailboxOf(email: string): string {
  const folded = email.trim().normalize('NFKC').toLowerCase()
  const cut = folded.lastIndexOf('@')
  const [local, domain] = [folded.slice(0, cut), asciiDomain(folded.slice(cut + 1).replace(/\.$/, ''))]
  const plain = local.replace(/^"(.*)"$/, '$1').replace(/(?<=.)\+.*$/, '')
  const provider = providers.find(({ domains }) => domains.includes(domain))
  if (!provider) return `${plain}@${domain}`
  return `${plain.replaceAll(provider.ignores, '')}@${provider.domains[0]}`
}

function orcidOf(orcid: string): string {
  return orcid.toUpperCase().replaceAll(/[^\dX]/g, '')
}

const apart: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
}

/** Without case, accents and punctuation: "Gülşen Öz-Łęcka" becomes "gulsen oz lecka". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþıħ]/g, (letter) => apart[letter] ?? letter)
    .replaceAll(/['’ʼ`´]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const titles = new Set('dr prof professor mr mrs ms mx phd md msc ma ba jr sr ii iii hon rev'.split(' '))

function wordsOfName(name: string): string[] {
  const all = folded(name).split(' ').filter(Boolean)
  const own = all.filter((word) => !titles.has(word))
  return own.length > 0 ? own : all
}

/** `same`: the same words in any order. `similar`: a surname in common and, for the rest, names or initials that fit. */
function compareNames(a: string, b: string): 'same' | 'similar' | null {
  const [one, other] = [wordsOfName(a), wordsOfName(b)]
  if (one.length === 0 || other.length === 0) return null
  if (one.toSorted().join(' ') === other.toSorted().join(' ')) return 'same'
  // For scripts without spaces between names, and names written both as one word and as two.
  if (one.join('') === other.join('')) return 'same'
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  return fits(shorter, longer) ? 'similar' : null
}

/** Whether every word of the shorter name is a word of the longer one or an initial of one, and at least one whole word is in common. */
function fits(shorter: readonly string[], longer: readonly string[]): boolean {
  if (shorter.length < 2) return false
  const left = [...longer]
  let whole = 0
  for (const word of shorter.toSorted((a, b) => b.length - a.length)) {
    const at = left.findIndex((candidate) => candidate === word || isInitialOf(word, candidate))
    if (at < 0) return false
    if (left[at] === word && word.length > 1) whole++
    left.splice(at, 1)
  }
  return whole > 0
}

function isInitialOf(a: string, b: string): boolean {
  return (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b))
}

const fillers = new Set('the of and for at in de la le les des du der die das und el y e del di da'.split(' '))

function sameAffiliation(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) =>
    folded(text)
      .split(' ')
      .filter((word) => word !== '' && !fillers.has(word)),
  )
  if (!one || !other || one.length === 0 || other.length === 0) return false
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  if (shorter.length === longer.length || shorter.length >= 2) return shorter.every((word) => longer.includes(word))
  // "Dignity" matches "Dignity, Danish Institute against Torture"; "University" matches no longer name.
  return (shorter[0]?.length ?? 0) >= 5 && !common.has(shorter[0] ?? '') && longer[0] === shorter[0]
}

const common = new Set(
  'university universite universidad institute institut centre center hospital college school department faculty'.split(
    ' ',
  ),
)
