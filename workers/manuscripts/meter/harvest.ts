import type { FileKind } from '../../../server/files/kinds.ts'
import type { Harvested } from '../shapes.ts'
import { Allowance, Unreadable } from './allowance.ts'
import { accountsIn, isGeneric, isPath, isProgram, looksLikePerson } from './identity.ts'
import type { Statement } from './statements.ts'
import { walkFile } from './walk.ts'

/**
 * Everything a file says about who made it, besides on its pages: to be looked for in every copy made of it. What cannot be
 * read is passed over; the guard answers for files that are broken.
 */
export async function harvest(bytes: Buffer, kind: FileKind): Promise<Harvested[]> {
  const found = new Map<string, Harvested>()
  const keep = (position: string, written: string) => {
    const value = written.replaceAll(/[\s\0]+/g, ' ').trim()
    if (value.length >= 2 && value.length <= longest) found.set(`${position} ${value}`, { position, value })
  }
  const said = (statement: Statement) => {
    for (const value of identitiesIn(statement)) keep(statement.position, value)
  }
  const heard = (where: string, piece: Buffer) => {
    for (const value of accountsInBytes(piece)) keep(`bytes of ${where}`.length > 0 ? 'other_bytes' : where, value)
  }
  const listener = {
    said,
    bytes: (where: string, piece: Buffer, matter: string) => (matter === 'data' ? heard(where, piece) : undefined),
    left: () => {},
    unreadable: () => {},
  }
  try {
    walkFile(bytes, kind, { listener, allowance: new Allowance(), depth: 0 })
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
  }
  return [...found.values()]
}

const longest = 400

function identitiesIn({ role, position, value }: Statement): string[] {
  if (role === 'text' || value.trim() === '') return []
  const accounts = accountsIn(value).filter((account) => !isGeneric(account))
  if (role === 'person' || role === 'shown_person') return [...accounts, ...peopleIn(value, position)]
  if (role !== 'origin') return accounts
  return isPath(value) || (looksLikePerson(value) && !isProgram(value)) ? [...accounts, value] : accounts
}

const numbered = new Set(['gps', 'exif', 'xmp'])

/** The whole, and each of several people named in one place. */
function peopleIn(value: string, position: string): string[] {
  if (numbered.has(position) && /\d{4}/.test(value) && !/\p{L}/u.test(value)) return [value]
  if (isGeneric(value)) return []
  const pieces = value.split(/\s*[;|\n]\s*|\s+(?:and|und|et|y|&)\s+|,\s+(?=\p{Lu}\S*\s+\p{Lu})/u)
  const people = pieces.length > 1 ? pieces.filter((piece) => piece.length >= 4 && !isGeneric(piece)) : []
  return [value, ...people].filter((person) => !isProgramOnly(person))
}

/** A program's name stands where a person's belongs. "Jane Doe (via Word)" is still a person. */
function isProgramOnly(value: string): boolean {
  return isProgram(value) && !looksLikePerson(value) && !value.includes('@')
}

/** Addresses and home folders in bytes of no known form, in one-byte and two-byte letters. */
function accountsInBytes(bytes: Buffer): string[] {
  if (bytes.length > 5_000_000) return []
  const narrow = bytes.toString('latin1')
  const wide = /[\x20-\x7e]\0[\x20-\x7e]\0/.test(narrow) ? narrow.replaceAll(/([\x09-\x7e\xa0-\xff])\0/g, '$1') : ''
  return [...accountsIn(narrow), ...(wide === '' ? [] : accountsIn(wide))].filter(
    (account) => /^[\p{L}\p{N} ._@%+-]{3,}$/u.test(account) && !isGeneric(account),
  )
}
