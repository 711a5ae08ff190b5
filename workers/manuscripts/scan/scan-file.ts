import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { FileHeld, type Match } from '../shapes.ts'
import { Allowance, Unreadable } from './allowance.ts'
import { isGeneric } from '../../../server/identity/identity-values.ts'
import { excerptOf } from '../../../server/identity/excerpt.ts'
import { searchTermsFor } from './search-terms.ts'
import type { Listener, Statement } from './statements.ts'
import { walkFile } from './walk-file.ts'

/**
 * Finds where a copy made for others still contains one of the values in `sought`, and where it names anybody in a
 * field for people. Every part is decompressed and every byte is searched.
 * @throws FileHeld when a part cannot be read: the part might hold a name
 */
export async function scanFile(bytes: Buffer, kind: FileKind, sought: readonly string[]): Promise<Match[]> {
  const matches = new Map<string, Match>()
  const addMatch = (value: string, where: string, place: Match['in'], around = '') => {
    // The same place may be read twice; thousands of matches in the text tell no more than hundreds.
    if (place === 'metadata' || matches.size < mostMatches)
      matches.set(`${value}\0${where}\0${place}`, { value, in: place, where, ...(around !== '' && { around }) })
  }
  try {
    walkFile(bytes, kind, { listener: listenFor(sought, addMatch), allowance: new Allowance() })
  } catch (fault) {
    if (fault instanceof Unreadable) throw new FileHeld('names_left')
    throw fault
  }
  return [...matches.values()]
}

const mostMatches = 500

type AddMatch = (value: string, where: string, place: Match['in'], around?: string) => void

function listenFor(sought: readonly string[], addMatch: AddMatch): Listener {
  const terms = searchTermsFor(sought)
  return {
    statement: (statement) => {
      const { role, value, where } = statement
      if (role === 'person') {
        if (isSomebody(statement)) addMatch(value.trim(), where, 'metadata')
        for (const found of terms.inWords(value, 'free')) addMatch(found, where, 'metadata')
        return
      }
      const place = role === 'text' || role === 'shown_person' ? 'text' : 'metadata'
      for (const found of terms.inWords(value, role)) addMatch(found, where, place, around(found, value))
    },
    bytes: (where, piece, contentKind) => {
      for (const found of terms.inBytes(piece, contentKind)) addMatch(found, where, 'metadata')
    },
    leftover: (where, what) => addMatch(what, where, 'metadata'),
    unreadable: () => {
      throw new Unreadable()
    },
  }
}

/** The words around a value, as a reader sees them; empty when the text spells the value differently. */
function around(found: string, value: string): string {
  const lower = value.toLowerCase()
  const words = [found, ...found.split(/[\s,]+/).toSorted((one, other) => other.length - one.length)]
  const sought = words.find((word) => word.length > 2 && lower.includes(word.toLowerCase()))
  if (sought === undefined) return ''
  const at = lower.indexOf(sought.toLowerCase())
  const from = Math.max(0, value.lastIndexOf('\n', at) + 1)
  const end = value.indexOf('\n', at + sought.length)
  return excerptOf(value.slice(from, end < 0 ? undefined : end), at - from, at - from + sought.length).trim()
}

/** Whether a field for people holds a real name: a clean copy has none there, known or not. */
function isSomebody({ value, position }: Statement): boolean {
  if (position === 'gps') return true
  return !isGeneric(value)
}
