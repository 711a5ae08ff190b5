// An accent may be drawn beside its letter, before or behind it: M¨uller, Ren´e, Lo´pez, c¸a. TeX's first fonts have theirs among the
// control characters, and the letters without a dot that go under them (The TeXbook, appendix F).

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const accent = /[\u0012-\u0018\u007f¨´`ˆ˜¯˘˙˚˝ˇ¸˛ˊˋˉ^~]/
const between = new RegExp(String.raw`(?<=\p{L})(\s?)(?:${accent.source})(\s?)(?=\p{L})`, 'gu')
const first = new RegExp(String.raw`(?<!\p{L})(?:${accent.source})\s?(?=\p{L})`, 'gu')
const last = new RegExp(String.raw`(?<=\p{L})(?:${accent.source})(?!\p{L})`, 'gu')

/** A text, and behind it the same as its reader sees it where accents stand apart, with and without the blanks about them. */
export function withoutLooseAccents(text: string): string {
  if (!accent.test(text)) return text
  // oxlint-disable-next-line no-control-regex -- i and j without their dots
  const dotted = text.replaceAll('\u0010', 'i').replaceAll('\u0011', 'j')
  const ways = ['', '$1', '$1$2'].map((blanks) =>
    dotted.replaceAll(first, '').replaceAll(between, blanks).replaceAll(last, ''),
  )
  return [...new Set([text, ...ways])].join('\n0\n')
}
