// The browser's languages, corrected for Intl, which throws at malformed tags. Browsers do send such tags: "en-US@posix" under
// LANG=C.UTF-8, "C", "en_US.UTF-8", or nothing. No other file reads the browser's languages.

/** The tag without codeset and modifier of POSIX; null when what remains is not a language. */
function wellFormed(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replace(/[.@].*$/, '').replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

/** The languages a browser asks for, in its order, without malformed ones. */
export function languagesOf(browser: { readonly languages?: readonly unknown[] } | undefined): readonly string[] {
  const told = browser?.languages ?? []
  return told.flatMap((tag) => (typeof tag === 'string' ? (wellFormed(tag) ?? []) : []))
}

/** "en" from "en-GB". */
export function languageOf(tag: string): string {
  return tag.split('-')[0] ?? tag
}
