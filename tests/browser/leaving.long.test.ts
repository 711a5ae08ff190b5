import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, inReview, invite, type Invited, type Scenario } from '../support/given.ts'
import { editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { dialogOf, follow, press, sees, write } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// Leaving a page while its typed text is being saved: the text is saved, or the browser asks first.

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

async function signedIn(who: typeof writer, path: string): Promise<Page> {
  const page = await harness.enter(who.name)
  await signIn(page, who)
  await page.goto(path)
  return page
}

/** Whether the browser would ask before the page is left. */
const asks = (page: Page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

const isChange = (route: Route) => route.request().method() !== 'GET'

/** Delays changes before they reach the server. */
const holdingChanges = (page: Page, address: string) => holding(page, address, isChange)

async function holding(page: Page, address: string, isHeld: (route: Route) => boolean) {
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
  let held = 0
  await page.route(address, async (route) => {
    if (isHeld(route)) {
      held += 1
      await isLetGo
    }
    await route.continue()
  })
  return { letGo, isHolding: () => expect.poll(() => held).toBe(1) }
}

const invitation = 'Invite somebody new'

async function writingNote(): Promise<{ page: Page; note: ReturnType<Page['locator']> }> {
  const page = await harness.enter(editor.name)
  await signIn(page, editor)
  // The form is open before the stored text has been read: a text that is saved elsewhere from now on is not in it.
  const read = page.waitForResponse(
    (response) => response.request().method() === 'GET' && response.url().includes('/api/unsent/invitation/'),
  )
  await page.goto(`/editor/submissions/${scenario.submissionId}/invite`)
  await read
  await press(page, invitation)
  return { page, note: dialogOf(page, invitation).locator('textarea[name=note]') }
}

/** Deletes all stored text. */
const nothingKept = () => harness.journal.deps.sql`delete from identity.unsent_texts`

const keptText = async (act: string) =>
  (await harness.journal.deps.sql<{ content: string }[]>`select content from identity.unsent_texts where act = ${act}`)
    .map(({ content }) => content)
    .join()

test('text that is being saved when its page is left is saved, also over a slow connection', async () => {
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
  await expect.poll(() => keptText('invitation')).toContain('Typed on a slow line.')
})

test('leaving asks while a text is being saved that is too long to be sent after its page is closed', async () => {
  const { page, note } = await writingNote()
  const { letGo, isHolding } = await holdingChanges(page, '**/api/unsent/**')
  // Each letter has two bytes: the text exceeds the browser's limit in bytes, although not in letters.
  await note.fill('سلام '.repeat(7_000))
  expect(await asks(page)).toBe(true)
  await isHolding()
  expect(await asks(page)).toBe(true)
  letGo()
  await sees(page, /^Draft saved/)
  expect(await asks(page)).toBe(false)
})

test('leaving one of two windows asks while the first saves of both are in progress', async () => {
  await nothingKept()
  const { page: one, note } = await writingNote()
  const other = await one.context().newPage()
  await other.goto(one.url())
  await press(other, invitation)
  const windows = [one, other]
  const held = await Promise.all(windows.map((page) => holdingChanges(page, '**/api/unsent/**')))
  await note.fill('Typed in the one window.')
  await write(dialogOf(other, invitation), 'Name', 'Nora New')
  await Promise.all(held.map(({ isHolding }) => isHolding()))
  expect(await Promise.all(windows.map(asks))).toEqual([true, true])
  for (const { letGo } of held) letGo()
  await expect.poll(() => keptText('invitation')).toMatch(/Nora New.*Typed in the one window/)
  await other.goto('about:blank')
  const asksAboutMore = async () => {
    await note.pressSequentially('.')
    return asks(one)
  }
  await expect.poll(asksAboutMore).toBe(false)
})

test('leaving asks while a text is merged with one from another device', async () => {
  await nothingKept()
  const { page, note } = await writingNote()
  const elsewhere = await writingNote()
  await elsewhere.note.waitFor()
  await note.waitFor()
  await write(dialogOf(elsewhere.page, invitation), 'Name', 'Nora New')
  await expect.poll(() => keptText('invitation')).toContain('Nora New')
  const read = await holding(page, '**/api/unsent/**', (route) => !isChange(route))
  await note.fill('Typed on this device.')
  await read.isHolding()
  expect(await asks(page)).toBe(true)
  read.letGo()
  await expect.poll(() => keptText('invitation')).toMatch(/Nora New.*Typed on this device/)
  await sees(page, /^Draft saved/)
  expect(await asks(page)).toBe(false)
})

test('coming back while a save is repeated shows the text', async () => {
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
    // This reply was read before the text was saved, and is delayed until the text is saved.
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
  await expect.poll(() => title.inputValue()).toBe('Written without a line')
})

test('leaving the form to decline asks while an earlier text is being saved', async () => {
  const [invited] = await invite(scenario, [{ name: 'Wanda Reviewer', email: 'wanda@example.net', affiliation: '' }])
  const page = await declining(invited)
  const suggestion = suggestionOn(page)
  const { letGo, isHolding } = await holdingChanges(page, '**/api/unsent/**')
  await suggestion.fill('Ask Vera.')
  await isHolding()
  await suggestion.fill('Ask Vera, or Ulla.')
  expect(await asks(page)).toBe(true)
  letGo()
  await expect.poll(() => keptText('refusal')).toContain('Ask Vera, or Ulla.')
  await page.locator('[role=status].muted:not([hidden])').waitFor()
  expect(await asks(page)).toBe(false)
})

test('leaving that form asks while its text is merged with one from another device', async () => {
  await nothingKept()
  const [invited] = await invite(scenario, [{ name: 'Willem Reviewer', email: 'willem@example.net', affiliation: '' }])
  const [page, elsewhere] = [await declining(invited), await declining(invited)]
  await suggestionOn(elsewhere).fill('Ask Vera.')
  await expect.poll(() => keptText('refusal')).toContain('Ask Vera.')
  const read = await holding(page, '**/api/unsent/**', (route) => !isChange(route))
  await suggestionOn(page).fill('Ask Ulla.')
  await read.isHolding()
  expect(await asks(page)).toBe(true)
  read.letGo()
  await expect.poll(() => keptText('refusal')).toMatch(/Ask Ulla\..*Ask Vera\./)
})

test('leaving that form asks when the session ends just after a text was saved', async () => {
  await nothingKept()
  const [invited] = await invite(scenario, [{ name: 'Wim Reviewer', email: 'wim@example.net', affiliation: '' }])
  const page = await declining(invited)
  await suggestionOn(page).fill('Ask Vera.')
  await page.locator('[role=status].muted:not([hidden])').waitFor()
  expect(await asks(page)).toBe(false)
  const { sql } = harness.journal.deps
  await sql`delete from identity.sessions where invitation_id = ${invited?.invitationId ?? ''}`
  await suggestionOn(page).fill('Ask Vera, or Ulla.')
  expect(await asks(page)).toBe(true)
  await page.locator('[data-over].warn').waitFor()
  expect(await asks(page)).toBe(true)
})

const suggestionOn = (page: Page) => page.getByRole('textbox', { name: /^Somebody we could ask instead/ })

async function declining(invited: Invited | undefined): Promise<Page> {
  const page = await harness.enter('a reviewer')
  await openInvitation(page, invited)
  await page.locator('summary', { hasText: 'Decline' }).click()
  return page
}

async function openInvitation(page: Page, invited: Invited | undefined): Promise<void> {
  await page.goto(`/review/open#${invited?.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(/\/invitation$/)
}
