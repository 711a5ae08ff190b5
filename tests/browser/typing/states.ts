import { setTimeout as wait } from 'node:timers/promises'
import type { Page, Route } from 'playwright-core'
import { arriveAt, kindOf } from '../crawl.ts'
import { fieldsOn } from './fields.ts'

/** A page with what has to be pressed on it until its fields are there. */
export interface State {
  readonly href: string
  readonly presses: readonly string[]
  /** Fields that no state before had. */
  readonly fields: readonly string[]
}

/** How many presses away from its page a field is looked for. */
const furthest = 2

const pressable = 'button, summary, [role=tab], input[type=radio], input[type=checkbox], select'

/** What was seen on pages of one kind. */
interface Known {
  readonly fields: Set<string>
  readonly presses: Set<string>
}

/**
 * Finds text fields: presses whatever can be pressed, and looks what comes. Nothing is carried out by it, because no change gets
 * through to the journal meanwhile: what needs one to show itself is an act.
 */
export class Explorer {
  readonly #page: Page
  readonly #known = new Map<string, Known>()

  constructor(page: Page) {
    this.#page = page
  }

  async statesOf(href: string): Promise<State[]> {
    const page = this.#page
    const known = this.#knownOf(kindOf(href))
    const states: State[] = []
    await harmlessly(page, async () => {
      const ahead: string[][] = [[]]
      for (let presses = ahead.shift(); presses !== undefined; presses = ahead.shift()) {
        if (!(await openState(page, { href, presses }))) continue
        const keys = (await fieldsOn(page)).map(({ key }) => key)
        const fresh = [...new Set(keys.filter((key) => !known.fields.has(key)))]
        for (const key of fresh) known.fields.add(key)
        if (fresh.length > 0) states.push({ href, presses, fields: fresh })
        if (presses.length < furthest) ahead.push(...(await this.#openers(href, presses, known)))
      }
    })
    return states
  }

  async #openers(href: string, presses: readonly string[], known: Known): Promise<string[][]> {
    const page = this.#page
    const openers: string[][] = []
    for (const next of await pressesOn(page)) {
      if (known.presses.has(next)) continue
      known.presses.add(next)
      const before = await look(page)
      await press(page, next)
      if ((await look(page)) === before) continue
      if (new URL(page.url()).pathname === new URL(href, page.url()).pathname) openers.push([...presses, next])
      await openState(page, { href, presses })
    }
    return openers
  }

  #knownOf(kind: string): Known {
    const known = this.#known.get(kind) ?? { fields: new Set(), presses: new Set() }
    this.#known.set(kind, known)
    return known
  }
}

/** Nothing that would change something reaches the journal meanwhile. */
export async function harmlessly(page: Page, work: () => Promise<void>): Promise<void> {
  const refuse = (route: Route) => (route.request().method() === 'GET' ? route.fallback() : route.abort('aborted'))
  await page.route('**/*', refuse)
  await work()
  await page.unroute('**/*', refuse)
}

/** False when something that was to be pressed is not there. */
export async function openState(page: Page, { href, presses }: Pick<State, 'href' | 'presses'>): Promise<boolean> {
  await arriveAt(page, href)
  await atRest(page)
  for (const one of presses) if (!(await comes(page, one)) || !(await press(page, one))) return false
  return true
}

const longestComingMs = 4_000

/** What a page loads on its own may come after the page. */
async function comes(page: Page, wanted: string): Promise<boolean> {
  const until = performance.now() + longestComingMs
  while (!(await described(page)).includes(wanted)) {
    if (performance.now() > until) return false
    await wait(100)
  }
  return true
}

/** What can be pressed now, by its words: of equals the first. */
export async function pressesOn(page: Page): Promise<string[]> {
  return [...new Set((await described(page)).filter((one) => one !== ''))]
}

export async function press(page: Page, wanted: string): Promise<boolean> {
  const at = (await described(page)).indexOf(wanted)
  if (at < 0) return false
  await page
    .locator('main')
    .locator(pressable)
    .nth(at)
    .evaluate((element) => {
      if (element instanceof HTMLSelectElement) {
        element.selectedIndex = element.options.length - 1
        element.dispatchEvent(new Event('input', { bubbles: true }))
        element.dispatchEvent(new Event('change', { bubbles: true }))
      } else if (element instanceof HTMLElement) element.click()
    })
  await atRest(page)
  return true
}

export async function atRest(page: Page): Promise<void> {
  await wait(80)
  await page.locator('tj-loading, tj-action[busy]').first().waitFor({ state: 'detached' })
}

async function look(page: Page): Promise<string> {
  const fields = (await fieldsOn(page)).map(({ key }) => key)
  return JSON.stringify([page.url(), fields, await described(page)])
}

/** The words of everything pressable, empty for what cannot be pressed now or would send a form. */
function described(page: Page): Promise<string[]> {
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
      return elements.map((element) => {
        const dialog = dialogOf(element)
        const isOpen =
          element.checkVisibility() &&
          !element.matches(':disabled, [aria-disabled=true], [type=submit]:not([type=button])')
        const sends = element instanceof HTMLButtonElement && element.type === 'submit' && element.form !== null
        if (!isOpen || sends || (isDialogOpen && dialog === null)) return ''
        const own =
          element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : element
        const words = own?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
        return `${dialog?.getAttribute('heading') ?? ''} | ${element.localName} ${words.slice(0, 60)}`
      })
    })
}
