import type { Links } from '../package/links.ts'
import type { Names } from '../package/names.ts'
import { holdsTrace } from '../package/traces.ts'

// Formulas call tables, names and sheets by what their makers called them, and some fetch what they show.

/** Another workbook, or a program asked over DDE: [1]Sheet1!A1, 'C:\[Book.xlsx]Sheet1'!A1, Excel|'C:\x'!'!R1C1'. */
const outside = /\[\d+\]|\[[^\]]*\.xl\w+\]|\|'?[^|]*'?!/i
const fetching =
  /\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|FILTERXML|STOCKHISTORY|SQL\.REQUEST|CUBE\w+|EXEC|INITIATE)\s*\(/i
const linking = /\bHYPERLINK\s*\(/i
// Texts and quoted sheets are left alone; identifiers are what remains.
const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_\\\u00aa-\uffff][\w.\\\u00aa-\uffff]*/g

/** What the parts of a workbook know of each other. */
export interface Workbook {
  /** Sheets nobody sees, in lower case; they do not come along. */
  readonly hidden: ReadonlySet<string>
  /** Names given to cells, in lower case, that are called something else now. */
  readonly renamed: Map<string, string>
  /** The shared texts some cell shows, by their number. */
  readonly shown: Set<number>
  /** Letters of its texts, to tell whether an address can be read in them. */
  readonly letters: () => string
}

/** Whether a formula can stay, so that it works with what came along and asks nobody else. */
export function isOwnFormula(formula: string, { hidden }: Workbook, links: Pick<Links, 'stays'>): boolean {
  if (outside.test(formula) || fetching.test(formula) || holdsTrace(formula)) return false
  const lower = formula.toLowerCase()
  for (const sheet of hidden) {
    if (lower.includes(`${sheet}!`) || lower.includes(`${sheet.replaceAll("'", "''")}'!`)) return false
  }
  if (!linking.test(formula)) return true
  // An address may be put together of pieces, or stand in another cell: what is no address leads nobody knows where.
  const places = /^\s*HYPERLINK\s*\(\s*"([^"]*)"/i.exec(formula)?.[1] ?? ''
  return places.startsWith('#') || links.stays(places)
}

/** Where a formula leads, as far as it says so. */
export function addressesIn(formula: string): string[] {
  if (!linking.test(formula)) return []
  return [...formula.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text).filter((text) => /^[a-z]+:/i.test(text))
}

/** The same formula with tables and names called what they are called in the copy. */
export function renamedIn(formula: string, names: Names, { renamed }: Workbook): string {
  return formula.replace(tokens, (token: string, at: number) => {
    if (token.startsWith('"') || token.startsWith("'")) return token
    if (formula[at + token.length] === '[') return names.of(token)
    return renamed.get(token.toLowerCase()) ?? token
  })
}
