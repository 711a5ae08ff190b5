import type { Locale } from '../domain/languages.ts'

/**
 * Adds `lang` to every link and form of a page that leads to another of our pages, so that a reader who chose a language by the address
 * stays in it. It changes the finished page, so that no link can be forgotten; this is safe because `html` escapes `"` in attributes.
 */
export function inTheSameLanguage(page: string, locale: Locale): string {
  return page
    .replaceAll(ownAddress, (found, before: string, address: string, fragment = '') =>
      namesLanguage.test(address)
        ? found
        : `${before}${address}${address.includes('?') ? '&amp;' : '?'}lang=${locale}${fragment}`,
    )
    .replaceAll(getForm, `$&<input type="hidden" name="lang" value="${locale}">`)
}

const ownAddress = /(<(?:a|form) [^>]*?(?:href|action)=")(\/(?!\/|api\/|assets\/)[^"#]*)(#[^"]*)?(?=")/g
const namesLanguage = /[?;&]lang=/
/** A form that is sent by GET replaces the query of its address by its fields. */
const getForm = /<form [^>]*method="get"[^>]*>/g

/** The same for a path that a form redirects to. */
export function pathInLanguage(path: string, locale: Locale): string {
  const [, address = path, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(path) ?? []
  return namesLanguage.test(address) ? path : `${address}${question(address, '&')}lang=${locale}${fragment}`
}

function question(address: string, and: '&' | '&amp;'): string {
  return address.includes('?') ? and : '?'
}
