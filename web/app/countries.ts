import { intlTag } from './strings.ts'

// Codes of former countries, or codes that ISO 3166 does not assign to a country.
const notCountries = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' ')

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string
  readonly name: string
}

const known = new Map<string, readonly Country[]>()

/** All countries in the reader's language, sorted by its rules. The browser provides the names. */
export function countries(): readonly Country[] {
  const tag = intlTag()
  const found = known.get(tag) ?? namedIn(tag)
  known.set(tag, found)
  return found
}

/** A country in the reader's language; its code when the browser has no name for it. */
export function countryName(code: string | null): string {
  return countries().find((country) => country.code === code)?.name ?? code ?? ''
}

function namedIn(tag: string): readonly Country[] {
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return codes
    .filter((code) => !notCountries.includes(code) && isInUse(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.name.localeCompare(b.name, tag))
}

/** The browser replaces a withdrawn code ("BU") by its successor ("MM"). */
function isInUse(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
}
