import type { Page } from 'playwright-core'
import { focusStaysInSight } from './focus-in-sight.ts'
import { inspect, inspectInTheDark } from './inspect.ts'

/** Kinds of pages that differ from one another: a submission in every state, texts in several languages. */
const many: Readonly<Record<string, number>> = {
  '/editor/submissions/:id': 5,
  '/editor/submissions/:id/decide': 2,
  '/editor/production/:id': 2,
  '/editor/issues/:id': 2,
  '/author/:id': 3,
  '/articles/:id': 2,
  '/calls/:slug': 2,
}

/**
 * Follows the links of pages and inspects one page of each kind, or a few. A new screen is included as soon as a page links to it.
 * @returns the kinds of pages that were seen: `/editor/submissions/:id`
 */
export async function crawl(page: Page, { start, under }: { start: string; under: RegExp }, look = lookWell) {
  const seen = new Map<string, number>()
  const ahead = [start]
  const known = new Set(ahead)
  for (let href = ahead.shift(); href !== undefined; href = ahead.shift()) {
    const kind = kindOf(href)
    const before = seen.get(kind) ?? 0
    if (before >= (many[kind] ?? 1)) continue
    seen.set(kind, before + 1)
    await arriveAt(page, href)
    await look(page, href, before === 0)
    for (const next of await linksOn(page)) {
      if (known.has(next) || !under.test(next)) continue
      known.add(next)
      ahead.push(next)
    }
  }
  return [...seen.keys()].sort()
}

async function lookWell(page: Page, href: string, isFirst: boolean): Promise<void> {
  await inspect(page, href)
  if (!isFirst) return
  await inspectInTheDark(page, href)
  await focusStaysInSight(page, href)
}

/** Opens a page and waits until its content is shown. */
export async function arriveAt(page: Page, href: string): Promise<void> {
  await page.goto(href)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('tj-loading').first().waitFor({ state: 'detached' })
}

export async function linksOn(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href]:not([download])')
    .evaluateAll((found) => found.flatMap((link) => (link instanceof HTMLAnchorElement ? [link.href] : [])))
  const { origin } = new URL(page.url())
  return links
    .filter((link) => new URL(link).origin === origin)
    .map((link) => link.slice(origin.length).replace(/#.*$/, ''))
}

export function kindOf(href: string): string {
  const { pathname, searchParams } = new URL(href, 'http://any')
  const path = pathname
    .replaceAll(/\/(?:[\da-f-]{36}|\d+(?:-\d+)?)(?=\/|$)/g, '/:id')
    .replace(/^(\/calls(?:\/before)?)\/[^/]+$/, '$1/:slug')
    .replace(/^\/editor\/pages\/.+/, '/editor/pages/:slug')
  const step = searchParams.get('step')
  return step === null ? path : `${path}?${step}`
}
