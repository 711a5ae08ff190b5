import type { Page } from 'playwright-core'
import { arriveAt } from '../crawl.ts'
import { atRest } from './rest.ts'

/** A page with what has to be pressed on it until its fields are there. */
export interface State {
  readonly href: string
  readonly presses: readonly string[]
  /** Fields that no state before had. */
  readonly fields: readonly string[]
}

const pressable = 'button, summary, [role=tab], input[type=radio], input[type=checkbox], option'
/** Under which a window remembers that changes are refused. */
const refusal = 'tj-test-refuse-changes'

/** Changes can be kept from leaving the page. Not by a route: with one the browser loads everything anew for every page. */
export async function letChangesBeRefused(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const { fetch } = globalThis
    globalThis.fetch = (input, init) =>
      (init?.method ?? 'GET') !== 'GET' && sessionStorage.getItem(name) !== null
        ? Promise.reject(new TypeError('refused by the test'))
        : fetch(input, init)
  }, refusal)
}

/** Nothing that would change something reaches the journal meanwhile. */
export async function harmlessly(page: Page, work: () => Promise<void>): Promise<void> {
  await page.evaluate((name) => sessionStorage.setItem(name, 'yes'), refusal)
  await work()
  // What was pressed would be saved when the page is left, and again and again while it is there.
  await page.goto('/healthz')
  await page.evaluate((name) => sessionStorage.removeItem(name), refusal)
}

/** False when something that was to be pressed is not there. */
export async function openState(page: Page, { href, presses }: Pick<State, 'href' | 'presses'>): Promise<boolean> {
  await arriveAt(page, href)
  await atRest(page)
  for (const one of presses) if (!(await press(page, one))) return false
  return true
}

/** What can be pressed now, by its words: of equals the first. */
export async function pressesOn(page: Page): Promise<string[]> {
  return [...new Set((await described(page)).map(({ words }) => words).filter((words) => words !== ''))]
}

/** What of it is chosen among others: a choice is taken back by choosing that again. */
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

/** Everything pressable: its words, empty for what cannot be pressed now or would send a form. */
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
      // A list of countries has as many choices, and none of them brings another field.
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
