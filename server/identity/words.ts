// Scripts that write no blanks between words. Everywhere else a word is the text between blanks, as word processors count: a segmenter
// would count "follow-up" and "e.g." as two, and our count would differ from the author's.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

export function countWords(text: string): number {
  let words = 0
  for (const token of text.split(/[\s\u200b]+/)) {
    if (unspaced.test(token)) words += segmentsOf(token)
    else if (/[\p{L}\p{N}]/u.test(token)) words += 1
  }
  return words
}

function segmentsOf(token: string): number {
  let words = 0
  for (const { isWordLike } of segmenter.segment(token)) if (isWordLike) words += 1
  return words
}
