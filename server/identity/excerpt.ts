/** Length of an excerpt, in characters. */
export const longestExcerpt = 160

/** The place with whole words around it, and dots where the text continues. */
export function excerptOf(text: string, from: number, to: number): string {
  if (text.length <= longestExcerpt) return text
  const spare = Math.max(0, longestExcerpt - 2 - (Math.min(to, from + longestExcerpt - 2) - from))
  let start = Math.max(0, from - Math.floor(spare / 2))
  let end = Math.min(text.length, start + longestExcerpt - 2)
  start = Math.max(0, Math.min(start, end - (longestExcerpt - 2)))
  if (start > 0) start = Math.min(from, start + (/^\S*\s+/.exec(text.slice(start, start + 30))?.[0].length ?? 0))
  if (end < text.length)
    end = Math.max(Math.min(to, end), end - (/\s+\S*$/.exec(text.slice(end - 30, end))?.[0].length ?? 0))
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`
}
