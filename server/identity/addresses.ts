import { accountsIn } from './identity-values.ts'
import type { Harvested, KnownPerson, Passage } from './shapes.ts'
import type { Located } from './located.ts'

const freeMail =
  /^(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|web|mail|yandex|ya|proton|protonmail|pm|tutanota|tuta|zoho|laposte|orange|free|wanadoo|sfr|libero|ukr|rambler|bk|inbox|list|qq|163|126|sina|naver|daum|hanmail|rediffmail|fastmail|hey|posteo|mailbox|riseup|example|uol|bol|terra|t-online)\.[a-z.]{2,7}$/
const manyUnder = /^(?:ac|edu|co|com|org|gov|gob|gouv|net|or|ne|univ|nhs|go|sch|k12|ngo|asso)$/

/** The name an institution has on the network, without its departments; nothing of what anybody may have an address at. */
function institutionOf(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  if (!/^[\p{L}\d.-]+\.\p{L}{2,}$/u.test(domain) || freeMail.test(domain)) return null
  const labels = domain.split('.')
  const kept = manyUnder.test(labels.at(-2) ?? '') ? 3 : 2
  return labels.length < kept ? null : labels.slice(-kept).join('.')
}

const written = /[\p{L}\p{N}._%+-]/u

/** Addresses of known people, in the text and where its links lead, and anything else at their institutions. */
export function addressesIn(
  passages: readonly Passage[],
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
): Located[] {
  const addresses = [...people.map(({ email }) => email ?? ''), ...harvested.flatMap(({ value }) => accountsIn(value))]
    .map((address) => address.trim().toLowerCase())
    .filter((address) => /^[^@\s]{2,}@[^@\s]+$/.test(address))
  const sought = [...new Set([...addresses, ...addresses.map((address) => institutionOf(address) ?? '')])].filter(
    (one) => one !== '',
  )
  const users = new Map(
    addresses.map((address) => [address.slice(0, address.indexOf('@')), address.slice(address.indexOf('@') + 1)]),
  )
  return passages.flatMap((passage, at) => {
    const standing = placesOf(passage.text, sought, users)
    const linked = (passage.links ?? []).filter((link) => sought.some((one) => contains(link.toLowerCase(), one)))
    return [
      ...standing.map(({ from, to }) => located(passage.text.slice(from, to), at, from, to)),
      ...(standing.length === 0 ? linked.map((link) => located(link.replace(/^mailto:/i, ''), at, 0, 0)) : []),
    ]
  })
}

function located(match: string, passage: number, from: number, to: number): Located {
  return { kind: 'known_email', match, at: { passage, from, to } }
}

interface Place {
  readonly from: number
  readonly to: number
}

function contains(text: string, sought: string): boolean {
  return occurrences(text, sought).length > 0
}

function occurrences(text: string, sought: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
    const before = text[at - 1] ?? ' '
    const after = text.slice(at + sought.length, at + sought.length + 2)
    if (!/[\p{L}\p{N}-]/u.test(before) && !/^(?:[\p{L}\p{N}-]|\.\p{L})/u.test(after)) found.push(at)
  }
  return found
}

function placesOf(text: string, sought: readonly string[], users: ReadonlyMap<string, string>): Place[] {
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return []
  const places: Place[] = []
  const keep = (from: number, to: number) => {
    if (!places.some((place) => from < place.to && place.from < to)) places.push({ from, to })
  }
  for (const one of sought) {
    for (const at of occurrences(lower, one)) keep(one.includes('@') ? at : beginningOf(text, at), at + one.length)
  }
  for (const [user, domain] of users) {
    if (!/^[^@\s]{4,}$/.test(user)) continue
    const [host = ''] = domain.split('.')
    for (const at of occurrences(lower, user)) {
      const spelled = /^\s{0,2}(?:[[({<]\s{0,2}(?:at|@|arobase|arroba|ät)\s{0,2}[\])}>]|\bat\b|@)\s{0,2}/.exec(
        lower.slice(at + user.length),
      )
      const rest = at + user.length + (spelled?.[0].length ?? 0)
      if (spelled && lower.startsWith(host, rest)) keep(at, rest + host.length)
    }
  }
  return places
}

/** An address or link reaches back to where it was begun. */
function beginningOf(text: string, at: number): number {
  let from = at
  while (from > 0 && at - from < 80 && (written.test(text[from - 1] ?? '') || text[from - 1] === '@')) from -= 1
  return from
}

const digits = /(?<!\d)\d{4}[-‐-–\s]?\d{4}[-‐-–\s]?\d{4}[-‐-–\s]?\d{3}[\dXx](?!\d)/g
const bare = (text: string) => text.replaceAll(/[^\dXx]/g, '').toUpperCase()

export function orcidsIn(passages: readonly Passage[], people: readonly KnownPerson[]): Located[] {
  const known = new Set(
    people.map(({ orcid }) => bare((orcid ?? '').replace(/^.*\//, ''))).filter((one) => one.length === 16),
  )
  if (known.size === 0) return []
  return passages.flatMap(({ text, links }, passage) => {
    const standing = [...text.matchAll(digits)].filter(([match]) => known.has(bare(match)))
    const linked =
      standing.length > 0
        ? []
        : (links ?? []).flatMap((link) => [...link.matchAll(digits)]).filter(([match]) => known.has(bare(match)))
    return [
      ...standing.map(
        ({ 0: match, index }): Located => ({
          kind: 'known_orcid',
          match,
          at: { passage, from: index, to: index + match.length },
          group: bare(match),
        }),
      ),
      ...linked.map(
        ([match]): Located => ({ kind: 'known_orcid', match, at: { passage, from: 0, to: 0 }, group: bare(match) }),
      ),
    ]
  })
}
