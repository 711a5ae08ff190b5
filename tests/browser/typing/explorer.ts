import type { Page } from 'playwright-core'
import { kindOf } from '../crawl.ts'
import { fieldsOn } from './fields.ts'
import { atRest } from './rest.ts'
import { chosenOn, harmlessly, openState, press, pressesOn, type State } from './states.ts'

/** The greatest number of presses from a page to a field that the search considers. */
const furthest = 2

/** The fields and presses seen on pages of one kind, without the numbers that distinguish similar ones. */
interface Known {
  readonly fields: Set<string>
  readonly presses: Set<string>
}

/** A state whose presses are still to be tried. */
interface Ahead {
  readonly presses: readonly string[]
  readonly next: readonly string[]
}

/**
 * Finds text fields: presses every control and looks for new fields. Nothing is carried out, because no change reaches the server
 * meanwhile: a field that appears only after a change is not found.
 */
export class Explorer {
  readonly #page: Page
  readonly #known = new Map<string, Known>()
  /** Buttons that only close a dialog: they do the same in other dialogs. */
  readonly #closing = new Set<string>()

  constructor(page: Page) {
    this.#page = page
  }

  /** The states of an open page. */
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
        // Another state may have tried these presses meanwhile.
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

  /** Tries every press that was not tried on a page of this kind, and yields those that change the page, while it is changed. */
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

  /** Reverts the press where that is faster than reloading the page. */
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

/** Buttons that differ only in a number, or in the text of the test, are equal. */
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

/** With the same fields and all earlier presses: a changed form may also offer to discard the change. */
function isBack(now: Appearance, before: Appearance): boolean {
  const there = new Set(now.presses)
  return now.page === before.page && before.presses.every((one) => there.has(one))
}
