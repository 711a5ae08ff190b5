import type { Page } from 'playwright-core'
import { arriveAt } from '../crawl.ts'
import { atRest } from './rest.ts'

/** A page, and the presses that make its fields appear. */
export interface State {
  readonly href: string
  readonly presses: readonly string[]
  /** Fields that no earlier state had. */
  readonly fields: readonly string[]
}

const pressable = 'button, summary, [role=tab], input[type=radio], input[type=checkbox], option'
/** The key under which a window stores that changes are refused. */
const refusal = 'tj-test-refuse-changes'

/** Makes it possible to refuse changes in the page. A Playwright route would disable the browser's cache for every page. */
export async function letChangesBeRefused(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const { fetch } = globalThis
    globalThis.fetch = (input, init) =>
      (init?.method ?? 'GET') !== 'GET' && sessionStorage.getItem(name) !== null
        ? Promise.reject(new TypeError('refused by the test'))
        : fetch(input, init)
  }, refusal)
}

/** No change reaches the server meanwhile. */
export async function harmlessly(page: Page, work: () => Promise<void>): Promise<void> {
  await page.evaluate((name) => sessionStorage.setItem(name, 'yes'), refusal)
  await work()
  // Leaving the page would save the changes made by the presses, and an open page repeats the attempt.
  await page.goto('/healthz')
  await page.evaluate((name) => sessionStorage.removeItem(name), refusal)
}

/** False when a control to press does not exist. */
export async function openState(page: Page, { href, presses }: Pick<State, 'href' | 'presses'>): Promise<boolean> {
  await arriveAt(page, href)
  await atRest(page)
  for (const one of presses) if (!(await press(page, one))) return false
  return true
}

/** The controls that can be pressed now, by their text; of several with equal text the first. */
export async function pressesOn(page: Page): Promise<string[]> {
  return [...new Set((await described(page)).map(({ words }) => words).filter((words) => words !== ''))]
}

/** The selected options: a selection is reverted by selecting the earlier option again. */
export async function chosenOn(page: Page): Promise<string[]> {
  return (await described(page)).flatMap(({ words, isChosen }) => (isChosen ? [words] : []))
}

export async function press(page: Page, wanted: string): Promise<boolean> {
  const at = (await described(page)).findIndex(({ words }) => words === wanted)
  if (at < 0) return false
  await page
    .locator('main')
    .locator(pressable)
    .nth(at)
    .evaluate((element) => {
      if (!(element instanceof HTMLOptionElement)) return element instanceof HTMLElement && element.click()
      element.selected = true
      for (const event of ['input', 'change'])
        element.closest('select')?.dispatchEvent(new Event(event, { bubbles: true }))
    })
  await atRest(page)
  return true
}

/** The text of every control that can be pressed; empty for a disabled control and for one that would submit a form. */
function described(page: Page): Promise<{ words: string; isChosen: boolean }[]> {
  return page
    .locator('main')
    .locator(pressable)
    .evaluateAll((elements) => {
      const dialogOf = (element: Element): Element | null => {
        const root = element.getRootNode()
        return (
          element.closest('tj-dialog[open]') ??
          (root instanceof ShadowRoot && root.host.hasAttribute('open') ? root.host : null)
        )
      }
      const isDialogOpen = elements.some((element) => dialogOf(element) !== null)
      const textOf = (node: Node | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
      const labelOf = (element: Element) => {
        if (element instanceof HTMLInputElement) return textOf(element.labels?.[0])
        if (!(element instanceof HTMLOptionElement)) return textOf(element)
        const select = element.closest('select')
        return `${textOf(select?.labels[0]).replace(textOf(select), '').trim()}: ${textOf(element)}`
      }
      // Options of a long list, for example of countries, are left out: none of them adds a field.
      const isOneOfMany = (element: Element) => (element.closest('select')?.options.length ?? 0) > 12
      const isOpen = (element: Element) => {
        const control = element.closest('select') ?? element
        return control.checkVisibility() && !control.matches(':disabled, [aria-disabled=true], [type=submit]')
      }
      const sends = (element: Element) =>
        element instanceof HTMLButtonElement && element.type === 'submit' && element.form !== null
      return elements.map((element) => {
        const dialog = dialogOf(element)
        const isOut = !isOpen(element) || sends(element) || isOneOfMany(element) || (isDialogOpen && dialog === null)
        const words = `${dialog?.getAttribute('heading') ?? ''} | ${element.localName} ${labelOf(element).slice(0, 80)}`
        const isChosen =
          (element instanceof HTMLOptionElement && element.selected) ||
          (element instanceof HTMLInputElement && element.type === 'radio' && element.checked)
        return { words: isOut ? '' : words, isChosen: isChosen && !isOut }
      })
    })
}
