import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptedPaper, type AcceptedPaper } from '../support/accepted.ts'
import { decide, submitted, type SignedInClient, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { plainText } from '../../workers/manuscripts/text/plain.ts'
import { html, notAPdf, pdf } from '../support/samples.ts'

// Production: from acceptance to an article that is ready for an issue.

let journal: Journal
let editor: SignedInClient
let copyeditor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Eda Producer', roles: ['editor'] })
  copyeditor = await journal.person({ name: 'Cora Copy', roles: ['copyeditor'] })
  author = await journal.person({ name: 'Alma Author' })
})
afterAll(() => journal[Symbol.asyncDispose]())

function paper(more: Partial<AcceptedPaper> = {}): Promise<string> {
  return acceptedPaper(journal.deps, {
    title: 'Work after prison',
    abstract: { en: 'A study.', ar: 'دراسة.' },
    keywords: ['work'],
    keyPoints: ['It helps.', 'It is scarce.'],
    sectionId: journal.fixtures.articles,
    author: author.person,
    contributors: [{ name: 'Alma Author', affiliation: 'A centre' }],
    ...more,
  })
}

async function inProduction(more: Partial<AcceptedPaper> = {}): Promise<string> {
  const { body } = await editor.ask('POST /api/submissions/:id/production', { params: { id: await paper(more) } })
  return body.articleId
}

const read = async (id: string) => (await copyeditor.ask('GET /api/articles/:id', { params: { id } })).body

async function printed(id: string) {
  const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, firstPage, lastPage, bylines } =
    await read(id)
  return { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, firstPage, lastPage, bylines }
}

const galley = (id: string, kind: 'pdf' | 'html', bytes: Uint8Array) =>
  copyeditor.ask('POST /api/articles/:id/galleys', { params: { id }, query: { kind }, upload: { name: 'x', bytes } })

describe('starting', () => {
  let scenario: Scenario
  beforeAll(async () => {
    scenario = await submitted(journal)
    await decide(scenario, 'accept')
  })

  test('waits until the acceptance can no longer be taken back, and then happens once', async () => {
    const start = { params: { id: scenario.submissionId } }
    const early = await editor.refused('POST /api/submissions/:id/production', start)
    expect([early.status, early.code]).toEqual([409, 'in_grace'])
    journal.clock.advance({ minutes: 11 })
    await editor.ask('POST /api/submissions/:id/production', start)
    const again = await editor.refused('POST /api/submissions/:id/production', start)
    expect([again.status, again.code]).toEqual([409, 'wrong_status'])
  })

  test('takes over what the author handed in', async () => {
    const { body: list } = await copyeditor.ask('GET /api/production')
    const line = list.articles.find(({ submissionId }) => submissionId === scenario.submissionId)
    const article = await read(line?.articleId ?? '')
    expect(article).toMatchObject({
      title: 'Income support after release',
      keywords: ['livelihoods', 'prison'],
      step: 'copyediting',
      doi: null,
      suggestedDoi: null,
      galleys: [],
      issue: null,
    })
    expect(article.bylines.map(({ name, affiliation }) => [name, affiliation])).toEqual([
      ['Leyla Author', 'Centre of the Author'],
      ['Karim Coauthor', 'Another centre'],
    ])
  })

  test('is not for copyeditors, and the author may not even know of it', async () => {
    const id = await paper()
    const start = 'POST /api/submissions/:id/production' as const
    expect((await copyeditor.refused(start, { params: { id } })).status).toBe(404)
    expect((await author.refused(start, { params: { id } })).status).toBe(403)
  })
})

test('a pen name is printed alone, a withheld name not at all, and neither leads to the person', async () => {
  const id = await inProduction({
    contributors: [
      {
        name: 'Zeynep CANARYONE',
        sortName: 'CANARYONE, Zeynep',
        byline: 'pen_name',
        penName: 'Z. Writer',
        affiliation: 'CANARYTWO',
        orcid: '0000-0002-1825-0097',
      },
      { name: 'Omar CANARYTHREE', sortName: 'CANARYTHREE, Omar', byline: 'withheld', affiliation: 'CANARYFOUR' },
      { name: 'Third Author', sortName: 'Author, Third', affiliation: 'A centre' },
    ],
  })
  expect((await read(id)).bylines).toEqual([
    { name: 'Z. Writer', sortName: '', affiliation: '', orcid: null, corresponding: false },
    { name: 'Name withheld for safety', sortName: '', affiliation: '', orcid: null, corresponding: false },
    { name: 'Third Author', sortName: 'Author, Third', affiliation: 'A centre', orcid: null, corresponding: false },
  ])
  expect(JSON.stringify(await read(id))).not.toContain('CANARY')
})

describe('what will be printed', () => {
  const save = (id: string, body: Awaited<ReturnType<typeof printed>>) =>
    copyeditor.ask('PUT /api/articles/:id', { params: { id }, body })

  test('is saved as typed', async () => {
    const id = await inProduction()
    const wanted = {
      ...(await printed(id)),
      title: 'Work <after> prison & "debt"',
      subtitle: 'A study',
      doi: '10.7146/Torture.v1i1.77',
      firstPage: '7',
      lastPage: '9',
    }
    await save(id, wanted)
    expect(await printed(id)).toEqual({ ...wanted, version: wanted.version + 1 })
  })

  test('is not overwritten by a window that did not see it', async () => {
    const id = await inProduction()
    const seen = await printed(id)
    await save(id, { ...seen, title: 'Mine' })
    const late = { params: { id }, body: { ...seen, title: 'Theirs' } }
    expect(await copyeditor.refused('PUT /api/articles/:id', late)).toMatchObject({
      status: 409,
      code: 'edited_elsewhere',
    })
    expect((await printed(id)).title).toBe('Mine')
  })

  test('is refused with the field that is wrong', async () => {
    const id = await inProduction()
    const article = await printed(id)
    const wrong = async (change: Partial<typeof article>) => {
      const request = { params: { id }, body: { ...article, ...change } }
      const problem = await copyeditor.refused('PUT /api/articles/:id', request)
      return [problem.status, problem.fields?.map(({ path }) => path)]
    }
    expect(await wrong({ doi: 'doi:10.7146/x' })).toEqual([400, ['doi']])
    expect(await wrong({ doi: '10.7146/with space' })).toEqual([400, ['doi']])
    // Another article has the same DOI in other letters.
    expect(await wrong({ doi: '10.7146/TORTURE.V1I1.77' })).toEqual([400, ['doi']])
    expect(await wrong({ firstPage: '9', lastPage: '7' })).toEqual([400, ['lastPage']])
    expect(await wrong({ title: '' })).toEqual([400, ['title']])
    expect(await wrong({ bylines: [] })).toEqual([400, ['bylines']])
    expect(await printed(id)).toEqual(article)
  })
})

test('one DOI is not given to two articles that are saved at the same moment', async () => {
  const [first, second] = [await inProduction(), await inProduction()]
  const article = await printed(second)
  const waiting = async () =>
    (
      await journal.deps
        .sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    ).length
  const saving = await journal.deps.sql.begin(async (sql) => {
    await sql`update journal.articles set doi = '10.5555/Same.Moment' where id = ${first}`
    const save = { params: { id: second }, body: { ...article, doi: '10.5555/same.moment' } }
    const started = copyeditor.try('PUT /api/articles/:id', save)
    // The other request has checked the DOI when it waits for this transaction.
    await expect.poll(waiting).toBe(1)
    return { started }
  })
  const { status, body } = await saving.started
  expect([status, body]).toMatchObject([400, { fields: [{ path: 'doi' }] }])
  expect((await printed(second)).doi).toBeNull()
})

describe('galleys', () => {
  test('proofs need a PDF; with one they go to the author, once', async () => {
    const id = await inProduction()
    const step = { params: { id }, body: { step: 'proofs' as const } }
    expect((await copyeditor.refused('POST /api/articles/:id/step', step)).code).toBe('incomplete')
    expect((await read(id)).can.moveTo.proofs.allowed).toBe(false)
    await galley(id, 'pdf', pdf())
    expect((await copyeditor.refused('POST /api/articles/:id/step', step)).code).toBe('galley_not_ready')
    await journal.settle()
    await copyeditor.ask('POST /api/articles/:id/step', step)
    await copyeditor.ask('POST /api/articles/:id/step', step)
    const letters = await journal.settle()
    expect(letters.map(({ to }) => to)).toEqual([author.person.email])
    expect((await read(id)).step).toBe('proofs')
  })

  test('one replaces another, what arrived is known by its checksum, and everybody gets the copy made of it', async () => {
    const id = await inProduction()
    const [first, second] = [pdf({ title: 'First' }), pdf({ title: 'Second' })]
    await galley(id, 'pdf', first)
    const { body } = await galley(id, 'pdf', second)
    expect(body.sha256).toBe(createHash('sha256').update(second).digest('hex'))
    expect((await read(id)).galleys).toMatchObject([
      { id: body.id, kind: 'pdf', sha256: body.sha256, state: 'preparing' },
    ])
    expect((await editor.refused('GET /api/galleys/:id', { params: { id: body.id } })).code).toBe('galley_not_ready')
    await journal.settle()
    expect((await read(id)).galleys).toMatchObject([{ id: body.id, state: 'ready', current: true }])
    for (const reader of [editor, copyeditor, author]) {
      const fetched = await reader.ask('GET /api/galleys/:id', { params: { id: body.id } })
      expect(await plainText(Buffer.from(fetched.body), 'pdf')).toContain('Second')
      expect(fetched.headers.get('content-disposition')).toBe('attachment; filename="galley.pdf"')
    }
    const keys = await journal.deps.sql`select received_key from journal.galleys where article_id = ${id}`
    expect(keys.length).toBe(1)
  })

  test('strangers do not get one before it is published', async () => {
    const { body } = await galley(await inProduction(), 'pdf', pdf())
    const stranger = await journal.person({ roles: ['reviewer', 'author'] })
    const fetch = { params: { id: body.id } }
    expect((await stranger.refused('GET /api/galleys/:id', fetch)).status).toBe(404)
    expect((await journal.visitor().refused('GET /api/galleys/:id', fetch)).status).toBe(401)
  })

  test('what only calls itself a PDF is refused, and the galley before stays', async () => {
    const id = await inProduction()
    const { body } = await galley(id, 'pdf', pdf())
    const upload = { params: { id }, query: { kind: 'pdf' as const }, upload: notAPdf() }
    expect((await copyeditor.refused('POST /api/articles/:id/galleys', upload)).status).toBe(415)
    expect((await read(id)).galleys.map((one) => one.id)).toEqual([body.id])
  })

  test('of an HTML galley only the text is kept', async () => {
    const id = await inProduction()
    const hostile =
      '<!doctype html><html><head><title>T</title><style>p{}</style></head><body onload="steal()"><h1>T</h1>' +
      '<h2 id="main">Intro &amp; aims</h2><p onclick="x()">Text<script>steal()</script> <a href="javascript:steal()">a</a> ' +
      '<a href="#ref">1</a><img src="https://spy.example/p.png"><iframe src="//spy.example"></iframe></p>' +
      '<table><tr><td>1</td></tr></table><p id="ref"><a href="https://doi.org/10.1/x">doi</a></p><form><input></form></body></html>'
    await galley(id, 'html', Buffer.from(hostile))
    await journal.settle()
    const [row] = await journal.deps.sql`select full_text from journal.articles where id = ${id}`
    expect(row?.['full_text']).toBe(
      '<h2 id="s1">Intro &amp; aims</h2><p>Text <a>a</a> <a href="#t2">1</a></p>' +
        '<div class="scroll"><table><tr><td>1</td></tr></table></div>' +
        '<p id="t2"><a href="https://doi.org/10.1/x">doi</a></p>',
    )
    await galley(id, 'html', html())
  })
})

test('whoever wrote or reviewed a paper does not produce it and does not see it in the list', async () => {
  const both = await journal.person({ name: 'Bo Both', roles: ['editor', 'author'] })
  const { body } = await editor.ask('POST /api/submissions/:id/production', {
    params: { id: await paper({ author: both.person }) },
  })
  const { body: list } = await both.ask('GET /api/production')
  expect(list.articles.map(({ articleId }) => articleId)).not.toContain(body.articleId)
  const step = { params: { id: body.articleId }, body: { step: 'proofs' as const } }
  expect((await both.refused('POST /api/articles/:id/step', step)).status).toBe(404)
})

test('the list and the page ask the database the same few questions, however much there is', async () => {
  const list = () => journal.countStatements(() => copyeditor.ask('GET /api/production'))
  await list()
  const before = await list()
  const id = await inProduction()
  await inProduction()
  expect(await list()).toBe(before)
  expect(before).toBeLessThanOrEqual(5)
  expect(await journal.countStatements(() => read(id))).toBeLessThanOrEqual(8)
})
