import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo } from '../../server/db/client.ts'
import { demonstrationAccounts } from '../../server/demo/people.ts'
import { tooWide } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { openHarness, type Harness } from './harness.ts'
import { crawl } from './crawl.ts'

// Any name and any text of a user: Arabic names beside numbers and punctuation, words as long as a line. Every page that a link leads to
// isolates each of them, and stays no wider than a phone.

const roles = ['editor', 'author', 'reviewer', 'administrator'] as const

let harness: Harness
beforeAll(async () => {
  harness = await openHarness({ demonstration: true })
  await plant(harness)
})
afterAll(() => harness[Symbol.asyncDispose]())

const planted = (kind: string) => `سعاد${kind}${'W'.repeat(190)}نور`
const anyPlanted = 'سعاد[a-z]+W+نور'

/** Replaces everybody's name and every title. */
async function plant({ journal }: Harness): Promise<void> {
  const database = connectTo(journal.env.DATABASE_URL, { max: 1 })
  const { sql } = database
  const [name, title, keyword, place, file] = ['name', 'title', 'keyword', 'place', 'file'].map(planted)
  for (const table of ['identity.accounts', 'identity.contributors', 'journal.bylines'])
    await sql`update ${sql(table)} set name = ${name ?? ''}, affiliation = ${place ?? ''} || left(md5(ctid::text), 2)`
  await sql`update identity.contributors set pen_name = ${name ?? ''} where pen_name is not null`
  await sql`update journal.bylines set sort_name = ${name ?? ''} || ', ' || ${name ?? ''}`
  await sql`update journal.submissions set title = ${title ?? ''}, keywords = ${[keyword ?? '', keyword ?? '']}`
  await sql`update journal.versions set title = ${title ?? ''}, keywords = ${[keyword ?? '', keyword ?? '']} where title is not null`
  await sql`update journal.articles set title = ${title ?? ''}, subtitle = null, keywords = ${[keyword ?? '', keyword ?? '']}`
  for (const table of ['journal.call_versions', 'journal.special_sections', 'journal.sections'])
    await sql`update ${sql(table)} set title = ${title ?? ''}`
  await sql`update journal.special_sections set guest_editors = ${[name ?? '', name ?? '']}`
  await sql`update journal.issues set title = ${title ?? ''}`
  await sql`update identity.file_origins set original_name = ${file ?? ''} || '.docx'`
  await database.close()
}

/** Planted texts that share a line with other text and are not isolated from it. */
function bare(page: Page): Promise<string[]> {
  return page.evaluate((pattern) => {
    const planted = new RegExp(pattern)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      if (!planted.test(text) || node.parentElement?.closest('script, style, textarea, option') != null) continue
      // Isolated by characters in a sentence of the catalogue.
      const rest = text.replaceAll(new RegExp(`\\u2068${pattern}[^\\u2069]*\\u2069`, 'g'), '')
      if (!planted.test(rest)) continue
      const alone = node.parentElement?.closest('bdi, [dir]')
      const words = (alone?.tagName === 'HTML' ? null : alone?.textContent) ?? '?'
      if (/[\p{L}\p{N}]/u.test(words.replace(new RegExp(`${pattern}[0-9a-f]{0,2}(?:\\.docx)?`), '')))
        found.push(
          `${node.parentElement?.outerHTML.replaceAll(/W{9,}/g, 'W').slice(0, 160)} in ${words.replaceAll(/W{9,}/g, 'W').slice(0, 60)}`,
        )
    }
    return [...new Set(found)]
  }, anyPlanted)
}

describe.each([
  ['reader', '/', /^\/(?:issues|articles|calls|search|about)?(?:[/?]|$)/],
  ['editor', '/editor', /^\/editor/],
  ['author', '/author', /^\/(?:author|account)/],
  ['reviewer', '/review', /^\/review/],
  ['administrator', '/admin', /^\/admin/],
] as const)('for the %s', (who, start, under) => {
  test('names and titles are isolated, and a long word widens no screen', async () => {
    const page = await harness.enter(who)
    const account = demonstrationAccounts.find(({ role }) => role === roles.find((role) => role === who))
    if (account !== undefined) await signIn(page, account)
    let met = 0
    await crawl(page, { start, under }, async (shown, href) => {
      met += Number((await shown.content()).includes('سعاد'))
      expect.soft(await bare(shown), `${href}: not by themselves`).toEqual([])
      expect.soft(await tooWide(shown), `${href}: wider than a phone`).toEqual([])
    })
    expect(met).toBeGreaterThan(1)
  })
})
