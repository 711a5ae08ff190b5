import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inReview, invite } from '../support/given.ts'
import { openPress, readyArticle } from '../support/press.ts'
import { editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { hasFocus, hears, tabTo } from './pages/keys.ts'
import { sees, seesHeading } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'

// The most frequent tasks, and those usually done by dragging, without a pointer.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/keyboard-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

test('a reviewer accepts, reviews and submits by keyboard alone', async () => {
  const [invited] = await invite(await inReview(harness.journal))
  const page = await harness.enter('reviewer')
  await page.goto(`/review/open#${invited?.token}`)
  await pressKeyOn(page, 'button', 'Open the invitation')
  await seesHeading(page, 'What we ask you to do')
  await pressKeyOn(page, 'button', 'Accept')
  await sees(page, 'You accepted this invitation. Thank you.')
  await pressKeyOn(page, 'link', 'Go to the manuscript and the form')
  await seesHeading(page, 'Scores')

  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await page.evaluate(() => document.body.focus())
  await page.reload()
  await seesHeading(page, 'Scores')
  await tabTo(page, skip)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Download the manuscript' }))

  await score(page, 'Originality', '4 Good')
  await score(page, 'Method', '2 Weak')
  await tabTo(page, page.getByRole('textbox', { name: 'To the author' }))
  await page.keyboard.type('The argument is clear.')
  await tabTo(page, page.getByRole('textbox', { name: /^To the editors only/ }))
  await page.keyboard.type('Worth having.')
  await tabTo(page, page.getByRole('group', { name: 'Your recommendation' }).getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: /^Minor revision/ }).isChecked()).toBe(true)
  await sees(page, 'Nothing is missing.')
  await pressKeyOn(page, 'button', 'Submit review')
  await sees(page, 'We have received your review')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/We have received your review/)
})

test('an editor puts an issue in order by keyboard alone', async () => {
  const press = await openPress(harness.journal)
  for (const title of ['First paper', 'Second paper', 'Third paper']) await readyArticle(press, { title })
  const issue = { volume: 41, number: '1', year: 2026, title: '', summary: '' }
  const { body } = await press.editor.ask('POST /api/issues', { body: issue })
  const special = { id: null, title: 'Livelihoods', guestEditors: ['Gus Guest'], callId: null }
  await press.editor.ask('PUT /api/issues/:id/special-sections', {
    params: { id: body.id },
    body: { version: 1, specialSections: [special] },
  })

  const page = await harness.enter('editor')
  await signIn(page, editor)
  await page.goto(`/editor/issues/${body.id}`)
  await seesHeading(page, 'Issue 41(1), 2026')
  for (const title of ['First paper', 'Second paper', 'Third paper']) await pressKeyOn(page, 'button', `Add: ${title}`)
  await expect.poll(() => orderOf(page)).toEqual(['First paper', 'Second paper', 'Third paper'])

  const up = page.getByRole('button', { name: 'Move up: Third paper' })
  await tabTo(page, up)
  await page.keyboard.press('Enter')
  await hears(page, 'Third paper: now 2 of 3.')
  expect(await orderOf(page)).toEqual(['First paper', 'Third paper', 'Second paper'])
  expect(await hasFocus(up), 'the focus goes along').toBe(true)
  await page.keyboard.press('Alt+ArrowUp')
  await hears(page, 'Third paper: now 1 of 3.')
  expect(await orderOf(page)).toEqual(['Third paper', 'First paper', 'Second paper'])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => orderOf(page)).toEqual(['First paper', 'Third paper', 'Second paper'])

  await tabTo(page, page.getByRole('combobox', { name: 'Place of: Second paper' }))
  await page.keyboard.type('Special')
  await hears(page, 'in the special section Livelihoods')
  await sees(page, /^Saved \d\d:\d\d$/)
  await pressKeyOn(page, 'button', 'Undo the last move')
  await hears(page, 'The last move is undone.')
  await sees(page, /^Saved \d\d:\d\d$/)
  await page.reload()
  await seesHeading(page, 'Issue 41(1), 2026')
  await expect.poll(() => orderOf(page)).toEqual(['First paper', 'Third paper', 'Second paper'])
  expect(harness.complaints).toEqual([])
})

async function pressKeyOn(page: Page, role: 'button' | 'link', name: string): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }).first())
  await page.keyboard.press('Enter')
}

/** Tab moves the focus to a scale, arrow keys select a value. */
async function score(page: Page, criterion: string, words: string): Promise<void> {
  const scale = page.getByRole('group', { name: criterion })
  await tabTo(page, scale.getByRole('radio').first())
  const wanted = scale.getByRole('radio', { name: words })
  for (let step = 0; step < 6 && !(await wanted.isChecked()); step += 1) await page.keyboard.press('ArrowRight')
  expect(await wanted.isChecked(), `${criterion}: ${words}`).toBe(true)
}

/** The titles in the issue's contents, from top to bottom. */
function orderOf(page: Page): Promise<string[]> {
  return page
    .getByRole('region', { name: /^In this issue/ })
    .getByRole('listitem')
    .locator('.title')
    .allInnerTexts()
}
