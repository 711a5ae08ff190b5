import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { phone } from './harness.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wcag = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"

/** The checks for every screen: it is accessible, and no wider than a phone. */
export async function inspect(page: Page, name: string): Promise<void> {
  await atRest(page)
  expect.soft(await barriers(page), `${name}: barriers`).toEqual([])
  expect.soft(await tooWide(page), `${name}: wider than a phone`).toEqual([])
}

/** The contrast check with dark colours. */
export async function inspectInTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await atRest(page)
  expect.soft(await barriers(page, '{ type: "rule", values: ["color-contrast"] }'), `${name}: in the dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Waits for the end of animations, because a colour in transition is neither the old nor the new one. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}

/** Violations of WCAG 2.x A and AA, each with its places. */
export async function barriers(page: Page, rules = wcag): Promise<string[]> {
  // Uses the debugger, because the content security policy rightly refuses an injected script.
  const debug = await page.context().newCDPSession(page)
  await debug.send('Runtime.evaluate', { expression: `if (!globalThis.axe) { ${axe} }` })
  const { result } = await debug.send('Runtime.evaluate', {
    expression: `axe.run({ runOnly: ${rules}, resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations))`,
    awaitPromise: true,
  })
  await debug.detach()
  const violations: AxeResults['violations'] = JSON.parse(String(result.value))
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

/**
 * Elements wider than the screen, except those inside an element that scrolls.
 * @param width of the screen, in pixels
 */
export async function tooWide(page: Page, width: number = phone.width): Promise<string[]> {
  const size = page.viewportSize()
  await page.setViewportSize({ ...phone, width })
  const found = await page.evaluate(() => {
    const { documentElement } = document
    const room = documentElement.clientWidth
    if (documentElement.scrollWidth <= room) return []
    // Right-to-left text overflows on the left.
    const isLeftward = documentElement.dir === 'rtl'
    const reach = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      return Math.round(isLeftward ? room - left : right)
    }
    const scrolls = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    const wide = [...document.querySelectorAll('main *, footer *, header')].filter(
      (element) => reach(element) > room && !scrolls(element.parentElement),
    )
    return wide.slice(0, 5).map((element) => `${element.outerHTML.slice(0, 80)} reaches ${reach(element)} of ${room}`)
  })
  if (size !== null) await page.setViewportSize(size)
  return found
}
