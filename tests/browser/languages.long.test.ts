import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { demonstrationAccounts } from '../../server/demo/people.ts'
import type { Locale } from '../../server/domain/languages.ts'
import { crawl } from './crawl.ts'
import { openHarness, type Harness } from './harness.ts'
import { tooWide } from './inspect.ts'
import { fixedWords } from './languages/fixed-words.ts'
import { unturned } from './languages/turned.ts'
import { writeInGreek } from './languages/words-in-greek.ts'
import { signIn } from './pages/account.ts'

// Every page that a link leads to, in the two pseudo-languages (server/domain/languages.ts): every text is from the catalogue, nothing is
// wider than the narrowest screen, and everything turns when it is written from right to left.

const narrowest = 320
const start = {
  reader: ['/', /^\/(?:issues|articles|calls|search|about|guidelines|after-submitting|policies|board|contact|privacy)?(?:[/?]|$)/],
  visitor: ['/account/sign-in', /^\/account\//],
  editor: ['/editor', /^\/(?:editor|account)/],
  author: ['/author', /^\/author/],
  reviewer: ['/review', /^\/review/],
  administrator: ['/admin', /^\/admin/],
} as const

let harness: Harness
let people: ReadonlyMap<string, Page>
beforeAll(async () => {
  harness = await openHarness({ demonstration: true, pseudoLanguages: true })
  people = new Map(await Promise.all(Object.keys(start).map(async (who) => [who, await enters(who)] as const)))
  await writeInGreek(harness.journal)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/languages-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

async function enters(who: string): Promise<Page> {
  const page = await harness.enter(who, { width: narrowest, height: 640 })
  const account = demonstrationAccounts.find(({ role }) => role === who)
  if (account !== undefined) await signIn(page, account)
  return page
}

/** Those who have an account have chosen it; the browser asks for it for the others. */
async function choose(locale: Locale): Promise<void> {
  await harness.journal.deps.db.update(accounts).set({ locale })
  for (const page of people.values()) await page.setExtraHTTPHeaders({ 'accept-language': locale })
}

async function found(who: keyof typeof start, look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const page = people.get(who)
  if (page === undefined) throw new Error(`nobody is ${who}`)
  const [from, under] = start[who]
  const wrong: string[] = []
  const note = async (href: string) => {
    for (const one of await look(page)) wrong.push(`${href}: ${one}`)
    for (const one of await tooWide(page, narrowest)) wrong.push(`${href}: ${one}`)
  }
  const kinds = await crawl(page, { start: from, under }, (_page, href) => note(href))
  expect(kinds).toContain(from)
  return wrong
}

describe('in letters with accents no text is fixed in the code', () => {
  beforeAll(() => choose('en-XA'))
  test.each(Object.keys(start) as (keyof typeof start)[])('for the %s', async (who) => {
    expect(await found(who, fixedWords)).toEqual([])
  })
})

describe('from right to left everything turns', () => {
  beforeAll(() => choose('ar-XB'))
  test.each(Object.keys(start) as (keyof typeof start)[])('for the %s', async (who) => {
    expect(await found(who, unturned)).toEqual([])
  })
})
