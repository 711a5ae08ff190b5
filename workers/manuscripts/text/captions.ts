const figureWords = 'figure|fig\\.?|figura|abbildung|abb\\.?|рисунок|рис\\.?|الشكل|شكل|شکل|图|図'
const tableWords = 'table|tableau|tabla|cuadro|tabela|quadro|tabella|tabelle|таблица|الجدول|جدول|表'
const number = '[\\dA-Z٠-٩۰-۹][\\d٠-٩۰-۹.-]{0,4}[a-z]?|[IVX]{1,5}'
const after = '\\s*$|\\s*[.:：|)–—-]|\\s+[\\p{Lu}\\p{Lo}(“"«]'

const figure = captionPattern(figureWords)
const table = captionPattern(tableWords)
const longest = 900

function captionPattern(words: string): RegExp {
  return new RegExp(`^(?:${words})\\s{0,3}(${number})(?:${after})`, 'iu')
}

/** Whether a text is the caption of a figure or a table: "Table 2. Participants", not "Table 2 shows". */
export function captionOf(text: string): { readonly of: 'figure' | 'table'; readonly number: string } | null {
  if (text.length > longest) return null
  const found = figure.exec(text)?.[1]
  if (found !== undefined) return isSaid(text) ? null : { of: 'figure', number: bare(found) }
  const foundTable = table.exec(text)?.[1]
  return foundTable === undefined || isSaid(text) ? null : { of: 'table', number: bare(foundTable) }
}

/** With the flag `i` small letters match capitals: "Table 2 shows" is a sentence. */
function isSaid(text: string): boolean {
  return /^\S+\s{0,3}[\d.]+\s+\p{Ll}/u.test(text)
}

function bare(number: string): string {
  return number.replace(/[.-]+$/, '').toUpperCase()
}
