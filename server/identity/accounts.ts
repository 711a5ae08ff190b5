import { isOrdinaryWord } from './ambiguous-surnames.ts'
import type { Word } from './folding.ts'
import type { NameMention } from './names.ts'
import type { Person } from './people.ts'

/** The accounts and mailbox names that people form from their names. */
export type Accounts = ReadonlyMap<string, readonly Person[]>

const shortestAccount = 5
const shortestOfEveryday = 7
const shortestGiven = 6
/** An account of this length identifies its owner, wherever it occurs. */
const telling = 9

export function accountsOf(all: readonly Person[]): Accounts {
  const accounts = new Map<string, Person[]>()
  for (const somebody of all) {
    if (somebody.isFromFileName || somebody.units.length < 2) continue
    for (const account of spellings(somebody)) accounts.set(account, [...(accounts.get(account) ?? []), somebody])
  }
  return accounts
}

function spellings({ units }: Person): Set<string> {
  const family = units.at(-1)
  const names = units.map(({ keys }) => keys[0] ?? '')
  const given = names[0] ?? ''
  const initials = units.slice(0, -1).map(({ initial }) => initial)
  const last = family?.initial ?? ''
  const found = new Set<string>()
  for (const name of new Set([family?.keys[0] ?? '', family?.core ?? ''])) {
    const least = isOrdinaryWord(name) ? shortestOfEveryday : shortestAccount
    const all = [
      `${initials[0]}${name}`,
      `${name}${initials[0]}`,
      `${initials.join('')}${name}`,
      `${name}${initials.join('')}`,
    ]
    for (const account of [...all, `${given}${name}`, `${name}${given}`])
      if (account.length >= least) found.add(account)
    if (family?.alone && name.length >= 4) found.add(name)
  }
  if (given.length >= shortestGiven && !isOrdinaryWord(given)) found.add(`${given}${last}`)
  return found
}

const longestAccount = 6
const ornaments = /^(?:dr|prof|the|its|real|iam|mr|mrs|ms|official|author)|(?:md|phd|phdx?|official|author|x)$/g
const called =
  /(?:twitter|github|gitlab|orcid|handle|user ?name|user|account|skype|telegram|instagram|mastodon|bluesky|threads|wechat|linkedin|researchgate|login|profile)\s?[:=(-]?\s?@?$/i
const domain = /^(?:\.[a-z]{2,10}){1,3}(?![a-z])|^@/i

/** "@zquixwhistle", "github.com/zquixwhistle", "quixwhistle2024", "zquixwhistle.net". */
export function accountsAt(text: string, words: readonly Word[], accounts: Accounts): NameMention[] {
  if (accounts.size === 0) return []
  const found: NameMention[] = []
  for (let at = 0; at < words.length; at += 1) {
    const until = endOfAccount(text, words, at)
    const from = words[at]?.from ?? 0
    const to = words[until - 1]?.to ?? 0
    for (const somebody of owners(words, at, until, accounts, () => isAccount(text, from, to)))
      found.push({ somebody, from, to, cited: false, whole: true })
    at = until - 1
  }
  return found
}

/** Words joined only by full stops, hyphens, underscores and digits. */
function endOfAccount(text: string, words: readonly Word[], at: number): number {
  let until = at + 1
  while (until < words.length && until - at < longestAccount) {
    const gap = (words[until]?.from ?? 0) - (words[until - 1]?.to ?? 0)
    if (gap > 1 || (gap === 1 && !/[._-]/.test(text[words[until - 1]?.to ?? 0] ?? ''))) break
    until += 1
  }
  return until
}

function owners(
  words: readonly Word[],
  at: number,
  until: number,
  accounts: Accounts,
  isAccount: () => boolean,
): readonly Person[] {
  const pieces = words.slice(at, until).map(({ folded }) => folded)
  const forms = until - at === 1 ? pieces : [...pieces, ...pairs(pieces), pieces.join('')]
  for (const form of forms) {
    const found = accounts.get(form)
    if (found && ((form.length >= telling && !found.some((one) => isFamily(one, form))) || isAccount())) return found
  }
  if (!pieces.some((piece) => piece.length >= shortestAccount) || !pieces.some(isOrnate)) return []
  const bare = pieces.map((piece) => accounts.get(piece.replaceAll(ornaments, ''))).find((one) => one !== undefined)
  return bare && isAccount() ? bare : []
}

function pairs(pieces: readonly string[]): string[] {
  return pieces.slice(1).map((piece, at) => `${pieces[at]}${piece}`)
}

function isOrnate(piece: string): boolean {
  ornaments.lastIndex = 0
  return ornaments.test(piece)
}

function isFamily({ units }: Person, form: string): boolean {
  return units.some(({ keys, core }) => keys.includes(form) || core === form)
}

function isAccount(text: string, from: number, to: number): boolean {
  if (/[@/\\~]/.test(text[from - 1] ?? '')) return true
  const raw = text.slice(from, to)
  if (/\p{L}[._]?\d|\d[._]?\p{L}|_|\p{L}\.\p{L}/u.test(raw)) return true
  return domain.test(text.slice(to, to + 40)) || called.test(text.slice(Math.max(0, from - 24), from))
}
