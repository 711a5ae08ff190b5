import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo } from '../../server/db/client.ts'
import { furnishPages } from '../../server/demo/pages.ts'
import { pageSlugs } from '../../server/domain/public-pages.ts'
import { openCall, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Pages for first-time authors before registering: guidelines, policies, people, contact, privacy, and the steps after submission.

let journal: Journal
let editor: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Ida Editor', roles: ['editor'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const get = async (url: string) => {
  const answer = await journal.visitor().open(url)
  return {
    status: answer.status,
    text: answer.body instanceof Uint8Array ? Buffer.from(answer.body).toString() : String(answer.body),
  }
}
const firstText = 'The editors have not confirmed it yet'
const read = async (slug: (typeof pageSlugs)[number]) =>
  (await editor.ask('GET /api/pages/:slug', { params: { slug } })).body

describe.each(pageSlugs)('/%s', (slug) => {
  test('is there without an account, says that it is a first text, and is linked from every page and the sitemap', async () => {
    const { status, text } = await get(`/${slug}`)
    expect(status).toBe(200)
    expect(text).toContain(firstText)
    for (const page of ['/', '/issues', '/calls', '/about', '/search', '/no-such-page'])
      expect((await get(page)).text, page).toContain(`<a href="/${slug}"`)
    expect((await get('/sitemap-pages.xml')).text).toContain(`<loc>http://journal.test/${slug}</loc>`)
    const links = [...text.matchAll(/<a href="(\/[^"#]*)/g)].map(([, href]) => href ?? '')
    for (const link of new Set(links)) expect([link, (await get(link)).status]).toEqual([link, 200])
  })
})

test('the limits of the sections can be read before registering', async () => {
  await journal.deps.sql`
    update journal.sections set word_limit = 6543, abstract_limit = 321, policy = 'A study of its own.' where id = ${journal.fixtures.articles}`
  await editor.ask('PUT /api/pages/:slug', {
    params: { slug: 'guidelines' },
    body: { ...(await draftOf('guidelines')) },
  })
  await expect
    .poll(async () => (await get('/guidelines')).text)
    .toContain('at most 6,543 words · abstract of at most 321 words · with key points of interest · peer reviewed')
  const { text } = await get('/guidelines')
  expect(text).toContain('A study of its own.')
  expect(text).not.toContain('<dt>Editorial</dt>')
})

async function draftOf(slug: (typeof pageSlugs)[number]) {
  const { title, body, version } = await read(slug)
  return { title, body, version }
}

test('a call leads to the guidelines and to what happens afterwards', async () => {
  const { slug } = await openCall(journal, editor)
  const { text } = await get(`/calls/${slug}`)
  expect(text).toMatch(
    /<article class="prose"[^>]*>.*<a href="\/guidelines">.*<a href="\/after-submitting">.*<\/article>/s,
  )
})

test('an editor writes a page: readers see it at once, the first text stays among its versions', async () => {
  const first = await read('board')
  expect([first.firstText, first.version]).toEqual([true, 1])
  const body = { version: 1, title: 'Our board', body: '## Editors\n\n- Ida <Editor>\n\n[Calls](/calls)' }
  expect((await editor.ask('PUT /api/pages/:slug', { params: { slug: 'board' }, body })).body).toEqual({ version: 2 })
  await expect.poll(async () => (await get('/board')).text).toContain('<h2>Editors</h2>')
  const { text } = await get('/board')
  expect(text).toContain('<li>Ida &lt;Editor&gt;</li>')
  expect(text).not.toContain(firstText)
  const saved = await read('board')
  expect(saved.versions.map(({ number, firstText: isFirst }) => [number, isFirst])).toEqual([
    [2, false],
    [1, true],
  ])
  expect(saved.versions[1]?.body).toBe(first.body)
})

test('two editors do not overwrite each other', async () => {
  const body = await draftOf('contact')
  await editor.ask('PUT /api/pages/:slug', { params: { slug: 'contact' }, body })
  const late = await editor.refused('PUT /api/pages/:slug', { params: { slug: 'contact' }, body })
  expect(late).toMatchObject({ code: 'edited_elsewhere', details: { version: 2 } })
})

test('only editors write them, and only pages there are', async () => {
  for (const role of ['author', 'reviewer', 'section_editor', 'copyeditor', 'administrator'] as const) {
    const other = await journal.person({ roles: [role] })
    expect((await other.refused('GET /api/pages')).status).toBe(403)
    const body = { version: 1, title: 'Mine', body: '' }
    expect((await other.refused('PUT /api/pages/:slug', { params: { slug: 'privacy' }, body })).status).toBe(403)
  }
  expect((await editor.refused('GET /api/pages/:slug', { params: { slug: 'other' as 'board' } })).status).toBe(404)
})

test('starting the journal again changes nothing that was written', async () => {
  const before = await journal.deps.sql`select * from journal.page_versions order by page_id, number`
  const owner = connectTo(journal.env.DATABASE_URL, { max: 1 })
  await furnishPages(owner.db)
  await owner.close()
  expect(await journal.deps.sql`select * from journal.page_versions order by page_id, number`).toEqual(before)
})
