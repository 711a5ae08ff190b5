import type { Page, Request } from 'playwright-core'

const underWay = new WeakMap<Page, Set<Request>>()
/** The time limit, long enough for a busy machine. */
export const longestMs = 30_000

/** Records the requests of a page, so that `atRest` knows when all are finished. */
export function watchRequests(page: Page): void {
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', (request) => {
    // Requests of the previous document may continue, and Playwright does not report their end.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) requests.clear()
    requests.add(request)
  })
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
}

/** Waits until the page is complete: no request is in progress at two consecutive checks, because a reply may cause another request. */
export async function atRest(page: Page): Promise<void> {
  const until = performance.now() + longestMs
  for (let quiet = 0; quiet < 2 && performance.now() < until; ) {
    const isDrawn = await drawn(page)
    await page.locator('tj-loading, tj-action[busy]').first().waitFor({ state: 'detached' })
    quiet = isDrawn && underWay.get(page)?.size === 0 ? quiet + 1 : 0
  }
}

/** False when the page was replaced by another meanwhile. */
function drawn(page: Page): Promise<boolean> {
  const frames = () =>
    new Promise<true>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))
  return page.evaluate(frames).catch(() => false)
}
