// A ligature of lam and alef is turned round with the line it stands in. No Arabic word has two alefs in a row, so after the article that
// can be told and mended; inside a word it cannot: صالح and صلاح are both names.
const afterArticle = /ا([اأإآ])ل/g
const inside = /(?<=\p{Script=Arabic})([اأإآ])ل(?=\p{Script=Arabic})/gu

/** Whether a text has ligatures that were turned round. */
export function hasTurnedLigatures(text: string): boolean {
  return text.search(afterArticle) >= 0
}

export function withArticlesMended(text: string): string {
  return text.replaceAll(afterArticle, 'ال$1')
}

/** The same line with every lam and alef inside its words the other way round; null when it has none. */
export function turnedBack(line: string): string | null {
  const turned = line.replaceAll(inside, 'ل$1')
  return turned === line ? null : turned
}
