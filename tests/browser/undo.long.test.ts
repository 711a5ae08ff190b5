import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepts, completeDraft, inReview, invite } from '../support/given.ts'

import { linkFor } from './actors.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { laptop, openHarness, phone, type Harness } from './harness.ts'
import { arriveAt } from './crawl.ts'

// A mistaken press can be undone with the next one; on a phone, the link of a started review opens its form.

const author = { name: 'Zora Author', email: 'zora@example.org', password: 'a password that is long enough' }
const reviewer = { name: 'Nora Reviewer', email: 'nora@example.net', affiliation: 'House of Rosa' }

let harness: Harness
let draft = ''
beforeAll(async () => {
  harness = await openHarness()
  draft = await completeDraft(harness.journal, await harness.engage(author, 'author'))
})
afterAll(() => harness[Symbol.asyncDispose]())

test.each([laptop, phone])(
  'by keyboard, a removed manuscript is back after Undo, also after a reload ($width)',
  async (size) => {
    const page = await harness.enter('author', size)
    await signIn(page, author)
    await arriveAt(page, `/author/${draft}?step=manuscript`)
    const remove = page.getByRole('button', { name: 'Remove manuscript.docx' })
    const undo = page.getByRole('button', { name: 'Undo: bring back manuscript.docx' })
    await remove.focus()
    await page.keyboard.press('Enter')
    await undo.waitFor()
    await expect.poll(() => undo.evaluate((button) => button === document.activeElement)).toBe(true)
    await inspect(page, `a removed file at ${size.width}`)
    await page.reload()
    await undo.focus()
    await page.keyboard.press('Enter')
    await remove.waitFor()
    expect(await undo.count()).toBe(0)
  },
)

test('on a phone the letter opens the form of a started review, and one press on the manuscript does too', async () => {
  const { journal } = harness
  const scenario = await inReview(journal)
  const [invited] = await invite(scenario, [reviewer])
  if (!invited) throw new Error('nobody was invited')
  const writing = await accepts(journal, invited)
  const params = { id: invited.invitationId }
  const form = (page: Awaited<ReturnType<Harness['enter']>>) => page.getByRole('textbox', { name: /To the author/ })
  const open = async () => {
    const page = await harness.enter('reviewer', phone)
    await page.goto(await linkFor({ harness }, reviewer.email))
    await page.getByRole('button', { name: /Open/ }).click()
    await page.locator('.desk-of-two').waitFor()
    return page
  }
  const first = await open()
  expect(await form(first).isVisible()).toBe(false)
  await first.getByRole('tab', { name: 'Your review' }).click()
  expect(await form(first).isVisible()).toBe(true)
  const { body } = await writing.ask('GET /api/reviews/:id', { params })
  const begun = { scores: {}, toAuthor: 'The argument is clear.', toEditor: '', recommendation: null }
  await writing.ask('PUT /api/reviews/:id', { params, body: { version: body.review.version, ...begun } })
  const again = await open()
  expect(await form(again).inputValue()).toBe('The argument is clear.')
  expect(await form(again).isVisible()).toBe(true)
  await again.getByRole('tab', { name: 'Manuscript' }).click()
  await again.mouse.wheel(0, 5000)
  await again.getByRole('tab', { name: 'Your review' }).click()
  expect(await form(again).isVisible()).toBe(true)
})
