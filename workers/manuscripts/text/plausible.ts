// The most common pairs of letters in our papers' languages with Latin script.
const pairs = new Set(
  `th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce
  li ch ll be ma si om ur la os ue qu el ci do ad da ta ie un au ei ge sc ns us et em pr ac tr no so di ca pe am ol lo ee we wa
  il is ia ai ir ap po po ni na ka ya ki ja ij oe aa rs ss mi mo pa pi ag og va vi bi ba bo pl ul ab ob sa su mu za zi`
    .trim()
    .split(/\s+/),
)
// Pairs that are rare in every language and frequent when letters are exchanged; `$` is the end of a word.
const odd =
  /^(?:q[^u]|[qxj][b-df-hj-np-tv-xz]|[b-df-hj-mp-tv-xz][qx]|v[b-df-hjkmpqt-xz]|[aeiou]q|[qj]\$|[gbdfkmpw]v|[fpw]z|[hfp]k)$/
const fewest = 80
/** Weight of a rare pair against the common ones. */
const weightOfOdd = 1.5
/**
 * In texts the share of common pairs minus the weighted rare ones is 0.4 to 0.9, in lists of names 0.36, with exchanged letters at most
 * 0.27.
 */
const usualShare = 0.3
const mostStrange = 0.25

/**
 * Whether letters are a text in some language, and not exchanged for others. Each section of the text is checked separately. Scripts other
 * than Latin always count as plausible.
 */
export function isPlausible(text: string): boolean {
  const characters = Array.from(text.replaceAll(/\s+/g, ''))
  const strange = characters.filter((character) => /[\p{Co}\p{Cn}\p{Cc}\ufffd]/u.test(character)).length
  if (characters.length >= fewest / 4 && strange > characters.length * mostStrange) return false
  return stretchesOf(text).every((words) => score(words) >= usualShare)
}

/** Sections with at least so many letters; a short rest belongs to the last. Texts have many different words, patterns few. */
function stretchesOf(text: string): string[][] {
  const words =
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .match(/[A-Za-z]{2,}/g)
      ?.flatMap(spelled) ?? []
  const stretches: string[][] = []
  let open: string[] = []
  let letters = 0
  for (const word of new Set(words)) {
    open.push(word)
    letters += word.length
    if (letters < fewest) continue
    stretches.push(open)
    open = []
    letters = 0
  }
  stretches.at(-1)?.push(...open)
  return stretches
}

/** Abbreviations have any spelling. */
const spelled = (word: string) => (/^[A-Z]{2,6}$/.test(word) ? [] : [word.toLowerCase()])

function score(words: readonly string[]): number {
  const met = words.flatMap((word) => Array.from({ length: word.length }, (_, n) => `${word}$`.slice(n, n + 2)))
  const inside = met.filter((pair) => !pair.endsWith('$'))
  const usual = inside.filter((pair) => pairs.has(pair)).length
  return (usual - weightOfOdd * met.filter((pair) => odd.test(pair)).length) / inside.length
}
