import { accountsIn, isGeneric, isProgram, looksLikePerson } from './identity-values.ts'
import type { Harvested, KnownPerson } from './shapes.ts'
import { families, isOrdinaryWord, particles, titles } from './ambiguous-surnames.ts'
import { fold, foldings, wordsIn } from './folding.ts'

/** A word of a name with the particles before it: "de la Cruz", "Al-Hassan". */
export interface Unit {
  readonly keys: readonly string[]
  /** Without its particles. */
  readonly core: string
  readonly initial: string
  /** Whether the word identifies the person alone, or only beside another part of a name. */
  readonly alone: boolean
  /** Positions in the keys at which one written word may end and the next begin. */
  readonly seams: ReadonlySet<number>
}

export interface Person {
  readonly id: string
  readonly units: readonly Unit[]
  readonly isFromFileName: boolean
}

const degrees = new Set(
  'phd md msc ma ba bsc mph mba llm llb dphil psyd jr ii iii mbbs rn lmsw lcsw frcpsych esq'.split(' '),
)

/** The words of a name, given names first. */
function written(name: string): string[] {
  const plain = name
    .normalize('NFC')
    .replaceAll(/\([^)]{0,60}\)|["“”]/g, ' ')
    .slice(0, 200)
  const pieces = plain.split(',').map((piece) => piece.trim())
  const named = pieces.filter((piece) => piece !== '' && !degrees.has(fold(piece)))
  const ordered = named.length === 2 ? [named[1], named[0]] : named
  const words = ordered
    .join(' ')
    .split(/[\s_]+/)
    .filter((word) => fold(word) !== '')
  const from = words.findIndex((word) => !titles.has(fold(word)) || fold(word).length < 2)
  return words.slice(Math.max(from, 0)).filter((word, at) => at === 0 || !degrees.has(fold(word)))
}

export function unitsOf(name: string): Unit[] {
  const groups: string[][] = []
  let small: string[] = []
  const words = written(name)
  for (const [at, word] of words.entries()) {
    const isSmall = at > 0 && at < words.length - 1 && particles.has(fold(word)) && !/^\p{L}\.$/u.test(word)
    if (isSmall) small.push(word)
    else {
      groups.push([...small, word])
      small = []
    }
  }
  return groups.map((group, at) => unit(group, at, groups.length))
}

function unit(group: readonly string[], at: number, of: number): Unit {
  const whole = group.join(' ')
  const parts = wordsIn(whole).map(({ folded }) => folded)
  const seams = new Set<number>()
  let length = 0
  for (const part of parts) {
    length += part.length
    seams.add(length)
  }
  const first = parts.findIndex((part) => !particles.has(part))
  const core = parts.slice(Math.max(first, 0)).join('')
  const last = group.at(-1) ?? ''
  const shouted = /^[\p{Lu}\p{M}'’-]{3,}$/u.test(last) && last !== last.toLowerCase()
  const key = fold(whole)
  const isFamily = at === of - 1 || families.has(key) || key.endsWith('ez') || (shouted && of > 1)
  const isShort = /^[a-z]*$/.test(key) ? key.length < 3 : key.length < 4
  return {
    keys: foldings(whole),
    core,
    initial: parts.find((part) => !particles.has(part) || part === core)?.[0] ?? '',
    alone: isFamily && !isShort && !isOrdinaryWord(key),
    seams,
  }
}

const personal =
  /author|creator|modified|manager|owner|person|xmp|exif|iptc|signature|editor|sender|user|contact|artist|account|reviewer/

/** All people to search for, each once. */
export function everybody(
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
  fileNames: readonly string[],
): Person[] {
  const all: Person[] = []
  const add = (name: string, isFromFileName: boolean) => {
    const units = unitsOf(name)
    if (units.length === 0) return
    const same = all.find((other) => covers(other.units, units) || covers(units, other.units))
    const id = same?.id ?? `${all.length}`
    if (!all.some((other) => other.id === id && spelled(other.units) === spelled(units)))
      all.push({ id, units, isFromFileName })
  }
  for (const { name, penName } of people) {
    add(name, false)
    if (penName !== null) add(penName, false)
  }
  for (const { position, value } of harvested) {
    if (personal.test(position) && position !== 'layer_creator' && isName(value)) add(value, false)
  }
  for (const name of fileNames.flatMap(namesInFileName)) add(name, true)
  return all
}

function spelled(units: readonly Unit[]): string {
  return units.map(({ keys }) => keys[0]).join(' ')
}

function covers(wide: readonly Unit[], narrow: readonly Unit[]): boolean {
  const keys = new Set(wide.flatMap(({ keys, core }) => [...keys, core]))
  return narrow.length > 1 && narrow.every((unit) => unit.keys.some((key) => keys.has(key)) || keys.has(unit.core))
}

function isName(value: string): boolean {
  if (isGeneric(value) || isProgram(value) || accountsIn(value).length > 0) return false
  if (looksLikePerson(value)) return true
  const isOneWord = /^[\p{L}\p{M}'’-]{4,40}$/u.test(value.trim())
  return isOneWord && !isOrdinaryWord(fold(value)) && !machines.test(value)
}

const machines =
  /^(dell|lenovo|acer|asus|toshiba|samsung|apple|laptop|desktop|macbook|huawei|compaq|intel|work|family|student|staff|guest)$/i

const ofPapers =
  /^(manuscript|final|draft|version|revised|clean|torture|journal|article|paper|copy|blind|blinded|anonymi[sz]ed|anon|main|text|submission|submitted|review|tables?|figures?|title|page|istanbul|protocol|survivors?|refugees?|asylum|trauma|rehabilitation|human|rights|report|study|case|health|mental|un|docx?|pdf|odt|new|old|the|of|and|in|for|with|rev|edit(ed|s)?)$/i

/** "Ndiaye_Awa_final.docx": two capitalised words at the beginning, neither of them a topic of papers. */
function namesInFileName(fileName: string): string[] {
  const stem = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.\w{1,5}$/, '')
    .slice(0, 200)
  const words = stem
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .split(/[\s_.,()\d-]+/)
    .filter((word) => word !== '')
  const until = words.findIndex(
    (word) => !/^\p{Lu}\p{L}{2,}$/u.test(word) || ofPapers.test(word) || isOrdinaryWord(fold(word)),
  )
  const named = words.slice(0, until === -1 ? words.length : until)
  return named.length === 2 ? [named.join(' ')] : []
}
