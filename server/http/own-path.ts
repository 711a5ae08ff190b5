import { screenPrefixes } from './screen-prefixes.ts'

/** Pages of signing in: whoever has just done so is not to be led back to them. */
const doors = /^\/account\/(sign-in|register|confirm|link|welcome)\/?$/

const nowhere = 'http://nowhere.invalid'

/**
 * A path of the working screens, safe to go to after signing in; null for anything else, an address elsewhere above all.
 * Resolved as a browser would before it is judged: "/\\elsewhere.example" looks like a path and is an address.
 */
export function ownPath(wanted: string | null): string | null {
  if (wanted?.startsWith('/') !== true || !URL.canParse(wanted, nowhere)) return null
  const { origin, pathname, search } = new URL(wanted, nowhere)
  const isScreen = [...screenPrefixes, '/preview'].some(
    (prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`),
  )
  // "/.//elsewhere.example" resolves to "//elsewhere.example", which is an address again.
  return origin === nowhere && isScreen && !doors.test(pathname) ? pathname + search : null
}
