import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJournal, type Journal } from '../support/journal.ts'
import { fillArchive } from '../support/long-archive.ts'
import { wholeSitemap } from '../support/sitemap.ts'

// A journal with more issues, articles and calls than fit on one page.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
  await fillArchive(journal.deps.sql, journal.clock.now())
})
afterAll(() => journal[Symbol.asyncDispose]())

const textOf = async (path: string) => {
  const { status, body } = await journal.visitor().open(path)
  expect([path, status]).toEqual([path, 200])
  return String(body)
}

/** What the pages from one on link to, each page by its link to the next. */
async function linksFrom(path: string, link: RegExp): Promise<string[][]> {
  const text = await textOf(path)
  const next = /<a rel="next" href="([^"]+)"/.exec(text)?.[1]
  const found = [...text.matchAll(link)].map(([, target = '']) => target)
  return [found, ...(next === undefined ? [] : await linksFrom(next, link))]
}

const issueLink = /href="(\/issues\/\d+\/[^"]+)"/g
const inOrder = (year: number, count: number) =>
  Array.from({ length: count }, (_, n) => `/issues/${year - 1990}/${count - n}`)
const everyIssue = [...inOrder(2025, 70), ...Array.from({ length: 20 }, (_, n) => inOrder(2024 - n, 2)).flat()]

describe('the archive', () => {
  test('has every issue once, the newest first, page after page', async () => {
    const pages = await linksFrom('/issues', issueLink)
    expect(pages.map(({ length }) => length)).toEqual([60, 50])
    expect(pages.flat()).toEqual(everyIssue)
  })

  test('leads to each year, whose page has the issues of this year', async () => {
    const years = [...(await textOf('/issues')).matchAll(/href="(\/issues\/years\/\d+)"/g)].map(([, path = '']) => path)
    expect(years).toEqual(Array.from({ length: 21 }, (_, n) => `/issues/years/${2025 - n}`))
    expect(await linksFrom('/issues/years/2010', issueLink)).toEqual([inOrder(2010, 2)])
    // A year with more than a page continues like the archive.
    expect((await linksFrom('/issues/years/2025', issueLink)).flat()).toEqual(everyIssue)
  })

  test.each([
    '/issues/years/1990',
    '/issues/years/02025',
    '/issues/years/x',
    '/issues/before/15/1',
    '/issues/before/99/1',
  ])('has no page %s', async (path) => {
    expect((await journal.visitor().open(path)).status).toBe(404)
  })
})

test('the editors’ list has all issues in preparation, and every published one once', async () => {
  const editor = await journal.person({ roles: ['editor'] })
  const details = { volume: 1, number: '1', year: 1991, title: '', summary: '' }
  const { body: begun } = await editor.ask('POST /api/issues', { body: details })
  const pages = [(await editor.ask('GET /api/issues')).body]
  for (let page = pages[0]; page?.more; page = pages.at(-1)) {
    const before = page.issues.findLast(({ status }) => status === 'published')?.id ?? ''
    pages.push((await editor.ask('GET /api/issues', { query: { before } })).body)
  }
  expect(pages.map(({ issues }) => issues.length)).toEqual([51, 50, 10])
  expect(pages[0]?.issues.filter(({ status }) => status !== 'published').map(({ id }) => id)).toEqual([begun.id])
  const published = pages.flatMap(({ issues }) => issues.filter(({ status }) => status === 'published'))
  expect(published.map(({ volume, slug }) => `/issues/${volume}/${slug}`)).toEqual(everyIssue)
})

test('calls are listed the newest first, page after page, those that are open on the first', async () => {
  const pages = await linksFrom('/calls', /class="title" href="([^"]+)"/g)
  expect(pages.map(({ length }) => length)).toEqual([51, 19])
  expect(pages.flat()).toEqual(Array.from({ length: 70 }, (_, n) => `/calls/call-${n + 1}`))
})

test('the sitemaps have every issue, article and call once, each article in the sitemap of its block of numbers', async () => {
  const text = await wholeSitemap(journal.visitor())
  const paths = [...text.matchAll(/<loc>http:\/\/journal\.test([^<]*)<\/loc>/g)].map(([, path = '']) => path)
  const of = (start: string) => paths.filter((path) => path.startsWith(start))
  expect(of('/sitemap-articles')).toEqual([0, 1, 77, 200].map((block) => `/sitemap-articles-${block}.xml`))
  expect(of('/articles/')).toEqual([1, 999, 1000, 77999, 200000].map((number) => `/articles/${number}`))
  expect(of('/sitemap-issues')).toEqual(Array.from({ length: 21 }, (_, n) => `/sitemap-issues-${2025 - n}.xml`))
  expect(of('/issues/').toSorted()).toEqual(everyIssue.toSorted())
  expect(of('/calls/').length).toBe(70)
  for (const none of ['articles-2', 'articles-x', 'issues-1990', 'issues-99999'])
    expect((await journal.visitor().open(`/sitemap-${none}.xml`)).status).toBe(404)
})

test('who searches for more and more words has to wait, and pages and found words stay open', async () => {
  const search = async (n: number) => (await journal.visitor().open(`/search?q=w${n}`)).status
  for (let n = 1; n <= 600; n++) if ((await search(n)) !== 200) expect.unreachable(`search ${n} was refused`)
  expect(await search(601)).toBe(429)
  expect([await search(1), await textOf('/issues')]).toEqual([200, expect.any(String)])
  journal.clock.advance({ minutes: 1 })
  expect(await search(601)).toBe(200)
})
