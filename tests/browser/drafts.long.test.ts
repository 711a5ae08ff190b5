import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accounts, sessions } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import {
  completeDraft,
  decide,
  inReview,
  plainPersonas,
  type SignedInClient,
  reviewed,
  type Scenario,
} from '../support/given.ts'
import { pdf } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'
import { editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { dialogOf, press, sees, write } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// Text typed and not yet sent is restored after every interruption.

let harness: Harness
let scenario: Scenario
const password = 'a long enough password'
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
  scenario = await inReview(harness.journal)
  await withPassword(scenario.author)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/drafts-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

async function withPassword({ person }: SignedInClient): Promise<void> {
  const passwordHash = await hashPassword(password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, person.id))
}

async function endSessionsOf(email: string): Promise<void> {
  const { db } = harness.journal.deps
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email))
  await db.delete(sessions).where(eq(sessions.accountId, account?.id ?? ''))
}

async function atDesk(path: string): Promise<Page> {
  const page = await harness.enter('the editor')
  await signIn(page, editor)
  await page.goto(path)
  return page
}

async function asAuthor(path: string): Promise<Page> {
  const page = await harness.enter('the author')
  await signIn(page, { email: plainPersonas.author.email, password })
  await page.goto(path)
  return page
}

const kept = (page: Page) => sees(page, /^Draft saved \d\d:\d\d, not sent$/)
const letter = (page: Page) => page.getByRole('textbox', { name: 'Letter to the author' })

test('a decision letter is restored after going back, a reload, a new sign-in and in another browser', async () => {
  const path = `/editor/submissions/${scenario.submissionId}/decide?kind=decline`
  const page = await atDesk(path)
  await letter(page).fill('Dear Leyla, I have read this with care')
  await kept(page)
  await page.goBack()
  await page.goto(path)
  await expect.poll(() => letter(page).inputValue()).toBe('Dear Leyla, I have read this with care')
  await endSessionsOf(editor.email)
  await letter(page).fill('Dear Leyla, I have read this with great care')
  const dialog = dialogOf(page, 'You have been signed out')
  await dialog.getByRole('dialog').waitFor()
  await sees(page, /^Not saved: you have been signed out/)
  await write(dialog, 'E-mail address', editor.email)
  await write(dialog, 'Password', editor.password)
  await press(dialog, 'Sign in')
  await kept(page)
  const elsewhere = await atDesk(path)
  await expect.poll(() => letter(elsewhere).inputValue()).toBe('Dear Leyla, I have read this with great care')
  await press(elsewhere, 'Decline')
  await sees(elsewhere, /until then you can undo the decision/)
  const left = () => harness.journal.deps.sql`select act from identity.unsent_texts where act = 'decision'`
  await expect.poll(async () => [...(await left())]).toEqual([])
})

test('after undoing a decision the editor finds the letter as it was sent', async () => {
  const page = await atDesk(`/editor/submissions/${scenario.submissionId}`)
  await press(page, 'Undo decision')
  await sees(page, /^The decision is undone\. No letter is sent/)
  await page.goto(`/editor/submissions/${scenario.submissionId}/decide?kind=decline`)
  await expect.poll(() => letter(page).inputValue()).toBe('Dear Leyla, I have read this with great care')
})

test('an invitation keeps its note after a cancellation or a reload', async () => {
  const page = await atDesk(`/editor/submissions/${scenario.submissionId}/invite`)
  await press(page, 'Invite somebody new')
  const dialog = dialogOf(page, 'Invite somebody new')
  await write(dialog, 'Name', 'Nora New')
  await dialog.locator('textarea[name=note]').fill('Your work on prisons is why I ask you.')
  await kept(page)
  await press(dialog, 'Close')
  await press(page, 'Invite somebody new')
  await expect
    .poll(() => dialog.locator('textarea[name=note]').inputValue())
    .toBe('Your work on prisons is why I ask you.')
  await page.reload()
  await press(page, 'Invite somebody new')
  await expect
    .poll(() => dialog.locator('textarea[name=note]').inputValue())
    .toBe('Your work on prisons is why I ask you.')
  expect(await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Nora New')
  await press(dialog, 'Discard draft')
  await expect.poll(() => dialog.locator('textarea[name=note]').inputValue()).toBe('')
  await press(dialog, 'Show my text again')
  await expect
    .poll(() => dialog.locator('textarea[name=note]').inputValue())
    .toBe('Your work on prisons is why I ask you.')
})

test('leaving while an earlier text is being sent asks, and leaving after all is saved does not', async () => {
  const page = await atDesk(`/editor/submissions/${scenario.submissionId}/invite`)
  await press(page, 'Invite somebody new')
  const note = dialogOf(page, 'Invite somebody new').locator('textarea[name=note]')
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (arrive = resolve))
  let isOnItsWay = false
  await page.route('**/api/unsent/**', async (route) => {
    if (route.request().method() === 'PUT') {
      isOnItsWay = true
      await held
    }
    await route.continue()
  })
  await note.fill('The first words.')
  await expect.poll(() => isOnItsWay).toBe(true)
  await note.fill('The first words, and more.')
  expect(await asks()).toBe(true)
  arrive()
  await kept(page)
  expect(await asks()).toBe(false)
  await page.unrouteAll({ behavior: 'wait' })
})

test('corrections of the proofs stay when sending fails, after a reload and on another day', async () => {
  const own = {
    ...plainPersonas,
    author: { ...plainPersonas.author, email: 'proofs@example.org' },
    reviewers: plainPersonas.reviewers.map((one, at) => ({ ...one, email: `proofs${at}@example.net` })),
  }
  await harness.journal.deps
    .sql`update identity.accounts set email = 'edith.old@example.org' where email = 'edith@journal.example'`
  const accepted = await reviewed(harness.journal, own)
  await withPassword(accepted.author)
  await timePasses(harness.journal, { minutes: 11 })
  await decide(accepted, 'accept')
  await timePasses(harness.journal, { minutes: 11 })
  const { editor: chief, submissionId } = accepted
  const { body } = await chief.ask('POST /api/submissions/:id/production', { params: { id: submissionId } })
  const params = { id: body.articleId }
  const galley = { name: 'galley.pdf', bytes: pdf() }
  await chief.ask('POST /api/articles/:id/galleys', { params, query: { kind: 'pdf' }, upload: galley })
  await harness.journal.settle()
  await chief.ask('POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
  const page = await harness.enter('the author')
  await signIn(page, { email: own.author.email, password })
  await page.goto(`/author/${submissionId}`)
  await press(page, 'Request corrections')
  const corrections = page.locator('author-proofs textarea')
  await corrections.fill('Table 2 has lost a row.')
  await kept(page)
  await page.context().setOffline(true)
  await press(page, 'Send the corrections')
  const said = page.locator('author-proofs tj-action tj-problem')
  await said.getByText(/The journal cannot be reached/).waitFor()
  expect(await corrections.inputValue()).toBe('Table 2 has lost a row.')
  await page.context().setOffline(false)
  await page.reload()
  await expect.poll(() => corrections.inputValue()).toBe('Table 2 has lost a row.')
  await press(page, 'Continue later')
  await press(page, 'Continue your corrections')
  expect(await corrections.inputValue()).toBe('Table 2 has lost a row.')
  await press(page, 'Send the corrections')
  await page.locator('author-proofs').getByText('Table 2 has lost a row.').waitFor()
  expect(await harness.journal.deps.sql`select act from identity.unsent_texts where act = 'proofs'`).toEqual([])
})

test('a reason to withdraw, a call and a profile are stored until they are saved', async () => {
  const author = await asAuthor(`/author/${scenario.submissionId}`)
  await press(author, 'Withdraw this paper')
  const dialog = dialogOf(author, 'Withdraw this paper?')
  await dialog.locator('textarea').fill('We found an error in our data.')
  await kept(author)
  await author.reload()
  await press(author, 'Withdraw this paper')
  await expect.poll(() => dialog.locator('textarea').inputValue()).toBe('We found an error in our data.')
  await author.goto('/account')
  const affiliation = author.getByRole('textbox', { name: /^Where you work/ })
  await affiliation.fill('A centre for survivors')
  await author.locator('tj-chips input').fill('half a fiel')
  await kept(author)
  await author.reload()
  await expect.poll(() => affiliation.inputValue()).toBe('A centre for survivors')
  await sees(author, 'half a fiel')
  await press(author, 'Save')
  await sees(author, 'Your profile is saved.')
  const desk = await atDesk('/editor/calls/new')
  const summary = desk.locator('[name=summary]')
  await summary.fill('What survivors live on.')
  await kept(desk)
  await desk.reload()
  await expect.poll(() => summary.inputValue()).toBe('What survivors live on.')
})

/** A complete draft of the author, with its title on the screen. */
async function writing(step: string): Promise<{ page: Page; id: string }> {
  const id = await completeDraft(harness.journal, scenario.author)
  return { page: await asAuthor(`/author/${id}?step=${step}`), id }
}
const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })
const savedTitle = async (id: string) =>
  (await harness.journal.deps.sql<{ title: string }[]>`select title from journal.submissions where id = ${id}`)[0]
    ?.title

test('submitting without a connection shows an error beside the button, which disappears when the connection is back', async () => {
  const { page } = await writing('check')
  await harness.journal.prepareFiles()
  await page.reload()
  const submit = page.locator('tj-action').filter({ has: page.getByRole('button', { name: 'Submit', exact: true }) })
  await submit.waitFor()
  await page.context().setOffline(true)
  await press(submit, 'Submit')
  const said = submit.getByText(/The journal cannot be reached/)
  await said.waitFor()
  const [below, button] = [await said.boundingBox(), await submit.getByRole('button', { name: 'Submit' }).boundingBox()]
  expect(Math.abs((below?.y ?? 0) - (button?.y ?? 0))).toBeLessThan(200)
  await page.context().setOffline(false)
  await said.waitFor({ state: 'detached' })
})

test('changes of different fields in two windows are merged without a question', async () => {
  const { page, id } = await writing('about')
  const other = await page.context().newPage()
  await other.goto(`/author/${id}?step=statements`)
  const cover = other.getByRole('textbox', { name: /^Letter to the editors|^Cover letter/ })
  await cover.fill('From the other window.')
  await sees(other, /^Saved \d\d:\d\d$/)
  await title(page).fill('From this window')
  await expect.poll(() => savedTitle(id)).toBe('From this window')
  const [row] = await harness.journal.deps.sql<{ letter: string }[]>`
    select cover_letter as letter from identity.submitters where submission_id = ${id}`
  expect(row?.letter).toBe('From the other window.')
  expect(await page.getByText('Not saved: another text').count()).toBe(0)
})

test('after changes of the same field in two windows, the own text is never discarded', async () => {
  const { page, id } = await writing('about')
  const other = await page.context().newPage()
  await other.goto(`/author/${id}?step=about`)
  await title(other).fill('Their title')
  await expect.poll(() => savedTitle(id)).toBe('Their title')
  await title(page).fill('My title')
  await sees(page, /^Not saved: another text was saved/)
  await page.locator('tj-saved').getByRole('button', { name: 'Show the other one' }).click()
  await expect.poll(() => title(page).inputValue()).toBe('Their title')
  await press(page, 'Show my text again')
  await expect.poll(() => title(page).inputValue()).toBe('My title')
  await expect.poll(() => savedTitle(id)).toBe('My title')
})

const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))

test('unsent text is stored on the device on request, encrypted, and deleted at sign-out', async () => {
  const { page, id } = await writing('about')
  await page.route(/\/api\/submissions\/[^/]+$/, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await title(page).fill('Zebrafinch')
  await sees(page, 'This text is only on this screen.')
  expect(await stored(page)).not.toContain('tj-unsent')
  await page.getByRole('checkbox', { name: 'Keep unsent text on this device until I sign out' }).check()
  await sees(page, /^This text is kept on this device/)
  await title(page).fill('Zebrafinches and prisons')
  await expect.poll(() => stored(page)).toContain('tj-unsent.')
  const bytes = await stored(page)
  for (const readable of ['Zebrafinch', 'prisons', id, Buffer.from('Zebrafinch').toString('base64').slice(0, 10)])
    expect(bytes).not.toContain(readable)
  await page.reload()
  await expect.poll(() => title(page).inputValue()).toBe('Zebrafinches and prisons')
  await page.unroute(/\/api\/submissions\/[^/]+$/)
  await expect.poll(() => savedTitle(id)).toBe('Zebrafinches and prisons')
  await page.evaluate(() => localStorage.setItem('tj-unsent.left', 'by another window'))
  await press(page, 'Sign out')
  await page.waitForURL((url) => url.pathname === '/')
  expect(await stored(page)).not.toContain('tj-')
})

test('text stored on the device is restored in the next session of its owner', async () => {
  const { page, id } = await writing('about')
  await page.route(/\/api\/submissions\/[^/]+$/, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await title(page).fill('Zebrafinch')
  await page.getByRole('checkbox', { name: 'Keep unsent text on this device until I sign out' }).check()
  await expect.poll(() => stored(page)).toContain('tj-unsent.')
  await harness.journal.deps.db.delete(sessions)
  await page.reload()
  await page.waitForURL((url) => url.pathname === '/account/sign-in')
  await page.unroute(/\/api\/submissions\/[^/]+$/)
  await signIn(page, { email: plainPersonas.author.email, password })
  await page.goto(`/author/${id}?step=about`)
  await expect.poll(() => title(page).inputValue()).toBe('Zebrafinch')
  await expect.poll(() => savedTitle(id)).toBe('Zebrafinch')
})
