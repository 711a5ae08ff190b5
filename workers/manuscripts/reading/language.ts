import { detect } from 'tinyld'

/** Enough to tell; more takes time and tells no better. */
const sampleCharacters = 4000
const fewestCharacters = 20

// What the detector mistakes: small words of languages it does not know, or takes for a neighbour's.
const overlooked: readonly (readonly [string, RegExp])[] = [
  ['sw', /\b(?:na|ya|wa|kwa|katika|ni|za|la|kuwa|hiyo|watu|wao)\b/gi],
  ['so', /\b(?:waa|iyo|ee|ka|ku|oo|in|uu|waxa|waxay|ayaa|ah)\b/gi],
  ['ne', /(?:छ|छन्|हरू|गर्न|भएको|को|लाई)(?=[\s।]|$)/g],
  ['ku', /\b(?:û|ku|bi|ji|di|de|li|ne|xwe|ew|hatin)\b/gi],
]
/** Share of all words that such small words make up in running text of the language. */
const telling = 0.16

/** ISO 639-1, null when there is too little text to tell. */
export function languageOf(paragraphs: readonly string[]): string | null {
  let sample = ''
  for (const paragraph of paragraphs) {
    if (sample.length >= sampleCharacters) break
    sample += `${paragraph.slice(0, sampleCharacters)} `
  }
  if (sample.replaceAll(/\P{L}/gu, '').length < fewestCharacters) return null
  const words = sample.split(/\s+/).length
  const small = overlooked.find(([, pattern]) => (sample.match(pattern)?.length ?? 0) / words > telling)?.[0]
  return small ?? (detect(sample) || null)
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'sd', 'ug', 'yi', 'dv'])

export function isRightToLeft(language: string | null): boolean {
  return language !== null && rightToLeft.has(language)
}
