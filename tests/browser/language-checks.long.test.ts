import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textsIn } from '../../server/strings/translate.ts'
import { author } from './personas.ts'
import { arriveAt } from './crawl.ts'
import { openHarness, phone, type Harness } from './harness.ts'
import { tooWide } from './inspect.ts'
import { fixedWords } from '../support/fixed-words.ts'
import { unturned } from './languages/turned.ts'
import { writeInGreek } from '../support/in-greek.ts'
import { signIn } from './pages/account.ts'

// A page in a pseudo-language (server/domain/languages.ts), and the faults that the crawl of all pages (languages.long.test.ts) must find.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness({ pseudoLanguages: true })
  await harness.engage(author, 'author')
  await writeInGreek(harness.journal)
})
afterAll(() => harness[Symbol.asyncDispose]())

function plant(page: Page): Promise<void> {
  return page.evaluate(() => {
    const [words, label, box, side] = ['p', 'button', 'div', 'p'].map((name) => document.createElement(name))
    if (!words || !label || !box || !side) return
    words.textContent = 'Fixed by the code'
    label.title = 'Hint'
    box.style.cssText = 'width: 500px; height: 1em'
    side.style.textAlign = 'left'
    document.querySelector('main')?.append(words, label, box, side)
  })
}

test('a fixed text or hint, a wide box and a paragraph with a fixed side are found', async () => {
  const page = await harness.enter('visitor')
  await arriveAt(page, '/about?lang=en-XA')
  expect([await fixedWords(page), await tooWide(page, 320)]).toEqual([[], []])
  await plant(page)
  const words = (await fixedWords(page)).map((found) => found.split(':')[0])
  expect(words).toEqual(['Fixed', 'by', 'the', 'code', 'Hint'])
  expect(await tooWide(page, 320)).toEqual([expect.stringMatching(/^<div .* of 320$/)])
  await arriveAt(page, '/about?lang=ar-XB')
  expect([await unturned(page), await tooWide(page, 320)]).toEqual([[], []])
  await plant(page)
  expect(await unturned(page)).toEqual([expect.stringMatching(/^<p style="text-align: left/)])
  expect(await tooWide(page, 320)).toEqual([expect.stringMatching(/^<div .* of 320$/)])
})

test('a language chosen for the account applies to its screens immediately, on every device', async () => {
  const page = await harness.enter('the author', phone)
  await signIn(page, author)
  await page.goto('/account')
  await page.getByRole('combobox', { name: 'Language of pages and e-mails' }).selectOption('en-XA')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const heading = textsIn('en-XA', 'common')('title.account')
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'en-XA',
    'ltr',
  ])
  expect(await fixedWords(page)).toEqual([])
  const other = await harness.enter('the author, elsewhere', phone)
  await signIn(other, author)
  await other.getByRole('heading', { level: 1, name: textsIn('en-XA', 'author')('home.title') }).waitFor()
  expect(await fixedWords(other)).toEqual([])
})
