import { isOrdinaryWord } from './ambiguous-surnames.ts'
import { fold, type Word } from './folding.ts'
import type { NameMention } from './names.ts'
import type { Person } from './people.ts'
import { saysWhoDidWhat, standsAmongInitials } from './who-did-what.ts'

export interface ShortNames {
  readonly initials: ReadonlyMap<string, readonly Person[]>
  /** The first letters of all initials. */
  readonly beginnings: ReadonlySet<string>
  /** First names, as colleagues use them. */
  readonly given: ReadonlyMap<string, readonly Person[]>
}

/** Abbreviations with a common meaning: they count as initials only with full stops, or beside other people's initials. */
const ordinary = new Set(
  `ad ai am an as at ba bc be bi bp by cc cd ce ci cm co cv da db dc dd de do dr ds ec ed eg eo er es eu et ev fa fr ft gb gp
  ha he hf hi hq hr ia id ie if ii il im in ip iq ir is it iv ix jr kg km la le li lo lp ma mb md me mg mi ml mm mr ms mt my
  na nb ng no np nr ns ny ob oh ok on op or os pa pc pd ph pi pm po pp pr ps pt qa qi qr ra rd re rn rr sa sd se si sj so sp
  sq sr ss st sw ta tb tc td te ti to tv uk un up us va vi vs we wp xi xx aba act add adhd age aim aka all and anc any apa apd
  are art ask bdi bmi bpd bsc cbt cdc cia cidt cpt cut day did dna dsm ect eeg emdr end esl etc eur fbi few for gad gbd gdp ghq
  gis had has her him his hiv how htq icd icc iom irb irct its law led let llb lgbt mac man map may mba men mph mri msc msf
  net new ngo nhs non nor not now off old one our out own pcl per phd phq ptsd put ran raw rct red ref rna run saw say sct see
  sem she sig sir six soc ssri std sum tax tbi ten the too top two una und use usa usd was way web who why yes yet you`.split(
    /\s+/,
  ),
)

export function shortNamesOf(all: readonly Person[]): ShortNames {
  const initials = new Map<string, Person[]>()
  const given = new Map<string, Person[]>()
  const put = (into: Map<string, Person[]>, key: string, somebody: Person) => {
    const there = into.get(key) ?? []
    if (!there.some(({ id }) => id === somebody.id)) into.set(key, [...there, somebody])
  }
  for (const somebody of all) {
    if (somebody.units.length < 2 || somebody.isFromFileName) continue
    for (const letters of spellings(somebody)) put(initials, letters, somebody)
    const [first] = somebody.units
    const name = first?.keys[0] ?? ''
    if (first && !first.alone && name.length >= 4 && !isOrdinaryWord(name)) put(given, name, somebody)
  }
  const beginnings = [...initials.keys()].flatMap((letters) => Array.from(letters, (_, at) => letters.slice(0, at + 1)))
  return { initials, given, beginnings: new Set(beginnings) }
}

function spellings({ units }: Person): Set<string> {
  const letters = units.map(({ initial }) => initial)
  const [first, last] = [letters[0] ?? '', letters.at(-1) ?? '']
  const all = units.flatMap(({ keys, seams }) => [...new Set([0, ...seams])].map((seam) => keys[0]?.[seam] ?? ''))
  const spelled = [
    letters.join(''),
    `${first}${last}`,
    `${last}${first}`,
    `${last}${letters.slice(0, -1).join('')}`,
    all.join(''),
  ]
  return new Set(spelled.map(fold).filter((each) => each.length > 1 && each.length <= 6))
}

/** More matches of one person in one passage than this are like the earlier ones. */
const mostWeighed = 40

/** Finds "Z.Q. coded the interviews", "the authors (ZQ, PO)", and "ZQ" where a section says who did what. */
export function shortNamesAt(
  text: string,
  words: readonly Word[],
  shortNames: ShortNames,
  isOfPeople: boolean,
): NameMention[] {
  const { initials, given } = shortNames
  if (initials.size === 0 && given.size === 0) return []
  const found: NameMention[] = []
  const weighed = new Map<string, number>()
  const put = (somebody: Person, from: number, to: number, weigh: () => 'sure' | 'hint' | null) => {
    const times = weighed.get(somebody.id) ?? 0
    weighed.set(somebody.id, times + 1)
    const how = isOfPeople ? 'sure' : times < mostWeighed ? weigh() : null
    if (how !== null)
      found.push({ somebody, from, to, cited: false, whole: false, ...(how === 'hint' && { isHint: true }) })
  }
  for (const [at, word] of words.entries()) {
    if (!word.isCapital) continue
    if (word.folded.length > 5) {
      if (!isOfPeople)
        for (const somebody of given.get(word.folded) ?? [])
          put(somebody, word.from, word.to, () => weighedName(text, word))
      continue
    }
    const spelled = spelledFrom(text, words, at, shortNames)
    for (const somebody of spelled?.people ?? [])
      put(somebody, word.from, spelled?.to ?? word.to, () => weighedInitials(text, word.from, spelled, initials))
    if (!spelled && !isOfPeople)
      for (const somebody of given.get(word.folded) ?? [])
        put(somebody, word.from, word.to, () => weighedName(text, word))
  }
  return found
}

interface Spelled {
  readonly people: readonly Person[]
  readonly to: number
  readonly letters: string
  readonly isPointed: boolean
}

function spelledFrom(
  text: string,
  words: readonly Word[],
  at: number,
  { initials, beginnings }: ShortNames,
): Spelled | null {
  if (!beginnings.has(words[at]?.folded ?? '') || !isLetters(words[at]) || isInside(text, words, at)) return null
  let letters = ''
  let found: Spelled | null = null
  for (let until = at + 1; until <= Math.min(words.length, at + 5); until += 1) {
    const word = words[until - 1]
    if (!word || !isLetters(word)) break
    letters += word.folded
    if (!beginnings.has(letters)) break
    const people = letters.length > 1 ? initials.get(letters) : undefined
    // "Z. Q. R." names somebody else; in "Z. Quixwhistle" the name is found.
    const isWhole = !goesOn(text, word, words[until])
    const isPointed = text[word.to] === '.' && (until - at > 1 ? text[words[at]?.to ?? 0] === '.' : false)
    if (people && isWhole) found = { people, to: isPointed ? word.to + 1 : word.to, letters, isPointed }
    if (!/^[.\s-]{1,2}$/.test(text.slice(word.to, words[until]?.from))) break
  }
  return found
}

function isLetters(word: Word | undefined): boolean {
  return word !== undefined && word.raw.length <= 5 && /^\p{Lu}+$/u.test(word.raw)
}

function isInside(text: string, words: readonly Word[], at: number): boolean {
  const before = words[at - 1]
  if (!before || Array.from(before.raw).length > 1 || !/^\p{Lu}$/u.test(before.raw)) return false
  return /^[.-]\s?$|^\.?-$/.test(text.slice(before.to, words[at]?.from))
}

function goesOn(text: string, word: Word, next: Word | undefined): boolean {
  if (!next) return false
  const between = text.slice(word.to, next.from)
  return /^(?:\.|\.\s|-|\.-)$/.test(between) && /^\p{Lu}\p{M}*$/u.test(next.raw)
}

function weighedInitials(
  text: string,
  from: number,
  spelled: Spelled | null,
  initials: ShortNames['initials'],
): 'sure' | 'hint' | null {
  if (!spelled) return null
  const says = saysWhoDidWhat(text, from, spelled.to)
  const isOrdinary = ordinary.has(spelled.letters) && !isAmongKnown(text, from, spelled, initials)
  // "P.O. Box", "the U.S. held": with full stops they count only where the sentence says that this person did research.
  if (isOrdinary && !(spelled.isPointed && says === 2)) return null
  if (says === 2 || (says === 1 && (spelled.isPointed || spelled.letters.length > 1))) return 'sure'
  return spelled.isPointed ? 'hint' : null
}

function isAmongKnown(text: string, from: number, { to, people }: Spelled, initials: ShortNames['initials']): boolean {
  const beside = standsAmongInitials(text, from, to).match(/\p{Lu}\.?(?:[\s-]?\p{Lu}\.?){0,3}/gu) ?? []
  return beside.some((other) =>
    (initials.get(fold(other)) ?? []).some(({ id }) => !people.some((one) => one.id === id)),
  )
}

function weighedName(text: string, { from, to }: Word): 'sure' | null {
  return saysWhoDidWhat(text, from, to) === 2 ? 'sure' : null
}
