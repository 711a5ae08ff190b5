import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft } from '../support/given.ts'
import { signIn } from './pages/account.ts'
import { follow, sees } from './pages/sees.ts'
import { openStage, type Stage } from './stage.ts'

// A page is left while what was typed on it is on its way: it arrives, or its owner is asked first.

let stage: Stage
let draft: string
const writer = { name: 'Nour Writer', email: 'nour@example.org', password: 'a long enough password' }
beforeAll(async () => {
  stage = await openStage()
  draft = await completeDraft(stage.journal, await stage.engage(writer, 'author'))
})
afterAll(() => stage[Symbol.asyncDispose]())

const slowly = { timeout: 20_000 }

async function signedIn(who: typeof writer, path: string): Promise<Page> {
  const page = await stage.enter(who.name)
  await signIn(page, who)
  await page.goto(path)
  return page
}

const isChange = (route: Route) => route.request().method() !== 'GET'

test('whoever comes back while a text is tried again sees it', async () => {
  const page = await signedIn(writer, `/author/${draft}?step=about`)
  const title = page.getByRole('textbox', { name: 'Title', exact: true })
  await title.waitFor()
  const paper = `**/api/submissions/${draft}`
  let hasLine = false
  let isRead = false
  const arrived = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.route(paper, async (route) => {
    if (isChange(route)) return hasLine ? route.continue() : route.abort()
    if (isRead) return route.continue()
    // Read before the text arrives, and on its way to the page until it has.
    isRead = true
    const read = await route.fetch()
    hasLine = true
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await arrived
    return route.fulfill({ response: read })
  })
  await title.fill('Written without a line')
  await sees(page, /^Not saved/)
  await follow(page, 'My papers')
  await page.getByRole('heading', { name: 'My papers' }).waitFor()
  await page.goBack()
  await expect.poll(() => title.inputValue(), slowly).toBe('Written without a line')
})
