import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts, sessions } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { accepts, inReview, invite } from '../support/given.ts'
import { signIn } from './pages/account.ts'
import { dialogOf, press, sees, write } from './pages/sees.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// A session ends while somebody writes. No typed text may be lost, and the writer can continue on the same page.

let harness: Harness
const [email, password] = ['amina@example.org', 'a long enough password']
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness[Symbol.asyncDispose]())

async function author(address: string): Promise<{ accountId: string; draft: string }> {
  const player = await harness.journal.person({ name: 'Amina Author', email: address })
  const passwordHash = await hashPassword(password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, player.person.id))
  const { body } = await player.ask('POST /api/submissions', {
    body: { callId: null, sectionId: harness.journal.fixtures.articles },
  })
  return { accountId: player.person.id, draft: body.id }
}

const titleOf = async (draft: string) =>
  (await harness.journal.deps.sql<{ title: string }[]>`select title from journal.submissions where id = ${draft}`)[0]
    ?.title

const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })

test('signs in again in a dialog over the page, and the typed text is saved', async () => {
  const { accountId, draft } = await author(email)
  const page = await harness.enter('the author', phone)
  await signIn(page, { email, password })
  await page.goto(`/author/${draft}?step=about`)
  await title(page).fill('Written while signed in')
  await expect.poll(() => titleOf(draft)).toBe('Written while signed in')
  await harness.journal.deps.db.delete(sessions).where(eq(sessions.accountId, accountId))
  await title(page).fill('Written after the session was over')
  const dialog = dialogOf(page, 'You have been signed out')
  await dialog.getByRole('dialog').waitFor()
  await write(dialog, 'E-mail address', email)
  await write(dialog, 'Password', password)
  await press(dialog, 'Sign in')
  await dialog.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(() => titleOf(draft)).toBe('Written after the session was over')
  expect(await title(page).inputValue()).toBe('Written after the session was over')
})

test('a window continues without help after another window has signed in again', async () => {
  const address = 'two-windows@example.org'
  const { accountId, draft } = await author(address)
  const first = await harness.enter('the author')
  await signIn(first, { email: address, password })
  await first.goto(`/author/${draft}?step=about`)
  await title(first).waitFor()
  await harness.journal.deps.db.delete(sessions).where(eq(sessions.accountId, accountId))
  const second = await first.context().newPage()
  await signIn(second, { email: address, password })
  await title(first).fill('Typed in the first window')
  await expect.poll(() => titleOf(draft)).toBe('Typed in the first window')
  expect(await first.getByRole('dialog').count()).toBe(0)
})

test('does not act for another person who has signed in in another window', async () => {
  const { accountId } = await author('first@example.org')
  const other = await harness.journal.person({ name: 'Bela Other', email: 'other@example.org' })
  const { db } = harness.journal.deps
  const passwordHash = await hashPassword(password)
  await db.update(accounts).set({ passwordHash }).where(eq(accounts.id, other.person.id))
  const first = await harness.enter('the first')
  await signIn(first, { email: 'first@example.org', password })
  await first.goto('/account')
  const name = first.getByRole('textbox', { name: 'Your name' })
  await name.waitFor()
  await db.delete(sessions).where(eq(sessions.accountId, accountId))
  const second = await first.context().newPage()
  await signIn(second, { email: 'other@example.org', password })
  await name.fill('The first one')
  // The typed text is not stored among the other person's drafts either.
  await sees(first, /^Not saved: Somebody else has signed in in another window/)
  await press(first, 'Save')
  await first
    .getByRole('alert')
    .getByText(/Somebody else has signed in in another window/)
    .waitFor()
  expect(await harness.journal.deps.sql`select act from identity.unsent_texts where act = 'profile'`).toEqual([])
  const [account] = await db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, other.person.id))
  expect(account?.name).toBe('Bela Other')
})

// The page that the link itself leads to is /review/open.
const opened = /\/review\/(?!open)[^/]+/

test('a reviewer opens the link of the letter again, and the review is saved', async () => {
  const scenario = await inReview(harness.journal)
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  await accepts(harness.journal, invited)
  const page = await harness.enter('the reviewer')
  await page.goto(`/review/open#${invited.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(opened)
  await page.goto(`/review/${invited.invitationId}`)
  const toAuthor = page.getByRole('textbox', { name: 'To the author' })
  await toAuthor.waitFor()
  await harness.journal.deps.db.delete(sessions).where(eq(sessions.invitationId, invited.invitationId))
  await toAuthor.fill('Typed after the session was over.')
  const dialog = dialogOf(page, 'You have been signed out')
  await dialog.getByRole('dialog').waitFor()
  const again = await page.context().newPage()
  await again.goto(`/review/open#${invited.token}`)
  await press(again, 'Open the invitation')
  await again.waitForURL(opened)
  await press(dialog, 'Continue')
  await dialog.getByRole('dialog').waitFor({ state: 'hidden' })
  const saved = async () =>
    (
      await harness.journal.deps.sql<{ text: string }[]>`
        select to_author as text from journal.reviews where invitation_id = ${invited.invitationId}`
    )[0]?.text
  await expect.poll(saved).toBe('Typed after the session was over.')
})
