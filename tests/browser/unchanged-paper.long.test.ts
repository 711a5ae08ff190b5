import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { decide, plainPersonas, submitted, type Scenario } from '../support/given.ts'
import { editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { tabTo } from './pages/keys.ts'
import { dialogOf, press, sees, write } from './pages/sees.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// After a return, the author reads the reason on every step, and is asked for an explanation when nothing was changed.

let harness: Harness
let scenario: Scenario
let page: Page
const asked = 'Nothing has been changed'
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
  scenario = await submitted(harness.journal)
  await harness.journal.prepareFiles()
  await decide(scenario, 'return')
  const passwordHash = await hashPassword(editor.password)
  await harness.journal.deps.db
    .update(accounts)
    .set({ passwordHash })
    .where(eq(accounts.email, plainPersonas.author.email))
  await harness.pass({ minutes: 11 })
  page = await harness.enter('the author')
  await signIn(page, { email: plainPersonas.author.email, password: editor.password })
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/unchanged-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

test('every step of the paper shows the editor’s letter, open', async () => {
  for (const step of ['call', 'manuscript', 'about', 'people', 'statements', 'check']) {
    await page.goto(`/author/${scenario.submissionId}?step=${step}`)
    await sees(page, /Before it can go further, we ask you to change or complete it/)
  }
  await inspect(page, 'a returned paper')
})

test('submitting it unchanged asks for an explanation, keeps the typed text, and can be cancelled', async () => {
  await press(page, 'Submit again')
  const dialog = dialogOf(page, asked)
  await dialog.getByRole('dialog').waitFor()
  await inspect(page, 'submitted unchanged')
  await press(dialog, 'Submit it unchanged')
  await sees(dialog, 'Please write a message to the editor.')
  await write(dialog, 'Message to the editor', 'The ethics number is right.')
  await sees(page, /^Draft saved \d\d:\d\d, not sent$/)
  await press(dialog, 'Go back')
  await page.reload()
})

test('on a phone and by keyboard the explanation is restored and is sent to the editor with the paper', async () => {
  await page.setViewportSize(phone)
  await tabTo(page, page.getByRole('button', { name: 'Submit again' }))
  await page.keyboard.press('Enter')
  const dialog = dialogOf(page, asked)
  const word = dialog.getByRole('textbox', { name: 'Message to the editor' })
  await expect.poll(() => word.inputValue()).toBe('The ethics number is right.')
  await tabTo(page, dialog.getByRole('button', { name: 'Submit it unchanged' }))
  await page.keyboard.press('Enter')
  await sees(page, 'Your paper was submitted.')
  const desk = await harness.enter('the editor')
  await signIn(desk, editor)
  await desk.goto(`/editor/submissions/${scenario.submissionId}`)
  await sees(desk, 'The author has changed nothing, and writes:')
  await sees(desk, 'The ethics number is right.')
  await inspect(desk, 'submitted unchanged, on the desk')
})
