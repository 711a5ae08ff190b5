import type { Passage } from './shapes.ts'
import type { Located } from './located.ts'
import { located, stretchesOf } from './located-in.ts'
import { type Run, shapesIn } from './name-runs.ts'
import { particles } from './ambiguous-surnames.ts'
import { isOrdinaryEnglish } from './ordinary-english.ts'
import { isPlace, isThing, isTime, opening } from './stopwords.ts'
import type { Sentence } from './sentences.ts'

/** Words that may be an author's name, with the strength of the evidence: only the strongest are shown. */
export interface NameCandidate {
  readonly strength: number
  readonly found: Located
}

const titled =
  /(?<!\p{L})(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Mme|Mlle|M|Sr|Sra|Srta|Dra|Dre|Pr|Doctor|Doctora|Docteure?|Profesora?|Professeure?|Monsieur|Madame|Señora?|Don|Doña|Herr|Frau)\.? $/u
const led =
  /(?:thank(?:s|ed|ful)?(?: to| go to| you)?|grateful(?: to)?|gratitude to|indebted to|acknowledge[sd]?|memory of|dedicated to|(?:supervised|interviewed|translated|conducted|written|collected|coded|transcribed|reviewed|drafted|prepared|carried out|led|performed|assisted|coordinated|organi[sz]ed|drawn|taken|held|built|adapted|designed|entered|checked|settled) by|colleagues?|co-authors?|authors?:?|(?:photos?|photographs?|fotos?|drawings?|illustrations?|figures?)(?: by|:)|contact:|correspondence(?: to)?:?|correspond\p{L}* author:?|remerci(?:ons|e|ements à)|merci à|agradec(?:emos|e|imientos) a|gracias a|(?:supervisado|entrevistado|traducido|dirigée?|traduite?|rédigée?|menée?s?|conduzid[oa]s?|transcrit[oa]s?|realizad[oa]s?|orientad[oa]s?) (?:por|par)|agradecemos a|obrigad[oa] a|traduzido por),? (?:(?:the|our|its|especially|both|to|also|colleague|late|Dr|Prof|Ms|Mr|a|à)\.? ){0,3}$/iu
const honoured = /^,? ?(?:M\.?D|Ph\.?D|MSc|MPH|MBBS|LL\.?M|LL\.?B|FRCPsych|MA)(?!\p{L})/u
const cited = /^['’]?s? ?\(?(?:19|20)\d\d|^ et al|^,? \(/u
/** Holders of public offices are written about and are seldom authors. */
const inOffice =
  /(?:[Rr]apporteur|[Pp]resident|[Mm]inister|[Ss]ecretary-General|[Cc]ommissioner|[Jj]udge|[Gg]eneral|[Dd]ictator|[Pp]resident[ea]|[Mm]inistr[eo]),? (?:on \p{L}+,? )?$/u
const quoted = /(?:\bv\.|\bvs\.|\bv|\bsee|\bSee|\bcf\.) $/u
/** Phrases before places, not before people. */
const somewhere =
  /(?<!\p{L})(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Tt]hroughout|[Oo]utside|[Ee]n|[Ee]m|[Ii]m|[Nn]ach) (?:\p{Lu}\S+ ){0,2}(?:and |y |et |und )?$/u
/** "Model I", "Vitamin D", "Let A": the last word of a name is no single letter or number. */
const numbered = /^(?:\p{Lu}|[IVX]{1,4})$/u

function lowerWords(passages: readonly Passage[]): Set<string> {
  return new Set(passages.flatMap(({ text }) => text.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}'’-]{2,}/gu) ?? []))
}

/** 0: no evidence. */
function strengthOf(run: Run, text: string, isOrdinary: (word: string) => boolean, isShouted: boolean): number {
  if (numbered.test(run.words.at(-1) ?? '')) return 0
  const before = text.slice(Math.max(0, run.from - 70), run.from)
  const behind = text.slice(run.to, run.to + 16)
  const known = run.words.filter((word) => isOrdinaryEnglish(word) || isOrdinary(word))
  const isNobody = run.words.every((word) => isOrdinaryEnglish(word) || isNoName(word) || isPlace(word))
  if (titled.test(before) || led.test(before) || honoured.test(behind))
    return isNobody || run.words.some(isInstitutional) ? 0 : 3
  // "B. Methods" is a numbered heading, and "Key Findings:" is one.
  if (run.from === 0 && (/^\p{Lu}\.?$/u.test(run.words[0] ?? '') || behind.startsWith(':'))) return 0
  const own = run.words.filter((word) => !particles.has(word.toLowerCase()))
  if (known.length > 0 || own.some((word) => isPlace(word) || (word.length > 2 && isNoName(word)))) return 0
  if (isShouted || somewhere.test(before)) return 0
  return cited.test(behind) || quoted.test(before) || inOffice.test(before) ? 0 : 1
}

const institutional =
  /^(?:university|institute|hospital|centre|center|college|school|foundation|ministry|department|committee|council|commission|association|society|network|union|agency|office|organi[sz]ation|trust|fund|clinic|universidad|université|universität|hôpital|fundación|ministerio|instituto|comité)$/iu

function isInstitutional(word: string): boolean {
  return institutional.test(word)
}

function isNoName(word: string): boolean {
  return opening.has(word.toLowerCase()) || isThing(word) || isTime(word)
}

const fewestForTitle = 4

/** Where nearly every word has a capital, capitals are no evidence. */
function isTitleCase(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{M}])\p{L}[\p{L}\p{M}'’-]{3,}/gu) ?? []
  return words.length >= fewestForTitle && words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.8
}

const arabic =
  /(?<![\u0621-\u064a])(?:الدكتورة?|دكتورة?|السيدة?|الأستاذة?|البروفيسور|المحامية?|د\.|أ\.) ?(?<it>[\u0621-\u064a]{2,} [\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,})?)/dgu

const silent = new Set<Passage['kind']>(['heading', 'title', 'reference'])
const single =
  /(?<!\p{L})(?:Dr|Prof|Professor|Dra|Pr|Profesora?|Professeure?)\.? (?<it>\p{Lu}[\p{Ll}\p{M}]+(?:['’-]\p{Lu}?\p{Ll}+)?)(?![\p{L}\p{M}]| \p{Lu})/dgu

/** Names in phrases about authors, helpers or people thanked, and after them other capitalised sequences. */
export function possibleNames(passages: readonly Passage[], sentences: readonly Sentence[]): NameCandidate[] {
  const ordinary = lowerWords(passages)
  return sentences.flatMap((sentence) => {
    if (silent.has(sentence.kind)) return []
    const { text } = sentence
    const shapes = shapesIn(text)
    const isShouted = shapes.length > 0 && isTitleCase(text)
    const isOrdinary = (word: string) => ordinary.has(word.toLowerCase())
    const runs = shapes.map((run) => ({ stretch: run, strength: strengthOf(run, text, isOrdinary, isShouted) }))
    const led = [...stretchesOf(arabic, text), ...stretchesOf(single, text)].map((stretch) => ({
      stretch,
      strength: 2,
    }))
    return [...runs, ...led]
      .filter(({ strength }) => strength > 0)
      .map(({ stretch, strength }) => ({ strength, found: located('possible_name', sentence, stretch) }))
  })
}
