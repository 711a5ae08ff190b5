/** The working screens are under these prefixes; the router in the browser (web/app/router.ts) knows the pages. */
export const screenPrefixes = ['/account', '/author', '/review', '/editor', '/admin'] as const
