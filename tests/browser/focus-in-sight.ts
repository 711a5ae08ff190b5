import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { phone } from './harness.ts'

/** The size of a 1280 × 1024 screen at 400 % zoom. */
export const lowScreen = { width: 320, height: 256 }
const mostStops = 60

/**
 * Moves through the page by the Tab key on a low screen and checks that the focused element is visible: inside the window, and not covered
 * by a sticky bar (WCAG 2.2, 2.4.11).
 */
export async function coveredFocus(
  page: Page,
  screen: { width: number; height: number } = lowScreen,
): Promise<string[]> {
  const size = page.viewportSize()
  await page.setViewportSize(screen)
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    scrollTo(0, 0)
  })
  const covered: string[] = []
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(lookAtFocus)
    if (seen === 'none') break
    if (seen !== 'seen') covered.push(seen)
  }
  if (size !== null) await page.setViewportSize(size)
  return covered
}

/** On a low screen, and on a phone, where bars are sticky. */
export async function focusStaysInSight(page: Page, name: string): Promise<void> {
  if ((await page.locator('input, textarea, select, .act-bar').count()) === 0) return
  for (const screen of [lowScreen, phone])
    expect
      .soft(await coveredFocus(page, screen), `${name}: out of sight at ${screen.width} × ${screen.height}`)
      .toEqual([])
}

/** Runs in the browser. */
async function lookAtFocus(): Promise<string> {
  // The browser scrolls before it draws.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  if (focused === null || focused === document.body) return 'none'
  const [box] = focused.getClientRects()
  // A skip link, or a control with only its label visible.
  const drawn = box === undefined || box.width < 2 ? focused.closest('label')?.getBoundingClientRect() : box
  if (drawn === undefined) return 'seen'
  const [top, bottom] = [Math.max(0, drawn.top), Math.min(innerHeight, drawn.bottom)]
  const words = `${focused.outerHTML.slice(0, 120)} at ${Math.round(drawn.top)} to ${Math.round(drawn.bottom)} of ${innerHeight}`
  if (bottom - top < Math.min(8, drawn.height / 2)) return `out of the window: ${words}`
  const across = Math.min(innerWidth - 2, Math.max(1, drawn.left + drawn.width / 2))
  const hidden = [0.1, 0.5, 0.9].filter((part) => {
    const over = document.elementFromPoint(across, top + (bottom - top) * part)
    return (
      over?.closest('.act-bar, .two-tabs, .pages-bar') &&
      !over.closest('.act-bar, .two-tabs, .pages-bar')?.contains(focused)
    )
  })
  // A field that is higher than the window counts as visible when most of it is.
  return hidden.length > 1 || (hidden.length === 1 && drawn.height < innerHeight / 2) ? `under a bar: ${words}` : 'seen'
}
