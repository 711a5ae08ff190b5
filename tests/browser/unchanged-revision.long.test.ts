import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { decide, plainPersonas, reviewed, type Scenario } from '../support/given.ts'
import { docx } from '../support/samples.ts'
import { editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { tabTo } from './pages/keys.ts'
import { dialogOf, sees } from './pages/sees.ts'
import { laptop, openHarness, phone, type Harness } from './harness.ts'

// The author is asked about a revision with the same manuscript and no answer, by keyboard, on a laptop and on a phone.

let harness: Harness
let scenario: Scenario
let page: Page
const reason = 'We stand by the method, and say why in the paper.'
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
  scenario = await reviewed(harness.journal)
  await decide(scenario, 'minor_revision')
  await harness.pass({ minutes: 11 })
  const { author, coauthor, fileName } = plainPersonas
  const metadata = { author: author.name, lastModifiedBy: coauthor.name, company: author.affiliation }
  await scenario.author.ask('POST /api/submissions/:id/files', {
    params: { id: scenario.submissionId },
    query: { purpose: 'manuscript' },
    upload: { name: fileName, bytes: docx({ metadata }) },
  })
  await harness.journal.prepareFiles()
  const passwordHash = await hashPassword(editor.password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.email, author.email))
  page = await harness.enter('the author')
  await signIn(page, { email: author.email, password: editor.password })
})
afterEach(({ task }) =>
  task.result?.state === 'fail' ? harness.pictures('.cache/unchanged-revision-failure') : undefined,
)
afterAll(() => harness[Symbol.asyncDispose]())

const dialog = () => dialogOf(page, 'Nothing has been changed')
const word = () => dialog().getByRole('textbox', { name: 'Message to the editor' })
async function pressByKey(name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.waitFor()
  await tabTo(page, button)
  await page.keyboard.press('Enter')
}

test.each([laptop, phone])(
  'the question can be cancelled, and the focus returns to its previous element ($width)',
  async (size) => {
    await page.setViewportSize(size)
    await page.goto(`/author/${scenario.submissionId}/revise`)
    await pressByKey('Submit revision')
    await word().waitFor()
    await inspect(page, `an unchanged revision at ${size.width}`)
    await pressByKey('Submit it unchanged')
    await sees(dialog(), 'Please write a message to the editor.')
    await expect.poll(() => word().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog().getByRole('dialog').waitFor({ state: 'hidden' })
    const handIn = page.getByRole('button', { name: 'Submit revision' })
    await expect.poll(() => handIn.evaluate((button) => button === document.activeElement)).toBe(true)
  },
)

test('a revision submitted with a reason reaches the editors, who read the reason', async () => {
  await page.keyboard.press('Enter')
  await word().waitFor()
  await tabTo(page, word())
  await page.keyboard.type(reason)
  await pressByKey('Submit it unchanged')
  await page.waitForURL((url) => url.pathname === `/author/${scenario.submissionId}`)
  const desk = await harness.enter('the editor')
  await signIn(desk, editor)
  await desk.goto(`/editor/submissions/${scenario.submissionId}`)
  await sees(desk, 'The author has changed nothing, and writes:')
  await sees(desk, reason)
})
