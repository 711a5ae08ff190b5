import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessions } from '../../server/db/schema/identity.ts'
import { completeDraft, type SignedInClient } from '../support/given.ts'
import { author } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { dialogOf, press, sees } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// Signing out discards unsaved text only when its writer confirms this.

let harness: Harness
let writer: SignedInClient
beforeAll(async () => {
  harness = await openHarness()
  writer = await harness.engage(author, 'author')
})
afterAll(() => harness[Symbol.asyncDispose]())

const draftOnly = /\/api\/submissions\/[^/]+$/
const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })
const savedTitle = async (id: string) =>
  (await harness.journal.deps.sql<{ title: string }[]>`select title from journal.submissions where id = ${id}`)[0]
    ?.title
const isOut = async () => {
  const { db } = harness.journal.deps
  return (await db.$count(sessions, eq(sessions.accountId, writer.person.id))) === 1
}

/** Types a paper's title that cannot be saved. */
async function typing(text: string): Promise<{ page: Page; id: string; dialog: ReturnType<typeof dialogOf> }> {
  const id = await completeDraft(harness.journal, writer)
  const page = await harness.enter('the author')
  await signIn(page, author)
  await page.goto(`/author/${id}?step=about`)
  await page.route(draftOnly, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await title(page).fill(text)
  await press(page, 'Sign out')
  const dialog = dialogOf(page, 'Not everything you wrote is saved')
  await dialog.getByRole('dialog').waitFor()
  return { page, id, dialog }
}

test('unsaved text is listed, and saved before signing out where that works', async () => {
  const { page, id, dialog } = await typing('Zebrafinches and prisons')
  await sees(dialog, 'Your paper')
  await sees(dialog, 'Zebrafinches and prisons')
  await inspect(page, 'signing out')
  await press(dialog, 'Save it and sign out')
  await sees(dialog, /^It could not be saved now/)
  expect(await isOut()).toBe(false)
  await page.unroute(draftOnly)
  await press(dialog, 'Save it and sign out')
  await page.waitForURL((url) => url.pathname === '/')
  expect(await savedTitle(id)).toBe('Zebrafinches and prisons')
  expect(await isOut()).toBe(true)
})

test('closing the dialog keeps the session and the text, and saved text causes no question', async () => {
  const { page, id, dialog } = await typing('Still to be written')
  await press(dialog, 'Close')
  expect(await title(page).inputValue()).toBe('Still to be written')
  await page.unroute(draftOnly)
  await title(page).fill('Still to be written on')
  await press(page, 'Sign out')
  await page.waitForURL((url) => url.pathname === '/')
  expect(await savedTitle(id)).toBe('Still to be written on')
})

test('the text is discarded after a confirmation, also from the device', async () => {
  const { page, id, dialog } = await typing('Not to be kept')
  await press(dialog, 'Sign out without saving')
  await page.waitForURL((url) => url.pathname === '/')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('tj-')
  await expect.poll(() => savedTitle(id)).toBe('Income support after release')
})
