import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, inReview, invite } from '../support/given.ts'
import { linkFor } from './actors.ts'
import { editor } from './personas.ts'
import { coveredFocus, lowScreen } from './focus-in-sight.ts'
import { signIn } from './pages/account.ts'
import { accept, openInvitation } from './pages/review.ts'
import { openHarness, phone, type Harness } from './harness.ts'
import { arriveAt } from './crawl.ts'

// At 400 % zoom a laptop's screen is 320 × 256: the bar of a form must not fill it, and the focused element must be visible.

const author = { name: 'Zora Author', email: 'zora@example.org', password: 'a password that is long enough' }
const reviewer = { name: 'Nora Reviewer', email: 'nora@example.net', affiliation: 'House of Rosa' }

let harness: Harness
let draft = ''
let paper = ''
beforeAll(async () => {
  harness = await openHarness()
  const { journal } = harness
  await harness.engage(editor)
  draft = await completeDraft(journal, await harness.engage(author, 'author'))
  const scenario = await inReview(journal)
  paper = scenario.submissionId
  await invite(scenario, [reviewer])
})
afterAll(() => harness[Symbol.asyncDispose]())

async function staysInSight(page: Awaited<ReturnType<Harness['enter']>>, href: string): Promise<void> {
  await arriveAt(page, href)
  for (const screen of [lowScreen, phone])
    expect.soft(await coveredFocus(page, screen), `${href} at ${screen.width} × ${screen.height}`).toEqual([])
}

test('the bar of a form scrolls with the page on a low screen and is sticky on a phone', async () => {
  const page = await harness.enter('author', lowScreen)
  await signIn(page, author)
  await arriveAt(page, `/author/${draft}?step=about`)
  const position = () => page.locator('.act-bar').evaluate((bar) => getComputedStyle(bar).position)
  expect(await position()).toBe('static')
  await page.setViewportSize(phone)
  expect(await position()).toBe('sticky')
})

test('every form of a new author shows the focused element', async () => {
  const page = await harness.enter('visitor')
  for (const href of ['/account/register', '/account/sign-in', '/search']) await staysInSight(page, href)
})

test('every step of a submission shows it', async () => {
  const page = await harness.enter('author')
  await signIn(page, author)
  for (const step of ['call', 'manuscript', 'about', 'people', 'statements', 'check'])
    await staysInSight(page, `/author/${draft}?step=${step}`)
  for (const href of ['/author/submit', '/account']) await staysInSight(page, href)
})

test('every form of an editor shows it', async () => {
  const page = await harness.enter('editor')
  await signIn(page, editor)
  for (const href of [
    '/editor/calls/new',
    '/editor/pages/guidelines',
    `/editor/submissions/${paper}/decide`,
    `/editor/submissions/${paper}/invite`,
  ])
    await staysInSight(page, href)
})

test('the invitation and the review show it', async () => {
  const page = await harness.enter('reviewer')
  const link = await linkFor({ harness }, reviewer.email)
  await page.goto(link)
  await openInvitation(page)
  for (const screen of [lowScreen, phone]) expect.soft(await coveredFocus(page, screen), 'invitation').toEqual([])
  await accept(page)
  for (const screen of [lowScreen, phone]) expect.soft(await coveredFocus(page, screen), 'review').toEqual([])
})
