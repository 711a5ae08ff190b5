import type { IncomingMessage } from 'node:http'

/** The journal has no longer paths; the router allows 100 characters for a part. */
const longestPath = 2000

/**
 * Replaces a path that cannot be decoded, for example with broken percent encoding, by one that does not exist: the router would refuse it
 * with a reply of its own, without the journal's headers.
 */
export function routableUrl({ url = '/' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1)
  if (isWellFormed(path)) return url
  return /^\/(?:api|assets)\//.test(path) ? '/api/-' : '/-'
}

function isWellFormed(path: string): boolean {
  if (!path.startsWith('/') || path.length > longestPath) return false
  try {
    const decoded = decodeURIComponent(path)
    // PostgreSQL text cannot contain NUL, and no address of the journal does.
    return !decoded.includes('\0') && decoded.isWellFormed()
  } catch {
    return false
  }
}
