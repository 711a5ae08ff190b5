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

/** What a browser says of its owner's language and clock; left out, it is what the machine says. */
export interface Region {
  readonly locale?: string
  readonly timezoneId?: string
}
const copenhagen: Region = { locale: 'en-GB', timezoneId: 'Europe/Copenhagen' }

/** A journal with its built screens, and a browser for each person. */
export interface Harness extends AsyncDisposable {
  readonly journal: Journal
  /** Where the journal is in the browser; also in its letters. */
  readonly home: string
  /** What a browser should never have had to say: other hosts, errors, refused scripts and styles, failed requests. */
  readonly complaints: readonly string[]
  /** Another person sits down at a browser of their own. */
  enter(
    who: string,
    size?: { width: number; height: number },
    region?: Region,
    options?: { readonly script?: boolean },
  ): Promise<Page>
  /** Time passes for the journal and in every browser; the worker does what is due. */
  pass(by: { days?: number; minutes?: number }): Promise<void>
  /** What everybody sees now, into a folder, for whoever looks for a failure. */
  pictures(folder: string): Promise<void>
  /** Somebody who signs in by password; an editor unless another role is named. */
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

/** As `npm start` leaves it: the archive, and fictional people with submissions in every state. Its past is played up to now. */
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
  // Only catches a hang: a busy machine must not fail a test.
  context.setDefaultTimeout(300_000)
  return context
}
