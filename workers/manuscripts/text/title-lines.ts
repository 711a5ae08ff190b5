import { oneLine, type Span, type TextBlock } from './blocks.ts'

/** A line of a title page; superscript marks are written as `^1^`. */
export interface TitleLine {
  readonly text: string
  /** Its style is one for authors. */
  readonly isStyled: boolean
}

const longest = 700
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const typed = /[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ](?:[,，\s]?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ])*/gu

/** A paragraph can hold several lines. */
export function linesOf(block: TextBlock): TitleLine[] {
  return block.spans
    .map(shown)
    .join('')
    .split(/\n|\t{1,}|\s{6,}/)
    .flatMap((line) => line.split(/(?<=\p{Ll}[.,;]?\s{0,2})(?=\^[^^]{1,3}\^\s{0,2}\p{Lu})/u))
    .map((text) => ({ text: oneLine(text.replaceAll('^^', ',')), isStyled: block.kind === 'author' }))
    .filter(({ text }) => text !== '' && text.length < longest)
}

function shown({ text, position, concealed }: Span): string {
  if (concealed === true) return ''
  if (position === 'super' && text.trim() !== '') return `^${text.trim()}^`
  // Superscript digits can also be typed.
  return text.replaceAll(typed, (marks) => `^${Array.from(marks, plainMark).join('')}^`)
}

function plainMark(character: string): string {
  const figure = raised.indexOf(character)
  return figure >= 0 ? `${figure}` : character.normalize('NFKD')
}

export const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu
export const orcid =
  /(?:https?:\/\/)?(?:www\.)?(?:orcid(?:\.org\/|\s?(?:iD)?\s?[:：]?\s?))?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]|(?<!\p{L})ORCID(?:\s?iD)?(?!\p{L})\s?[:：]?/giu
const institution =
  /universi|institu|hospital|h[ôo]pital|cent(?:re|er|ro|rum)\b|clini|klini|colleg|school|facult|facul|department|d[ée]partement|departamento|\bdept\b|foundation|fundaci|funda[çc]|fondation|ministry|minist[eè]|organi[sz]a|association|asociaci|associa[çc]|society|council|committee|laborato|academy|akademi|unit\b|service|programme|jamia|\bngo\b|\bong\b|جامعة|مركز|مستشفى|معهد|كلية|قسم|منظمة|مؤسسة|جمعية|وزارة|университет|институт|академия|больница|大学|研究所|医院|学院/iu

export function isPlaceOfWork(text: string): boolean {
  return institution.test(text)
}

/** Text on title pages that is neither a person nor a workplace. */
const aside =
  /^(?:running|short title|title page|manuscript|original|research article|review|case report|keywords?|key ?words|word count|words|number of|tables?|figures?|date|received|accepted|revised|submitted(?! by)|submission|published|version|draft|copyright|©|\(c\)|doi|issn|isbn|vol(?:ume)?\b|no\.|page|funding|conflicts?|competing|disclosure|declaration|ethic|abstract|contents|table of contents|acknowledg|tel|phone|fax|www|https?:|license|open access|creative commons|cite as|citation|to cite|torture\b.{0,20}\d)/iu

export function isAside(text: string): boolean {
  return aside.test(text)
}

/** "I. Overview", "3 Findings … 12": a line of a table of contents. */
export function isNumberedEntry(text: string): boolean {
  return entries.some((pattern) => pattern.test(text))
}

const entries = [
  /^(?:[IVX]{1,5}|[A-H])[.)]\s(?!\p{Lu}\.|[^,;&]{2,60}(?:[,;&]|\s(?:and|et|y|und)\s))/u,
  /^\d{1,2}(?:\.\d{1,2})*[.)]?\s\p{Lu}/u,
  /(?:\.{3,}|…|·{3,})\s*\d{0,3}$/u,
  /\p{L}\s+\d{1,3}$/u,
]

/** Number of letters of a name in the first part of an address. */
export function likeness(address: string, name: string): number {
  const local = folded(address.split('@')[0] ?? '')
  const parts = folded(name)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= 3)
  return parts.filter((part) => local.includes(part.slice(0, 8))).reduce((sum, part) => sum + part.length, 0)
}

export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
