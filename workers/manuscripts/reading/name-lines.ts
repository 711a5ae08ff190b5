/** What stands after a name and is none: degrees, memberships, an honour. */
const degrees =
  /^(?:m\.?d|ph\.?d|d\.?phil|m\.?sc|b\.?sc|m\.?a|b\.?a|m\.?p\.?h|ll\.?[mb]|j\.?d|psy\.?d|ed\.?d|r\.?n|m\.?s\.?w|mbbs|mrcpsych|frcpsych|d\.?r|prof|cand|mag|esq|jr|sr|ii|iii|phd candidate|corresponding author)\.?$/i
const honorific =
  /^(?:(?:dr|prof|professor|doctor|mr|mrs|ms|mx|mme|mlle|m|sr|sra|dra|dott|ing|lic|mag|adv|rev|hon|sir|dame|doç|yrd|uzm|د|أ\.?د|الدكتور|الدكتورة|الأستاذ|الأستاذة|دكتور|دكتورة)\.?\s+){1,3}/iu
const byline =
  /^(?:by|authors?|written by|par|auteurs?|por|autor(?:es|as?)?|von|autoren|إعداد|المؤلف|المؤلفون|تأليف|الباحث|بقلم)\s*[:：]?\s+/iu
const particle =
  /^(?:van|von|der|den|de|del|della|di|da|das|do|dos|du|la|le|las|los|el|al|ben|bin|bint|ibn|abu|abd|ould|ter|ten|zu|zum|af|av|y|e|i|san|st\.?)$/i
/** Words that names have not, and title pages do. */
const unlikely =
  /\b(?:university|department|institute|centre|center|hospital|faculty|school|college|abstract|keywords?|journal|article|manuscript|paper|review|study|studies|torture|survivors?|rights|health|mental|introduction|background|word|words|count|running|head|title|page|date|submitted|draft|version|correspond\w*|tel|email|e-mail|phone|université|universidad|universidade|universität|institut|instituto|centro|hôpital|clinic|clinique|clínica|ministry|foundation|the|and|of|for|in|with|from|among|after|an?|report|case|trial|rehabilitation|copyright|license|http\w*|www)\b|@|\d{3}|[؟?!:;]|جامعة|مركز|مستشفى|معهد|كلية|قسم|منظمة|مؤسسة|وزارة/iu
const latinWord = /^(?:\p{Lu}[\p{L}\p{M}'’`ʼ-]*\.?|\p{Lu}\.(?:-?\p{Lu}\.)*)$/u
const uncasedWord = /^[\p{Lo}\p{M}]{2,20}$/u
const fewestWords = 2
const mostWords = 6
const mostNames = 25

export interface Named {
  readonly name: string
  /** What points to an affiliation: "1", "a", "*". */
  readonly marks: readonly string[]
}

/**
 * The people a line of a title page names, when it is a line of names and nothing else; null when it is not.
 * @param line with marks that were raised written as `^1,2^`
 */
export function namesIn(line: string): readonly Named[] | null {
  const bare = line.replace(byline, '').trim()
  if (bare.length === 0 || bare.length > 700) return null
  const pieces = withMarksKept(bare)
    .split(/\s*(?:[,;،؛·|\n]|\s(?:and|et|y|e|und|ve|og|och|и|&)\s)\s*/iu)
    .map((piece) => piece.replace(/^(?:and|et|und|&)\s+/iu, '').trim())
    .filter((piece) => piece !== '' && !degrees.test(bareName(piece).name))
  const named = pieces.map(bareName)
  const isAll = named.length > 0 && named.length <= mostNames && named.every(({ name }) => isName(name))
  return isAll ? named : null
}

/** Commas between marks do not part names. */
function withMarksKept(line: string): string {
  return line.replaceAll(/\^[^^]{0,20}\^/g, (marks) => marks.replaceAll(/[,;\s]+/g, '+'))
}

function bareName(piece: string): Named {
  const marks = [...piece.matchAll(/\^([^^]{0,20})\^|([*†‡§¶#])|(?<=\p{L})(\d{1,2})(?!\p{L})/gu)].flatMap(
    ([, raised, sign, digit]) => (raised ?? sign ?? digit ?? '').split('+').filter(Boolean),
  )
  const name = piece
    .replaceAll(/\^[^^]{0,20}\^|[*†‡§¶#\d()[\]]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(honorific, '')
    .replace(/[.\s]+$/, (end) => (/\p{Lu}\.$/u.test(piece.trim()) ? end.trim() : ''))
  return { name, marks }
}

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
