import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillArchive } from '../support/long-archive.ts'
import { crawl } from './crawl.ts'
import { openHarness, type Harness } from './harness.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { follow, sees } from './pages/sees.ts'
import { editor } from './personas.ts'

// Lists that continue on another page, in the browser.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
  await fillArchive(harness.journal.deps.sql, harness.journal.clock.now())
})
afterAll(() => harness[Symbol.asyncDispose]())

test('the pages of a long archive have no barriers', async () => {
  const page = await harness.enter('visitor')
  const kinds = await crawl(page, { start: '/issues', under: /^\/(?:issues|calls)/ })
  expect(kinds).toEqual([
    '/calls',
    '/calls/:slug',
    '/calls/before/:slug',
    '/issues',
    '/issues/:id/:id',
    '/issues/before/:id/:id',
    '/issues/years/:id',
  ])
  expect(harness.complaints).toEqual([])
})

test('the editors’ list leads to earlier issues', async () => {
  await harness.engage(editor)
  const page = await harness.enter('editor')
  await signIn(page, editor)
  await page.goto('/editor/issues')
  await sees(page, '35(70)')
  await follow(page, 'Earlier issues')
  await sees(page, '34(2)')
  await inspect(page, 'earlier issues')
  expect(harness.complaints).toEqual([])
})
