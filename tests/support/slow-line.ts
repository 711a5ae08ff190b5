import type { Locator, Page } from 'playwright-core'

export interface FirstVisit {
  readonly requests: number
  /** Bytes transferred, with headers. */
  readonly bytes: number
  /** Time until the visitor can use what they came for. */
  readonly seconds: number
}

/** The cost of a page on a first visit: 50 kbit/s, round trip 800 ms. */
export async function firstVisit(page: Page, url: string, useful: (page: Page) => Locator): Promise<FirstVisit> {
  // What the page before loads in advance would be counted.
  await page.goto('about:blank')
  const debug = await page.context().newCDPSession(page)
  await debug.send('Network.enable')
  await debug.send('Network.setCacheDisabled', { cacheDisabled: true })
  const throughput = (50 * 1000) / 8
  const conditions = { offline: false, latency: 800, downloadThroughput: throughput, uploadThroughput: throughput }
  await debug.send('Network.emulateNetworkConditions', conditions)
  let [requests, bytes] = [0, 0]
  debug.on('Network.requestWillBeSent', ({ request }) => (requests += request.url.startsWith('data:') ? 0 : 1))
  debug.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await debug.send('Page.enable')
  await debug.send('Page.setLifecycleEventsEnabled', { enabled: true })
  // The wanted element may be in the document before anything is painted, because the style sheet is still loading.
  const painted = new Promise<void>((resolve) => {
    let isNew = false
    debug.on('Page.lifecycleEvent', ({ name }) => {
      if (name === 'init') isNew = true
      if (isNew && name === 'firstContentfulPaint') resolve()
    })
  })
  const startedAt = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await useful(page).waitFor()
  await painted
  const seconds = (performance.now() - startedAt) / 1000
  await debug.detach()
  return { requests, bytes, seconds }
}
