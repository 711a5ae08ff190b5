import type { BrowserContext } from 'playwright-core'

interface Watching {
  readonly who: string
  readonly home: string
  readonly complain: (complaint: string) => void
}

/**
 * Records all requests and messages of a browser: requests to third parties, errors, and refusals by the content security policy are
 * complaints.
 */
export function watch(context: BrowserContext, { who, home, complain }: Watching): void {
  const { origin } = new URL(home)
  const isOwn = (url: string) =>
    ['data:', 'blob:'].some((scheme) => url.startsWith(scheme)) || new URL(url).origin === origin
  context.on('request', (request) => {
    if (!isOwn(request.url())) complain(`${who} was sent to ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400)
      complain(`${who}: ${response.status()} ${response.request().method()} ${response.url()}`)
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(`${who}, ${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => complain(`${who}: ${error.error().stack ?? error.error().message}`))
}
