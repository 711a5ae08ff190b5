import { buffer } from 'node:stream/consumers'
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicChannel } from '../../server/db/events.ts'
import { readerRoutes } from '../../server/reader/routes.ts'
import { openCall } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { wholeSitemap } from '../support/sitemap.ts'
import { addressOf, assembledIssue, openPress, publishedIssue, readyArticle, type Press } from '../support/press.ts'
import type { ReadyArticle } from '../support/press.ts'
import { pdf } from '../support/samples.ts'

// The readers' pages: they need no script and reveal no identities.

const hostile = '<img src=x onerror="steal()"> & \'co\' </script>'
const smallPdf = pdf({ title: 'Small' })
const largePdf = pdf({ title: 'Large', atLeastBytes: 3_000_000 })

let journal: Journal
let press: Press
let plain: ReadyArticle
let odd: ReadyArticle
let issue: Awaited<ReturnType<typeof publishedIssue>>
let address: string
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
  plain = await readyArticle(
    press,
    {
      title: 'Income support after release',
      contributors: [
        { name: 'Ana Author', affiliation: 'A centre', orcid: '0000-0002-1825-0097' },
        { name: 'Hidden CANARYNAME', byline: 'withheld', affiliation: 'CANARYPLACE' },
      ],
    },
    { pdf: smallPdf },
  )
  odd = await readyArticle(
    press,
    { title: hostile, keyPoints: [hostile, hostile], keywords: [hostile] },
    { pdf: largePdf },
  )
  issue = await publishedIssue(press, [plain, odd])
  address = await addressOf(press, plain)
})
afterAll(() => journal[Symbol.asyncDispose]())

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await journal.visitor().open(url, headers)
  return { ...answer, text: String(answer.body) }
}
const meta = (page: string, name: string) =>
  [...page.matchAll(new RegExp(`<meta name="${name}" content="([^"]*)">`, 'g'))].map(([, content]) => content)

/** The cache is told of a publication shortly after the reply. */
async function eventually(url: string, words: string): Promise<void> {
  await expect.poll(async () => (await get(url)).text).toContain(words)
}

describe('the article page', () => {
  test('has the tags that Google Scholar and Zotero read', async () => {
    const { text } = await get(address)
    const { doi } = plain
    expect(meta(text, 'citation_title')).toEqual(['Income support after release'])
    expect(meta(text, 'citation_author')).toEqual(['Ana Author', 'Name withheld for safety'])
    expect(meta(text, 'citation_author_institution')).toEqual(['A centre'])
    expect(meta(text, 'citation_author_orcid')).toEqual(['https://orcid.org/0000-0002-1825-0097'])
    expect(meta(text, 'citation_publication_date')).toEqual(['2026/03/02'])
    expect(meta(text, 'citation_volume')).toEqual([String(issue.volume)])
    expect(meta(text, 'citation_issue')).toEqual([issue.number])
    expect([meta(text, 'citation_firstpage'), meta(text, 'citation_lastpage')]).toEqual([['1'], ['10']])
    expect(meta(text, 'citation_doi')).toEqual([doi])
    expect(meta(text, 'citation_issn')).toEqual(['1018-8185'])
    expect(meta(text, 'citation_keywords')).toEqual(['work', 'prison'])
    expect(meta(text, 'citation_pdf_url')).toEqual([`http://journal.test${address}/pdf`])
  })

  test('says one licence everywhere', async () => {
    const { text } = await get(address)
    const url = 'https://creativecommons.org/licenses/by-nc-nd/4.0/'
    expect(meta(text, 'DC.rights')).toEqual([url])
    expect(text).toContain(`<link rel="license" href="${url}">`)
    expect(text).toContain(`<a rel="license" href="${url}">CC BY-NC-ND 4.0</a>`)
    expect(json(text)).toMatchObject({ '@type': 'ScholarlyArticle', license: url, isAccessibleForFree: true })
  })

  test('gives each abstract in its language and direction, and how to cite', async () => {
    const { text } = await get(address)
    expect(text).toContain('<div lang="en" dir="ltr"><p><strong>Introduction:</strong> A study of work.</p>')
    expect(text).toContain('<details lang="ar" dir="rtl"><summary>العربية</summary>')
    expect(text).toContain(
      `Ana Author &amp; Name withheld for safety (2026). Income support after release. Torture Journal, ${issue.volume}(${issue.number}), 1–10. https://doi.org/${plain.doi}`,
    )
  })

  test('prints the DOI, and links it to doi.org only when it is one of the archive', async () => {
    const { text } = await get(address)
    expect(text).toContain(`<dt>DOI</dt><dd>${plain.doi}</dd>`)
    expect(text).not.toContain('href="https://doi.org')
    const archived = '10.7146/torture.v30i1.1'
    await journal.deps.sql`
      insert into journal.articles (id, number, status, title, search_of, doi, licence, licence_url, published_at)
      values (gen_random_uuid(), 77, 'published', 'Of the archive', md5(E'Of the archive\\n'), ${archived}, 'CC',
              'https://example.org/cc', now())`
    expect((await get('/articles/77')).text).toContain(
      `<dt>DOI</dt><dd><a href="https://doi.org/${archived}">https://doi.org/${archived}</a></dd>`,
    )
  })

  test('shows what an author typed as text, wherever it stands', async () => {
    const { text } = await get(await addressOf(press, odd))
    expect(text).not.toContain('<img')
    expect(text.match(/<\/script>/g)?.length).toBe(1)
    expect(json(text)).toMatchObject({ headline: hostile, keywords: [hostile] })
  })

  test('is nowhere to be seen before publication', async () => {
    const unpublished = await readyArticle(press, { title: 'UNPUBLISHEDCANARY' })
    await assembledIssue(press, [unpublished])
    const url = await addressOf(press, unpublished)
    expect([(await get(url)).status, (await get(`${url}/pdf`)).status]).toEqual([404, 404])
    const pages = await Promise.all(
      ['/', '/issues', '/search?q=unpublishedcanary'].map(async (page) => (await get(page)).text),
    )
    const texts = [...pages, await wholeSitemap(journal.visitor())]
    expect(texts.filter((text) => text.includes('UNPUBLISHEDCANARY') || text.includes(url))).toEqual([])
  })
})

function json(page: string): unknown {
  return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '')
}

describe('every public page', () => {
  test('sets no cookie, runs no script but the clock beside a deadline, asks nobody else, and names nobody who withheld the name', async () => {
    const things = {
      articleNumber: address.split('/')[2] ?? '',
      year: 2026,
      volume: issue.volume,
      issueSlug: issue.number,
      callSlug: (await openCall(journal, press.editor)).slug,
      words: 'income',
      oldArticleId: '1',
      oldIssueId: '1',
    }
    // The cache is told of the new call shortly after its publication.
    await expect.poll(async () => (await get('/')).text).toContain(`/calls/${things.callSlug}`)
    for (const { example } of readerRoutes) {
      const { headers, text } = await get(example(things))
      expect(headers.get('set-cookie')).toBeNull()
      expect(text).not.toMatch(/CANARY/)
      const scripts = text.match(/<script[^>]*>/g)?.filter((tag) => !tag.includes('ld+json')) ?? []
      expect(scripts, example(things)).toEqual(
        ['/', '/calls', `/calls/${things.callSlug}`].includes(example(things))
          ? [expect.stringMatching(/^<script type="module" async src="\/assets\/reader-island-[\w-]+\.js" data-zone="/)]
          : [],
      )
      expect(text).not.toMatch(/onerror="|style="/)
      expect([...text.matchAll(/(?:src|href)="(https?:\/\/[^"/]*)/g)].map(([, host]) => host)).toSatisfy(
        (hosts: string[]) => hosts.every((host) => linkedHosts.includes(host)),
      )
    }
  })

  // The targets of links, none of which the page itself loads.
  const linkedHosts = [
    // The publisher's own site, on the page of contacts.
    'https://irct.org',
    'http://journal.test',
    'https://doi.org',
    'https://orcid.org',
    'https://creativecommons.org',
    'http://purl.org',
  ]

  test('has a strong ETag and is not sent again to a browser that has it', async () => {
    const first = await get('/about', { 'accept-encoding': 'identity' })
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    const again = await get('/about', { 'if-none-match': `"other", ${etag}`, 'accept-encoding': 'identity' })
    expect([again.status, again.text.length]).toEqual([304, 0])
  })

  test('is compressed for browsers that accept it, with an ETag of its own', async () => {
    const response = await journal.app.inject({ url: address, headers: { 'accept-encoding': 'br, gzip' } })
    const plainly = await journal.app.inject({ url: address, headers: { 'accept-encoding': 'gzip;q=0' } })
    expect([response.headers['content-encoding'], plainly.headers['content-encoding']]).toEqual(['gzip', undefined])
    expect(gunzipSync(response.rawPayload).toString()).toBe(plainly.payload)
    expect(response.headers['etag']).not.toBe(plainly.headers['etag'])
    expect(response.headers['vary']).toBe('accept-encoding')
  })

  test('takes a few SQL statements, and none for the second reader', async () => {
    const issuePath = `/issues/${issue.volume}/${issue.number}`
    for (const page of ['/', '/issues', issuePath, await addressOf(press, odd), '/calls', '/search?q=income']) {
      // A minute later every page is rendered again.
      journal.clock.advance({ minutes: 1 })
      const first = await journal.countStatements(() => get(page))
      expect(first).toBeGreaterThan(0)
      expect(first).toBeLessThanOrEqual(8)
      expect(await journal.countStatements(() => get(page))).toBe(0)
    }
  })
})

test('what is published appears at once on pages that were read before', async () => {
  await get('/')
  const late = await readyArticle(press, { title: 'A late article' })
  await publishedIssue(press, [late])
  await eventually('/', 'A late article')
  await eventually('/issues', '41(')
  expect((await get(await addressOf(press, late))).status).toBe(200)
})

/** The copy of an article's PDF, which readers get. */
async function copyOf({ articleId }: ReadyArticle): Promise<Buffer> {
  const [row] = await journal.deps.sql<{ key: string }[]>`
    select storage_key as key from journal.galleys where article_id = ${articleId} and kind = 'pdf'`
  return buffer(await journal.deps.store.get(row?.key ?? ''))
}

describe('the PDF', () => {
  test('is downloaded unchanged, under a neutral name', async () => {
    const { status, headers, body } = await get(`${address}/pdf`)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const number = address.split('/')[2]
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="torture-${issue.volume}-${issue.number}-${number}.pdf"`,
    )
    const made = await copyOf(plain)
    expect(headers.get('etag')).toBe(`"${createHash('sha256').update(made).digest('hex')}"`)
    expect(Buffer.compare(body as Uint8Array, made)).toBe(0)
  })

  test('can be had in parts, small or large', async () => {
    for (const [article, whole] of [
      [plain, await copyOf(plain)],
      [odd, await copyOf(odd)],
    ] as const) {
      expect(whole.length > 2 * 1024 * 1024).toBe(article === odd)
      const url = `${await addressOf(press, article)}/pdf`
      const part = async (range: string) => {
        const { status, headers, body } = await get(url, { range })
        return { status, range: headers.get('content-range'), bytes: body as Uint8Array }
      }
      const middle = await part('bytes=100-1099')
      expect([middle.status, middle.range]).toEqual([206, `bytes 100-1099/${whole.length}`])
      expect(Buffer.compare(middle.bytes, whole.subarray(100, 1100))).toBe(0)
      const end = await part('bytes=-50')
      expect(Buffer.compare(end.bytes, whole.subarray(-50))).toBe(0)
      expect([(await part(`bytes=${whole.length}-`)).status, (await part('bytes=5-2')).status]).toEqual([416, 200])
      expect(Buffer.compare((await get(url)).body as Uint8Array, whole)).toBe(0)
    }
  })

  test('breaks off when the store has other bytes than were made', async () => {
    const bad = await readyArticle(press, {}, { pdf: pdf({ title: 'Bad', atLeastBytes: 2_500_000 }) })
    await publishedIssue(press, [bad])
    const wrong = '0'.repeat(64)
    await journal.deps
      .sql`update journal.galleys set sha256 = ${wrong} where article_id = ${bad.articleId} and kind = 'pdf'`
    await expect(get(`${await addressOf(press, bad)}/pdf`)).rejects.toThrow()
  })
})

describe('finding', () => {
  test('by words of a title, whole or begun, in any order; signs of query languages are just signs', async () => {
    const found = async (q: string) =>
      [...(await get(`/search?q=${encodeURIComponent(q)}`)).text.matchAll(/class="title" href="([^"]+)"/g)].map(
        ([, href]) => href,
      )
    expect(await found('income release')).toEqual([address])
    expect(await found('RELE incom')).toEqual([address])
    expect(await found("'; drop table | & ! :* (")).toEqual([])
    expect(await found('no such words at all')).toEqual([])
    expect((await get('/search')).status).toBe(200)
  })

  test('by the addresses of the old system, in one step', async () => {
    await journal.deps.sql`
      update journal.articles set legacy_url = 'https://tidsskrift.dk/torture-journal/article/view/156725' where id = ${plain.articleId}`
    await journal.deps.sql`
      update journal.issues set legacy_url = 'https://tidsskrift.dk/torture-journal/issue/view/12219' where id = ${issue.issueId}`
    for (const old of ['/index.php/torture-journal', '/torture-journal']) {
      const article = await get(`${old}/article/view/156725`)
      expect([article.status, article.headers.get('location')]).toEqual([301, address])
      expect((await get(`${old}/article/view/156725/9`)).headers.get('location')).toBe(address)
      const list = await get(`${old}/issue/view/12219`)
      expect([list.status, list.headers.get('location')]).toEqual([301, `/issues/${issue.volume}/${issue.number}`])
      expect((await get(`${old}/article/view/6725`)).status).toBe(404)
    }
  })

  test('without a result gives a page with suggestions, and a problem document to programs', async () => {
    const page = await get('/no/such/page')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(page.text).toContain('action="/search"')
    for (const url of ['/articles/999999999', '/articles/1e9', '/issues/99999999999/1', '/calls/%00', '/articles/0'])
      expect([url, (await get(url)).status]).toEqual([url, 404])
    const problem = await get('/api/no-such-thing')
    expect([problem.status, problem.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ])
  })
})

describe('what has the title of a special section', () => {
  const special = 'Special section: Livelihoods & Prisons'
  const titled = async (titles: { special: string; issue: string; section: string }) => {
    const { sql } = journal.deps
    await sql`update journal.special_sections set title = ${titles.special} where issue_id = ${issue.issueId}`
    await sql`update journal.issues set title = ${titles.issue} where id = ${issue.issueId}`
    await sql`update journal.sections set title = ${titles.section}
      where id in (select section_id from journal.articles where issue_id = ${issue.issueId})`
    await sql.notify(publicChannel, '')
  }
  /** How often the front page and the issue say a title. */
  const said = (what: RegExp) =>
    Promise.all(
      ['/', `/issues/${issue.volume}/${issue.number}`].map(
        async (page) => (await get(page)).text.replace(/<head>.*?<\/head>/s, '').match(what)?.length ?? 0,
      ),
    )

  test.each(['', special, 'Special Section. livelihoods & prisons', 'Livelihoods & Prisons'])(
    'is printed once on the front page and in the issue, when the issue is called %j',
    async (title) => {
      await titled({ special, issue: title, section: 'Special Section' })
      await expect.poll(() => said(/special section/gi)).toEqual([1, 1])
      expect(await said(/livelihoods &amp; prisons/gi)).toEqual([1, 1])
    },
  )

  test('says that it is one when its own title does not', async () => {
    await titled({ special: 'Livelihoods & Prisons', issue: '', section: 'Article' })
    await expect.poll(() => said(/Special section: Livelihoods &amp; Prisons/g)).toEqual([1, 1])
  })
})

test('a record without a title is in its issue, not on the front page', async () => {
  const { sql } = journal.deps
  expect((await get('/')).text).toContain(`"${address}"`)
  const [{ title } = { title: '' }] = await sql<{ title: string }[]>`
    update journal.articles a set title = '' from journal.articles b
    where a.id = ${plain.articleId} and b.id = a.id returning b.title`
  await sql.notify(publicChannel, '')
  await expect.poll(async () => (await get('/')).text).not.toContain(`"${address}"`)
  expect((await get(`/issues/${issue.volume}/${issue.number}`)).text).toContain(`"${address}"`)
  await sql`update journal.articles set title = ${title} where id = ${plain.articleId}`
  await sql.notify(publicChannel, '')
})

describe('a preview', () => {
  test('is the real page for its editors, marked, never cached, and closed to others', async () => {
    const next = await readyArticle(press, { title: 'A coming article' })
    const { issueId } = await assembledIssue(press, [next])
    const own = await press.author.open(`/preview/articles/${next.articleId}`)
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(String(own.body)).toMatch(/role="status">Preview[\s\S]*A coming article[\s\S]*\/api\/galleys\//)
    const builder = await press.editor.open(`/preview/issues/${issueId}`)
    expect(String(builder.body)).toContain('A coming article')
    const stranger = await journal.person({ roles: ['author', 'reviewer'] })
    const answers = await Promise.all([
      stranger.open(`/preview/articles/${next.articleId}`),
      stranger.open(`/preview/issues/${issueId}`),
      journal.visitor().open(`/preview/articles/${next.articleId}`),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 303])
    const back = `/preview/articles/${next.articleId}`
    expect(answers[2]?.headers.get('location')).toBe(`/account/sign-in?next=${encodeURIComponent(back)}`)
    expect(String((await journal.visitor().open(answers[2]?.headers.get('location') ?? '')).body)).toContain(
      `value="${back}"`,
    )
  })
})

// The last: the clock moves, and the sessions of the stories before it run out.
describe('a call', () => {
  test('shows its deadline in Copenhagen and universal time, and closes when it has passed', async () => {
    journal.clock.setTo('2026-03-02T09:30:00.000Z')
    const call = await openCall(journal, press.editor, 10)
    await eventually(`/calls/${call.slug}`, 'Submit to this call')
    const { text } = await get(`/calls/${call.slug}`)
    expect(text).toContain(
      '<time data-deadline datetime="2026-03-12T09:30:00.000Z">12 March 2026, 10:30 in Copenhagen</time>',
    )
    expect(text).toContain('09:30 UTC')
    expect(text).toContain(`href="/author/submit?call=${call.id}"`)
    journal.clock.advance({ days: 10, minutes: 1 })
    expect((await get(`/calls/${call.slug}`)).text).toContain('This call is closed.')
    expect((await get(`/calls/${call.slug}`)).text).not.toContain('Submit to this call')
  })
})
