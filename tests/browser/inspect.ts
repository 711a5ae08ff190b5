import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { phone } from './harness.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wcag = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"

/** What everybody may ask of every screen: readable with any aid, and no wider than a phone. */
export async function inspect(page: Page, name: string): Promise<void> {
  await atRest(page)
  expect.soft(await barriers(page), `${name}: barriers`).toEqual([])
  expect.soft(await tooWide(page), `${name}: wider than a phone`).toEqual([])
}

/** Legible too for who reads light on dark. */
export async function inspectInTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await atRest(page)
  expect.soft(await barriers(page, '{ type: "rule", values: ["color-contrast"] }'), `${name}: in the dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** A colour on its way to another is neither. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}

/** Breaches of WCAG 2.x A and AA, each with the places. */
export async function barriers(page: Page, rules = wcag): Promise<string[]> {
  // By the debugger: the content security policy lets no script in, and it should not.
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
 * Elements that stick out of a screen, unless they stand in something that scrolls by itself.
 * @param width of the screen, in pixels
 */
export async function tooWide(page: Page, width: number = phone.width): Promise<string[]> {
  const size = page.viewportSize()
  await page.setViewportSize({ ...phone, width })
  const found = await page.evaluate(() => {
    const { documentElement } = document
    const room = documentElement.clientWidth
    if (documentElement.scrollWidth <= room) return []
    // Text from right to left sticks out on the left.
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
