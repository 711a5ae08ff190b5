import { screenPrefixes } from './screen-prefixes.ts'

/** The pages of signing in: nobody is sent back to them after signing in. */
const signInPages = /^\/account\/(sign-in|register|confirm|link|welcome)\/?$/

const nowhere = 'http://nowhere.invalid'

/**
 * A path of the working screens, safe to redirect to after signing in; null for anything else, such as an address of another site. Resolved
 * like in a browser before it is checked: "/\\elsewhere.example" looks like a path and is an address.
 */
export function ownPath(wanted: string | null): string | null {
  if (wanted?.startsWith('/') !== true || !URL.canParse(wanted, nowhere)) return null
  const { origin, pathname, search } = new URL(wanted, nowhere)
  const isScreen = [...screenPrefixes, '/preview'].some(
    (prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`),
  )
  // "/.//elsewhere.example" resolves to "//elsewhere.example", which is an address again.
  return origin === nowhere && isScreen && !signInPages.test(pathname) ? pathname + search : null
}
