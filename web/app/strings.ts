/// <reference types="vite/client" />
import { IntlMessageFormat } from 'intl-messageformat'
import commonEn from '../../server/strings/en/common.json' with { type: 'json' }
import refusalsEn from '../../server/strings/en/refusals.json' with { type: 'json' }
import type adminEn from '../../server/strings/en/admin.json'
import type authorEn from '../../server/strings/en/author.json'
import type editorEn from '../../server/strings/en/editor.json'
import type reviewerEn from '../../server/strings/en/reviewer.json'
import type { Verdict } from '../../server/domain/refusal.ts'
import { isolated } from '../../server/domain/text.ts'
import {
  defaultLocale,
  directionOf,
  formatTag,
  interfaceLanguages,
  languageName as nameOfLanguage,
  type Locale,
} from '../../server/domain/languages.ts'
import { languageOf, languagesOf } from './locale.ts'

interface Areas {
  common: typeof commonEn
  refusals: typeof refusalsEn
  author: typeof authorEn
  reviewer: typeof reviewerEn
  editor: typeof editorEn
  admin: typeof adminEn
}

export type Area = keyof Areas
/** `area.key`, for every key of the English catalogues that the screens use: a misspelt key does not compile. */
export type StringKey = { [A in Area]: `${A}.${keyof Areas[A] & string}` }[Area]
type Values = Readonly<Record<string, string | number | Date | null | undefined>>

const files = import.meta.glob<Record<string, string>>(
  '../../server/strings/*/{common,refusals,author,reviewer,editor,admin}.json',
  { import: 'default' },
)
const messages = new Map<string, string>()
const formatters = new Map<string, IntlMessageFormat>()

const asked = languagesOf(typeof navigator === 'undefined' ? undefined : navigator)

export const language: Locale = negotiate()

function negotiate(): Locale {
  const wanted = asked.map(languageOf)
  return wanted.map((tag) => interfaceLanguages.find((one) => one === tag)).find(Boolean) ?? defaultLocale
}

/** Numbers and names are formatted for the reader's own region, if it has the page's language ("en-IN", not "en"); dates: app/dates.ts. */
export const locale: string = asked.find((tag) => languageOf(tag) === language) ?? formatTag(language)

/** The name of a language, in the reader's language. */
export function languageName(tag: string): string {
  return nameOfLanguage(tag, [locale])
}

function addStrings(area: Area, strings: Readonly<Record<string, string>>): void {
  for (const [key, message] of Object.entries(strings)) messages.set(`${area}.${key}`, message)
  formatters.clear()
}

/**
 * Loads the texts of an area: English first, then the reader's language over it. The router does this before it shows a page of the area.
 */
export async function loadStrings(area: Area): Promise<void> {
  const wanted = [...new Set(['en', language])].map((tag) => files[`../../server/strings/${tag}/${area}.json`])
  for (const strings of await Promise.all(wanted.map(async (load) => load?.() ?? {}))) addStrings(area, strings)
}

/** Sets the document's language and direction, and loads the texts that every page needs. */
export async function startStrings(): Promise<void> {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  addStrings('common', commonEn)
  addStrings('refusals', refusalsEn)
  if (language !== 'en') await Promise.all([loadStrings('common'), loadStrings('refusals')])
}

/** The text of `key` with `values` inserted. An unknown key is shown itself, so that it is noticed. */
export function t(key: StringKey, values?: Values): string {
  return format(key, values)
}

/** The text of a key known only at run time, for example `tOf('author.status', status)`; null when there is none. */
export function tOf(prefix: string, code: string, values?: Values): string | null {
  const key = `${prefix}.${code}`
  return messages.has(key) ? format(key, values) : null
}

/** The reason why an action is not possible; the empty string when it is. The server refuses with the same text. */
export function why(verdict: Verdict): string {
  if (verdict.allowed) return ''
  const values = Object.entries(verdict.details).map(([name, value]) => [name, listed(value)] as const)
  return tOf('refusals', verdict.code, Object.fromEntries(values)) ?? t('common.refused')
}

function listed(value: string | number | readonly string[]): string | number {
  return typeof value === 'object' ? new Intl.ListFormat(locale).format(value.map(isolated)) : value
}

function format(key: string, values?: Values): string {
  const message = messages.get(key)
  if (message === undefined) return key
  const formatter = formatters.get(key) ?? new IntlMessageFormat(message, locale)
  formatters.set(key, formatter)
  const said = Object.entries(values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? isolated(value) : value,
  ])
  return String(formatter.format(Object.fromEntries(said)))
}
