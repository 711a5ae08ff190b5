import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import {
  defaultLocale,
  directionOf,
  formatTag,
  interfaceLanguages,
  pseudoLanguages,
  type Locale,
} from '../domain/languages.ts'
import { isolatedIn } from '../domain/text.ts'
import { pseudoMessage, type Message, type PseudoLanguage } from './pseudo-languages.ts'

/**
 * One catalogue for pages, letters and screens: a folder for each language and a file for each area, so that a screen loads only its own
 * area.
 */
export const areas = ['common', 'refusals', 'reader', 'author', 'reviewer', 'editor', 'admin', 'letters'] as const

export type Values = Readonly<Record<string, string | number | Date | null | readonly string[]>>

const catalogue = new Map<string, Message>()
const compiled = new Map<string, IntlMessageFormat>()

for (const locale of interfaceLanguages) {
  for (const area of areas) {
    const file = new URL(`./${locale}/${area}.json`, import.meta.url)
    const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    for (const [key, message] of Object.entries(messages)) catalogue.set(`${locale} ${area}.${key}`, message)
  }
}

/**
 * A text of the catalogue in a language, with its values inserted.
 * @param key `<area>.<key in the area's file>`
 * @throws Error when there is no such text: a test should notice a missing text, instead of a reader seeing a blank
 */
export function translate(locale: Locale, key: string, values: Values = {}): string {
  const message = messageOf(locale, key)
  if (message === undefined) throw new Error(`no text ${key} in ${locale}`)
  if (typeof message === 'string' && !message.includes('{')) return message
  const id = `${locale} ${key}`
  let format = compiled.get(id)
  if (!format) compiled.set(id, (format = new IntlMessageFormat(message, formatTag(locale))))
  const said = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? listed(locale, value)
      : typeof value === 'string'
        ? isolatedIn(directionOf(locale), value)
        : value,
  ])
  return String(format.format(Object.fromEntries(said) as Record<string, string>))
}

/** Texts of a pseudo-language are made when they are first used. */
function messageOf(locale: Locale, key: string): Message | undefined {
  const id = `${locale} ${key}`
  const known = catalogue.get(id)
  const english = known === undefined && isPseudo(locale) ? catalogue.get(`${defaultLocale} ${key}`) : undefined
  if (!isPseudo(locale) || typeof english !== 'string') return known
  const made = pseudoMessage(locale, english)
  catalogue.set(id, made)
  return made
}

function isPseudo(locale: Locale): locale is PseudoLanguage {
  return pseudoLanguages.some((one) => one === locale)
}

function listed(locale: Locale, words: readonly string[]): string {
  const direction = directionOf(locale)
  return new Intl.ListFormat(formatTag(locale)).format(words.map((word) => isolatedIn(direction, word)))
}

/** The texts of one language, or of one area of them. */
export interface Translate {
  (key: string, values?: Values): string
  readonly locale: Locale
}

/** @param area without it keys begin with theirs */
export function textsIn(locale: Locale, area?: (typeof areas)[number]): Translate {
  const prefix = area === undefined ? '' : `${area}.`
  return Object.assign((key: string, values?: Values) => translate(locale, prefix + key, values), { locale })
}

export function hasText(locale: Locale, key: string): boolean {
  return messageOf(locale, key) !== undefined
}
