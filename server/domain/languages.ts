// The one list of languages: which there are, what they are called and which way they are written.

/** Languages that are offered for papers, abstracts and calls. A text may have another, by its BCP 47 tag. */
export const textLanguages = ['en', 'es', 'fr', 'ar'] as const

/** The language of whatever names none: of a new paper, and the first of a text in several. */
export const mainLanguage = 'en'

/** Languages of pages, letters and screens; each has a catalogue in server/strings/. */
export const interfaceLanguages = ['en'] as const

/**
 * Languages nobody speaks, made from the English catalogue (BCP 47's private regions, as in CLDR): what stands in one of their pages
 * without accents is not from the catalogue, what does not turn in the other would not turn in Arabic. A setting switches them on.
 */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const

/** A language of the interface. */
export type Locale = (typeof interfaceLanguages)[number] | (typeof pseudoLanguages)[number]

/** For whoever has chosen none and asks for none that there is. */
export const defaultLocale: Locale = 'en'

// "en" alone would give the American order of day and month. Intl has no words of its own for a pseudo-language: Finnish has
// none in common with English, so that a date or a list that was made in English is seen.
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

/** Which way a language is usually written. @param tag unknown ones count as written to the right */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return scriptsToTheLeft.has(scriptOf(tag) ?? '') ? 'rtl' : 'ltr'
}

function scriptOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script
  } catch {
    return undefined
  }
}

/** What a language is called, or its tag where nobody knows a name. @param within in which language, the first that is known */
export function languageName(tag: string, within: readonly string[]): string {
  try {
    return new Intl.DisplayNames(within, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The languages of a text, that of the work itself first, then the journal's main one, then the others by tag. */
export function inReadingOrder(tags: readonly string[], own: string): string[] {
  const place = (tag: string) => (tag === own ? 0 : tag === mainLanguage ? 1 : 2)
  return tags.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}

/** What its speakers call a language: `español`. */
export function ownName(tag: string): string {
  return languageName(tag, [tag, formatTag(defaultLocale)])
}
