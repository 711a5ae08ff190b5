// Some PDFs store a ligature of lam and alef in reverse order. No Arabic word has two alefs in a row, so this can be recognised and
// corrected after the article; inside a word it cannot: صالح and صلاح are both names.
const afterArticle = /ا([اأإآ])ل/g
const inside = /(?<=\p{Script=Arabic})([اأإآ])ل(?=\p{Script=Arabic})/gu

/** Whether a text has reversed ligatures. */
export function hasTurnedLigatures(text: string): boolean {
  return text.search(afterArticle) >= 0
}

export function withArticlesMended(text: string): string {
  return text.replaceAll(afterArticle, 'ال$1')
}

/** The line with every lam and alef inside its words in the other order; null when it has none. */
export function turnedBack(line: string): string | null {
  const turned = line.replaceAll(inside, 'ل$1')
  return turned === line ? null : turned
}
