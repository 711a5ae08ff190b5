import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptedPaper } from '../support/accepted.ts'
import type { SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { refreshReviewSummaries } from '../support/review-summaries.ts'
import { pdf } from '../support/samples.ts'

// Assembling an issue: its articles, their order, and the obstacles.

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
let number = 0
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Ida Issue', roles: ['editor'] })
  author = await journal.person({ name: 'Ana Author' })
})
afterAll(() => journal[Symbol.asyncDispose]())

/** An article in production, before any work by an editor. */
async function article(title = 'An article'): Promise<{ articleId: string; submissionId: string }> {
  const submissionId = await acceptedPaper(journal.deps, {
    title,
    abstract: { en: 'A study.' },
    keywords: ['work'],
    keyPoints: ['It helps.', 'It is scarce.'],
    sectionId: journal.fixtures.articles,
    author: author.person,
    contributors: [{ name: 'Ana Author' }],
  })
  const { body } = await editor.ask('POST /api/submissions/:id/production', { params: { id: submissionId } })
  return { ...body, submissionId }
}

/** Everything that an issue needs from an article, except its pages. */
async function makeReady(articleId: string): Promise<void> {
  const params = { id: articleId }
  const upload = { name: 'galley.pdf', bytes: pdf() }
  await editor.ask('POST /api/articles/:id/galleys', { params, query: { kind: 'pdf' }, upload })
  const { body } = await editor.ask('GET /api/articles/:id', { params })
  const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, firstPage, lastPage, bylines } = body
  const doi = `10.5555/torture.${articleId.slice(0, 8)}`
  const printed = {
    version,
    title,
    subtitle,
    abstract,
    keywords,
    keyPoints,
    contentNote,
    firstPage,
    lastPage,
    bylines,
    doi,
  }
  await editor.ask('PUT /api/articles/:id', { params, body: printed })
  await journal.settle()
  await editor.ask('POST /api/articles/:id/step', { params, body: { step: 'ready' } })
}

const details = () => ({ volume: 40, number: String((number += 1)), year: 2026, title: '', summary: '' })
const begin = async () => (await editor.ask('POST /api/issues', { body: details() })).body.id
const build = async (id: string) => (await editor.ask('GET /api/issues/:id', { params: { id } })).body
const seen = async (id: string) => (await build(id)).version
const place = async (id: string, articleIds: readonly string[], specialSectionId: string | null = null) => ({
  params: { id },
  body: { version: await seen(id), contents: articleIds.map((articleId) => ({ articleId, specialSectionId })) },
})
const order = async (id: string) => (await build(id)).contents.map(({ articleId }) => articleId)

describe('beginning', () => {
  test('an issue has one volume and number, which no other has', async () => {
    const same = details()
    await editor.ask('POST /api/issues', { body: same })
    const twice = await editor.refused('POST /api/issues', { body: same })
    expect([twice.status, twice.fields?.map(({ path }) => path)]).toEqual([400, ['number']])
    const other = await begin()
    const renamed = await editor.refused('PUT /api/issues/:id', {
      params: { id: other },
      body: { ...same, version: await seen(other) },
    })
    expect([renamed.status, renamed.fields?.map(({ path }) => path)]).toEqual([400, ['number']])
    await editor.ask('PUT /api/issues/:id', {
      params: { id: other },
      body: { ...details(), title: 'Torture and work', version: await seen(other) },
    })
    expect(await build(other)).toMatchObject({ title: 'Torture and work', status: 'assembling', publishedAt: null })
  })

  test('only editors put one together; copyeditors may look', async () => {
    const id = await begin()
    const copyeditor = await journal.person({ roles: ['copyeditor'] })
    const { body } = await copyeditor.ask('GET /api/issues/:id', { params: { id } })
    expect([body.can.assemble.allowed, body.can.publish.allowed]).toEqual([false, false])
    expect((await copyeditor.refused('PUT /api/issues/:id/contents', await place(id, []))).status).toBe(403)
    expect((await author.refused('GET /api/issues', undefined)).status).toBe(403)
  })
})

describe('contents', () => {
  test('are in the saved order; an article that is not in the list is removed', async () => {
    const [issue, a, b, c] = [await begin(), await article('A'), await article('B'), await article('C')]
    await editor.ask('PUT /api/issues/:id/contents', await place(issue, [a.articleId, b.articleId, c.articleId]))
    await editor.ask('PUT /api/issues/:id/contents', await place(issue, [c.articleId, a.articleId]))
    const { contents, available } = await build(issue)
    expect(contents.map(({ title }) => title)).toEqual(['C', 'A'])
    expect(available.map(({ articleId }) => articleId)).toContain(b.articleId)
  })

  test('an article is in one issue at most, also when two editors place it at once', async () => {
    const [one, two, { articleId }] = [await begin(), await begin(), await article()]
    const answers = await Promise.all(
      [one, two].map(async (issue) => editor.try('PUT /api/issues/:id/contents', await place(issue, [articleId]))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
    expect([...(await order(one)), ...(await order(two))]).toEqual([articleId])
  })

  test('what cannot be placed is refused by its place, and nothing is changed', async () => {
    const [issue, { articleId }] = [await begin(), await article()]
    await editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
    const wrong = async (ids: string[], section: string | null = null) => {
      const problem = await editor.refused('PUT /api/issues/:id/contents', await place(issue, ids, section))
      return [problem.status, problem.fields?.map(({ path }) => path)]
    }
    expect(await wrong([articleId, articleId])).toEqual([400, ['contents.1.articleId']])
    expect(await wrong([issue])).toEqual([400, ['contents.0.articleId']])
    expect(await wrong([articleId], issue)).toEqual([400, ['contents.0.specialSectionId']])
    expect(await order(issue)).toEqual([articleId])
  })
})

test('special sections are named, ordered and taken away; the articles of one taken away stay in the issue', async () => {
  const [issue, { articleId }] = [await begin(), await article()]
  const params = { id: issue }
  const save = async (sections: { id: string | null; title: string }[]) =>
    editor.ask('PUT /api/issues/:id/special-sections', {
      params,
      body: {
        version: await seen(issue),
        specialSections: sections.map((one) => ({ ...one, guestEditors: ['Gus Guest'], callId: null })),
      },
    })
  await save([
    { id: null, title: 'First' },
    { id: null, title: 'Second' },
  ])
  const [first, second] = (await build(issue)).specialSections
  await editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId], first?.id ?? null))
  await save([
    { id: second?.id ?? null, title: 'Second, renamed' },
    { id: first?.id ?? null, title: 'First' },
  ])
  const turned = await build(issue)
  expect(turned.specialSections.map(({ id, title }) => [id, title])).toEqual([
    [second?.id, 'Second, renamed'],
    [first?.id, 'First'],
  ])
  await save([{ id: second?.id ?? null, title: 'Second' }])
  expect((await build(issue)).contents.map((one) => [one.articleId, one.specialSectionId])).toEqual([[articleId, null]])
})

describe('what blocks', () => {
  test('is listed article by article, and gone when it is mended', async () => {
    const [issue, { articleId }] = [await begin(), await article()]
    expect((await build(issue)).obstacles.map(({ code }) => code)).toEqual(['empty_issue'])
    await editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
    const codes = async () => (await build(issue)).obstacles.map((one) => [one.code, one.articleId])
    expect(await codes()).toEqual(['not_ready', 'no_pdf', 'no_pages', 'no_doi'].map((code) => [code, articleId]))
    await makeReady(articleId)
    expect(await codes()).toEqual([['no_pages', articleId]])
    const pages = {
      params: { id: issue },
      body: { version: await seen(issue), startAt: 5, lengths: { [articleId]: 8 } },
    }
    await editor.ask('POST /api/issues/:id/pages', pages)
    const ready = await build(issue)
    expect([ready.obstacles, ready.can.publish.allowed, ready.ready]).toEqual([[], true, 1])
  })

  test('what its author withdraws leaves the issue and is not offered again', async () => {
    const [issue, kept, lost] = [await begin(), await article(), await article()]
    await editor.ask('PUT /api/issues/:id/contents', await place(issue, [kept.articleId, lost.articleId]))
    await author.ask('POST /api/submissions/:id/withdraw', { params: { id: lost.submissionId }, body: { reason: '' } })
    const { contents, available } = await build(issue)
    expect(contents.map(({ articleId }) => articleId)).toEqual([kept.articleId])
    expect(available.map(({ articleId }) => articleId)).not.toContain(lost.articleId)
    const again = await editor.refused('PUT /api/issues/:id/contents', await place(issue, [lost.articleId]))
    expect(again.fields?.map(({ path }) => path)).toEqual(['contents.0.articleId'])
  })
})

test('pages run through the issue in its order', async () => {
  const [issue, a, b] = [await begin(), await article(), await article()]
  await editor.ask('PUT /api/issues/:id/contents', await place(issue, [b.articleId, a.articleId]))
  const version = await seen(issue)
  const number = (lengths: Record<string, number>) => ({
    params: { id: issue },
    body: { version, startAt: 101, lengths },
  })
  const missing = await editor.refused('POST /api/issues/:id/pages', number({ [b.articleId]: 10 }))
  expect([missing.status, missing.fields?.map(({ path }) => path)]).toEqual([400, [`lengths.${a.articleId}`]])
  await editor.ask('POST /api/issues/:id/pages', number({ [b.articleId]: 10, [a.articleId]: 1 }))
  expect((await build(issue)).contents.map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([
    ['101', '110'],
    ['111', '111'],
  ])
})

test('the suggested DOI speaks of the issue the article is in', async () => {
  const [issue, { articleId }] = [await begin(), await article()]
  await editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
  const { number: issueNumber } = await build(issue)
  const { body } = await editor.ask('GET /api/articles/:id', { params: { id: articleId } })
  expect(body.suggestedDoi).toMatch(new RegExp(`^10\\.7146/torture\\.v40i${issueNumber}\\.2000\\d\\d$`))
})

/** An issue with one paper, and an editor who was invited to review it or is an alternate. */
async function withReviewer({ asked }: { asked: boolean }): Promise<{ issue: string; both: SignedInClient }> {
  const { articleId, submissionId } = await article('Reviewed')
  const issue = await begin()
  await editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
  const both = await journal.person({ roles: ['editor'] })
  await journal.deps.sql`
    with round as (
      insert into journal.rounds (id, submission_id, n, version_id, form_id, opened_at, closed_at)
      select gen_random_uuid(), v.submission_id, 1, v.id, ${journal.fixtures.form}, now(), now()
      from journal.versions v where v.submission_id = ${submissionId} returning id, submission_id),
    asked as (
      insert into journal.invitations (id, submission_id, round_id, label, status, created_at, invited_at, changed_at, respond_by, due_at)
      select gen_random_uuid(), r.submission_id, r.id, 'K', 'cancelled', now(), ${asked ? journal.clock.now() : null}, now(), now(), now()
      from round r returning id, submission_id)
    insert into identity.reviewers (invitation_id, submission_id, account_id)
    select id, submission_id, ${both.person.id} from asked`
  await refreshReviewSummaries(journal.deps.sql)
  return { issue, both }
}

const previewed = async (by: SignedInClient, issue: string) => String((await by.open(`/preview/issues/${issue}`)).body)

test('a paper the editor reviewed shows nobody who wrote it', async () => {
  const { issue, both } = await withReviewer({ asked: true })
  const { body } = await both.ask('GET /api/issues/:id', { params: { id: issue } })
  expect(body.contents.map(({ bylines }) => bylines)).toEqual([[]])
  expect((await build(issue)).contents.map(({ bylines }) => bylines)).toEqual([['Ana Author']])
  expect(await previewed(both, issue)).not.toContain('Ana Author')
})

test('a paper of which an editor was an alternate shows who wrote it, as to every editor who was not asked', async () => {
  const { issue, both } = await withReviewer({ asked: false })
  const { body } = await both.ask('GET /api/issues/:id', { params: { id: issue } })
  expect(body.contents.map(({ bylines }) => bylines)).toEqual([['Ana Author']])
  expect(await previewed(both, issue)).toBe(await previewed(editor, issue))
  expect(await previewed(both, issue)).toContain('Ana Author')
})

test('the builder and the list ask the database the same few questions, however long the issue is', async () => {
  const issue = await begin()
  const one = await article()
  await editor.ask('PUT /api/issues/:id/contents', await place(issue, [one.articleId]))
  const builder = () => journal.countStatements(() => build(issue))
  const list = () => journal.countStatements(() => editor.ask('GET /api/issues'))
  await builder()
  const before = [await builder(), await list()]
  const more = [await article(), await article()]
  await editor.ask(
    'PUT /api/issues/:id/contents',
    await place(
      issue,
      [one, ...more].map(({ articleId }) => articleId),
    ),
  )
  expect([await builder(), await list()]).toEqual(before)
  expect(before[0]).toBeLessThanOrEqual(8)
  expect(before[1]).toBeLessThanOrEqual(5)
})
