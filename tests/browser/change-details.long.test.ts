import { eq } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { decide, openCall, plainPersonas, releaseFiles, submitted, type Scenario } from '../support/given.ts'
import { editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { tabTo } from './pages/keys.ts'
import { dialogOf, press, sees, seesHeading, write } from './pages/sees.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// An editor changes the title and other details of a paper on a laptop, on a phone and by keyboard; its author reads the changes.

let harness: Harness
let scenario: Scenario
let desk: Page
beforeAll(async () => {
  harness = await openHarness()
  const player = await harness.engage(editor)
  await openCall(harness.journal, player)
  scenario = await submitted(harness.journal)
  await harness.journal.prepareFiles()
  desk = await atDesk()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/details-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

const path = () => `/editor/submissions/${scenario.submissionId}`
async function atDesk(size?: { width: number; height: number }): Promise<Page> {
  const page = await harness.enter('an editor', size)
  await signIn(page, editor)
  await page.goto(path())
  return page
}
async function opened(page: Page): Promise<Locator> {
  await press(page, 'Change the details…')
  const dialog = dialogOf(page, 'Change the details')
  await dialog.locator('[name=title]').waitFor()
  return dialog
}
const saved = 'Saved. The author is told what was changed.'
const kept = (page: Page) => sees(page, /^Draft saved \d\d:\d\d, not sent$/)

test('during screening the manuscript comes first, and the content note is shown before any file can be opened', async () => {
  await scenario.editor.ask('PATCH /api/submissions/:id/details', {
    params: { id: scenario.submissionId },
    body: { version: (await read()).version, contentNote: 'Describes torture of children.' },
  })
  await desk.reload()
  await sees(desk, 'Describes torture of children.')
  const headings = await desk.locator('.main').getByRole('heading', { level: 2 }).allInnerTexts()
  expect(headings[0]).toBe('Files')
  const places = await desk.locator('submission-files').evaluate((files) => {
    const note = [...files.querySelectorAll('tj-notice')].find((one) => one.textContent.includes('of children'))
    const opens = [...files.querySelectorAll('a[href*="/api/files/"], details, button, tj-pages')]
    const after = opens.map((one) => ((note?.compareDocumentPosition(one) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING) > 0)
    return { noted: note !== undefined, opens: opens.length, allAfter: after.every(Boolean) }
  })
  expect(places).toMatchObject({ noted: true, allAfter: true })
  expect(places.opens).toBeGreaterThan(0)
  await inspect(desk, 'screening')
})

const read = async () =>
  (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).body

test('by keyboard an editor opens the form, changes title and keywords, and the page announces that they are saved', async () => {
  await tabTo(desk, desk.getByRole('button', { name: 'Change the details…' }))
  await desk.keyboard.press('Enter')
  const dialog = dialogOf(desk, 'Change the details')
  const title = dialog.getByRole('textbox', { name: 'Title' })
  await tabTo(desk, title)
  await inspect(desk, 'changing the details')
  await desk.keyboard.press('Control+A')
  await desk.keyboard.type('Wages after prison')
  await tabTo(desk, dialog.getByRole('textbox', { name: 'Keywords' }))
  await desk.keyboard.type('wages')
  await desk.keyboard.press('Enter')
  await tabTo(desk, dialog.getByRole('button', { name: 'Save changes' }))
  await desk.keyboard.press('Enter')
  await sees(desk, saved)
  await seesHeading(desk, 'Wages after prison')
  expect(await desk.locator(':focus').textContent()).toContain('Change the details…')
  expect(await read()).toMatchObject({ title: 'Wages after prison', keywords: ['livelihoods', 'prison', 'wages'] })
})

test('an editor changes section, call, abstract and content note on a phone', async () => {
  const page = await atDesk(phone)
  const dialog = await opened(page)
  await dialog.getByLabel('Section').selectOption('Editorial')
  await dialog.getByLabel('Call').selectOption('Livelihoods and Prisons')
  await write(dialog, 'English', 'A cohort of workers.')
  await dialog.getByRole('textbox', { name: /^Content note/ }).fill('')
  await inspect(page, 'changing the details on a phone')
  await press(dialog, 'Save changes')
  await sees(page, saved)
  expect(await read()).toMatchObject({
    sectionTitle: 'Editorial',
    callTitle: 'Livelihoods and Prisons',
    abstract: { en: 'A cohort of workers.' },
    contentNote: '',
  })
})

test('an error is shown beside its field, and no typed text is lost', async () => {
  await desk.reload()
  const dialog = await opened(desk)
  const title = dialog.getByRole('textbox', { name: 'Title' })
  await title.fill('x'.repeat(501))
  await press(dialog, 'Save changes')
  await dialog.locator('tj-field .error').getByText(/501/).waitFor()
  await inspect(desk, 'changing the details, with an error')
  await title.fill('A title that is half')
  await kept(desk)
  await desk.reload()
  await opened(desk)
  await expect.poll(() => title.inputValue()).toBe('A title that is half')
  await press(dialog, 'Discard draft')
  await expect.poll(() => title.inputValue()).toBe('Wages after prison')
  await press(dialog, 'Close')
})

test('of two editors in two windows neither overwrites the other without a question', async () => {
  const other = await atDesk()
  await desk.reload()
  const here = await opened(desk)
  await here.getByRole('textbox', { name: 'Title' }).fill('Mine')
  await kept(desk)
  await scenario.editor.ask('PATCH /api/submissions/:id/details', {
    params: { id: scenario.submissionId },
    body: { version: (await read()).version, keywords: ['theirs'] },
  })
  await press(here, 'Save changes')
  await sees(desk, saved)
  expect(await read()).toMatchObject({ title: 'Mine', keywords: ['theirs'] })
  // The other window still shows the previous title.
  const there = await opened(other)
  await there.getByRole('textbox', { name: 'Title' }).fill('Ours')
  await press(there, 'Save changes')
  await sees(other, /^A colleague has changed the title in the meantime/)
  expect(await read()).toMatchObject({ title: 'Mine' })
  await inspect(other, 'changed by a colleague meanwhile')
  await press(there, 'Save changes')
  await sees(other, saved)
  expect(await read()).toMatchObject({ title: 'Ours' })
})

test('the author reads the old and the new values of the change in the history', async () => {
  const passwordHash = await hashPassword(editor.password)
  await harness.journal.deps.db
    .update(accounts)
    .set({ passwordHash })
    .where(eq(accounts.email, plainPersonas.author.email))
  for (const size of [undefined, phone]) {
    const page = await harness.enter('the author', size)
    await signIn(page, { email: plainPersonas.author.email, password: editor.password })
    await page.goto(`/author/${scenario.submissionId}`)
    await sees(page, 'The editor changed the title from “Mine” to “Ours”')
    await sees(page, 'The editor changed the section from “Scientific article” to “Editorial”')
    await sees(page, 'The editor added the call: “Livelihoods and Prisons”')
    await page.getByText('The editor changed the abstract in English').click()
    await sees(page, 'A cohort of people released from prison.')
    await inspect(page, 'details changed, for the author')
    expect(await page.locator('main').innerText()).not.toContain('Edith')
  }
})

test('the history on the desk says who changed what', async () => {
  await desk.reload()
  await desk.getByText(/^History/).click()
  await sees(desk, 'The editor changed the title from “Mine” to “Ours”')
  await inspect(desk, 'history with changed details')
})

test('while reviewers read the paper, a name in the new text needs a confirmation', async () => {
  await releaseFiles(scenario)
  await decide(scenario, 'send_to_review')
  await desk.reload()
  const dialog = await opened(desk)
  await dialog.getByRole('textbox', { name: 'Title' }).fill('The Coauthor study of wages')
  await press(dialog, 'Save changes')
  await sees(dialog, 'An author is named in what you changed')
  await inspect(desk, 'a name in changed details')
  expect(await read()).toMatchObject({ title: 'Ours' })
  await press(dialog, /^Keep it, it does not identify anybody/)
  await press(dialog, 'Save changes')
  await sees(desk, saved)
  expect(await read()).toMatchObject({ title: 'The Coauthor study of wages', can: { invite: { allowed: true } } })
  expect(harness.complaints.filter((complaint) => !/ 4\d\d|40\d|Failed to load/.test(complaint))).toEqual([])
})

test('the details of a finished paper cannot be edited, and the page says why', async () => {
  await scenario.author.ask('POST /api/submissions/:id/withdraw', {
    params: { id: scenario.submissionId },
    body: { reason: '' },
  })
  await desk.reload()
  await sees(desk, /^Details can be changed until production starts/)
  await inspect(desk, 'details that cannot be changed any more')
})
