import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts, sessions } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { accepts, inReview, invite } from '../support/given.ts'
import { signIn } from './pages/account.ts'
import { press } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// A session ends, and the page does not know it yet. Text that is typed then, and whose page is left before the first refusal, is restored
// when its writer signs in again.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness[Symbol.asyncDispose]())

interface Writer {
  readonly email: string
  readonly password: string
  readonly accountId: string
  readonly draft: string
}

async function author(email: string): Promise<Writer> {
  const password = 'a long enough password'
  const client = await harness.journal.person({ name: 'Amina Author', email })
  const passwordHash = await hashPassword(password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, client.person.id))
  const { body } = await client.ask('POST /api/submissions', {
    body: { callId: null, sectionId: harness.journal.fixtures.articles },
  })
  return { email, password, accountId: client.person.id, draft: body.id }
}

const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })

async function openDraft(page: Page, { draft }: Writer): Promise<void> {
  await page.goto(`/author/${draft}?step=about`)
  await title(page).waitFor()
}

async function writing(who: Writer): Promise<Page> {
  const page = await harness.enter('the author')
  await signIn(page, who)
  await openDraft(page, who)
  return page
}

const sessionEnds = ({ accountId }: Writer) =>
  harness.journal.deps.db.delete(sessions).where(eq(sessions.accountId, accountId))

const savedTitle = async ({ draft }: Writer) =>
  (await harness.journal.deps.sql<{ title: string }[]>`select title from journal.submissions where id = ${draft}`)[0]
    ?.title

/** Delays the replies of all changes until the page is left. */
const repliesComeTooLate = (page: Page) =>
  page.route('**/api/**', async (route) => {
    const reply = route.request().method() === 'GET' ? null : await route.fetch()
    if (reply === null) await route.continue()
  })

/** Leaves as soon as the browser does so without asking. */
async function leave(page: Page, href: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))))
    .toBe(true)
  await page.goto(href)
  await page.unrouteAll()
}

const stored = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))

test('a page is left at once: its writer was asked, or finds the text after signing in', async () => {
  const who = await author('at-once@example.org')
  const page = await writing(who)
  let isAsked = false
  page.on('dialog', (dialog) => {
    isAsked = true
    void dialog.accept()
  })
  await sessionEnds(who)
  await title(page).press('Z')
  await page.goto('/')
  await signIn(page, who)
  await openDraft(page, who)
  await expect.poll(async () => isAsked || (await title(page).inputValue())).toBe(isAsked || 'Z')
})

test('the text is encrypted, restored for its writer alone, and saved', async () => {
  const who = await author('restored@example.org')
  const page = await writing(who)
  await repliesComeTooLate(page)
  await sessionEnds(who)
  await title(page).pressSequentially('Zebrafinch')
  expect(await stored(page)).not.toContain('tj-')
  await leave(page, '/')
  const left = await stored(page)
  expect(left).toContain('tj-left.')
  for (const readable of ['Zebra', who.draft, Buffer.from('Zebrafinch').toString('base64').slice(0, 10)])
    expect(left).not.toContain(readable)
  const other = await author('other@example.org')
  await signIn(page, other)
  await openDraft(page, other)
  expect(await title(page).inputValue()).toBe('')
  await harness.journal.deps.db.delete(sessions).where(eq(sessions.accountId, other.accountId))
  await page.goto(`/author/${who.draft}?step=about`)
  await page.waitForURL(/\/account\/sign-in/)
  await signIn(page, who)
  await openDraft(page, who)
  await expect.poll(() => title(page).inputValue()).toBe('Zebrafinch')
  await expect.poll(() => savedTitle(who)).toBe('Zebrafinch')
  await expect.poll(() => stored(page)).not.toContain('tj-')
})

test('another window has signed in again: the text is restored although its page used the token of the old session', async () => {
  const who = await author('token@example.org')
  const page = await writing(who)
  await sessionEnds(who)
  const second = await page.context().newPage()
  await signIn(second, who)
  await repliesComeTooLate(page)
  await title(page).pressSequentially('Typed over')
  await leave(page, 'about:blank')
  await openDraft(second, who)
  await expect.poll(() => title(second).inputValue()).toBe('Typed over')
})

test('text that was saved while its page was left is not restored', async () => {
  const who = await author('saved@example.org')
  const page = await writing(who)
  await repliesComeTooLate(page)
  await title(page).pressSequentially('As first typed')
  await leave(page, '/')
  expect(await stored(page)).toContain('tj-left.')
  const elsewhere = await writing(who)
  await expect.poll(() => title(elsewhere).inputValue()).toBe('As first typed')
  await title(elsewhere).fill('Changed on another device')
  await expect.poll(() => savedTitle(who)).toBe('Changed on another device')
  await openDraft(page, who)
  await expect.poll(() => title(page).inputValue()).toBe('Changed on another device')
  expect(await stored(page)).not.toContain('tj-left.')
})

// The page that the link itself leads to is /review/open.
const opened = /\/review\/(?!open)[^/]+/

test('a reviewer finds the text after opening the link of the letter again', async () => {
  const scenario = await inReview(harness.journal)
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  await accepts(harness.journal, invited)
  const page = await harness.enter('the reviewer')
  const openLink = async () => {
    await page.goto(`/review/open#${invited.token}`)
    await press(page, 'Open the invitation')
    await page.waitForURL(opened)
    await page.goto(`/review/${invited.invitationId}`)
  }
  await openLink()
  const toAuthor = page.getByRole('textbox', { name: 'To the author' })
  await toAuthor.waitFor()
  await repliesComeTooLate(page)
  await harness.journal.deps.db.delete(sessions).where(eq(sessions.invitationId, invited.invitationId))
  await toAuthor.pressSequentially('Typed after the session was over.')
  await leave(page, '/')
  await openLink()
  await page.locator('tj-saved[state=saved]').waitFor()
  expect(await toAuthor.inputValue()).toBe('Typed after the session was over.')
})
