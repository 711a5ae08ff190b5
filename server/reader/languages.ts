const rightToLeft: readonly string[] = ['ar', 'arc', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(language) ? 'rtl' : 'ltr'
}

/** What speakers call their language: `español`. A tag nobody knows stands for itself. */
export function ownName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}

/** The languages of a text, that of the work itself first, then English, then the others by tag. */
export function inReadingOrder(languages: readonly string[], own: string): string[] {
  const place = (language: string) => (language === own ? 0 : language === 'en' ? 1 : 2)
  return languages.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}
