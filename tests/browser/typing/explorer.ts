import type { Page } from 'playwright-core'
import { kindOf } from '../crawl.ts'
import { fieldsOn } from './fields.ts'
import { atRest } from './rest.ts'
import { chosenOn, harmlessly, openState, press, pressesOn, type State } from './states.ts'

/** How many presses away from its page a field is looked for. */
const furthest = 2

/** What was seen on pages of one kind, without what tells equals apart. */
interface Known {
  readonly fields: Set<string>
  readonly presses: Set<string>
}

/** A state that is still to be looked at, and what can be pressed in it. */
interface Ahead {
  readonly presses: readonly string[]
  readonly next: readonly string[]
}

/**
 * Finds text fields: presses whatever can be pressed, and looks what comes. Nothing is carried out by it, because no change gets
 * through to the journal meanwhile: what needs one to show itself is an act.
 */
export class Explorer {
  readonly #page: Page
  readonly #known = new Map<string, Known>()
  /** Buttons that close a dialog and do nothing else: they do the same in the next. */
  readonly #closing = new Set<string>()

  constructor(page: Page) {
    this.#page = page
  }

  /** Of a page that is open. */
  async statesOf(href: string): Promise<State[]> {
    const page = this.#page
    const known = this.#knownOf(kindOf(href))
    const states: State[] = []
    const look = async (presses: readonly string[]) => {
      const fresh = (await fieldsOn(page)).filter((field) => isNew(known.fields, field.like))
      if (fresh.length > 0) states.push({ href, presses, fields: fresh.map(({ key }) => key) })
    }
    await harmlessly(page, async () => {
      const ahead: Ahead[] = [{ presses: [], next: await pressesOn(page) }]
      await look([])
      for (let from = ahead.shift(); from !== undefined; from = ahead.shift()) {
        const { presses } = from
        // What could be pressed there may have been pressed elsewhere meanwhile.
        if (!from.next.some((next) => this.#isUnknown(known, next))) continue
        if (presses.length > 0 && !(await openState(page, { href, presses }))) continue
        for await (const opener of this.#openers(href, presses, known)) {
          await look(opener)
          if (opener.length < furthest) ahead.push({ presses: opener, next: await pressesOn(page) })
        }
      }
    })
    return states
  }

  /** Presses everything that was not pressed on such a page before, and gives what changes the page, while it is changed. */
  async *#openers(href: string, presses: readonly string[], known: Known): AsyncGenerator<string[]> {
    const page = this.#page
    for (const next of await pressesOn(page)) {
      if (!this.#isUnknown(known, next)) continue
      known.presses.add(kindOfPress(next))
      const before = await appearance(page)
      const chosen = await chosenOn(page)
      await press(page, next)
      if (isSame(await appearance(page), before)) continue
      if (isInDialog(next) && !(await isDialogOpen(page))) this.#closing.add(wordsOf(next))
      if (new URL(page.url()).pathname === new URL(href, page.url()).pathname) yield [...presses, next]
      await this.#takeBack(next, chosen)
      if (!isBack(await appearance(page), before)) await openState(page, { href, presses })
    }
  }

  /** Where that can be done sooner than by loading the page anew. */
  async #takeBack(pressed: string, chosen: readonly string[]): Promise<void> {
    const page = this.#page
    const now = new Set(await chosenOn(page))
    const notChosen = chosen.find((one) => !now.has(one))
    if (notChosen !== undefined) await press(page, notChosen)
    else if (await isDialogOpen(page)) await page.keyboard.press('Escape')
    else await press(page, pressed)
    await atRest(page)
  }

  #isUnknown(known: Known, pressable: string): boolean {
    return (
      !known.presses.has(kindOfPress(pressable)) && !(isInDialog(pressable) && this.#closing.has(wordsOf(pressable)))
    )
  }

  #knownOf(kind: string): Known {
    const known = this.#known.get(kind) ?? { fields: new Set(), presses: new Set() }
    this.#known.set(kind, known)
    return known
  }
}

/** Buttons that differ in a number, or in what was typed, are alike. */
function kindOfPress(pressable: string): string {
  return pressable.replaceAll(/zq\d+|\d+/g, '#')
}

function isInDialog(pressable: string): boolean {
  return !pressable.startsWith(' | ')
}

function wordsOf(pressable: string): string {
  return pressable.slice(pressable.indexOf(' | '))
}

async function isDialogOpen(page: Page): Promise<boolean> {
  return (await pressesOn(page)).some(isInDialog)
}

function isNew(known: Set<string>, one: string): boolean {
  const before = known.size
  return known.add(one).size > before
}

interface Appearance {
  readonly page: string
  readonly presses: readonly string[]
}

async function appearance(page: Page): Promise<Appearance> {
  const fields = (await fieldsOn(page)).map(({ key }) => key)
  return { page: JSON.stringify([page.url(), fields]), presses: await pressesOn(page) }
}

function isSame(one: Appearance, other: Appearance): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** With the same fields, and everything that could be pressed: a form that was changed may offer to discard it, too. */
function isBack(now: Appearance, before: Appearance): boolean {
  const there = new Set(now.presses)
  return now.page === before.page && before.presses.every((one) => there.has(one))
}
