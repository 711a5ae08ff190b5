import type { Links } from '../package/links.ts'
import type { Names } from '../package/names.ts'
import { holdsTrace } from '../package/traces.ts'

// Formulas contain the names that people gave to tables, cells and sheets, and some formulas fetch data.

/** References to another workbook, or by DDE to a program: [1]Sheet1!A1, 'C:\[Book.xlsx]Sheet1'!A1, Excel|'C:\x'!'!R1C1'. */
const outside = /\[\d+\]|\[[^\]]*\.xl\w+\]|\|'?[^|]*'?!/i
const fetching =
  /\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|FILTERXML|STOCKHISTORY|SQL\.REQUEST|CUBE\w+|EXEC|INITIATE)\s*\(/i
const linking = /\bHYPERLINK\s*\(/i
// Matches strings and quoted sheets too, so that only identifiers outside them are replaced.
const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_\\\u00aa-\uffff][\w.\\\u00aa-\uffff]*/g

/** Facts that the parts of a workbook share. */
export interface Workbook {
  /** Names of hidden sheets, in lower case; these sheets are left out. */
  readonly hidden: ReadonlySet<string>
  /** Names of cells, in lower case, and their new names. */
  readonly renamed: Map<string, string>
  /** Numbers of the shared strings that a cell shows. */
  readonly shown: Set<number>
  /** The letters of its texts, to check whether they contain an address. */
  readonly letters: () => string
}

/** Whether a formula can stay: it refers only to parts of the copy and fetches nothing. */
export function isOwnFormula(formula: string, { hidden }: Workbook, links: Pick<Links, 'stays'>): boolean {
  if (outside.test(formula) || fetching.test(formula) || holdsTrace(formula)) return false
  const lower = formula.toLowerCase()
  for (const sheet of hidden) {
    if (lower.includes(`${sheet}!`) || lower.includes(`${sheet.replaceAll("'", "''")}'!`)) return false
  }
  if (!linking.test(formula)) return true
  // An address can be composed of parts or be in another cell. Then its target is unknown.
  const places = /^\s*HYPERLINK\s*\(\s*"([^"]*)"/i.exec(formula)?.[1] ?? ''
  return places.startsWith('#') || links.stays(places)
}

/** The addresses that a formula contains. */
export function addressesIn(formula: string): string[] {
  if (!linking.test(formula)) return []
  return [...formula.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text).filter((text) => /^[a-z]+:/i.test(text))
}

/** The formula with the copy's names of tables and cells. */
export function renamedIn(formula: string, names: Names, { renamed }: Workbook): string {
  return formula.replace(tokens, (token: string, at: number) => {
    if (token.startsWith('"') || token.startsWith("'")) return token
    if (formula[at + token.length] === '[') return names.of(token)
    return renamed.get(token.toLowerCase()) ?? token
  })
}
