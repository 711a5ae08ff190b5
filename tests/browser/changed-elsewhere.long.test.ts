import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import {
  accepts,
  completeDraft,
  decide,
  handsInReview,
  inReview,
  invite,
  plainPersonas,
  type SignedInClient,
  type Reviewer,
  type Scenario,
} from '../support/given.ts'
import { timePasses } from '../support/time.ts'
import { editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { press, sees } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// Text was stored on a device while another text was saved elsewhere: neither overwrites the other without a question.

let harness: Harness
let scenario: Scenario
let writer: SignedInClient
let chief: SignedInClient
const author = { name: plainPersonas.author.name, email: plainPersonas.author.email, password: editor.password }
beforeAll(async () => {
  harness = await openHarness()
  chief = await harness.engage(editor)
  scenario = await inReview(harness.journal)
  writer = scenario.author
  const passwordHash = await hashPassword(author.password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, writer.person.id))
})
afterAll(() => harness[Symbol.asyncDispose]())

const box = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name, exact: true })

/** Types while saving fails, stores the text on the device, and reopens the page after another text was saved. */
async function comesBack(page: Page, name: string, text: string, meanwhile: () => Promise<unknown>): Promise<void> {
  await box(page, name).waitFor()
  await page.route('**/api/**', (route) => (route.request().method() === 'GET' ? route.continue() : route.abort()))
  await box(page, name).fill(text)
  await page.getByRole('checkbox', { name: 'Keep unsent text on this device until I sign out' }).check()
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('tj-unsent.'))))
    .toBe(true)
  await meanwhile()
  await page.unroute('**/api/**')
  await page.reload()
  await expect.poll(() => box(page, name).inputValue()).toBe(text)
}

const differs = (page: Page) => sees(page, /^Not saved: another text was saved/)
const keepMine = (page: Page) => page.locator('tj-saved').getByRole('button', { name: 'Keep this text' }).click()

async function signedIn(who: typeof author, path: string): Promise<Page> {
  const page = await harness.enter(who.name)
  await signIn(page, who)
  await page.goto(path)
  return page
}

async function paper(): Promise<{ page: Page; saved: () => Promise<unknown>; change: (to: object) => Promise<void> }> {
  const id = await completeDraft(harness.journal, writer)
  const params = { id }
  const read = async () => (await writer.ask('GET /api/submissions/:id', { params })).body
  return {
    page: await signedIn(author, `/author/${id}?step=about`),
    saved: async () => {
      const { title, keywords } = await read()
      return { title, keywords }
    },
    change: async (to) => {
      const { version } = await read()
      await writer.ask('PATCH /api/submissions/:id', { params, body: { version, ...to } })
    },
  }
}

test('changes to different fields of a paper are merged', async () => {
  const { page, saved, change } = await paper()
  await comesBack(page, 'Title', 'From the device', () => change({ keywords: ['from elsewhere'] }))
  await expect.poll(saved).toEqual({ title: 'From the device', keywords: ['from elsewhere'] })
})

test('after two changes to the same field, both titles are shown until the author chooses', async () => {
  const { page, saved, change } = await paper()
  await comesBack(page, 'Title', 'From the device', () => change({ title: 'From elsewhere' }))
  await differs(page)
  expect(await saved()).toMatchObject({ title: 'From elsewhere' })
  await press(page, 'Show the other one')
  await expect.poll(() => box(page, 'Title').inputValue()).toBe('From elsewhere')
  await press(page, 'Show my text again')
  await expect.poll(saved).toMatchObject({ title: 'From the device' })
})

test('a letter that was written from the start again on another computer is not overwritten', async () => {
  const params = { act: 'decision', id: scenario.submissionId } as const
  const letter = async () => (await chief.ask('GET /api/unsent/:act/:id', { params })).body
  const page = await signedIn(editor, `/editor/submissions/${scenario.submissionId}/decide?kind=decline`)
  await box(page, 'Letter to the author').fill('Begun')
  await sees(page, /^Draft saved \d\d:\d\d, not sent$/)
  await comesBack(page, 'Letter to the author', 'From the device', async () => {
    const { content, version } = await letter()
    const other = (content ?? '').replace('Begun', 'From elsewhere')
    await chief.ask('PUT /api/unsent/:act/:id', { params, body: { version, content: other } })
  })
  await differs(page)
  expect((await letter()).content).toContain('From elsewhere')
  await keepMine(page)
  await expect.poll(async () => (await letter()).content).toContain('From the device')
})

test('a review and an answer to reviewers are not overwritten either', async () => {
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  const reviewer: Reviewer = await accepts(harness.journal, invited)
  const params = { id: invited.invitationId }
  const review = async () => (await reviewer.ask('GET /api/reviews/:id', { params })).body.review
  const page = await harness.enter('the reviewer')
  await page.goto(`/review/open#${invited.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(/\/review\/(?!open)[^/]+/)
  await page.goto(`/review/${invited.invitationId}`)
  await comesBack(page, 'To the author', 'From the device', async () => {
    const { version, scores } = await review()
    const body = { version, scores, toAuthor: 'From elsewhere', toEditor: '', recommendation: null }
    await reviewer.ask('PUT /api/reviews/:id', { params, body })
  })
  await differs(page)
  expect((await review()).toAuthor).toBe('From elsewhere')
  await keepMine(page)
  await expect.poll(async () => (await review()).toAuthor).toBe('From the device')

  await handsInReview(harness.journal, reviewer, invited)
  await decide(scenario, 'major_revision')
  await timePasses(harness.journal, { minutes: 11 })
  const own = { params: { id: scenario.submissionId } }
  const answer = async () => (await writer.ask('GET /api/submissions/:id', own)).body
  const revising = await signedIn(author, `/author/${scenario.submissionId}/revise`)
  await comesBack(revising, 'Point by point', 'From the device', async () => {
    const { revision } = await answer()
    await writer.ask('PATCH /api/submissions/:id/revision', { ...own, body: { revision, response: 'From elsewhere' } })
  })
  await differs(revising)
  expect((await answer()).response).toBe('From elsewhere')
  await keepMine(revising)
  await expect.poll(async () => (await answer()).response).toBe('From the device')
})
