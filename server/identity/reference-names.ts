import type { Passage } from './shapes.ts'

// The parts of a reference that name people: its beginning, with the authors, and what follows "In" or "edited by", with the editors of the
// book. A name anywhere else in it is text about somebody.

interface Part {
  readonly from: number
  readonly to: number
}

const particle = String.raw`(?:(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|las|los|le|el|al|bin|ibn|ben|abu|ter|ten|zu|af|st\.?|d|O|Mc|Mac)[\s'’-]){0,3}`
const word = String.raw`\p{Lu}[\p{L}\p{M}'’‐-]{1,30}`
const family = String.raw`${particle}${word}(?:[\s-]${particle}${word}){0,2}`
const pointed = String.raw`(?:\p{Lu}\p{Ll}?\.[\s-]?){1,4}`
const bare = String.raw`\p{Lu}{1,4}(?!\p{L})`
const uncased = String.raw`[\p{Lo}\p{M}]{1,20}(?:[\s·-][\p{Lo}\p{M}]{1,20}){0,4}`
const degree = String.raw`(?:,?\s(?:Jr|Sr|II|III)\.?)?`

/** The forms in which lists write an author, the most certain first. */
const forms = [
  { pattern: new RegExp(`(?:${family},?\\s${pointed}|${family},?\\s${bare})${degree}`, 'uy'), isSure: true },
  { pattern: new RegExp(`${pointed}\\s?${family}${degree}`, 'uy'), isSure: true },
  { pattern: new RegExp(`${family},\\s${word}(?:\\s(?:${word}|\\p{Lu}\\.)){0,2}`, 'uy'), isSure: true },
  { pattern: new RegExp(`${word}(?:\\s(?:\\p{Lu}\\.|${particle}${word})){1,3}`, 'uy'), isSure: false },
  { pattern: new RegExp(`${uncased}(?:[,،]\\s?${uncased})?`, 'uy'), isSure: false },
  { pattern: new RegExp(`[–—_-]{2,6}`, 'uy'), isSure: false },
] as const

const between =
  /\s?(?:[,،;؛]?\s?(?:&|and|et|y|e|und|og|och|ve|и|та|و|with|…|\.{3})\s?|[,،;؛]\s?(?:(?:&|and|et|y|e|und|og|och|ve|и|…|\.{3})\s)?)/uy
const behind =
  /\s?,?\s?(?:et al\.?|and others|y cols?\.?|et coll\.?|وآخرون|и др\.?|\((?:eds?|hrsg|hg|coords?|dirs?|orgs?|trans|ed|red)\.?\)|eds?\.?(?!\p{L})|editors?(?!\p{L}))/iuy
/** What may follow the authors: a year, a title, a full stop. */
const ends = /^(?:\s?[.,:;،؛]|\s?[(（[]|\s?["“«‘'„”]|\s(?:19|20)\d\d|\s?$)/u

const numbering = /^\s*(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|\d{1,3}(?=\s)|[*†•–—·-])?\s*/u

interface Authors extends Part {
  /** A form that only lists use: with initials, or the family name first. */
  readonly isSure: boolean
}

const longestList = 2000

/** The people at the beginning of an entry; null when it does not begin with people. */
function authorsOf(text: string): Authors | null {
  const from = numbering.exec(text)?.[0].length ?? 0
  const list = listFrom(text, from)
  return list && !isSaidOf(text, list) ? list : null
}

const mostAuthors = 60

function listFrom(text: string, from: number): Authors | null {
  let to = from
  let isSure = false
  let at = from
  for (let count = 0; count < mostAuthors && at - from < longestList; count += 1) {
    const author = authorAt(text, at)
    if (author === null) break
    to = author.to
    isSure ||= author.isSure
    const next = matchAt(between, text, to)
    if (next === 0) break
    at = to + next
  }
  if (to === from) return null
  to += matchAt(behind, text, to)
  return ends.test(text.slice(to, to + 8)) || ends.test(text.slice(to - 1, to + 8)) ? { from, to, isSure } : null
}

function authorAt(text: string, at: number): { readonly to: number; readonly isSure: boolean } | null {
  for (const { pattern, isSure } of forms) {
    const length = text.slice(at, at + matchAt(pattern, text, at)).trimEnd().length
    if (length === 0) continue
    const rest = text.slice(at + length, at + length + 12)
    const isClosed =
      text[at + length - 1] === '.' ||
      ends.test(rest) ||
      /^\s?(?:[,،;؛&…]|(?:and|et|y|e|und|og|och|ve|и|та|و)\s|\(?eds?)/u.test(rest)
    if (isClosed) return { to: at + length, isSure }
  }
  return null
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** "Maria Lindqvist, PhD, is professor": a sentence about somebody. */
const sentence =
  /^[\s,.;()]{0,3}(?:(?:PhD|Ph\.D\.|MD|M\.D\.|MSc|MA|MPH|Dr|Prof)[\s,.]{1,3}){0,3}(?:\(?(?:born|b\.|née?|geb\.)|is|was|were|are|has|have|had|works?|worked|holds?|teaches|taught|leads?|led|coordinat\p{L}+|joined|lives|lived|received|studied|conduct\p{L}+|serves?|served|directs?|wrote|interview\p{L}+|co-?founded|founded|who|which|ist|war|hat|est|était|a|es|fue|trabaja|dirige|é|foi|är|var|er)(?!\p{L})/iu
const saidBehindYear = /^\s?\((?:19|20)\d\d[a-z]?\)\s\p{Ll}/u

function isSaidOf(text: string, { to }: Part): boolean {
  const rest = text.slice(to, to + 60)
  return sentence.test(rest) || saidBehindYear.test(rest)
}

const makers =
  /(?:(?<!\p{L})(?:In|En|Dans|Em|В)\s?:?\s|(?<!\p{L})(?:edited by|ed\. by|eds\.|translated by|trans\.|tr\.|hrsg\.? von|herausgegeben von|übers(?:etzt|\.) von|editado por|coordinado por|compilado por|traducido por|sous la direction de|traduit par|organizado por|foreword by|introduction by|with a foreword by)\s)/giu
const made = /^\s?[,(]{0,2}\s?(?:eds?|editors?|hrsg|hg|coords?|comps?|dirs?|orgs?|red|trans|translators?)(?!\p{L})/iu
const mostMakers = 4

/** No entry is longer; text beyond this is no part of a list. */
const longestEntry = 2000

/** "In A. Diop & B. Sow (Eds.)", "edited by A. Diop", "(A. Diop, Trans.)". */
function makersOf(whole: string): Part[] {
  const text = whole.slice(0, longestEntry)
  const found: Part[] = []
  for (const { 0: cue, index } of text.matchAll(makers)) {
    if (found.length >= mostMakers) break
    const list = listFrom(text, index + cue.length)
    const isOpen = /^(?:in|en|dans|em|в)/iu.test(cue)
    if (
      list &&
      (!isOpen || made.test(text.slice(list.to)) || /(?:eds?|editors?)\.?\)?$/iu.test(text.slice(list.from, list.to)))
    )
      found.push(list)
  }
  for (const { index } of text.matchAll(/\(/g)) {
    if (found.length >= mostMakers) break
    const list = listFrom(text, index + 1)
    if (list && made.test(text.slice(list.to)) && list.to - list.from < 200) found.push(list)
  }
  return found
}

const yearOf =
  /(?<![\d/-])(?:1[6-9]|20)\d\d[a-z]?(?![\d/])|\b(?:n\.\s?d\.|s\.\s?f\.|o\.\s?J\.|in press|forthcoming|im Druck|sous presse|en prensa|no prelo|в печати)|[١٢][٠-٩]{3}/iu
const marks = [
  /\d{1,4}\s?\(\d{1,4}(?:[-–/]\d{1,4})?\)|\d{1,4}\s?[:,;]\s?[eE]?\d{1,6}\s?[-–]\s?[eE]?\d{1,6}|(?:19|20)\d\d;\s?\d|(?<!\p{L})(?:pp?|S|с|ص)\.\s?\d|(?<!\p{L})(?:vol|bd|no|nr|núm|nº|tome|т)\.?\s?\d/iu,
  /https?:|www\.|doi[:.\s]|10\.\d{4,9}\/|isbn|issn|retrieved (?:from|on)|accessed|available (?:at|from)|consulté|recuperado|disponible en|abgerufen/iu,
  /(?<!\p{L})(?:journal|review|revista|revue|zeitschrift|annals|archives|proceedings|bulletin|quarterly|lancet|press|publish(?:ers?|ing)|verlag|éditions?|editorial|ediciones|editora|books|university press|thesis|dissertation|working paper|report|журнал|изд\p{L}*|вестник|مجلة|دار|منشورات)(?!\p{L})/iu,
  /["“«‘„][^"”»’“]{8,300}["”»’“]|\[[JMCDRN](?:\/OL)?\]/u,
  /(?<!\p{L})\p{Lu}\p{L}{2,20}\s?:\s\p{Lu}[^.:;]{2,60},?\s\(?(?:1[6-9]|20)\d\d/u,
  /(?<!\p{L})(?:v\.|vs\.|U\.?N\.? Doc|A\/(?:HRC|RES|CONF)\/|UNTS|ECtHR|ECHR|App\.|Application no|General Comment|resolution|convention|protocol|directive|regulation)(?!\p{L})/iu,
] as const

/** How much a line looks like an entry of a list of references; from `looksLikeOne` on it counts as one. */
export function referenceLikeness(text: string): number {
  const line = text.slice(0, 1500)
  const authors = authorsOf(line)
  const met = marks.filter((mark) => mark.test(line)).length
  const isNumbered = /^\s*(?:\[\d{1,3}\]|\d{1,3}\.\s)/.test(line)
  const byBody =
    /^\P{Ll}{0,6}\p{Lu}[^.;!?]{2,100}?[.,]?\s?[(（]\s?(?:(?:19|20)\d\d|n\.\s?d\.)/u.test(line) &&
    !tellsSomething.test(line.slice(0, 100))
  const start = authors === null ? (byBody ? 2 : 0) : authors.isSure ? 2 : 1
  const told = authors === null && !byBody && tellsSomething.test(line) ? 2 : 0
  const ofSomebody = /\p{L}@\p{L}/u.test(line) ? 2 : 0
  return start + (yearOf.test(line) ? 1 : 0) + Math.min(3, met) + (isNumbered ? 1 : 0) - told - ofSomebody
}

export const looksLikeOne = 3

/** Sentences have verbs; titles seldom have these, and not before the year. */
const tellsSomething =
  /(?<!\p{L})(?:was|were|is|are|has|have|had|led|works?|worked|holds|teaches|joined|lives|received|we|she|he|they|I|our|her|his|their|est|sont|était|nous|elle|fue|fueron|es|son|ella|nosotros|wurden?|ist|sind|wir|sie|foi|foram)(?!\p{L})/iu

/** The continuation of an entry that a line, column or page break has split. */
export function continuesReference(text: string): boolean {
  if (/^(?:\p{Ll}|https?:|doi|www\.|\(?(?:19|20)\d\d\)?|[,;:&)]|\d{1,4}\s?[(:,–-])/u.test(text.trimStart())) return true
  return text.length < 250 && marks.some((mark) => mark.test(text)) && !tellsSomething.test(text)
}

/** The parts of a reference that name the authors of the work; null for a passage that cites nothing. */
export function namePartsOf({ kind, text }: Passage): readonly Part[] | null {
  if (kind === 'note' ? !isCitingNote(text) : kind !== 'reference') return null
  const authors = authorsOf(text)
  return [...(authors ? [authors] : []), ...makersOf(text)]
}

/** Footnotes that contain one reference and nothing else. */
function isCitingNote(text: string): boolean {
  return (
    text.length < 600 &&
    authorsOf(text) !== null &&
    referenceLikeness(text) > looksLikeOne &&
    !tellsSomething.test(text)
  )
}
