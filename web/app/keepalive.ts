// Requests that go on when their page is left.

/** Browsers take 64 kB of them at a time, the bodies of all together. */
const mostBytes = 60_000
let bytesUnderWay = 0

/** False where a request with this body would end with its page; browsers that know no other are Firefox before 133. */
export function canOutlivePage(body: string): boolean {
  return 'keepalive' in Request.prototype && bytesUnderWay + bytesOf(body) <= mostBytes
}

/** Sends it, so that it arrives also when the page is left meanwhile, where that can be. */
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
