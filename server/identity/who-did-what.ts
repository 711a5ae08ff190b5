/** How papers say who did what, around people named by their initials. */

const initials = String.raw`\p{Lu}\.?(?:[\s-]?\p{Lu}\.?){0,3}`
const and = String.raw`\s{0,2}(?:,|;|/|&|\band\b|\bet\b|\by\b|\be\b|\bund\b|\bog\b|\boch\b|\bve\b|\bja\b|и|و)\s{0,2}`
const alsoBehind = new RegExp(String.raw`^(?:${and}(?:${and})?${initials}(?![\p{L}\p{M}])){1,6}`, 'u')
const alsoBefore = new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${initials}${and}(?:and\s|&\s)?){1,6}$`, 'u')

const people = String.raw`(?:co-?)?(?:authors?|researchers?|investigators?|interviewers?|coders?|raters?|readers?|assessors?|analysts?|translators?|clinicians?|psychologists?|psychiatrists?|physicians?|therapists?|colleagues?|supervisors?|facilitators?|members? of the (?:research )?team|research assistants?|PhD students?|writers?|auteure?s?|chercheure?s?|chercheuses?|codeurs?|autor(?:es|as|a)?|investigador(?:es|as|a)?|pesquisador(?:es|as|a)?|codificador(?:es|as|a)?|Autor(?:en|innen|in)?|Forscher(?:innen|in)?|автор\p{L}{0,3}|исследовател\p{L}{0,3})`
const namedAs = new RegExp(
  String.raw`(?<!\p{L})${people}(?:(?:\s(?:were|was|are|is))?\s?[,(:–-]?\s?|[^.()\n]{0,40}\(\s?)$`,
  'iu',
)
const bySomebody =
  /(?<!\p{L})(?:by|between|(?:one|two|three|both|some) of us|we|us|I|me|par|por|von|durch|av|af|door)\s?[,(:]?\s?$/iu
/** Roles of the CRediT taxonomy and similar ones, before a colon. */
const role = String.raw`(?:conceptuali[sz]ation|concept|design|methodology|software|validation|formal analysis|(?:data )?analysis|investigation|resources|data (?:curation|collection)|writing[^.:;\n]{0,40}|original draft|draft(?:ing)?|review (?:and|&) editing|visuali[sz]ation|supervision|project administration|funding acquisition|interviews?|interviewing|transcription|translation|coding|field ?work|guarantor|contributions?)`
const roleBefore = new RegExp(String.raw`${role}\s?(?:[:–—-]|\bby\b)\s?\(?$`, 'iu')
const roleBehind = new RegExp(String.raw`^\)?\s?[:=–—-]\s?${role}`, 'iu')

const research = String.raw`(?:co-?)?(?:coded|recoded|interviewed|transcribed|translated|back-?translated|analy[sz]ed|conceived|conceptuali[sz]ed|designed|drafted|supervised|extracted|screened|rated|scored|assessed|recruited|collected|carried out|conducted|performed|administered|facilitated|moderated|annotated|reviewed|revised|edited|double-?coded|checked|verified|curated|(?:is|was) the guarantor|contributed|codificaron|codificó|entrevistó|entrevistaron|transcribió|analizó|analizaron|realizó|realizaron|diseñó|redactó|supervisó|codifi(?:cou|caram)|entrevistou|realizou|analisou|redigiu|(?:a|ont) (?:codé|mené|réalisé|conduit|transcrit|traduit|analysé|rédigé|conçu|supervisé|interrogé)|kodierten?|führten?|transkribierten?|analysierten?|verfassten?|entwarf|интервьюирова\p{L}+|кодирова\p{L}+|провел[аи]?|провёл|проводил[аи]?|проанализирова\p{L}+|написал[аи]?|kodladı(?:lar)?|görüştü|yürüttü|tarafından)`
const anything = String.raw`(?:led|ran|held|wrote|read|took|made|did|met|proposed|suggested|acquired|obtained|oversaw|helped|approved|developed|prepared|planned|managed|coordinated|undertook|compiled|searched|interpreted|provided|worked|resolved|agreed|discussed|compared|independently|has (?:been|worked)|have (?:been|worked)|had (?:known|worked|met))`
const adverbs = String.raw`(?:(?:also|both|all|then|first|independently|separately|jointly|each|initially|subsequently|together|primarily)\s){0,2}(?:have\s|has\s|had\s)?`
const didResearch = new RegExp(String.raw`^\)?,?\s{1,2}${adverbs}${research}(?!\p{L})`, 'iu')
const didAnything = new RegExp(String.raw`^\)?,?\s{1,2}${adverbs}${anything}(?!\p{L})`, 'iu')

const researchBy = new RegExp(
  String.raw`(?<!\p{L})(?:${research}|transcrit\p{L}*|codé\p{L}*|mené\p{L}*|traduit\p{L}*|réalisé\p{L}*|codificad[oa]s?|realizad[oa]s?|entrevistad[oa]s?|traducid[oa]s?|conduzid[oa]s?|traduzid[oa]s?)\s(?:\p{L}{2,14}\s){0,3}(?:by|par|por|pel[oa])\s?\(?$`,
  'iu',
)
const reach = 110

/** How strongly the surrounding text says that the person named here did the work: 2 yes, 1 perhaps, 0 not at all. */
export function saysWhoDidWhat(text: string, from: number, to: number): 0 | 1 | 2 {
  const behind = withoutOthers(text.slice(to, to + reach), alsoBehind)
  const before = withoutOthers(text.slice(Math.max(0, from - reach), from), alsoBefore)
  if (didResearch.test(behind) || [namedAs, researchBy, roleBefore].some((cue) => cue.test(before))) return 2
  if (roleBehind.test(behind)) return 2
  return didAnything.test(behind) || bySomebody.test(before) ? 1 : 0
}

/** The text without the other people named beside this person. */
function withoutOthers(text: string, others: RegExp): string {
  return text.replace(others, '')
}

/** The initials of several people in a row, before and behind a place. */
export function standsAmongInitials(text: string, from: number, to: number): string {
  const behind = alsoBehind.exec(text.slice(to, to + 40))?.[0] ?? ''
  const before = alsoBefore.exec(text.slice(Math.max(0, from - 40), from))?.[0] ?? ''
  return `${before} ${behind}`
}
