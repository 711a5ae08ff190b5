import type { Locator, Page } from 'playwright-core'

const mostSteps = 80

/** Presses the Tab key until something has the focus. @throws Error when Tab does not reach it */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    await page.keyboard.press('Tab')
    if (await hasFocus(target)) return
  }
  throw new Error(`${String(target)} cannot be reached by the Tab key`)
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((found) => found.some((element) => element.matches(':focus')))
}

/** The announcement of an action to screen readers. */
export async function hears(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' })
}
