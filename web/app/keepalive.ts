// Requests that continue when their page is left.

/** Browsers allow 64 kB for the bodies of all such requests together. */
const mostBytes = 60_000
let bytesUnderWay = 0

/** False when a request with this body would be aborted with its page; always in Firefox before 133. */
export function canOutlivePage(body: string): boolean {
  return 'keepalive' in Request.prototype && bytesUnderWay + bytesOf(body) <= mostBytes
}

/** Sends a request that continues, if possible, when its page is left. */
export async function fetchOutlivingPage(url: string, init: RequestInit & { body: string }): Promise<Response> {
  if (!canOutlivePage(init.body)) return fetch(url, init)
  const bytes = bytesOf(init.body)
  bytesUnderWay += bytes
  try {
    return await fetch(url, { ...init, keepalive: true })
  } finally {
    bytesUnderWay -= bytes
  }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
