import type { Located } from './located.ts'
import { distance, located, type Stretch, stretchesOf } from './located-in.ts'
import { type Run, runsIn } from './name-runs.ts'
import { isPlace, mayName } from './stopwords.ts'
import type { Sentence } from './sentences.ts'
import { datesIn } from './survivor-dates.ts'

const near = 60

/** Words for one person's age or birth. */
const age =
  /(?<![\p{L}\p{N}])(?:\d{1,2}[- ]years?[- ]old|(?:aged|age of|age:|age) \d{1,2}|born (?:on|in) |date of birth|d\.?o\.?b\.?(?![\p{L}])|(?:de )?\d{1,2} (?:años|ans|anos)(?![\p{L}])|n[ée]e? (?:le|en) |née? à |nacid[oa] (?:el|en) |nascid[oa] |fecha de nacimiento|date de naissance)/giu

/** One person of those the journal writes about. */
const person =
  /(?<![\p{L}\p{N}])(?:the |a |an |our |my |el |la |le |l['’]|un |una |une )?(?:patient|client|survivor|detainee|victim|prisoner|complainant|asylum seeker|claimant|torture survivor|inmate|informant|interviewee|paciente|víctima|detenid[oa]|sobreviviente|superviviente|pres[oa]|solicitante|detenue?|patiente|victime|survivante?|prisonni(?:er|ère)|rescapée?|vítima)(?![\p{L}\p{N}]| (?:health|reported outcome))/giu

const name = String.raw`\p{Lu}[\p{Ll}\p{M}'’-]+(?: (?:al-|el-|bin |ibn |de |da )?\p{Lu}[\p{Ll}\p{M}'’-]+){0,2}`
const initials = String.raw`\p{Lu}\.(?: ?\p{Lu}\.){1,2}|\p{Lu}\.`
const title = String.raw`(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Sr|Sra|Srta|Señora|Señor|Monsieur|Madame|Don|Doña)\.?`
const role = String.raw`(?:[Pp]atient|[Cc]lient|[Ss]urvivor|[Dd]etainee|[Vv]ictim|[Pp]risoner|[Ww]itness|[Cc]omplainant|[Cc]laimant|[Pp]aciente|[Vv]íctima|[Dd]etenid[oa]|[Pp]atiente|[Vv]ictime)`

/** After a title or a word for a person, initials are that person's. */
const shortened = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])${title} (?<it>${initials})(?!\p{Ll}| ?\p{Lu}\p{Ll})`, 'dgu'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${role},? (?<it>\p{Lu}\.(?: ?\p{Lu}\.){1,2})`, 'dgu'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.])(?<it>\p{Lu}\.(?: ?\p{Lu}\.){1,2}),? (?:\(|(?:a|an|aged|is|was) (?:a |an )?)\d{1,2}(?!\d)`,
    'dgu',
  ),
]

/** Phrases after which a single word counts as a name. */
const single = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:named|whose name (?:is|was)|(?:whom|who|whose|he|she|him|her|man|woman|boy|girl|patient|survivor|detainee) (?:is |was )?(?:called|we call)|llamad[oa]|se llama(?:ba)?|nommée?|appelée?|s['’]appel(?:le|ait)|chamad[oa]) (?<it>${name})`,
    'dgu',
  ),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${role},? (?<it>${name})`, 'dgu'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}-])(?<it>${name})(?:, | \()(?:(?:aged|age|now|then|a|an|un|una|une|de|âgée? de) )*\d{1,2}(?: años| ans| anos|[- ]years?[- ]old|, (?:male|female|a |from|who|was|had))?(?:[,);]|(?<=old|años|ans|anos)| years| a | who)`,
    'dgu',
  ),
  new RegExp(String.raw`(?<![\p{L}\p{N}])\d{1,2}[- ]year[- ]old (?:\p{Ll}+ ){0,2}(?<it>${name})`, 'dgu'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${title} (?<it>${name})(?=[^.]{0,40}(?:\d{1,2}[- ]years?[- ]old|born|aged|was (?:arrested|detained|tortured|raped|beaten|abducted)|fue (?:detenid|torturad|arrestad)|a été (?:arrêté|détenu|torturé)))`,
    'dgu',
  ),
  /(?:اسمه|اسمها|يدعى|تدعى|المدعو|المدعوة|المريض|المريضة|الناجي|الناجية|المعتقل|المعتقلة) (?<it>[\u0621-\u064a]{3,}(?: [\u0621-\u064a]{3,})?)/dgu,
]

/**
 * A bare number in brackets is an age only when the sentence continues about a person; otherwise it is a reference
 * number.
 */
const counted = /^ \(\d{1,2}\)(?!.{0,80}(?<!\p{L})(?:he|she|his|her|him|who|elle|il|ella|él)(?!\p{L}))/u

const madeUp = /^.{0,25}(?:pseudonym|not (?:his|her|their) real name|seudónimo|pseudonyme|name changed|اسم مستعار)/iu
const cited =
  /^['’]?s?,? (?:\(?(?:19|20)\d\d|et al|and (?:colleagues|others)|and \p{Lu}\p{Ll}+ \(|argue|propose|(?:shows?|showed|wrote|writes|suggests?|suggested|notes?|noted|reports?|reported) that)/u
const worker =
  /(?:\b(?:[Dd]r|[Pp]rof|[Pp]rofessor|[Jj]udge|[Rr]apporteur|[Pp]resident|[Mm]inister|[Dd]ra|[Cc]ommissioner|[Gg]eneral|by|from|in|at)\.?) $/u

function isSomebodyElse(text: string, { from, to }: Stretch): boolean {
  return (
    counted.test(text.slice(to, to + 100)) ||
    madeUp.test(text.slice(to, to + 50)) ||
    cited.test(text.slice(to, to + 30)) ||
    worker.test(text.slice(Math.max(0, from - 16), from))
  )
}

function runsNearPeople(text: string): Run[] {
  const cues = [...stretchesOf(age, text), ...stretchesOf(person, text)]
  if (cues.length === 0) return []
  return runsIn(text).filter((run) => cues.some((cue) => distance(run, cue) <= near))
}

function singles(text: string): Stretch[] {
  return single
    .flatMap((rule) => stretchesOf(rule, text))
    .filter(({ from, to }) => {
      const words = text.slice(from, to).split(' ')
      return words.every((word) => mayName(word) || isPlace(word)) && !isPlace(words[0] ?? '')
    })
}

const someInitials = /(?<![\p{L}\p{N}.])\p{Lu}\.(?: ?\p{Lu}\.){1,2}(?! ?\p{Lu}\p{Ll}| v\. )/dgu
const notPeople = /^(?:U\.? ?S\.?(?: ?A\.)?|U\. ?K\.|U\. ?N\.|E\. ?U\.|D\. ?C\.|P\. ?O\.|A\. ?M\.|P\. ?M\.)$/u
const place = /(?<![\p{L}\p{N}])(?:in|at|near|from|en|cerca de|à|près de|em) (?<it>\p{Lu}[\p{L}\p{M}'’-]+)/dgu

/** Initials, a place and an exact date in one sentence identify a person like a name. */
function triples(text: string): Stretch[] {
  const found = stretchesOf(someInitials, text).filter(({ from, to }) => !notPeople.test(text.slice(from, to)))
  if (found.length === 0 || datesIn(text).length === 0) return []
  const standsSomewhere = stretchesOf(place, text).some(({ from, to }) => {
    const where = text.slice(from, to)
    return isPlace(where) || mayName(where)
  })
  return standsSomewhere ? found : []
}

export function survivorNames(sentence: Sentence): Located[] {
  const { text } = sentence
  return [
    ...runsNearPeople(text),
    ...singles(text),
    ...shortened.flatMap((rule) => stretchesOf(rule, text)),
    ...triples(text),
  ]
    .filter((stretch) => !isSomebodyElse(text, stretch))
    .map((stretch) => located('survivor_name', sentence, stretch))
}
