import sharp from 'sharp'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { decide, invite, releaseFiles, submitted, type Scenario } from '../support/given.ts'
import { pdf } from '../support/samples.ts'
import { inspect } from './inspect.ts'
import { accept, openInvitation, turnToForm } from './pages/review.ts'
import { follow, sees, seesHeading, write } from './pages/sees.ts'
import { savedBy } from './pages/submit.ts'
import { laptop, openHarness, phone, type Harness } from './harness.ts'

// On a laptop the manuscript is beside the form, on a phone behind a tab; without pictures of its pages the text is shown.

const total = 4
let harness: Harness
let scenario: Scenario
beforeAll(async () => {
  harness = await openHarness()
  scenario = await inReviewWith(harness, await Promise.all(Array.from({ length: total }, blankPage)))
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/reading-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

test('on a laptop the pages are beside the form, and both scroll separately', async () => {
  const page = await reviewing('rosa')
  const first = page.getByRole('img', { name: 'Page 1 of 4' })
  const [left, right] = [await first.boundingBox(), await page.getByRole('heading', { name: 'Scores' }).boundingBox()]
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0)
  await inspect(page, 'manuscript beside the form')

  const viewer = page.getByRole('group', { name: 'Manuscript' }).last()
  await viewer.focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await atPage(page, 3)
  expect(await topOf(page, 3)).toBeLessThan(300)
  expect((await page.getByRole('heading', { name: 'Scores' }).boundingBox())?.y).toBe(right?.y)

  await write(page, 'To the author', 'The argument is clear.')
  await savedBy(page)
  expect(await topOf(page, 3), 'the manuscript stays where it is').toBeLessThan(300)
  await page.reload()
  await seesHeading(page, 'Scores')
  await atPage(page, 3)
  expect(await page.getByRole('textbox', { name: 'To the author' }).inputValue()).toBe('The argument is clear.')

  await page.getByRole('button', { name: 'Larger' }).click()
  await sees(page, '125 %')
  await atPage(page, 3)
  await page.getByRole('spinbutton', { name: 'Page' }).fill('1')
  await page.keyboard.press('Enter')
  await atPage(page, 1)

  const [text] = await Promise.all([page.waitForEvent('popup'), follow(page, 'Plain text page')])
  await sees(text, 'A paragraph about work, rest and recovery')
  expect(new URL(text.url()).origin).toBe(new URL(harness.home).origin)
  expect(await faceOf(text), 'the journal’s style reaches it').toMatch(/serif/)
  await text.close()
})

test('on a phone they are two tabs that keep their scroll positions, and the typed text is saved', {}, async () => {
  const page = await reviewing('tomas', phone)
  const next = page.getByRole('button', { name: /^Next page/ })
  await tap(next)
  await atPage(page, 2)
  await tap(next)
  await atPage(page, 3)
  const read = await page.evaluate(() => scrollY)
  expect(read).toBeGreaterThan(300)
  await inspect(page, 'manuscript on a phone')

  await tap(page.getByRole('tab', { name: 'Your review' }))
  await seesHeading(page, 'Scores')
  expect(await page.getByRole('img', { name: 'Page 3 of 4' }).isVisible()).toBe(false)
  await write(page, 'To the author', 'Written on a phone.')
  await tap(page.getByRole('tab', { name: 'Manuscript' }))
  expect(await page.evaluate(() => scrollY)).toBe(read)
  await tap(page.getByRole('tab', { name: 'Your review' }))
  await savedBy(page)
  await page.reload()
  await seesHeading(page, 'Scores')
  expect(await page.getByRole('textbox', { name: 'To the author' }).inputValue()).toBe('Written on a phone.')
})

test('without pictures of the pages the screen says so, and offers the text and the file', async () => {
  await using plain = await openHarness()
  const page = await reviewing('vera', laptop, plain, await inReviewWith(plain, []))
  await sees(page, /^Its pages could not be shown here/)
  expect(await page.getByRole('link', { name: 'Plain text page' }).count()).toBe(1)
  expect(await page.getByRole('link', { name: 'Download the manuscript' }).count()).toBe(1)
  await turnToForm(page)
  await inspect(page, 'manuscript without pages')
  // The plain text page runs no script, not even the scripts of Playwright.
  const said = harness.complaints.filter((complaint) => !/copies\/view: Blocked script execution/.test(complaint))
  expect([...said, ...plain.complaints]).toEqual([])
})

/** A submission in review, its manuscript prepared on a machine that makes these pictures of its pages. */
async function inReviewWith({ journal }: Harness, pictures: readonly Buffer[]): Promise<Scenario> {
  const begun = await submitted(journal)
  const office = { toDocx: async () => Buffer.alloc(0), toPdf: async () => Buffer.from(pdf()) }
  if (pictures.length > 0) await journal.prepareFiles({ office, pages: async () => pictures })
  await releaseFiles(begun)
  await decide(begun, 'send_to_review')
  return begun
}

/** A reviewer, invited, who opened the link of the letter and accepted. */
async function reviewing(name: string, size: typeof phone | typeof laptop = laptop, at = harness, of = scenario) {
  const [invited] = await invite(of, [
    { name: `${name} Reviewer`, email: `${name}@example.net`, affiliation: `House of ${name}` },
  ])
  const page = await at.enter(name, size)
  await page.goto(`/review/open#${invited?.token}`)
  await openInvitation(page)
  await accept(page)
  return page
}

async function atPage(page: Page, n: number): Promise<void> {
  await expect.poll(() => page.getByRole('spinbutton', { name: 'Page' }).inputValue()).toBe(String(n))
}

async function topOf(page: Page, n: number): Promise<number> {
  return (await page.getByRole('img', { name: `Page ${n} of ${total}` }).boundingBox())?.y ?? Infinity
}

function faceOf(page: Page): Promise<string> {
  return page.locator('main').evaluate((main) => getComputedStyle(main).fontFamily)
}

/** Presses like a finger: Playwright's own click would first scroll a sticky element to the middle. */
async function tap(button: Locator): Promise<void> {
  await button.evaluate((found: HTMLElement) => found.click())
}

function blankPage(_: unknown, at: number): Promise<Buffer> {
  const background = { r: 250 - at * 10, g: 250, b: 250 }
  return sharp({ create: { width: 550, height: 778, channels: 3, background } })
    .jpeg()
    .toBuffer()
}
