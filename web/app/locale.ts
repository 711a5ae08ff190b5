// What a browser says of its languages, made fit for Intl, which throws at every tag that is not well formed. Browsers send
// such tags: "en-US@posix" under LANG=C.UTF-8, "C", "en_US.UTF-8", or nothing. No other file asks the browser.

/** The tag as Intl takes it: without the codeset and modifier of POSIX; null when nothing of it is a language. */
function wellFormed(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replace(/[.@].*$/, '').replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

/** The languages a browser asks for, those that are any, in its order. */
export function languagesOf(browser: { readonly languages?: readonly unknown[] } | undefined): readonly string[] {
  const told = browser?.languages ?? []
  return told.flatMap((tag) => (typeof tag === 'string' ? (wellFormed(tag) ?? []) : []))
}

/** "en" of "en-GB". */
export function languageOf(tag: string): string {
  return tag.split('-')[0] ?? tag
}
