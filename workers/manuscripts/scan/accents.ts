// A PDF may draw an accent as a character of its own, before or behind its letter: M¨uller, Ren´e, Lo´pez, c¸a. In TeX's first fonts the
// accents, and the i and j without a dot that go under them, are control characters (The TeXbook, appendix F).

// oxlint-disable-next-line no-control-regex -- the accents of TeX's first fonts are control characters
const accent = /[\u0012-\u0018\u007f¨´`ˆ˜¯˘˙˚˝ˇ¸˛ˊˋˉ^~]/
const between = new RegExp(String.raw`(?<=\p{L})(\s?)(?:${accent.source})(\s?)(?=\p{L})`, 'gu')
const first = new RegExp(String.raw`(?<!\p{L})(?:${accent.source})\s?(?=\p{L})`, 'gu')
const last = new RegExp(String.raw`(?<=\p{L})(?:${accent.source})(?!\p{L})`, 'gu')

/**
 * The text, followed by the text as a reader sees it: separate accents joined with their letters, with and without the blanks around them.
 */
export function withoutLooseAccents(text: string): string {
  if (!accent.test(text)) return text
  // oxlint-disable-next-line no-control-regex -- i and j without their dots
  const dotted = text.replaceAll('\u0010', 'i').replaceAll('\u0011', 'j')
  const ways = ['', '$1', '$1$2'].map((blanks) =>
    dotted.replaceAll(first, '').replaceAll(between, blanks).replaceAll(last, ''),
  )
  return [...new Set([text, ...ways])].join('\n0\n')
}
