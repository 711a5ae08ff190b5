import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { dialogOf, press as pressButton } from '../pages/sees.ts'
import { fieldsOn, freshText, type, wordsOn } from './fields.ts'
import { atRest, longestMs } from './rest.ts'
import { harmlessly, openState, press, pressesOn, type State } from './states.ts'

/** The person who uses the screens. */
export interface Owner {
  /** Start pages with links to the person's other pages. */
  readonly homes: readonly string[]
  /** Ends the session on the server; absent for a person who is signed out. */
  readonly endSession?: () => Promise<void>
  readonly signIn: (page: Page) => Promise<void>
  /** Signs in through the dialog over the page. */
  readonly signInOver: (page: Page) => Promise<void>
}

/** The key under which the browser stores the choice to keep unsent text (web/app/device-store.ts). */
const keptOnDevice = 'tj-keep-unsent'
const slowlyMs = 10_000

type Texts = ReadonlyMap<string, string>

/** Types into every field of a state, and checks that the text is restored after each interruption. @returns what was lost, and how */
export class TypedTextCheck {
  readonly #page: Page
  readonly #owner: Owner
  /** The fields that were typed into, each with its state. */
  readonly tried = new Set<string>()
  /** Whether the browser has asked before the page was left. */
  #asked = false

  constructor(page: Page, owner: Owner) {
    this.#page = page
    this.#owner = owner
    page.on('dialog', (dialog) => {
      this.#asked = true
      void dialog.accept()
    })
  }

  /** When typing into one field removes another, the other field is tested separately. */
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

  /** A lost field does not count as announced when the browser asked because of another field: each is tested alone. */
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
    // Otherwise saving the changes from the presses would open the dialog, which takes the focus, during the typing.
    await page.locator('tj-saved:is([state=waiting], [state=saving])').first().waitFor({ state: 'detached' })
    await endSession()
    const texts = await this.#write(state)
    const dialog = dialogOf(page, 'You have been signed out').getByRole('dialog')
    // A screen offers a sign-in dialog; a server-rendered page says that nothing is saved, and asks before it is left.
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
    // The browser does not ask when its user chose to keep the text on the device.
    return asks || isKept || texts.size === 0 ? missing : state.fields.map((field) => `${field}, and not asked`)
  }

  /** A server-rendered page: the browser or the page restores the typed text. */
  async #left(state: State): Promise<readonly string[]> {
    const page = this.#page
    await this.#reach(state)
    const texts = await this.#write(state)
    await page.goto('/')
    await page.goBack()
    return this.#missing(state, texts)
  }

  /** The fields may exist without the presses: unsent text opens its form again, and an added row stays. */
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
      // An earlier field may have changed the form: a selected language, a removed person.
      if (field === undefined) continue
      this.tried.add(nameOf(state, key))
      const text = freshText(field)
      await type(this.#page, field, text)
      texts.set(key, text)
    }
    return texts
  }

  /** The fields whose text is missing from the page, from its field, and from everything that a press shows. */
  async #missing(state: State, texts: Texts, { reload = true } = {}): Promise<readonly string[]> {
    const page = this.#page
    const asked = this.#asked
    let left = await this.#notSeen(state, [...texts])
    if (left.length > 0 && reload) {
      // The page may have been read before the last text was saved.
      await page.reload()
      left = await this.#notSeen(state, left)
    }
    this.#asked = asked
    // The caller then tests the field alone.
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

/** The page detects the end of a session when it saves, so without a save no message appears. */
async function comes(word: Locator): Promise<void> {
  await word.waitFor({ timeout: longestMs }).catch(() => null)
}

/** Follows a link like one on the page. A different document cannot load without a connection, and the browser asked before. */
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
