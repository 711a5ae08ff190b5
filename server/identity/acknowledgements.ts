import type { Passage } from './shapes.ts'
import type { Located } from './located.ts'
import { located, stretchesOf } from './located-in.ts'
import type { Sentence } from './sentences.ts'

const thanksHeading =
  /^(?:\d+\.? )?(?:acknowled?ge?ments?|thanks|remerciements?|agradecimientos?|agradecimentos?|شكر وتقدير|شكر|كلمة شكر)(?!\p{L})/iu
const moneyHeading =
  /^(?:\d+\.? )?(?:funding|financial support|sources? of (?:funding|support)|grant support|financements?|soutien financier|financiación|financiamiento|fuentes? de financiación|financiamento|apoio financeiro|التمويل|تمويل|مصادر التمويل)(?!\p{L})/iu

const thanks = [
  /(?<!\p{L})(?:(?:we|i|the authors?) (?:would (?:also )?like to |wish to |want to |also |gratefully |sincerely |warmly |are )*(?:thank|acknowledge|grateful|indebted)(?: \p{L}+){0,3}|(?:nous|les auteurs) (?:tenons à |tiennent à )?remerci(?:ons|er|ent)|je remercie|(?:los autores|las autoras|queremos)? ?(?:agradecemos|agradecen|agradecer|agradezco)(?: \p{L}+){0,2}|os autores agradecem)(?!\p{L})/dgiu,
  /(?:نشكر|يشكر المؤلفون|نتقدم بالشكر|أتوجه بالشكر)(?![\u0621-\u064a])/dgu,
]

const money = [
  /(?<!\p{L})(?:[Ff]unded|[Ff]inanced|[Ss]upported(?: financially)?|[Ff]inancially supported|[Ss]ponsored) by (?:an? |the )?(?:grants? (?:from|of|by) )?(?:the )?(?<it>\p{Lu}[^.;,()]{1,80})/dgu,
  /(?<!\p{L})(?:[Ff]inancée?|[Ss]ubventionnée?|[Ff]inanciad[oa]|[Ss]ubvencionad[oa]) (?:par|por|pel[oa]) (?:l['’]|le |la |el |les |los )?(?<it>\p{Lu}[^.;,()]{1,80})/dgu,
  /(?<!\p{L})(?:grants?|award|contract|subvention|beca|subvención|bolsa|proyecto|projet) ?(?:agreement )?(?:numbers?|nos?\.?|núm\.?|n[°º]|número|numéro|ID|#)[.:]? ?(?<it>(?:[A-Z]{1,8}[-/ ]?)?[A-Z0-9][A-Z0-9/.-]{0,20}\d[A-Z0-9-]{0,8})/dgiu,
  /(?:بتمويل من|بدعم من|ممول من) (?<it>[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){0,3})/dgu,
]

const headed = [
  ['acknowledgements', thanksHeading],
  ['funding', moneyHeading],
] as const

function headingFindings(sentences: readonly Sentence[], passages: readonly Passage[]): Located[] {
  return sentences.flatMap((sentence) =>
    headed.flatMap(([kind, rule]) => {
      // Some papers put the heading at the beginning of the paragraph, followed by a colon.
      const from = sentence.from === 0 ? rule.exec(sentence.text) : null
      if (!from) return []
      const behind = sentence.text.slice(from[0].length)
      const isHeading =
        passages[sentence.passage]?.kind === 'heading' ||
        /^(?:\s*$|\s*[:.—–-])/u.test(behind) ||
        / (?:and|et|y|e) \p{Ll}+$/u.test(sentence.text)
      return isHeading ? [located(kind, sentence, { from: 0, to: from[0].length })] : []
    }),
  )
}

/** One finding for each section that thanks people or names funders, and one for every grant number. */
export function acknowledgements(passages: readonly Passage[], sentences: readonly Sentence[]): Located[] {
  const headings = headingFindings(sentences, passages)
  let thankedIn = -2
  const phrases = sentences.flatMap((sentence) => {
    if (sentence.kind === 'heading') return []
    const [first] = thanks.flatMap((rule) => stretchesOf(rule, sentence.text))
    const underHeading = headings.some(
      ({ kind, at }) =>
        kind === 'acknowledgements' && sentence.passage - at.passage >= 0 && sentence.passage - at.passage <= 2,
    )
    const again = sentence.passage - thankedIn <= 1
    if (first) thankedIn = sentence.passage
    return [
      ...(first && !underHeading && !again ? [located('acknowledgements', sentence, first)] : []),
      ...money.flatMap((rule) => stretchesOf(rule, sentence.text)).map((each) => located('funding', sentence, each)),
    ]
  })
  return [...headings, ...phrases]
}
