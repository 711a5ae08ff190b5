import type { Located } from './located.ts'
import { located, stretchesOf } from './located-in.ts'
import { isPlace, mayName } from './stopwords.ts'
import type { Sentence } from './sentences.ts'

const name = String.raw`(?<it>\p{Lu}[\p{Ll}\p{M}'’-]+(?: \p{Lu}[\p{Ll}\p{M}'’-]+){0,2})`
const relatives = [
  new RegExp(
    String.raw`(?<!\p{L})(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Tt]he (?:patient|survivor|client|detainee|victim)['’]s) (?:(?:older|elder|younger|eldest|youngest|late|little|twin|only|former|own|step|half|first|second) ?-?){0,2}(?:brother|sister|wife|husband|son|daughter|mother|father|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|fianc[ée]e?|partner|child|baby|friend|neighbou?r|stepfather|stepmother|brother-in-law|sister-in-law)(?:,| named| called|, named|, called)? ${name}`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ss]on|[Dd]aughter|[Bb]rother|[Ss]ister|[Ww]ife|[Hh]usband|[Ww]idow|[Mm]other|[Ff]ather) of (?:the late )?${name}`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ss]u|[Mm]i|[Ee]l|[Ll]a|[Ss]eu|[Ss]ua|[Mm]inha|[Mm]eu|[Ss]on|[Ss]a|[Mm]on|[Mm]a) (?:(?:propio|propia|difunto|difunta|petit|petite|jeune|feu) )?(?:herman[oa]|hij[oa]|espos[oa]|marido|mujer|madre|padre|tí[oa]|prim[oa]|sobrin[oa]|abuel[oa]|compañer[oa]|irmão|irmã|filh[oa]|mãe|pai|frère|sœur|soeur|fils|fille|mari|femme|épouse|époux|mère|père|oncle|tante|cousine?|neveu|nièce)(?: (?:mayor|menor|aînée?|cadette?))?(?:,| llamad[oa]| nommée?| chamad[oa])? ${name}`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Hh]ij[oa]|[Ee]spos[oa]|[Hh]erman[oa]|[Vv]iud[oa]|[Mm]adre|[Pp]adre|[Ff]ilh[oa]|[Ff]ils|[Ff]ille|[Ff]rère|[Ss]œur|[Vv]euve) de ${name}`,
    'dgu',
  ),
  /(?:شقيقه|شقيقته|شقيقها|أخوه|أخيه|أخته|زوجته|زوجها|ابنه|ابنته|ابنها|والده|والدته|والدها) (?:المدعو |المدعوة |المسمى |اسمه |اسمها )?(?<it>(?:[\u0621-\u064a]{3,})(?= (?:في|من|إلى|بعد|قبل|عام|أمام|و[\u0621-\u064a]|على|خلال|كان|الذي|التي)|[،.]))/dgu,
]

export function survivorRelatives(sentence: Sentence): Located[] {
  const { text } = sentence
  return relatives
    .flatMap((rule) => stretchesOf(rule, text))
    .filter(({ from, to }) => {
      const [first = ''] = text.slice(from, to).split(' ')
      return !/^\p{Lu}/u.test(first) || (mayName(first) && !isPlace(first))
    })
    .map((stretch) => located('survivor_relative', sentence, stretch))
}
