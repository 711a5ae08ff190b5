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
  languageName as nameOfLanguage,
  localeNamed,
  pseudoLanguages,
  type Locale,
} from '../../server/domain/languages.ts'
import type { Message } from '../../server/strings/pseudo-languages.ts'
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
const english: Partial<Record<Area, Readonly<Record<string, string>>>> = { common: commonEn, refusals: refusalsEn }
const loaded = new Set<Area>(['common', 'refusals'])
const messages = new Map<string, Message>()
const formatters = new Map<string, IntlMessageFormat>()

const wished = languagesOf(typeof navigator === 'undefined' ? undefined : navigator)
let current: Locale = defaultLocale

/** The language of the screens: that of the page as the server sent it, then the account's. */
export function language(): Locale {
  return current
}

/** Numbers and names are formatted for the reader's own region, if it has the page's language ("en-IN", not "en"); dates: app/dates.ts. */
export function intlTag(): string {
  return wished.find((tag) => languageOf(tag) === current) ?? formatTag(current)
}

/** The name of a language, in the reader's language. */
export function languageName(tag: string): string {
  return nameOfLanguage(tag, [intlTag()])
}

/** Loads the texts of an area. The router does this before it shows a page of the area. */
export async function loadStrings(area: Area): Promise<void> {
  loaded.add(area)
  const locale = current
  const texts = await textsOf(area, locale)
  // The language was changed in the meantime, and the change loads this area as well.
  if (locale !== current) return
  for (const [key, message] of Object.entries(texts)) messages.set(`${area}.${key}`, message)
  formatters.clear()
}

/** The texts of an area in a language: where it has none, the English ones. */
async function textsOf(area: Area, locale: Locale): Promise<Readonly<Record<string, Message>>> {
  const plain = english[area] ?? (await fileOf(area, defaultLocale))
  const pseudo = pseudoLanguages.find((one) => one === locale)
  if (pseudo === undefined) return { ...plain, ...(locale !== defaultLocale && (await fileOf(area, locale))) }
  const { pseudoMessage } = await import('../../server/strings/pseudo-languages.ts')
  return Object.fromEntries(Object.entries(plain).map(([key, message]) => [key, pseudoMessage(pseudo, message)]))
}

async function fileOf(area: Area, locale: Locale): Promise<Readonly<Record<string, string>>> {
  return (await files[`../../server/strings/${locale}/${area}.json`]?.()) ?? {}
}

/** Loads the texts that every page needs, in the language of the page. */
export async function startStrings(): Promise<void> {
  await speak(localeNamed(document.documentElement.lang) ?? defaultLocale)
}

/** Changes to another language. Whatever is rendered from then on is in it. */
export async function adoptLanguage(locale: Locale): Promise<void> {
  if (locale !== current) await speak(locale)
}

/** Sets the document's language and direction, and loads the texts of every area in use. */
async function speak(locale: Locale): Promise<void> {
  current = locale
  await Promise.all([...loaded].map(loadStrings))
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
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
  const values = Object.entries(verdict.details).map(
    ([name, value]) => [name, typeof value === 'object' ? listed(value) : value] as const,
  )
  return tOf('refusals', verdict.code, Object.fromEntries(values)) ?? t('common.refused')
}

/** "Ana, Ben and Carla": words that somebody typed. */
export function listed(words: readonly string[]): string {
  return listOf(words.map(isolated))
}

/** "charts, headers and notes": words of the catalogue. */
export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat(intlTag()).format(words)
}

function format(key: string, values?: Values): string {
  const message = messages.get(key)
  if (message === undefined) return key
  const formatter = formatters.get(key) ?? new IntlMessageFormat(message, intlTag())
  formatters.set(key, formatter)
  const said = Object.entries(values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? isolated(value) : value,
  ])
  return String(formatter.format(Object.fromEntries(said)))
}
