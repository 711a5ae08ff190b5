import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { dialogOf, press as pressButton } from '../pages/sees.ts'
import { fieldsOn, freshText, type, wordsOn } from './fields.ts'
import { atRest, longestMs } from './rest.ts'
import { harmlessly, openState, press, pressesOn, type State } from './states.ts'

/** Whose screens they are. */
export interface Owner {
  /** Pages of theirs from which one goes to another. */
  readonly homes: readonly string[]
  /** Ends their session, on the server; who is signed out has none. */
  readonly endSession?: () => Promise<void>
  readonly signIn: (page: Page) => Promise<void>
  /** In the dialog that offers it over the page. */
  readonly signInOver: (page: Page) => Promise<void>
}

/** Under which the browser remembers that unsent text is to be kept (web/app/device-store.ts). */
const keptOnDevice = 'tj-keep-unsent'
const slowlyMs = 10_000

type Texts = ReadonlyMap<string, string>

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
    const lost: string[] = []
    const happen = async (what: string, event: (state: State) => Promise<readonly string[]>) => {
      for (const field of await this.#alone(state, event)) lost.push(`${nameOf(state, field)}: ${what}`)
    }
    await happen('loaded anew', (some) => this.#loadedAnew(some))
    const { endSession } = this.#owner
    if (endSession !== undefined) await happen('session over', (some) => this.#sessionOver(some, endSession))
    if (await isScreen(this.#page)) await happen('left without a line', (some) => this.#leftWithoutLine(some))
    else await happen('left', (some) => this.#left(some))
    return lost
  }

  /** What is lost although its owner was asked for another field's sake must be asked for its own. */
  async #alone(state: State, event: (state: State) => Promise<readonly string[]>): Promise<readonly string[]> {
    const missing = await event(state)
    if (state.fields.length <= 1) return this.#asked ? [] : missing
    const lost: string[] = []
    for (const field of missing) {
      const alone = await event({ ...state, fields: [field] })
      if (!this.#asked) lost.push(...alone)
    }
    return lost
  }

  async #loadedAnew(state: State): Promise<readonly string[]> {
    await this.#reach(state)
    const texts = await this.#write(state)
    await this.#page.reload()
    return this.#missing(state, texts)
  }

  async #sessionOver(state: State, endSession: () => Promise<void>): Promise<readonly string[]> {
    const page = this.#page
    await this.#reach(state)
    // Else saving what was pressed to come here would open the dialog, which takes the keys, while the text is typed.
    await page.locator('tj-saved:is([state=waiting], [state=saving])').first().waitFor({ state: 'detached' })
    await endSession()
    const texts = await this.#write(state)
    const dialog = dialogOf(page, 'You have been signed out').getByRole('dialog')
    // A screen offers to sign in over it; a page of the server's says that nothing is saved, and asks whoever leaves.
    await comes(dialog.or(page.locator('[data-over].warn')))
    const isOffered = await dialog.isVisible()
    if (isOffered) {
      await this.#owner.signInOver(page)
      await dialog.waitFor({ state: 'hidden' })
    }
    await page.reload()
    if (!isOffered) {
      await page.waitForURL(/\/account\/sign-in/)
      await this.#owner.signIn(page)
      await openState(page, { href: state.href, presses: [] })
    }
    return this.#missing(state, texts)
  }

  async #leftWithoutLine(state: State): Promise<readonly string[]> {
    const page = this.#page
    await this.#reach(state)
    await page.context().setOffline(true)
    const texts = await this.#write(state)
    const asks = await page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
    const isKept = await page.evaluate((choice) => localStorage.getItem(choice) !== null, keptOnDevice)
    const { pathname } = new URL(page.url())
    await follow(page, this.#owner.homes.find((home) => home !== pathname) ?? '/')
    await page.context().setOffline(false)
    await page.goBack().catch(() => null)
    const missing = this.#asked ? [] : await this.#missing(state, texts, { reload: false })
    // Nobody is asked whose text is kept on the device, as they said.
    return asks || isKept || texts.size === 0 ? missing : state.fields.map((field) => `${field}, and not asked`)
  }

  /** A page of the server's: the browser keeps what is typed, or the page does. */
  async #left(state: State): Promise<readonly string[]> {
    const page = this.#page
    await this.#reach(state)
    const texts = await this.#write(state)
    await page.goto('/')
    await page.goBack()
    return this.#missing(state, texts)
  }

  /** The fields may be there without the presses: what was left unsent opens its form, and a row that was added stays. */
  async #reach({ href, presses, fields }: State): Promise<void> {
    const page = this.#page
    const isThere = async () => {
      const keys = new Set((await fieldsOn(page)).map(({ key }) => key))
      return fields.every((field) => keys.has(field))
    }
    const { pathname, search } = new URL(page.url())
    if (pathname + search === href && (await isThere())) return
    await openState(page, { href, presses: [] })
    for (const one of presses) {
      if (await isThere()) return
      await press(page, one)
    }
  }

  async #write(state: State): Promise<Texts> {
    this.#asked = false
    const texts = new Map<string, string>()
    for (const key of state.fields) {
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

  /** What is not there again: not on the page, not where it was typed, and not behind anything that can be pressed. */
  async #missing(state: State, texts: Texts, { reload = true } = {}): Promise<readonly string[]> {
    const page = this.#page
    const asked = this.#asked
    let left = await this.#notSeen(state, [...texts])
    if (left.length > 0 && reload) {
      // The page may have been read before what was typed last had arrived.
      await page.reload()
      left = await this.#notSeen(state, left)
    }
    this.#asked = asked
    // Then it is tried again, alone.
    if (asked || left.length === 0) return left.map(([key]) => key)
    left = await this.#unseen(left, slowlyMs)
    await harmlessly(page, async () => {
      for (const one of left.length === 0 ? [] : await pressesOn(page)) {
        await press(page, one)
        left = await this.#unseen(left)
        if (left.length === 0) break
      }
    })
    return left.map(([key]) => key)
  }

  async #notSeen({ presses }: State, texts: [string, string][]): Promise<[string, string][]> {
    await atRest(this.#page)
    let left = await this.#unseen(texts)
    for (const one of presses) {
      if (left.length === 0) break
      await press(this.#page, one)
      left = await this.#unseen(left)
    }
    return left
  }

  async #unseen(texts: [string, string][], withinMs = 0): Promise<[string, string][]> {
    const until = performance.now() + withinMs
    for (;;) {
      const words = await wordsOn(this.#page).catch(() => '')
      const left = texts.filter(([, text]) => !words.includes(text))
      if (left.length === 0 || performance.now() >= until) return left
      await wait(100)
    }
  }
}

export function nameOf({ href, presses }: Pick<State, 'href' | 'presses'>, field: string): string {
  return [href, ...presses, field].join(' > ')
}

async function isScreen(page: Page): Promise<boolean> {
  return (await page.locator('tj-app').count()) > 0
}

/** A session that is over is found when something is saved: where nothing is, nobody is told. */
async function comes(word: Locator): Promise<void> {
  await word.waitFor({ timeout: longestMs }).catch(() => null)
}

/** As a link on the page does. Where that is another document, it cannot come without a line, and its owner was asked. */
async function follow(page: Page, href: string): Promise<void> {
  const before = page.url()
  const left = page.waitForURL((url) => url.href !== before, { waitUntil: 'commit' })
  const pressed = page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to })
    document.body.append(link)
    link.click()
    link.remove()
  }, href)
  await Promise.allSettled([left, pressed])
}

export async function signInOver(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  const dialog = dialogOf(page, 'You have been signed out')
  await dialog.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email)
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await pressButton(dialog, 'Sign in')
}
