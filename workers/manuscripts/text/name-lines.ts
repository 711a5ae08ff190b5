/** Words after a name that are no part of it: degrees, memberships, honours, professions. */
const degrees =
  /^(?:b\.?a|b\.?sc|b\.?s|m\.?a|m\.?sc|m\.?s|m\.?d|m\.?p\.?h|m\.?phil|m\.?b\.?b\.?s|m\.?s\.?w|m\.?b\.?a|ph\.?\s?d|d\.?phil|dr\.?p\.?h|d\.?sc|d\.?r|d\.?n\.?p|ll\.?[bmd]|j\.?d|psy\.?d|ed\.?d|ed\.?m|r\.?n|b\.?s\.?n|m\.?s\.?n|mrcpsych|frcpsych|frcp|mrcp|frcs|facp|lcsw|lmsw|licsw|faan|fapa|cand|mag|dipl|hab|prof|esq|jr|sr|ii|iii|phd candidate|phd student|doctoral candidate|corresponding author|professor|psychologist|psychiatrist|physician|lawyer|co-?author)\.?(?:\s?\((?:hons?|cand(?:idate)?|c)\.?\))?$/i
const honorific =
  /^(?:(?:dr|prof|professor|doctor|assoc|asst|associate|assistant|mr|mrs|ms|mx|miss|mme|mlle|m|sr|sra|srta|dra|dott|ing|lic|mag|adv|rev|hon|sir|dame|doç|yrd|uzm|psic|univ|med|habil|د|أ\.?د|الدكتور|الدكتورة|الأستاذ|الأستاذة|دكتور|دكتورة)\.?\s+){1,4}/iu
const byline =
  /^(?:by|authors?(?:['’]?s?\s(?:names?|details))?|names? of (?:the )?authors?|(?:written|submitted|prepared|presented) by|corresponding author|correspondence(?: to)?|contact|par|auteurs?|por|autor(?:es|as?|a)?|von|autoren|yazar(?:lar)?|автор(?:ы|и)?|إعداد|المؤلف|المؤلفون|تأليف|الباحث|بقلم)(?:\s*[:：]\s*|\s+)/iu
const particle =
  /^(?:van|von|der|den|de|del|della|di|da|das|do|dos|du|la|le|las|los|el|al|ben|bin|bint|ibn|abu|abd|ould|ter|ten|zu|zum|af|av|y|e|i|san|st\.?)$/i
/** Words of title pages that are no part of names. */
const unlikely =
  /(?<![\p{L}\p{M}])(?:university|department|institute|centre|center|hospital|faculty|school|college|abstract|keywords?|journal|article|manuscript|paper|review|study|studies|torture|survivors?|rights|health|mental|introduction|background|word|words|count|running|head|title|page|date|submitted|draft|version|correspond\w*|tel|email|e-mail|phone|université|universidad|universidade|universität|institut|instituto|centro|hôpital|clinic|clinique|clínica|ministry|foundation|the|and|of|for|in|with|from|among|after|an?(?=\s)|report|case|trial|rehabilitation|copyright|license|http\w*|www)(?![\p{L}\p{M}])|@|\d{3}|[؟?!:;]|جامعة|مركز|مستشفى|معهد|كلية|قسم|منظمة|مؤسسة|وزارة/iu
const latinWord = /^(?:\p{Lu}[\p{L}\p{M}'’`ʼ-]*\.?|\p{Lu}\.(?:-?\p{Lu}\.)*|\p{Ll}{1,2}['’]\p{Lu}[\p{L}\p{M}]+)$/u
const uncasedWord = /^[\p{Lo}\p{M}]{2,20}$/u
const fewestWords = 2
const mostWords = 6
const mostNames = 40
const mark = /\^([^^]{0,20})\^|([*†‡§¶#‖∥])|(?<=\p{L}|\+)(\d{1,2})(?!\p{L})/gu

export interface Named {
  readonly name: string
  /** References to an affiliation: "1", "a", "*". */
  readonly marks: readonly string[]
  /** With a degree, an honour or the like. */
  readonly isHonoured: boolean
}

interface NameLine {
  readonly names: readonly Named[]
  /** The line says that these people are authors. */
  readonly isLabelled: boolean
}

/** The people named in a line of a title page that consists of names only; null for any other line. */
export function namesIn(line: string): NameLine | null {
  const bare = line.replace(byline, '').trim()
  if (bare.length === 0 || bare.length > 1500) return null
  const isLabelled = bare.length < line.trim().length
  const whole = withMarksKept(bare)
  const turned = turnedNames(whole)
  const names = turned ?? namedOneByOne(whole)
  return names === null ? null : { names, isLabelled }
}

const and = /\s+(?:and|et|y|e|und|ve|og|och|и|та|&|و)\s+/iu

function namedOneByOne(line: string): Named[] | null {
  const pieces = line
    .split(new RegExp(String.raw`\s*(?:[,;،؛·|•]|${and.source})\s*`, 'iu'))
    .map((piece) => piece.replace(/^(?:and|et|und|&)\s+/iu, '').trim())
    .filter((piece) => piece !== '')
  const named: Named[] = []
  for (const piece of pieces) {
    const { name, marks } = bareName(piece)
    const last = named.at(-1)
    if (degrees.test(name)) {
      if (last) named[named.length - 1] = { ...last, marks: [...last.marks, ...marks], isHonoured: true }
    } else if (name === '' && last) named[named.length - 1] = { ...last, marks: [...last.marks, ...marks] }
    else if (isName(name)) named.push({ name, marks, isHonoured: honorific.test(piece) })
    else return null
  }
  return named.length > 0 && named.length <= mostNames ? named : null
}

const familyFirst =
  /^(\p{Lu}[\p{L}\p{M}'’-]+(?:[\s-](?:\p{Ll}{1,3}\s)?\p{Lu}[\p{L}\p{M}'’-]+){0,2}),\s*(\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){0,2})$/u

/** "Example, Awa; Muster, Björn": family names first. */
function turnedNames(line: string): Named[] | null {
  if (!/[;؛]/.test(line)) return null
  const pieces = line
    .split(new RegExp(String.raw`\s*(?:[;؛]|${and.source})\s*`, 'iu'))
    .map((piece) => piece.replace(/^(?:and|&)\s+/iu, '').trim())
    .filter((piece) => piece !== '')
  const named = pieces.map((piece) => {
    const { name, marks } = bareName(piece)
    const parts = familyFirst.exec(name)
    return parts === null ? null : { name: `${parts[2]} ${parts[1]}`, marks, isHonoured: false }
  })
  const found = named.filter((each) => each !== null)
  return found.length === named.length && found.every(({ name }) => isName(name)) ? found : null
}

/** Commas between affiliation marks do not separate names. */
function withMarksKept(line: string): string {
  return line
    .replaceAll(/,\s?(\^[^^]{1,8}\^)\s?(?=\p{L})/gu, '$1, ')
    .replaceAll(/\^[^^]{0,20}\^/g, (marks) => marks.replaceAll(/[,;\s]+/g, '+'))
    .replaceAll(/(?<=\p{L}\d{0,2}|[*†‡§¶])\s?[,;]\s?(?=(?:\d{1,2}|[*†‡§¶])(?:[,;\s*†‡§¶]|$))/gu, '+')
}

export function bareName(piece: string): { readonly name: string; readonly marks: readonly string[] } {
  const marks = [...piece.matchAll(mark)].flatMap(([, raised, symbol, digit]) =>
    (raised ?? symbol ?? digit ?? '').split('+').filter(Boolean),
  )
  const letter = /(?<=\p{Ll})\s([a-h])$/u.exec(piece)?.[1]
  const name = piece
    .replaceAll(/\^[^^]{0,20}\^|\([^)]{0,40}\)|[*†‡§¶#‖∥+\d()[\]]/gu, ' ')
    .replace(/(?<=\p{Ll})\s[a-h]\s*$/u, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(honorific, '')
    .replace(/[.\s]+$/, (end) => (/\p{Lu}\.$/u.test(piece.trim()) ? end.trim() : ''))
  const last = /^(.+?)\s(?:m\.?d|ph\.?d|m\.?sc|m\.?p\.?h|ll\.?m|m\.?a)\.?$/i.exec(name)?.[1]
  return { name: last ?? name, marks: letter === undefined ? marks : [...marks, letter] }
}

/** Whether a text has the form of a name, whatever it means. */
export function isName(text: string): boolean {
  if (unlikely.test(text) || text.length > 60) return false
  const words = text.split(' ')
  if (words.length < fewestWords || words.length > mostWords) return false
  if (words.every((word) => uncasedWord.test(word))) return words.length <= 5
  const own = words.filter((word) => !particle.test(word))
  return (
    own.length >= 1 && own.every((word) => latinWord.test(word)) && own.some((word) => word.replace('.', '').length > 1)
  )
}
