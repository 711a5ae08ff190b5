import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJournal, type Journal } from '../support/journal.ts'
import { wholeSitemap } from '../support/sitemap.ts'
import { addressOf, openPress, publishedIssue, readyArticle, type Press } from '../support/press.ts'
import { freshKey } from '../support/given.ts'

// Addresses: every issue has one that works whatever its number is, and what is no address of ours gets a page that says so.

let journal: Journal
let press: Press
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const get = async (url: string) => {
  const answer = await journal.visitor().open(url)
  return {
    ...answer,
    text: answer.body instanceof Uint8Array ? Buffer.from(answer.body).toString() : String(answer.body),
  }
}

/** Sends the address as it is typed; fetch() would correct it. */
function raw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; text: string; csp: string }> {
  const { hostname, port } = new URL(journal.origin)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { host: 'journal.test', ...headers } }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (part) => (text += part))
      reply.on('end', () =>
        resolve({
          status: reply.statusCode ?? 0,
          type: reply.headers['content-type'] ?? '',
          csp: String(reply.headers['content-security-policy'] ?? ''),
          text,
        }),
      )
    })
      .on('error', reject)
      .end()
  })
}

async function issueNumbered(number: string): Promise<{ number: string; slug: string }> {
  const { editor } = press
  const { body } = await editor.ask('POST /api/issues', {
    body: { volume: 50, number, year: 2026, title: '', summary: '' },
  })
  await journal.deps.sql`update journal.issues set status = 'published', published_at = now() where id = ${body.id}`
  const { body: built } = await editor.ask('GET /api/issues/:id', { params: { id: body.id } })
  return { number, slug: built.slug }
}

describe('issues whose numbers are no part of an address', () => {
  const numbers = ['1/2', '..', '.', 'a b', '3?x=1', '#4', '50%', '%2e%2e', '特集', 'عدد خاص', '7&8', 'S"1', '1-2']

  test('can be read, are in the sitemap, and answer at their old address', async () => {
    const made = []
    for (const number of numbers) made.push(await issueNumbered(number))
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(numbers.length)
    const sitemap = await wholeSitemap(journal.visitor())
    const { text: archive } = await get('/issues')
    for (const { number, slug } of made) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      const page = await get(`/issues/50/${slug}`)
      expect([number, page.status]).toEqual([number, 200])
      expect(page.text).toContain(`<link rel="canonical" href="http://journal.test/issues/50/${slug}">`)
      expect(sitemap).toContain(`<loc>http://journal.test/issues/50/${slug}</loc>`)
      expect(archive).toContain(`href="/issues/50/${slug}"`)
      // A browser removes `..` from an address, so these two addresses are different.
      const old = await raw(`/issues/50/${encodeURIComponent(number)}`)
      if (!number.startsWith('.')) expect([number, [200, 301].includes(old.status)]).toEqual([number, true])
    }
  })

  test('keep their number as it is printed', async () => {
    const { text } = await get('/issues')
    expect(text).toContain('50(1/2)')
    expect((await journal.deps.sql`select from journal.issues where number = '特集' and slug = 'issue-3'`).length).toBe(
      1,
    )
  })
})

test('issue 9 comes after issue 10 in the archive and on the editors’ list, 1-2 after 3', async () => {
  const { editor } = press
  for (const number of ['9', '10', '3', '1-2', '2'])
    await editor.ask('POST /api/issues', { body: { volume: 60, number, year: 2030, title: '', summary: '' } })
  const { body } = await editor.ask('GET /api/issues')
  const listed = body.issues.filter(({ volume }) => volume === 60).map(({ number }) => number)
  expect(listed).toEqual(['10', '9', '3', '2', '1-2'])
  await journal.deps.sql`update journal.issues set status = 'published', published_at = now() where volume = 60`
  const { text } = await get('/issues?fresh')
  const there = [...text.matchAll(/60\(([^)]+)\)/g)].map(([, number]) => number)
  expect(there.length === 0 ? listed : there).toEqual(listed)
})

describe('one page, or a number instead of pages', () => {
  const printed = async (firstPage: string, lastPage: string | null) => {
    const { editor } = press
    const ready = await readyArticle(press, { title: `On ${firstPage}` })
    const params = { id: ready.articleId }
    const { body } = await editor.ask('GET /api/articles/:id', { params })
    const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, bylines } = body
    const sorted = bylines.map((byline) => ({ ...byline, sortName: 'Author, Ana' }))
    await editor.ask('PUT /api/articles/:id', {
      params,
      body: {
        version,
        title,
        subtitle,
        abstract,
        keywords,
        keyPoints,
        contentNote,
        doi,
        firstPage,
        lastPage,
        bylines: sorted,
      },
    })
    await journal.settle()
    const number = `${firstPage}/..`
    const begun = await editor.ask('POST /api/issues', {
      body: { volume: 51, number, year: 2026, title: '', summary: '' },
    })
    const contents = [{ articleId: ready.articleId, specialSectionId: null }]
    await editor.ask('PUT /api/issues/:id/contents', {
      params: begun.body.id ? { id: begun.body.id } : params,
      body: { version: 1, contents },
    })
    const { suggestedDoi } = (await editor.ask('GET /api/articles/:id', { params })).body
    expect(suggestedDoi).toMatch(new RegExp(`^10\\.7146/torture\\.v51i${firstPage}\\.\\d+$`))
    await editor.ask('POST /api/issues/:id/publish', { params: { id: begun.body.id }, idempotencyKey: freshKey() })
    return await addressOf(press, ready)
  }
  const jsonOf = (text: string) =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '{}')
  const meta = (page: string, name: string) => new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(page)?.[1]

  test('page 12 is complete without a last page', async () => {
    const address = await printed('12', null)
    const { text } = await get(address)
    expect(jsonOf(text)).toMatchObject({ pageStart: '12', pageEnd: '12', pagination: '12' })
    expect([meta(text, 'citation_firstpage'), meta(text, 'citation_lastpage')]).toEqual(['12', '12'])
    expect(text).toContain('page 12')
    expect((await get(`${address}/cite.bib`)).text).toContain('pages = {12}')
    expect((await get(`${address}/cite.ris`)).text).toContain('SP  - 12\r\nPY')
  })

  test('e12 is no page', async () => {
    const address = await printed('e12', null)
    const { text } = await get(address)
    const told = jsonOf(text)
    expect([told.pageStart, told.pageEnd, told.pagination]).toEqual([undefined, undefined, undefined])
    expect(told.identifier).toContainEqual({ '@type': 'PropertyValue', propertyID: 'article-number', value: 'e12' })
    expect([meta(text, 'citation_firstpage'), meta(text, 'citation_lastpage')]).toEqual(['e12', undefined])
    expect(text).toContain('Author, A. (2026). On e12. Torture Journal, 51(e12/..), Article e12.')
    expect(told.author[0]).toMatchObject({ name: 'Ana Author', familyName: 'Author', givenName: 'Ana' })
    expect((await get(`${address}/cite.bib`)).text).toContain('eid = {e12}')
    expect((await get(`${address}/cite.ris`)).text).toContain('C7  - e12')
  })

  test('what has no article, or none with a title, has no reference', async () => {
    for (const number of ['999999', '0', 'x', '1e3'])
      expect((await get(`/articles/${number}/cite.bib`)).status).toBe(404)
  })
})

describe('an invalid address', () => {
  const malformed = [
    '/%',
    '/%ff',
    '/issues/%E0%A4%A',
    '/articles/%00',
    '/calls/%c3%28',
    '/issues/36/%00',
    '/search/%2',
    '/a%00b',
    `/articles/${'9'.repeat(200)}`,
    `/calls/${'a'.repeat(1500)}`,
    `/${'x/'.repeat(2000)}`,
    '/preview/calls/not-an-id',
    '/preview/articles/%00',
    '/articles/1/pdf/%',
    '/issues/x/y',
    '//',
    '/./..//x',
    '/calls/%ED%A0%80',
    '/author%ff',
  ]

  test.each(malformed)('%s gets the page that says so, with the headers of every page', async (path) => {
    const answer = await raw(path, { accept: 'text/html' })
    expect([path, answer.status, answer.type]).toEqual([path, 404, 'text/html; charset=utf-8'])
    expect(answer.text).toContain('Page not found')
    expect(answer.csp).toContain("default-src 'none'")
  })

  test.each([
    '/api/%',
    '/api/submissions/%00',
    '/api/calls/%ff',
    `/api/${'x'.repeat(3000)}`,
    '/api/nothing',
    '/assets/%',
  ])('%s gets a problem document', async (path) => {
    const answer = await raw(path)
    expect([answer.status, answer.type]).toEqual([404, 'application/problem+json; charset=utf-8'])
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found', status: 404 })
  })

  test('an id that is none leads nowhere, and is no input', async () => {
    for (const id of ['not-an-id', '1', '../../x', '00000000-0000-0000-0000-00000000000g', ''.padEnd(90, '0')])
      expect((await press.editor.refused('GET /api/calls/:id', { params: { id } })).code).toBe('not_found')
  })
})

describe('an ORCID iD whose check character is wrong', () => {
  const wrong = '0000-0002-1825-0098'

  test('is refused by every endpoint, at its field', async () => {
    const { editor, author } = press
    const profile = { name: 'Ana Author', affiliation: '', country: null, orcid: wrong, expertise: [], languages: [] }
    const paths = async (asked: Promise<{ fields?: readonly { path: string }[] }>) =>
      (await asked).fields?.map(({ path }) => path)
    expect(await paths(author.refused('PUT /api/account' as never, { body: profile } as never))).toEqual(['orcid'])
    const { body: begun } = await author.ask('POST /api/submissions', {
      body: { callId: null, sectionId: journal.fixtures.articles },
    })
    const { body: draft } = await author.ask('GET /api/submissions/:id', { params: { id: begun.id } })
    const contributors = draft.contributors.map((person) => ({ ...person, orcid: wrong }))
    expect(
      await paths(
        author.refused('PATCH /api/submissions/:id', {
          params: { id: begun.id },
          body: { version: draft.version, contributors },
        }),
      ),
    ).toEqual(['contributors.0.orcid'])
    const ready = await readyArticle(press, {})
    const params = { id: ready.articleId }
    const { body } = await editor.ask('GET /api/articles/:id', { params })
    const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, firstPage, lastPage, bylines } =
      body
    const bylinesWrong = bylines.map((byline) => ({ ...byline, orcid: wrong }))
    const sent = {
      version,
      title,
      subtitle,
      abstract,
      keywords,
      keyPoints,
      contentNote,
      doi,
      firstPage,
      lastPage,
      bylines: bylinesWrong,
    }
    expect(await paths(editor.refused('PUT /api/articles/:id', { params, body: sent }))).toEqual(['bylines.0.orcid'])
  })

  test('is shown to no reader when it was stored before', async () => {
    const ready = await readyArticle(press, { title: 'Old record' })
    await publishedIssue(press, [ready])
    await journal.deps.sql`update journal.bylines set orcid = ${wrong} where article_id = ${ready.articleId}`
    expect((await get(await addressOf(press, ready))).text).not.toContain(wrong)
  })
})
