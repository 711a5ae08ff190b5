import type { IncomingMessage } from 'node:http'

/** Longer parts are in none of our addresses; the router takes 100 characters. */
const longestPath = 2000

/**
 * An address that no request of ours has, such as one with broken percent encoding, is looked for like any other that is not there: the
 * router would refuse it in words of its own, before any of our headers are on the reply.
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
    // PostgreSQL has no text with a NUL; nothing of ours has one in its address.
    return !decoded.includes('\0') && decoded.isWellFormed()
  } catch {
    return false
  }
}
