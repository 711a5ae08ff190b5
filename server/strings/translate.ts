import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { formatTag, interfaceLanguages, type Locale } from '../domain/languages.ts'
import { isolated } from '../domain/text.ts'

/**
 * One catalogue for pages, letters and screens: a folder for each language and a file for each area, so that a screen loads only its own
 * area.
 */
export const areas = ['common', 'refusals', 'reader', 'author', 'reviewer', 'editor', 'admin', 'letters'] as const

export type Values = Readonly<Record<string, string | number | Date | null | readonly string[]>>

const catalogue = new Map<string, string>()
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
  const id = `${locale} ${key}`
  const message = catalogue.get(id)
  if (message === undefined) throw new Error(`no text ${key} in ${locale}`)
  if (!message.includes('{')) return message
  let format = compiled.get(id)
  if (!format) compiled.set(id, (format = new IntlMessageFormat(message, formatTag(locale))))
  const said = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? listed(locale, value) : typeof value === 'string' ? isolated(value) : value,
  ])
  return String(format.format(Object.fromEntries(said) as Record<string, string>))
}

function listed(locale: Locale, words: readonly string[]): string {
  return new Intl.ListFormat(formatTag(locale)).format(words.map(isolated))
}

export function hasText(locale: Locale, key: string): boolean {
  return catalogue.has(`${locale} ${key}`)
}
