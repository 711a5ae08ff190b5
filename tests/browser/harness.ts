import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../server/http/passwords.ts'
import { connectTo } from '../../server/db/client.ts'
import { accounts } from '../../server/db/schema/identity.ts'
import { demonstrate } from '../../server/demo/demonstrate.ts'
import { furnish } from '../../server/demo/fixtures.ts'
import { systemClock } from '../../server/system.ts'
import type { Role } from '../../server/domain/policy.ts'
import { launchBrowser } from '../support/chromium.ts'
import type { SignedInClient } from '../support/given.ts'
import { type Journal, startJournal } from '../support/journal.ts'
import { builtScreens } from './screens.ts'
import { watch } from './watch.ts'

export const laptop = { width: 1280, height: 800 } as const
export const phone = { width: 360, height: 740 } as const

/** The language and time zone of a browser; the machine's own where they are left out. */
export interface Region {
  readonly locale?: string
  readonly timezoneId?: string
}
const copenhagen: Region = { locale: 'en-GB', timezoneId: 'Europe/Copenhagen' }

/** A journal with its built screens, and a browser for each person. */
export interface Harness extends AsyncDisposable {
  readonly journal: Journal
  /** The address of the journal in the browser and in its letters. */
  readonly home: string
  /** Problems that no browser should report: requests to other hosts, errors, refused scripts and styles, failed requests. */
  readonly complaints: readonly string[]
  /** Opens a page in a new browser context for another person. */
  enter(
    who: string,
    size?: { width: number; height: number },
    region?: Region,
    options?: { readonly script?: boolean },
  ): Promise<Page>
  /** Advances the clock of the journal and of every browser; the worker runs the due tasks. */
  pass(by: { days?: number; minutes?: number }): Promise<void>
  /** Saves screenshots of all open pages in a folder, to help with a failed test. */
  pictures(folder: string): Promise<void>
  /** Creates an account with a password, in the role of an editor unless another role is given. */
  engage(person: { name: string; email: string; password: string }, role?: Role): Promise<SignedInClient>
}

export async function openHarness({ demonstration = false, pseudoLanguages = false } = {}): Promise<Harness> {
  await builtScreens()
  const [journal, browser] = await Promise.all([
    demonstration ? seededJournal(pseudoLanguages) : startJournal({ browsable: true, pseudoLanguages }),
    launchBrowser(),
  ])
  const home = journal.deps.settings.publicUrl
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  return {
    journal,
    home,
    complaints,
    enter: async (who, size = laptop, region = copenhagen, { script = true } = {}) => {
      const context = await openContext(browser, home, size, region, script)
      contexts.push(context)
      watch(context, { who, home, complain: (complaint) => complaints.push(complaint) })
      if (script) await context.clock.setFixedTime(journal.clock.now())
      return context.newPage()
    },
    pass: async (by) => {
      journal.clock.advance(by)
      await Promise.all(contexts.map((context) => context.clock.setFixedTime(journal.clock.now())))
      await journal.settle()
    },
    pictures: async (folder) => {
      for (const [n, page] of contexts.flatMap((context) => context.pages()).entries())
        await page.screenshot({ path: join(folder, `${n}.png`), fullPage: true })
    },
    engage: async ({ name, email, password }, role = 'editor') => {
      const player = await journal.person({ name, email, roles: [role] })
      await journal.deps.db
        .update(accounts)
        .set({ passwordHash: await hashPassword(password) })
        .where(eq(accounts.id, player.person.id))
      return player
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await journal[Symbol.asyncDispose]()
    },
  }
}

/**
 * The state after `npm start`: the archive, and fictional people with submissions in every state. Their past events are executed up to now.
 */
async function seededJournal(pseudoLanguages: boolean): Promise<Journal> {
  const startAt = systemClock.now().toISOString()
  const journal = await startJournal({ browsable: true, furnished: false, startAt, pseudoLanguages })
  const owner = connectTo(journal.env.DATABASE_URL, { max: 2 })
  await furnish(owner.db, true)
  await demonstrate(journal.env, owner)
  await owner.close()
  return journal
}

async function openContext(
  browser: Browser,
  home: string,
  viewport: { width: number; height: number },
  region: Region,
  javaScriptEnabled: boolean,
) {
  const context = await browser.newContext({
    baseURL: home,
    viewport,
    ...region,
    acceptDownloads: true,
    javaScriptEnabled,
    hasTouch: viewport.width < 500,
    reducedMotion: 'reduce',
  })
  // This limit only ends a test that hangs: a busy machine must not fail a test.
  context.setDefaultTimeout(300_000)
  return context
}
