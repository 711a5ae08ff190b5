import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, inReview, invite, type Invited, type Scenario } from '../support/given.ts'
import { editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { dialogOf, follow, press, sees } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// A page is left while what was typed on it is on its way: it arrives, or its owner is asked first.

let harness: Harness
let scenario: Scenario
let draft: string
const writer = { name: 'Nour Writer', email: 'nour@example.org', password: 'a long enough password' }
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
  scenario = await inReview(harness.journal)
  draft = await completeDraft(harness.journal, await harness.engage(writer, 'author'))
})
afterAll(() => harness[Symbol.asyncDispose]())

const slowly = { timeout: 20_000 }

async function signedIn(who: typeof writer, path: string): Promise<Page> {
  const page = await harness.enter(who.name)
  await signIn(page, who)
  await page.goto(path)
  return page
}

/** Whether the browser would ask before the page is left. */
const asks = (page: Page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

const isChange = (route: Route) => route.request().method() !== 'GET'

/** Changes wait before they reach the journal. */
async function holdingChanges(page: Page, address: string) {
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
  let held = 0
  await page.route(address, async (route) => {
    if (isChange(route)) {
      held += 1
      await isLetGo
    }
    await route.continue()
  })
  return { letGo, isHolding: () => expect.poll(() => held, slowly).toBe(1) }
}

async function writingNote(): Promise<{ page: Page; note: ReturnType<Page['locator']> }> {
  const page = await signedIn(editor, `/editor/submissions/${scenario.submissionId}/invite`)
  await press(page, 'Invite somebody new')
  return { page, note: dialogOf(page, 'Invite somebody new').locator('textarea[name=note]') }
}

const keptText = async (act: string) =>
  (await harness.journal.deps.sql<{ content: string }[]>`select content from identity.unsent_texts where act = ${act}`)
    .map(({ content }) => content)
    .join()

test('what is being saved when its page is left arrives, also over a slow line', async () => {
  const { page, note } = await writingNote()
  let isAsked = false
  page.on('dialog', (dialog) => {
    isAsked = true
    void dialog.accept()
  })
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  const speed = { latency: 0, downloadThroughput: -1, uploadThroughput: 500 }
  await line.send('Network.emulateNetworkConditions', { offline: false, ...speed })
  const leaves = page.waitForRequest((request) => request.method() === 'PUT')
  await note.fill(`Typed on a slow line. ${'It takes a while to be sent. '.repeat(40)}`)
  await leaves
  await page.goto('about:blank')
  expect(isAsked).toBe(false)
  await expect.poll(() => keptText('invitation'), slowly).toContain('Typed on a slow line.')
})

test('whoever leaves while a text is on its way that is too long to go on without its page is asked', async () => {
  const { page, note } = await writingNote()
  const { letGo, isHolding } = await holdingChanges(page, '**/api/unsent/**')
  // Of two bytes a letter: longer than a browser takes, though it has less letters than that.
  await note.fill('سلام '.repeat(7_000))
  expect(await asks(page)).toBe(true)
  await isHolding()
  expect(await asks(page)).toBe(true)
  letGo()
  await sees(page, /^Draft saved/)
  expect(await asks(page)).toBe(false)
})

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

test('whoever leaves the form to decline while an earlier text is on its way is asked', async () => {
  const [invited] = await invite(scenario, [{ name: 'Wanda Reviewer', email: 'wanda@example.net', affiliation: '' }])
  const page = await harness.enter('a reviewer')
  await openInvitation(page, invited)
  const suggestion = page.getByRole('textbox', { name: /^Somebody we could ask instead/ })
  await page.locator('summary', { hasText: 'Decline' }).click()
  const { letGo, isHolding } = await holdingChanges(page, '**/api/unsent/**')
  await suggestion.fill('Ask Vera.')
  await isHolding()
  await suggestion.fill('Ask Vera, or Ulla.')
  expect(await asks(page)).toBe(true)
  letGo()
  await expect.poll(() => keptText('refusal'), slowly).toContain('Ask Vera, or Ulla.')
  await page.locator('[role=status].muted:not([hidden])').waitFor()
  expect(await asks(page)).toBe(false)
})

async function openInvitation(page: Page, invited: Invited | undefined): Promise<void> {
  await page.goto(`/review/open#${invited?.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(/\/invitation$/)
}
