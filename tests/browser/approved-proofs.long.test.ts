import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { decide, plainPersonas, produced, reviewed, type Scenario } from '../support/given.ts'
import { editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { hears, tabTo } from './pages/keys.ts'
import { sees } from './pages/sees.ts'
import { laptop, openHarness, phone, type Harness } from './harness.ts'

// An author approves proofs by mistake and cancels the approval; until the time limit the editors see that this may happen.

let harness: Harness
let scenario: Scenario
let articleId = ''
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
  scenario = await reviewed(harness.journal)
  await decide(scenario, 'accept')
  articleId = (await produced(scenario)).articleId
  for (const step of ['copyediting', 'proofs'] as const)
    await scenario.editor.ask('POST /api/articles/:id/step', { params: { id: articleId }, body: { step } })
  await harness.pass({ minutes: 11 })
  const passwordHash = await hashPassword(editor.password)
  await harness.journal.deps.db
    .update(accounts)
    .set({ passwordHash })
    .where(eq(accounts.email, plainPersonas.author.email))
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/proofs-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

async function pressByKey(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.waitFor()
  await tabTo(page, button)
  await page.keyboard.press('Enter')
}
const isFocused = (page: Page, name: string) =>
  expect
    .poll(() => page.getByRole('button', { name, exact: true }).evaluate((button) => button === document.activeElement))
    .toBe(true)

test.each([laptop, phone])(
  'by keyboard an author approves, cancels the approval and returns to the earlier state ($width)',
  async (size) => {
    const page = await harness.enter('the author', size)
    await signIn(page, { email: plainPersonas.author.email, password: editor.password })
    await page.goto(`/author/${scenario.submissionId}`)
    await pressByKey(page, 'Approve the proofs')
    await isFocused(page, 'Cancel my approval')
    await sees(page, /^You can cancel your approval until \d\d:\d\d/)
    await inspect(page, `approved proofs at ${size.width}`)

    const desk = await harness.enter('the editor', size)
    await signIn(desk, editor)
    await desk.goto(`/editor/production/${articleId}`)
    await sees(desk, /^The author can still cancel this approval until \d\d:\d\d/)
    await inspect(desk, `approved proofs on the article’s page at ${size.width}`)

    await pressByKey(page, 'Cancel my approval')
    await hears(page, /You have cancelled your approval/)
    await isFocused(page, 'Approve the proofs')
    await inspect(page, `an approval taken back at ${size.width}`)
    await desk.reload()
    await sees(desk, 'No answer yet.')
    expect(await desk.getByText('can still cancel this approval').count()).toBe(0)
  },
)

test('after the editors have continued it is too late, and the author reads what to do', async () => {
  const page = await harness.enter('the author in another window')
  await signIn(page, { email: plainPersonas.author.email, password: editor.password })
  await page.goto(`/author/${scenario.submissionId}`)
  await pressByKey(page, 'Approve the proofs')
  await isFocused(page, 'Cancel my approval')
  await scenario.editor.ask('POST /api/articles/:id/step', { params: { id: articleId }, body: { step: 'ready' } })
  await page.keyboard.press('Enter')
  await sees(page, /^The editors have started the next step/)
})
