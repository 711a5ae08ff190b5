import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { dialogOf, press as pressButton } from '../pages/sees.ts'
import { fieldsOn, freshText, type, wordsOn } from './fields.ts'
import { harmlessly, openState, press, pressesOn, type State } from './states.ts'

/** Whose screens they are. */
export interface Owner {
  /** A page of theirs from which one goes to another. */
  readonly home: string
  /** Ends their session, on the server; who is signed out has none. */
  readonly endSession?: () => Promise<void>
  readonly signIn: (page: Page) => Promise<void>
  /** In the dialog that offers it over the page. */
  readonly signInOver: (page: Page) => Promise<void>
}

/** Under which the browser remembers that unsent text is to be kept (web/app/device-store.ts). */
const keptOnDevice = 'tj-keep-unsent'
const soonMs = 400
const slowlyMs = 6_000

/** Types into every field of a state, and looks whether it is there again, whatever happens. @returns what was lost, and how */
export class TypedTextCheck {
  readonly #page: Page
  readonly #owner: Owner
  /** Fields that were typed into, each by its state. */
  readonly tried = new Set<string>()
  /** The browser has asked whether to leave. */
  #asked = false

  constructor(page: Page, owner: Owner) {
    this.#page = page
    this.#owner = owner
    page.on('dialog', (dialog) => {
      this.#asked = true
      void dialog.accept()
    })
  }

  /** Where typing into one field takes another away, that one is tried by itself. */
  async lostIn(state: State): Promise<string[]> {
    const lost = await this.#lostAmong(state)
    for (const field of state.fields) {
      const name = nameOf(state, field)
      if (this.tried.has(name)) continue
      lost.push(...(await this.#lostAmong({ ...state, fields: [field] })))
      if (!this.tried.has(name)) lost.push(`${name}: not there again to be typed into`)
    }
    return lost
  }

  async #lostAmong(state: State): Promise<string[]> {
    const page = this.#page
    const lost: string[] = []
    const happen = async (what: string, event: (fields: readonly string[]) => Promise<readonly string[]>) => {
      for (const field of await event(state.fields)) lost.push(`${nameOf(state, field)}: ${what}`)
    }
    await openState(page, state)
    const isScreen = (await page.locator('tj-app').count()) > 0
    await happen('loaded anew', (fields) => this.#alone(fields, (some) => this.#loadedAnew(state, some)))
    if (isScreen) await happen('left without a line', (fields) => this.#leftWithoutLine(state, fields))
    else await happen('left', (fields) => this.#left(state, fields))
    const { endSession } = this.#owner
    if (endSession !== undefined)
      await happen('session over', (fields) =>
        this.#alone(fields, (some) => this.#sessionOver(state, some, endSession)),
      )
    return lost
  }

  /** What of it is lost although its owner was asked for another field's sake must be asked for its own. */
  async #alone(
    fields: readonly string[],
    event: (fields: readonly string[]) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const missing = await event(fields)
    if (missing.length === 0) return []
    if (fields.length === 1) return this.#asked ? [] : missing
    const lost: string[] = []
    for (const field of missing) {
      const alone = await event([field])
      if (!this.#asked) lost.push(...alone)
    }
    return lost
  }

  async #loadedAnew(state: State, fields: readonly string[]): Promise<readonly string[]> {
    await openState(this.#page, state)
    const texts = await this.#write(state, fields)
    await this.#page.reload()
    if ((await this.#missing(state, texts)).length === 0) return []
    // On a busy machine the page may have been read before what was typed last had arrived.
    await this.#page.reload()
    return this.#missing(state, texts)
  }

  async #leftWithoutLine(state: State, fields: readonly string[]): Promise<readonly string[]> {
    const page = this.#page
    await page.goto(this.#owner.home)
    await page.locator('h1').first().waitFor()
    await follow(page, state.href)
    for (const one of state.presses) await press(page, one)
    await page.context().setOffline(true)
    const texts = await this.#write(state, fields)
    const asks = await page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
    const isKept = await page.evaluate((choice) => localStorage.getItem(choice) !== null, keptOnDevice)
    // Where that is another document, it cannot come without a line; its owner was asked.
    await page.goBack().catch(() => null)
    await wait(200)
    await page.context().setOffline(false)
    await page.goForward()
    const missing = this.#asked ? [] : await this.#missing(state, texts)
    // Nobody is asked whose text is kept on the device, as they said.
    return asks || isKept || texts.size === 0 ? missing : fields.map((field) => `${field}, and not asked`)
  }

  async #sessionOver(
    state: State,
    fields: readonly string[],
    endSession: () => Promise<void>,
  ): Promise<readonly string[]> {
    const page = this.#page
    await openState(page, state)
    await endSession()
    const texts = await this.#write(state, fields)
    const dialog = dialogOf(page, 'You have been signed out').getByRole('dialog')
    const offered = await dialog.waitFor({ timeout: slowlyMs }).then(
      () => true,
      () => false,
    )
    if (offered) {
      await this.#owner.signInOver(page)
      await dialog.waitFor({ state: 'hidden' })
    }
    await page.reload()
    if (!offered) {
      await page.waitForURL(/\/account\/sign-in/)
      await this.#owner.signIn(page)
    }
    return this.#missing(state, texts, !offered)
  }

  /** A page of the server's: the browser keeps what is typed, or the page does. */
  async #left(state: State, fields: readonly string[]): Promise<readonly string[]> {
    const page = this.#page
    await openState(page, state)
    const texts = await this.#write(state, fields)
    await page.goto('/')
    await page.goBack()
    return this.#missing(state, texts)
  }

  async #write(state: State, fields: readonly string[]): Promise<Map<string, string>> {
    this.#asked = false
    const texts = new Map<string, string>()
    for (const key of fields) {
      const field = (await fieldsOn(this.#page)).find((one) => one.key === key)
      // What was typed before it may have made another form of it: a language that was chosen, a person less.
      if (field === undefined) continue
      this.tried.add(nameOf(state, key))
      const text = freshText(field)
      await type(this.#page, field, text)
      texts.set(key, text)
    }
    return texts
  }

  /** Looks for it on the page, then where it was typed, then behind everything that can be pressed. */
  async #missing(state: State, texts: ReadonlyMap<string, string>, opened = false): Promise<readonly string[]> {
    const page = this.#page
    if (opened) await openState(page, { href: state.href, presses: [] })
    let left = await this.#unseen([...texts], soonMs)
    for (const one of state.presses) {
      if (left.length === 0) return []
      await press(page, one)
      left = await this.#unseen(left, soonMs)
    }
    left = await this.#unseen(left, state.presses.length === 0 ? slowlyMs : soonMs)
    await harmlessly(page, async () => {
      for (const one of left.length === 0 ? [] : await pressesOn(page)) {
        await press(page, one)
        left = await this.#unseen(left, 0)
        if (left.length === 0) break
      }
    })
    return left.map(([key]) => key)
  }

  async #unseen(texts: [string, string][], withinMs: number): Promise<[string, string][]> {
    const until = performance.now() + withinMs
    for (;;) {
      const words = await wordsOn(this.#page).catch(() => '')
      const left = texts.filter(([, text]) => !words.includes(text))
      if (left.length === 0 || performance.now() > until) return left
      await wait(100)
    }
  }
}

export function nameOf({ href, presses }: Pick<State, 'href' | 'presses'>, field: string): string {
  return [href, ...presses, field].join(' > ')
}

/** As a link on the page does. */
async function follow(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to })
    document.body.append(link)
    link.click()
    link.remove()
  }, href)
  await page.locator('main h1').first().waitFor()
  await page.locator('tj-loading').first().waitFor({ state: 'detached' })
}

export async function signInOver(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  const dialog = dialogOf(page, 'You have been signed out')
  await dialog.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email)
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await pressButton(dialog, 'Sign in')
}
