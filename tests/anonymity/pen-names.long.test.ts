import { afterAll, beforeAll, expect, test } from 'vitest'
import { readerRoutes } from '../../server/reader/routes.ts'
import type { Client } from '../support/client.ts'
import { freshKey, openCall, plainPersonas, type Personas } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { printedUnderPenName, sendGalley, type PenNameScene } from '../support/pen-name.ts'
import { canaryPersonas, leaksInExchanges, leaksInLetters } from './canaries.ts'
import { askEverything, changing, everyId, reading } from './everything.ts'

// Authors under a pen name and without a name: copyeditors and readers request everything, before and after publication, and find no trace
// of who the authors are.

const personas: Personas = {
  ...canaryPersonas,
  author: { ...canaryPersonas.author, byline: 'pen_name', penName: 'Ada Marsh' },
  coauthor: { ...canaryPersonas.coauthor, byline: 'withheld' },
}

let journal: Journal
let scenario: PenNameScene
let callSlug: string
beforeAll(async () => {
  journal = await startJournal()
  callSlug = (await openCall(journal, await journal.person({ roles: ['editor'] }))).slug
  scenario = await printedUnderPenName(journal, personas)
  await sendGalley(scenario, 'html', `The interviews were led by ${personas.author.name}.`)
  await sendGalley(scenario, 'pdf')
  const step = { params: { id: scenario.articleId }, body: { step: 'proofs' as const } }
  await scenario.copyeditor.ask('POST /api/articles/:id/step', step)
  await scenario.author.ask('POST /api/submissions/:id/proofs', {
    params: { id: scenario.submissionId },
    body: { approved: false, comment: `Table 2 has lost a row. ${personas.author.name}` },
  })
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

async function openPages(client: Client, ids: readonly string[]): Promise<void> {
  const something = { year: 2026, volume: 36, issueSlug: '3', words: 'income', oldArticleId: '1', oldIssueId: '1' }
  const [row] = await journal.deps.sql<{ number: string }[]>`
    select number from journal.articles where id = ${scenario.articleId}`
  for (const { example } of readerRoutes)
    await client.open(example({ ...something, articleNumber: row?.number ?? '', callSlug }))
  for (const id of ids)
    for (const place of ['calls', 'articles', 'issues']) await client.open(`/preview/${place}/${id}`)
}

async function sweep(client: Client, asked: readonly string[]): Promise<void> {
  const before = journal.exchanges.length
  const ids = await everyId(journal)
  await askEverything(client, asked, ids)
  await openPages(client, ids)
  const received = journal.exchanges.slice(before).filter(({ by }) => by === client.who)
  expect(received.filter(({ status }) => status === 200).length).toBeGreaterThan(5)
  // A galley whose text names its author is shown in the preview and as a proof: that is why it cannot be published.
  const galleys = /\/preview\/articles|GET \/api\/galleys/
  const elsewhere = received.filter(({ route, url }) => !galleys.test(`${route} ${url}`))
  expect(leaksInExchanges('author', elsewhere)).toEqual([])
}

test(
  'a copyeditor finds no trace of them, in anything that can be asked for',
  () => sweep(scenario.copyeditor, reading),
  120_000,
)

test('refusing every change names nobody either', () => sweep(scenario.copyeditor, changing), 120_000)

test('letters to a copyeditor do not name them', () => {
  const letters = journal.letters(scenario.copyeditor.person.email)
  expect(letters.length).toBeGreaterThan(0)
  expect(leaksInLetters('author', letters)).toEqual([])
})

test('while a galley names one of them it cannot be published; then nothing that anybody can read has a trace', async () => {
  const { editor, articleId } = scenario
  const params = { id: articleId }
  const { body: article } = await editor.ask('GET /api/articles/:id', { params })
  const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, bylines } = article
  const doi = '10.5555/torture.canary'
  const printed = {
    version,
    title,
    subtitle,
    abstract,
    keywords,
    keyPoints,
    contentNote,
    bylines,
    doi,
    firstPage: '1',
    lastPage: '9',
  }
  await editor.ask('PUT /api/articles/:id', { params, body: printed })
  await editor.ask('POST /api/articles/:id/step', { params, body: { step: 'ready' } })
  const { body: issue } = await editor.ask('POST /api/issues', {
    body: { volume: 36, number: '3', year: 2026, title: '', summary: '' },
  })
  const contents = [{ articleId, specialSectionId: null }]
  await editor.ask('PUT /api/issues/:id/contents', { params: issue, body: { version: 1, contents } })
  await journal.settle()
  const publish = () => editor.try('POST /api/issues/:id/publish', { params: issue, idempotencyKey: freshKey() })
  expect((await publish()).status).toBe(409)
  await sendGalley(scenario, 'html')
  expect((await publish()).status).toBe(200)
  await journal.settle()
  for (const reader of [journal.visitor(), await journal.person({ roles: ['author', 'reviewer'] })]) {
    const before = journal.exchanges.length
    const ids = await everyId(journal)
    await askEverything(reader, reading, ids)
    await openPages(reader, ids)
    expect(leaksInExchanges('author', journal.exchanges.slice(before))).toEqual([])
  }
  expect(
    leaksInLetters(
      'author',
      journal.letters().filter(({ to }) => !to.includes('zzqxauthor')),
    ),
  ).toEqual([])
})

/** Sizes and checksums of galleys are those of the uploaded files, which differ. */
function withoutReceipts(body: string): string {
  return body.replaceAll(/"bytes":\d+,"sha256":"[0-9a-f]{64}"/g, '')
}

/** What a copyeditor and a reader receive of a paper by these people. */
async function played(people: Personas): Promise<unknown[]> {
  await using world = await startJournal({ seed: 'twins in print' })
  const other = await printedUnderPenName(world, people)
  await sendGalley(other, 'pdf')
  await sendGalley(other, 'html')
  const params = { id: other.articleId }
  const { body: page } = await other.copyeditor.ask('GET /api/articles/:id', { params })
  for (const { id } of page.galleys) await other.copyeditor.ask('GET /api/galleys/:id', { params: { id } })
  for (const { id } of page.manuscripts)
    await other.copyeditor.try('GET /api/files/:id/copies/:kind', { params: { id, kind: 'clean' } })
  await other.copyeditor.ask('GET /api/production')
  await other.copyeditor.open(`/preview/articles/${other.articleId}`)
  return world.exchanges
    .filter(({ by, route }) => by === 'copyeditor' && !route.startsWith('POST'))
    .map(({ route, status, bytes }) => ({
      route,
      status,
      body: withoutReceipts(Buffer.from(bytes).toString('latin1')),
    }))
}

test('whoever stands behind a pen name, a copyeditor receives the same to the byte', async () => {
  const under = { byline: 'pen_name', penName: 'Ada Marsh' } as const
  const first = {
    ...plainPersonas,
    author: { ...plainPersonas.author, ...under },
    coauthor: { ...plainPersonas.coauthor, byline: 'withheld' },
  } as const
  const second: Personas = {
    ...plainPersonas,
    author: {
      name: 'Nguyễn Thị Hoa Đào',
      email: 'a-rather-longer-address.indeed@elsewhere.example',
      affiliation: 'مركز',
      ...under,
    },
    coauthor: { name: 'Xu Wei', affiliation: '', byline: 'withheld' },
    fileName: 'Hoa_Dao_final_v7 (2).docx',
  }
  const [one, two] = [await played(first), await played(second)]
  expect(one.length).toBeGreaterThan(5)
  expect(two).toEqual(one)
})
