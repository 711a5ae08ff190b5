import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../server/db/invariants.ts'
import { translate } from '../../server/strings/translate.ts'
import { jobsFor } from '../../workers/reactions.ts'
import { freshKey } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { wholeSitemap } from '../support/sitemap.ts'
import { addressOf, assembledIssue, openPress, publishedIssue, readyArticle, type Press } from '../support/press.ts'

// Publishing an issue: everything at one instant and once, or nothing.

let journal: Journal
let press: Press
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
})
afterAll(async () => {
  expect(await violations(journal.deps.sql)).toEqual([])
  await journal[Symbol.asyncDispose]()
})

const publish = (id: string, idempotencyKey = freshKey()) => ({ params: { id }, idempotencyKey })
const status = async (id: string) => {
  const [row] = await journal.deps.sql`select status from journal.submissions where id = ${id}`
  return row?.['status']
}

test('everything in it gets one instant, its papers are published, and their authors are told', async () => {
  const { person } = await journal.person({ name: 'Bea Author' })
  const articles = [await readyArticle(press), await readyArticle(press, { author: person })]
  const { issueId } = await assembledIssue(press, articles)
  await journal.settle()
  const { body } = await press.editor.ask('POST /api/issues/:id/publish', publish(issueId))
  expect(body).toEqual({ publishedAt: journal.clock.now().toISOString() })
  const stamps = await journal.deps.sql`
    select published_at from journal.articles where issue_id = ${issueId}
    union all select published_at from journal.issues where id = ${issueId}`
  expect(stamps.map((row) => row['published_at'])).toEqual([1, 2, 3].map(() => journal.clock.now()))
  expect(await Promise.all(articles.map(({ submissionId }) => status(submissionId)))).toEqual([
    'published',
    'published',
  ])
  const [event] = await journal.deps.sql`
    select count(*)::int as n, max(cardinality(submission_ids)) as papers from journal.events
    where type = 'issue.published' and payload ->> 'issueId' = ${issueId}`
  expect(event).toEqual({ n: 1, papers: 2 })
  const told = (await journal.settle()).map(({ to }) => to)
  expect(told.toSorted()).toEqual([press.author.person.email, person.email].toSorted())
})

test('does what its confirmation says, and nothing that it excludes', async () => {
  const article = await readyArticle(press)
  const { issueId } = await assembledIssue(press, [article])
  await journal.settle()
  const reader = journal.visitor()
  const address = await addressOf(press, article)
  const readable = async () => [
    (await reader.open(address)).status,
    (await wholeSitemap(reader)).includes(`${address}<`),
  ]
  expect(await readable()).toEqual([404, false])
  await press.editor.ask('POST /api/issues/:id/publish', publish(issueId))
  const say = (key: string, facts = {}) => translate('en', `editor.issue.${key}`, facts)
  expect(say('publishText', { articles: 1 })).toMatch(
    /appears at once on the public site and in its sitemap[^]*get an e-mail/,
  )
  // The cache is told of a publication shortly after the reply.
  await expect.poll(readable).toEqual([200, true])
  const [letter, ...others] = await journal.settle()
  expect([letter?.to, others]).toEqual([press.author.person.email, []])
  // Letters are all that follows: nobody registers a DOI, nothing goes to an index, and all three places say so.
  expect(jobsFor('issue.published')).toEqual(['send-letters'])
  expect(say('publishNot')).toMatch(/does not register them, and sends nothing to indexes/)
  expect(say('publishedNow')).toMatch(/DOIs still have to be registered/)
  expect(letter?.text).toMatch(/works as soon as the journal has registered it/)
})

test('is refused while something blocks it, with how much', async () => {
  const { body: issue } = await press.editor.ask('POST /api/issues', {
    body: { volume: 50, number: '1', year: 2026, title: '', summary: '' },
  })
  const problem = await press.editor.refused('POST /api/issues/:id/publish', publish(issue.id))
  expect([problem.status, problem.code, problem.details]).toEqual([409, 'issue_has_obstacles', { count: 1 }])
})

test('twenty requests with one key publish once and get the same reply', async () => {
  const { issueId } = await assembledIssue(press, [await readyArticle(press)])
  const request = publish(issueId)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => press.editor.try('POST /api/issues/:id/publish', request)),
  )
  expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1)
  expect(answers[0]?.status).toBe(200)
  const again = await press.editor.refused('POST /api/issues/:id/publish', publish(issueId))
  expect([again.status, again.code]).toEqual([409, 'wrong_status'])
  const other = await press.editor.refused(
    'POST /api/issues/:id/publish',
    publish(freshIssueId, request.idempotencyKey),
  )
  expect([other.status, other.code]).toEqual([422, 'key_reused'])
})

const freshIssueId = '00000000-0000-4000-8000-000000000001'

test('of publishing and withdrawing at once exactly one wins', async () => {
  for (let round = 0; round < 3; round += 1) {
    const [article, other] = await Promise.all([readyArticle(press), readyArticle(press)])
    const { issueId } = await assembledIssue(press, [article, other])
    const [published, withdrawn] = await Promise.all([
      press.editor.try('POST /api/issues/:id/publish', publish(issueId)),
      press.author.try('POST /api/submissions/:id/withdraw', {
        params: { id: article.submissionId },
        body: { reason: '' },
      }),
    ])
    const isOut = (await journal.visitor().open(await addressOf(press, article))).status === 200
    // If the withdrawal comes first, the issue is published without the article.
    expect([isOut, await status(article.submissionId)]).toEqual(
      withdrawn.status < 300 ? [false, 'withdrawn'] : [true, 'published'],
    )
    expect(published.status).toBe(200)
  }
})

test('of publishing and putting in another order at once, both see a whole issue', async () => {
  const articles = [await readyArticle(press), await readyArticle(press), await readyArticle(press)]
  const { issueId } = await assembledIssue(press, articles)
  const params = { id: issueId }
  const { version } = (await press.editor.ask('GET /api/issues/:id', { params })).body
  const turned = articles.toReversed().map(({ articleId }) => ({ articleId, specialSectionId: null }))
  const [first, second] = await Promise.all([
    press.editor.try('PUT /api/issues/:id/contents', { params, body: { version, contents: turned } }),
    press.editor.try('POST /api/issues/:id/publish', publish(issueId)),
  ])
  // Turned round, the pages no longer run through the issue: it must not come out like that.
  expect([
    [204, 409],
    [409, 200],
  ]).toContainEqual([first.status, second.status])
})

test('afterwards nothing of it can be changed', async () => {
  const article = await readyArticle(press)
  const { issueId } = await publishedIssue(press, [article])
  const params = { id: issueId }
  const empty = { params, body: { version: 1, contents: [] } }
  expect((await press.editor.refused('PUT /api/issues/:id/contents', empty)).code).toBe('wrong_status')
  const back = { params: { id: article.articleId }, body: { step: 'proofs' as const } }
  expect((await press.editor.refused('POST /api/articles/:id/step', back)).code).toBe('wrong_status')
  const withdraw = { params: { id: article.submissionId }, body: { reason: '' } }
  expect((await press.author.refused('POST /api/submissions/:id/withdraw', withdraw)).code).toBe('wrong_status')
  const { body } = await press.editor.ask('GET /api/issues/:id', { params })
  expect([body.status, body.obstacles, body.can.assemble.allowed, body.can.publish.allowed]).toEqual([
    'published',
    [],
    false,
    false,
  ])
})
