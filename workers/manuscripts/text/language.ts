import { detect } from 'tinyld'

/** Enough to tell; more takes time and tells no better. */
const sampleCharacters = 2400
const fewestCharacters = 20

// Languages that the detector does not know or takes for a related one, recognised by small words that no related
// language has.
const overlooked: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['sw', smallWords('ya wa kwa katika hiyo watu kuwa cha vya wao hawa wakati baada')],
  ['so', smallWords('iyo waxa waxay waxaa ayaa oo uu ay kuwa markii')],
  ['ne', smallWords('छ छन् र पनि हरू भएको गरेको लागि')],
  ['ku', smallWords('û ji xwe bi di li ku kesên hatin')],
]
/** Share of such words among all words in running text of the language, and the least number of different ones. */
const telling = 0.12
const fewestDifferent = 3

function smallWords(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** ISO 639-1, null when there is too little text. */
export function languageOf(paragraphs: readonly string[]): string | null {
  let sample = ''
  for (const paragraph of paragraphs) {
    if (sample.length >= sampleCharacters) break
    sample += `${paragraph.slice(0, sampleCharacters)} `
  }
  if (sample.replaceAll(/\P{L}/gu, '').length < fewestCharacters) return null
  const words = sample.toLowerCase().split(/[^\p{L}\p{M}]+/u)
  const small = overlooked.find(([, list]) => {
    const met = words.filter((word) => list.has(word))
    return met.length / words.length > telling && new Set(met).size >= fewestDifferent
  })?.[0]
  return small ?? (detect(sample) || null)
}
