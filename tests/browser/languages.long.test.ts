import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { demonstrationAccounts } from '../../server/demo/people.ts'
import type { Locale } from '../../server/domain/languages.ts'
import { crawl } from './crawl.ts'
import { openHarness, type Harness } from './harness.ts'
import { tooWide } from './inspect.ts'
import { fixedWords } from '../support/fixed-words.ts'
import { unturned } from './languages/turned.ts'
import { writeInGreek } from '../support/in-greek.ts'
import { signIn } from './pages/account.ts'

// Every page that a link leads to, in the two pseudo-languages (server/domain/languages.ts): every text is from the catalogue, no page is
// wider than the narrowest screen, and every page is mirrored in the right-to-left pseudo-language.

const narrowest = { width: 320, height: 640 }
const start = {
  reader: [
    '/',
    /^\/(?:issues|articles|calls|search|about|guidelines|after-submitting|policies|board|contact|privacy)?(?:[/?]|$)/,
  ],
  visitor: ['/account/sign-in', /^\/account\//],
  editor: ['/editor', /^\/(?:editor|account)/],
  author: ['/author', /^\/author/],
  reviewer: ['/review', /^\/review/],
  administrator: ['/admin', /^\/admin/],
} as const

let harness: Harness
let staff: ReadonlyMap<string, Page>
beforeAll(async () => {
  harness = await openHarness({ demonstration: true, pseudoLanguages: true })
  const accountsInUse = demonstrationAccounts.filter(({ role }) => role in start)
  staff = new Map(
    await Promise.all(
      accountsInUse.map(async (account) => {
        const page = await harness.enter(account.role, narrowest)
        await signIn(page, account)
        return [account.role, page] as const
      }),
    ),
  )
  await writeInGreek(harness.journal)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/languages-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

/** People with an account choose the language in it; for others the browser requests the language. */
async function found(who: keyof typeof start, locale: Locale, look: (page: Page) => Promise<string[]>) {
  const page = staff.get(who) ?? (await harness.enter(who, narrowest, { locale, timezoneId: 'Europe/Copenhagen' }))
  await harness.journal.deps.db.update(accounts).set({ locale })
  const [from, under] = start[who]
  const wrong: string[] = []
  const note = async (href: string) => {
    for (const one of await look(page)) wrong.push(`${href}: ${one}`)
    for (const one of await tooWide(page, narrowest.width)) wrong.push(`${href}: ${one}`)
  }
  const kinds = await crawl(page, { start: from, under }, (_page, href) => note(href))
  expect(kinds).toContain(from)
  return wrong
}

describe.each([
  ['in the accented pseudo-language every text comes from the catalogue', 'en-XA', fixedWords],
  ['in the right-to-left pseudo-language every page is mirrored', 'ar-XB', unturned],
] as const)('%s', (_name, locale, look) => {
  test.each(Object.keys(start) as (keyof typeof start)[])('for the %s', async (who) => {
    expect(await found(who, locale, look)).toEqual([])
  })
})
