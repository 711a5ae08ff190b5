import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpacked } from '../corpus/inflate.ts'
import { freshKey, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { addressOf, assembledIssue, openPress, readyArticle, type Press, type ReadyArticle } from '../support/press.ts'
import { html, pdf } from '../support/samples.ts'

// A paper by an author with a pen name, from its galleys to its readers: the author's real name must not be published, and no copyeditor
// learns it.

let journal: Journal
let press: Press
let editor: SignedInClient
let copyeditor: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
  editor = press.editor
  copyeditor = await journal.person({ name: 'Cora Copy', roles: ['copyeditor'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const name = 'Zebulon Quixwhistle'
const hiddenAuthor = async () => {
  const { person } = await journal.person({ name, affiliation: 'Vexmoor Institute' })
  const contributors = [
    { name, affiliation: 'Vexmoor Institute', orcid: '0000-0002-1825-0097', byline: 'pen_name', penName: 'Ada Marsh' },
  ] as const
  return { author: person, contributors }
}
const underPenName = async (galley: Parameters<typeof readyArticle>[2]) =>
  readyArticle(press, await hiddenAuthor(), galley)

const read = async (reader: SignedInClient, { articleId }: ReadyArticle) =>
  (await reader.ask('GET /api/articles/:id', { params: { id: articleId } })).body
const obstaclesOf = async (issueId: string) =>
  (await editor.ask('GET /api/issues/:id', { params: { id: issueId } })).body.obstacles.map(({ code }) => code)
const publish = (issueId: string) =>
  editor.try('POST /api/issues/:id/publish', { params: { id: issueId }, idempotencyKey: freshKey() })
const send = ({ articleId }: ReadyArticle, kind: 'pdf' | 'html', bytes: Uint8Array) =>
  copyeditor.ask('POST /api/articles/:id/galleys', {
    params: { id: articleId },
    query: { kind },
    upload: { name: `${name}.${kind}`, bytes },
  })

test('a name in the properties of a PDF is not published, and nothing else that readers get has it', async () => {
  const metadata = { author: name, lastModifiedBy: name, company: 'Vexmoor Institute' }
  const article = await underPenName({ pdf: pdf({ metadata }), html: html() })
  const { issueId, volume, number } = await assembledIssue(press, [article])
  expect(await obstaclesOf(issueId)).toEqual([])
  expect((await publish(issueId)).status).toBe(200)
  await journal.settle()
  const address = await addressOf(press, article)
  const seen = async (path: string) => {
    const { status } = await journal.visitor().open(path)
    const layers = unpacked(Buffer.from(journal.exchanges.at(-1)?.bytes ?? []))
    return [status, layers.map((layer) => layer.toString('latin1')).join('\n')] as const
  }
  for (const path of [
    address,
    `${address}/pdf`,
    '/',
    `/issues/${volume}/${number}`,
    '/search?q=work',
    '/sitemap-pages.xml',
    `/sitemap-articles-${Math.floor(Number(address.split('/')[2]) / 1000)}.xml`,
  ]) {
    const [status, said] = await seen(path)
    expect([path, status, /quixwhistle|vexmoor|0000-0002-1825/i.test(said)]).toEqual([path, 200, false])
  }
  expect((await seen(`${address}/pdf`))[1]).toContain('Ada Marsh')
  const letters = journal.letters().map(({ raw }) => raw)
  expect(letters.filter((raw) => raw.includes('Quixwhistle'))).toEqual([])
})

describe('a name in what readers would see', () => {
  test.each<['pdf' | 'html', Uint8Array]>([
    ['pdf', pdf({ body: `The interviews were led by ${name}.` })],
    ['html', html({ body: `The interviews were led by ${name}.` })],
  ])('blocks the issue until the %s is mended', async (kind, bytes) => {
    const article = await underPenName({ [kind]: bytes })
    const { issueId } = await assembledIssue(press, [article])
    expect(await obstaclesOf(issueId)).toEqual(['hidden_names'])
    expect(await publish(issueId)).toMatchObject({ status: 409, body: { code: 'issue_has_obstacles' } })
    await send(article, kind, kind === 'pdf' ? pdf() : html())
    expect(await obstaclesOf(issueId)).toEqual(['galley_preparing'])
    expect(await publish(issueId)).toMatchObject({ status: 409, body: { code: 'issue_has_obstacles' } })
    await journal.settle()
    expect((await publish(issueId)).status).toBe(200)
  })

  test('is shown to editors in its words, to a copyeditor by its place; only an editor may confirm it', async () => {
    const article = await underPenName({ pdf: pdf({ body: `The interviews were led by ${name}.` }) })
    const { issueId } = await assembledIssue(press, [article])
    const [shown] = (await read(editor, article)).names
    expect(shown).toMatchObject({ galley: 'pdf', match: name, confirmed: false })
    expect(shown?.excerpts).toMatchObject([{ place: 'text', page: 2, text: `The interviews were led by ${name}.` }])
    const forCopyeditor = await read(copyeditor, article)
    expect(forCopyeditor.names).toMatchObject([
      { galley: 'pdf', match: null, excerpts: [{ place: 'text', page: 2, text: null }] },
    ])
    expect(JSON.stringify(forCopyeditor)).not.toMatch(/quixwhistle|vexmoor/i)
    const confirm = { params: { id: article.articleId, findingId: shown?.id ?? '' } }
    const route = 'POST /api/articles/:id/names/:findingId/confirm' as const
    expect((await copyeditor.refused(route, confirm)).status).toBe(403)
    expect((await read(copyeditor, article)).can.confirmNames.allowed).toBe(false)
    await editor.ask(route, confirm)
    await editor.ask(route, confirm)
    expect(await obstaclesOf(issueId)).toEqual([])
    // It stays confirmed when another change of the record prepares it again.
    const { version, abstract, keywords, keyPoints, bylines, doi, firstPage, lastPage } = await read(editor, article)
    const body = {
      version,
      title: 'Another title',
      subtitle: null,
      abstract,
      keywords,
      keyPoints,
      contentNote: '',
      bylines,
      doi,
      firstPage,
      lastPage,
    }
    await editor.ask('PUT /api/articles/:id', { params: { id: article.articleId }, body })
    expect(await obstaclesOf(issueId)).toEqual(['galley_preparing'])
    await journal.settle()
    expect(await obstaclesOf(issueId)).toEqual([])
    expect((await publish(issueId)).status).toBe(200)
  })

  test.each(['as a byline', 'as the name a byline is sorted by'])('counts as well when it is typed %s', async (way) => {
    const article = await underPenName({})
    const { issueId } = await assembledIssue(press, [article])
    const printed = await read(editor, article)
    const { version, abstract, keywords, keyPoints, doi, firstPage, lastPage, title } = printed
    const byline = { affiliation: '', orcid: null, corresponding: false }
    const bylines =
      way === 'as a byline'
        ? [{ ...byline, name }]
        : printed.bylines.map((standing) => ({ ...standing, sortName: name.split(' ').toReversed().join(', ') }))
    const body = {
      version,
      title,
      subtitle: null,
      abstract,
      keywords,
      keyPoints,
      contentNote: '',
      bylines,
      doi,
      firstPage,
      lastPage,
    }
    await editor.ask('PUT /api/articles/:id', { params: { id: article.articleId }, body })
    await journal.settle()
    expect(await obstaclesOf(issueId)).toEqual(['hidden_names'])
    expect((await read(editor, article)).names).toMatchObject([{ galley: null, excerpts: [{ place: 'byline_field' }] }])
  })
})

describe('who is hidden may change after the galleys were searched, and then they are searched again', () => {
  const body = 'The interviews were led by Nadia Fenwick-Oakes.'
  const contributors = [{ name: 'Nadia Fenwick-Oakes', affiliation: 'A centre' }]

  test('the byline is printed without a name that it had', async () => {
    const article = await readyArticle(press, { contributors }, { pdf: pdf({ body }) })
    const { issueId } = await assembledIssue(press, [article])
    expect(await obstaclesOf(issueId)).toEqual([])
    const { version, title, abstract, keywords, keyPoints, doi, firstPage, lastPage } = await read(editor, article)
    const bylines = [{ name: 'Ada Marsh', affiliation: '', orcid: null, corresponding: false }]
    const request = {
      version,
      title,
      subtitle: null,
      abstract,
      keywords,
      keyPoints,
      contentNote: '',
      bylines,
      doi,
      firstPage,
      lastPage,
    }
    await editor.ask('PUT /api/articles/:id', { params: { id: article.articleId }, body: request })
    expect(await publish(issueId)).toMatchObject({ status: 409 })
    await journal.settle()
    expect(await obstaclesOf(issueId)).toEqual(['hidden_names'])
  })

  test('the author asks for a pen name', async () => {
    const article = await readyArticle(press, { contributors }, { pdf: pdf({ body }) })
    const { issueId } = await assembledIssue(press, [article])
    await journal.deps.sql`
      update identity.contributors set byline = 'pen_name', pen_name = 'Ada Marsh' where submission_id = ${article.submissionId}`
    // At once, before a worker has prepared anything.
    expect(await obstaclesOf(issueId)).toEqual(['galley_preparing'])
    expect(await publish(issueId)).toMatchObject({ status: 409 })
    await journal.settle()
    expect(await obstaclesOf(issueId)).toEqual(['hidden_names'])
    // The name is in the byline and in the file.
    expect((await read(editor, article)).names.map(({ galley }) => galley)).toEqual([null, 'pdf'])
  })
})

test('of publishing and asking for a pen name at once, no real name is published', async () => {
  const contributors = [{ name: 'Nadia Fenwick-Oakes' }]
  const article = await readyArticle(press, { contributors }, { pdf: pdf({ body: 'By Nadia Fenwick-Oakes.' }) })
  const { issueId } = await assembledIssue(press, [article])
  const [published] = await Promise.all([
    publish(issueId),
    journal.deps.sql.begin(async (sql) => {
      await sql`select id from journal.submissions where id = ${article.submissionId} for update`
      await sql`update identity.contributors set byline = 'withheld' where submission_id = ${article.submissionId}`
    }),
  ])
  const [row] = await journal.deps.sql<{ withheldFirst: boolean }[]>`
    select status = 'in_production' as "withheldFirst" from journal.submissions where id = ${article.submissionId}`
  expect(published.status).toBe(row?.withheldFirst ? 409 : 200)
})
