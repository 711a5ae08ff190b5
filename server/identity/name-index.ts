import { stemOf } from './case-endings.ts'
import { isOrdinaryWord } from './ambiguous-surnames.ts'
import { skeleton } from './lookalikes.ts'
import type { Person, Unit } from './people.ts'
import { commonSpelling, isOfTheirScripts } from './romanised.ts'

export interface Key {
  readonly somebody: Person
  readonly unit: Unit
}

type Keys = Map<string, Key[]>

/** All names, in all forms in which they are looked up. */
export interface NameIndex {
  readonly all: readonly Person[]
  readonly keys: ReadonlyMap<string, readonly Key[]>
  /** Names without the vowel that changes with the case. */
  readonly stems: ReadonlyMap<string, readonly Key[]>
  /** Skeletons of names, to find disguised words. */
  readonly drawn: ReadonlyMap<string, readonly Key[]>
  /** Names transliterated between scripts: the people whose names are in Latin letters, and the others. */
  readonly romanised: {
    readonly latin: ReadonlyMap<string, readonly Key[]>
    readonly others: ReadonlyMap<string, readonly Key[]>
  }
  /** Cache of words in other spellings: the same words recur. */
  readonly otherwise: Map<
    string,
    { readonly keys: readonly Key[]; readonly how: { readonly isDisguised: boolean; readonly isUnsure: boolean } }[]
  >
  /** All beginnings of keys. */
  readonly beginnings: ReadonlySet<string>
}

const cyrillicEnding = /[аяоеийьіїыуюэ]$/u
const longestBeginning = 40
const shortestSpelling = 4

function put(keys: Keys, key: string, entry: Key): void {
  if (key === '') return
  const entries = keys.get(key)
  if (entries) entries.push(entry)
  else keys.set(key, [entry])
}

/** "AwaNdiaye", as in file names, accounts and broken lines. */
export function runTogether({ units }: Person): Unit | null {
  const [first, last] = [units[0]?.keys[0] ?? '', units.at(-1)?.keys[0] ?? '']
  const all = units.map(({ keys }) => keys[0] ?? '').join('')
  if (units.length < 2 || first.length + last.length < 8) return null
  return {
    keys: [...new Set([all, first + last, last + first])],
    core: all,
    initial: '',
    alone: true,
    seams: new Set(),
  }
}

/** Each half of "Smith-Jones". */
function halves(somebody: Person): Unit[] {
  const family = somebody.units.at(-1)
  const key = family?.keys[0] ?? ''
  if (!family || somebody.units.length < 2) return []
  const ends = [...family.seams]
  return ends
    .map((end, at) => key.slice(ends[at - 1] ?? 0, end))
    .filter((half) => half.length > 3 && half !== key && half !== family.core)
    .map((half) => ({
      ...family,
      keys: [half],
      core: half,
      alone: family.alone && !isOrdinaryWord(half),
      seams: new Set([half.length]),
    }))
}

export function indexOf(all: readonly Person[]): NameIndex {
  const keys: Keys = new Map()
  const stems: Keys = new Map()
  const drawn: Keys = new Map()
  const romanised = { latin: new Map() as Keys, others: new Map() as Keys }
  for (const somebody of all) {
    const whole = runTogether(somebody)
    for (const unit of [...somebody.units, ...halves(somebody), ...(whole ? [whole] : [])]) {
      const entry = { somebody, unit }
      for (const key of new Set([...unit.keys, ...(unit.core.length > 2 ? [unit.core] : [])])) {
        put(keys, key, entry)
        if (/\p{Script=Cyrillic}/u.test(key) && key.length > 4 && cyrillicEnding.test(key))
          put(keys, key.slice(0, -1), entry)
        put(stems, stemOf(key) ?? '', entry)
        if (key.length > 2) put(drawn, skeleton(key), entry)
        const spelling = commonSpelling(key)
        if (spelling.length >= shortestSpelling) {
          const into = isOfTheirScripts(key) ? romanised.others : romanised.latin
          put(into, spelling, entry)
          if (/[aeiou]$/.test(spelling) && spelling.length > shortestSpelling) put(into, spelling.slice(0, -1), entry)
        }
      }
    }
  }
  return {
    all,
    keys,
    stems,
    drawn,
    romanised,
    otherwise: new Map(),
    beginnings: beginningsOf([...keys.keys(), ...stems.keys()]),
  }
}

function beginningsOf(keys: readonly string[]): Set<string> {
  const beginnings = new Set<string>()
  for (const key of keys) {
    for (let length = 1; length <= Math.min(key.length, longestBeginning); length += 1)
      beginnings.add(key.slice(0, length))
  }
  return beginnings
}
