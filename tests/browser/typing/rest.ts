import type { Page, Request } from 'playwright-core'

const underWay = new WeakMap<Page, Set<Request>>()
/** On a busy machine. */
export const longestMs = 30_000

/** Follows what a page asks for, so that `atRest` knows when it has everything. */
export function watchRequests(page: Page): void {
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', (request) => {
    // What the document before asked for may go on without it, and its end is not told.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) requests.clear()
    requests.add(request)
  })
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
}

/** Until the page shows what it asked for: nothing is under way, twice in a row, because what has come may ask for more. */
export async function atRest(page: Page): Promise<void> {
  const until = performance.now() + longestMs
  for (let quiet = 0; quiet < 2 && performance.now() < until; ) {
    const isDrawn = await drawn(page)
    await page.locator('tj-loading, tj-action[busy]').first().waitFor({ state: 'detached' })
    quiet = isDrawn && underWay.get(page)?.size === 0 ? quiet + 1 : 0
  }
}

/** False when the page gave way to another meanwhile. */
function drawn(page: Page): Promise<boolean> {
  const frames = () =>
    new Promise<true>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))
  return page.evaluate(frames).catch(() => false)
}
