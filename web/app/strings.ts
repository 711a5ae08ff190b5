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
/** `area.key`, for every key of every English catalogue the screens use: a misspelt key does not compile. */
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

/** Numbers and names follow the reader's own region when it speaks the page's language ("en-IN", not "en"); dates: app/dates.ts. */
export const locale: string = asked.find((tag) => languageOf(tag) === language) ?? formatTag(language)

/** The name of a language for the reader. */
export function languageName(tag: string): string {
  return nameOfLanguage(tag, [locale])
}

function addStrings(area: Area, strings: Readonly<Record<string, string>>): void {
  for (const [key, message] of Object.entries(strings)) messages.set(`${area}.${key}`, message)
  formatters.clear()
}

/** Loads an area's words: English first, the reader's language over it. The router does this before an area's page is shown. */
export async function loadStrings(area: Area): Promise<void> {
  const wanted = [...new Set(['en', language])].map((tag) => files[`../../server/strings/${tag}/${area}.json`])
  for (const strings of await Promise.all(wanted.map(async (load) => load?.() ?? {}))) addStrings(area, strings)
}

/** Sets the document's language and direction and loads what every page needs. */
export async function startStrings(): Promise<void> {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  addStrings('common', commonEn)
  addStrings('refusals', refusalsEn)
  if (language !== 'en') await Promise.all([loadStrings('common'), loadStrings('refusals')])
}

/** The words for `key` with `values` filled in. An unknown key shows itself: ugly, and seen in the first look at the page. */
export function t(key: StringKey, values?: Values): string {
  return format(key, values)
}

/** The words for a key known only at run time, for example `tOf('author.status', status)`; null when there are none. */
export function tOf(prefix: string, code: string, values?: Values): string | null {
  const key = `${prefix}.${code}`
  return messages.has(key) ? format(key, values) : null
}

/** Why an act is closed, in words; the empty string when it is open. The server refuses with the same words. */
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
