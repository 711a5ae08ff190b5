// The only list of languages: which ones exist, their names, and the direction of their scripts.

/** Languages that are offered for papers, abstracts and calls. A text may have another, by its BCP 47 tag. */
export const textLanguages = ['en', 'es', 'fr', 'ar'] as const

/** The default language of a new paper, and the first language of a text that exists in several. */
export const mainLanguage = 'en'

/** Languages of pages, letters and screens; each has a catalogue in server/strings/. */
export const interfaceLanguages = ['en'] as const

/**
 * Test languages made from the catalogue of `defaultLocale`, under private tags (BCP 47, as in CLDR). In `en-XA` every text of the
 * catalogue has accents, so that text without them is not from the catalogue; `ar-XB` is written from right to left, so that layout which
 * does not turn is seen. A setting enables them.
 */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const

/** A language of the interface. */
export type Locale = (typeof interfaceLanguages)[number] | (typeof pseudoLanguages)[number]

/** Every language of the interface, offered or not. */
export const locales = [...interfaceLanguages, ...pseudoLanguages] as const

/** The language of the interface that a tag names; null for any other. */
export function localeNamed(tag: string | null): Locale | null {
  return locales.find((locale) => locale === tag) ?? null
}

/** For people who have chosen no language and whose browser asks for none that exists. */
export const defaultLocale: Locale = 'en'

/** The language of the interface for a tag that is stored with an account or a text; the default one when it names no other. */
export function localeFor(tag: string | null): Locale {
  return localeNamed(tag) ?? defaultLocale
}

// "en" alone would give the American order of day and month. Intl has no words for a pseudo-language: Finnish shares none with English, so
// that a date or a list formatted in English is noticed.
const formats = { en: 'en-GB', 'en-XA': 'fi', 'ar-XB': 'ar' } as const satisfies Record<Locale, string>

/** The tag by which Intl formats dates, numbers, lists and names in a language of the interface. */
export function formatTag(locale: Locale): string {
  return formats[locale]
}

// By script, because Firefox does not know `Intl.Locale.getTextInfo`.
const scriptsToTheLeft = new Set([
  'Adlm',
  'Arab',
  'Armi',
  'Avst',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
])

/** The usual direction of a language. @param tag an unknown tag counts as written from left to right */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const known = directions.get(tag)
  if (known !== undefined) return known
  const direction = scriptsToTheLeft.has(scriptOf(tag) ?? '') ? 'rtl' : 'ltr'
  directions.set(tag, direction)
  return direction
}

// Every text of a page asks for a direction, and Intl takes as long for it as for the rest of the text.
const directions = new Map<string, 'ltr' | 'rtl'>()

function scriptOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script
  } catch {
    return undefined
  }
}

/** The name of a language, or its tag when no name is known. @param within languages for the name; the first known one is used */
export function languageName(tag: string, within: readonly string[]): string {
  try {
    return namesIn(within).of(tag) ?? tag
  } catch {
    return tag
  }
}

const names = new Map<string, Intl.DisplayNames>()

function namesIn(within: readonly string[]): Intl.DisplayNames {
  const key = within.join()
  const known = names.get(key)
  if (known) return known
  const made = new Intl.DisplayNames(within, { type: 'language' })
  names.set(key, made)
  return made
}

/** The languages of a text: that of the work first, then the journal's main language, then the others by tag. */
export function inReadingOrder(tags: readonly string[], own: string): string[] {
  const place = (tag: string) => (tag === own ? 0 : tag === mainLanguage ? 1 : 2)
  return tags.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}

/** The name of a language in that language: `español`. */
export function ownName(tag: string): string {
  return languageName(tag, [tag, formatTag(defaultLocale)])
}
