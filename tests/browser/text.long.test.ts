import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { accepts, inReview, invite } from '../support/given.ts'
import { signIn } from './pages/account.ts'
import { press, sees } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// Pasted text can contain invisible characters. The screens save what they can, say which field and which character cannot be saved, and
// ask before a page with unsaved text is left.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness[Symbol.asyncDispose]())

const turned = `${'x'.repeat(119)}\u202Egnorw`

/** Whether the browser asks before the page is closed. */
async function asksBeforeLeaving(page: Page): Promise<boolean> {
  const asked = Promise.race([
    page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.dismiss()
      return dialog.type() === 'beforeunload'
    }),
    page.waitForEvent('close').then(() => false),
  ])
  await page.close({ runBeforeUnload: true })
  return asked
}

test('a field of a review that cannot be saved is named, the others are saved, and leaving asks', async () => {
  const scenario = await inReview(harness.journal)
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  await accepts(harness.journal, invited)
  const page = await harness.enter('the reviewer')
  await page.goto(`/review/open#${invited.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(/\/review\/(?!open)[^/]+/)
  await page.goto(`/review/${invited.invitationId}`)
  const [toAuthor, toEditor] = ['To the author', 'To the editors only'].map((name) =>
    page.getByRole('textbox', { name }),
  )
  await toEditor?.fill(turned)
  await toAuthor?.fill('Line one\u000Bline two\uFEFF.')
  await sees(page, /Comments to the editors: character 120 is a right-to-left override \(U\+202E\)/)
  expect(await toEditor?.getAttribute('aria-invalid')).toBe('true')
  const saved = () =>
    harness.journal.deps.sql`
      select to_author, to_editor from journal.reviews where invitation_id = ${invited.invitationId}`.then(
      ([row]) => row,
    )
  await expect.poll(saved).toEqual({ to_author: 'Line one\nline two.', to_editor: '' })
  expect(await toEditor?.inputValue()).toBe(turned)
  expect(await asksBeforeLeaving(page)).toBe(true)
  await toEditor?.fill('right')
  await expect.poll(saved).toEqual({ to_author: 'Line one\nline two.', to_editor: 'right' })
  await page.locator('tj-saved', { hasText: /^Saved/ }).waitFor()
  expect(await asksBeforeLeaving(page)).toBe(false)
})

test('the title of a paper is repaired, and an abstract with reversed text is reported beside its field', async () => {
  const [email, password] = ['amina@example.org', 'a long enough password']
  const player = await harness.journal.person({ name: 'Amina Author', email })
  const passwordHash = await hashPassword(password)
  await harness.journal.deps.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, player.person.id))
  const { body: draft } = await player.ask('POST /api/submissions', {
    body: { callId: null, sectionId: harness.journal.fixtures.articles },
  })
  const page = await harness.enter('the author')
  await signIn(page, { email, password })
  await page.goto(`/author/${draft.id}?step=about`)
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Sleep\u000Band\u2028pain\u0002')
  await page.locator('tj-languages textarea').first().fill(turned)
  await sees(page, /Abstract \(English\): character 120 is a right-to-left override/)
  const title = () =>
    harness.journal.deps.sql`select title from journal.submissions where id = ${draft.id}`.then(
      ([row]) => row?.['title'],
    )
  await expect.poll(title).toBe('Sleep and pain')
  expect(await asksBeforeLeaving(page)).toBe(true)
})
