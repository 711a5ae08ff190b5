import { expect, test } from 'vitest'
import { fillArchive } from '../support/long-archive.ts'
import { crawl } from './crawl.ts'
import { openHarness } from './harness.ts'

test('the pages of a long archive have no barriers, on a laptop and on a phone', async () => {
  await using harness = await openHarness()
  await fillArchive(harness.journal.deps.sql, harness.journal.clock.now())
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
