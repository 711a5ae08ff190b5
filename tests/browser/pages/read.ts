import type { Page } from 'playwright-core'

/** Metadata in the head of a page. */
export function metaOf(page: Page, name: string): Promise<string[]> {
  return page
    .locator(`meta[name="${name}"]`)
    .evaluateAll((tags) => tags.map((tag) => tag.getAttribute('content') ?? ''))
}
