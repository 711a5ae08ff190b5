import { locale } from './strings.ts'

// Codes that name no country of today, or none that ISO 3166 gives to one.
const notCountries = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' ')

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string
  readonly name: string
}

let known: readonly Country[] | null = null

/** Every country in the reader's language, in that language's order. The names are the browser's own: nothing is downloaded. */
export function countries(): readonly Country[] {
  known ??= listed()
  return known
}

function listed(): readonly Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return codes
    .filter((code) => !notCountries.includes(code) && isOfToday(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.name.localeCompare(b.name, locale))
}

/** A code given up ("BU") is rewritten to the one that followed it ("MM"). */
function isOfToday(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
}
