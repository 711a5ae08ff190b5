import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Harvested } from '../../../server/identity/shapes.ts'
import { Allowance, Unreadable } from './allowance.ts'
import { accountsIn, isPath, isProgram, looksLikePerson } from '../../../server/identity/identity-values.ts'
import { isThing } from '../../../server/identity/stopwords.ts'
import { namesNobody } from '../../../server/identity/names-nobody.ts'
import type { Statement } from './statements.ts'
import { walkFile } from './walk-file.ts'

/**
 * Everything that a file says about its makers outside its pages: the scan looks for these values in every copy made of the file. Parts
 * that cannot be read are skipped; the guard answers for broken files.
 */
export async function harvest(bytes: Buffer, kind: FileKind): Promise<Harvested[]> {
  const found = new Map<string, Harvested>()
  const keep = (position: string, written: string) => {
    const value = written.replaceAll(/[\s\0]+/g, ' ').trim()
    if (value.length >= 2 && value.length <= longest) found.set(`${position} ${value}`, { position, value })
  }
  const statement = (statement: Statement) => {
    for (const value of identitiesIn(statement)) keep(statement.position, value)
  }
  const keepAccounts = (piece: Buffer) => {
    for (const value of accountsInBytes(piece)) keep('other_bytes', value)
  }
  const listener = {
    statement,
    bytes: (_: string, piece: Buffer, contentKind: string) =>
      contentKind === 'data' ? keepAccounts(piece) : undefined,
    leftover: () => {},
    unreadable: () => {},
  }
  try {
    walkFile(bytes, kind, { listener, allowance: new Allowance() })
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
  }
  return [...found.values()]
}

const longest = 400

/**
 * Templates are often named after institutes and people; the names of templates that come with the program are known.
 */
const template = /^[^\\/]{1,80}\.(dot[xm]?|xlt[xm]?|ott|ots|stw)$/i

function identitiesIn({ role, position, where, value }: Statement): string[] {
  if (role === 'text' || value.trim() === '') return []
  const accounts = accountsIn(value).filter((account) => !namesNobody(account))
  if (role === 'person' || role === 'shown_person') return [...accounts, ...peopleIn(value, position, where)]
  if (role !== 'origin' && role !== 'property') return accounts
  const isTemplate = position === 'template_path' && template.test(value) && !namesNobody(value)
  const noted = role === 'property' && !ofTheText.test(where) ? peopleNotedIn(value) : []
  return isTemplate || isPath(value) ? [...accounts, ...noted, value] : [...accounts, ...noted]
}

/** Properties for the text's title or topic: words that look like a person's name there are a title. */
const ofTheText = /\b(?:title|subject|keywords?|topic|category|journal|publication|abstract)$/i

/** Some people set their name as "Jane Doe for Acme" in their programs. */
function peopleNotedIn(value: string): string[] {
  const isPerson = (text: string) =>
    looksLikePerson(text) && !isProgram(text) && !namesNobody(text) && !text.split(/\s+/).some(isThing)
  const pieces = value.length < longest ? value.split(/\s+(?:for|by|on behalf of)\s+/) : []
  return [...(isPerson(value) ? [value] : []), ...(pieces.length > 1 ? pieces.filter(isPerson) : [])]
}

/** The whole value, and each person when the value lists several. */
function peopleIn(value: string, position: string, where: string): string[] {
  if (!/\p{L}/u.test(value)) return position === 'gps' || /serial/i.test(where) ? [value] : []
  if (namesNobody(value, position)) return []
  if (position === 'company') return [value]
  const pieces = value.split(/\s*[;|\n]\s*|\s+(?:and|und|et|y|&)\s+/u).flatMap(listed)
  return pieces.length === 1 ? [value] : [value, ...pieces.filter((piece) => piece.length >= 4 && !namesNobody(piece))]
}

/** A value split at commas lists people only if each part has two names. "Allison, Timothy B." is one person. */
function listed(piece: string): string[] {
  const names = piece.split(/\s*,\s+/)
  return names.length > 1 && names.every((name) => /\p{L}{2,}\S*\s+\p{L}{2,}/u.test(name)) ? names : [piece]
}

const plainAddress = /^[a-z\d._%+-]{2,64}@[a-z\d-]{2,63}(\.[a-z\d-]{2,63}){0,4}\.[a-z]{2,6}/i

/** E-mail addresses and home folders in bytes of unknown format, in one-byte and two-byte characters. */
function accountsInBytes(bytes: Buffer): string[] {
  if (bytes.length > 5_000_000) return []
  const narrow = bytes.toString('latin1')
  const wide = narrow.includes('@\0') || narrow.includes('\\\0') ? narrow.replaceAll(/([^\0])\0/g, '$1') : ''
  return [narrow, wide].flatMap(accountsIn).flatMap((account) => {
    if (namesNobody(account)) return []
    if (!account.includes('@')) return /^[\p{L}\p{N} ._+-]{3,}$/u.test(account) ? [account] : []
    const address = plainAddress.exec(account)?.[0] ?? ''
    const end = address.slice(address.lastIndexOf('.'))
    // In random bytes the top-level domain often mixes upper and lower case.
    return end !== '' && (end === end.toLowerCase() || end === end.toUpperCase()) ? [address] : []
  })
}
