import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change, onDesk, onOwnPage, refusedChange } from '../support/details.ts'
import {
  accepts,
  decide,
  handsInReview,
  handsInRevision,
  inReview,
  invite,
  openLetter,
  produced,
  published,
  submitted,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Changes of details by an editor during review: who reads them, and until when they are possible.

describe('a submission in review', () => {
  let journal: Journal
  let scenario: Scenario
  beforeAll(async () => {
    journal = await startJournal()
    scenario = await inReview(journal)
  })
  afterAll(() => journal[Symbol.asyncDispose]())

  test('is read by its reviewers as it is now; whose invitation has ended reads the title they knew', async () => {
    const [first, second] = await invite(scenario)
    if (!first || !second) throw new Error('two were to be invited')
    const declined = await openLetter(journal, second)
    await declined.ask('POST /api/invitations/:id/decline', {
      params: { id: second.invitationId },
      body: { reason: 'no_time' },
    })
    await change(scenario, { title: 'Wages after prison', contentNote: 'Describes beatings.' })
    const reviewer = await accepts(journal, first)
    const { body } = await reviewer.ask('GET /api/reviews/:id', { params: { id: first.invitationId } })
    expect(body).toMatchObject({ title: 'Wages after prison', contentNote: 'Describes beatings.' })
    expect(JSON.stringify(body)).not.toMatch(/Edith|Leyla|details_changed/)
    const { body: ended } = await declined.ask('GET /api/invitations/:id', { params: { id: second.invitationId } })
    expect(ended.title).toBe('Income support after release')
    await handsInReview(journal, reviewer, first)
  })

  test('is read by the next reviewers under the new title', async () => {
    await change(scenario, { title: 'Work and wages' })
    const [third] = await invite(scenario, [{ name: 'Ulla Third', email: 'ulla@example.net', affiliation: '' }])
    if (!third) throw new Error('one was to be invited')
    const reviewer = await openLetter(journal, third)
    const { body } = await reviewer.ask('GET /api/invitations/:id', { params: { id: third.invitationId } })
    expect(body.title).toBe('Work and wages')
  })

  test('takes a name of its authors only once the editor has looked at it: reviewers read it at once', async () => {
    const named = 'The Coauthor study of wages'
    expect(await refusedChange(scenario, { title: named })).toMatchObject({ status: 409, code: 'names_in_details' })
    expect((await onDesk(scenario)).title).toBe('Work and wages')
    const { abstract, keywords, contentNote } = await onDesk(scenario)
    const { body } = await scenario.editor.ask('POST /api/submissions/:id/text-check', {
      params: { id: scenario.submissionId },
      body: { field: 'details', title: named, abstract, keywords, contentNote },
    })
    const looked = body.findings.filter(({ kind }) => kind.startsWith('known')).map(({ id }) => id)
    expect(looked).toHaveLength(1)
    await change(scenario, { title: named, looked })
    const now = await onDesk(scenario)
    expect(now).toMatchObject({ title: named, can: { invite: { allowed: true } } })
    await change(scenario, { title: 'Work and wages' })
  })

  test('asks as many reviews as its section wants', async () => {
    await journal.deps.sql`update journal.sections set minimum_reviews = 1 where id = ${journal.fixtures.editorials}`
    const before = (await onDesk(scenario)).minimumReviews
    await change(scenario, { sectionId: journal.fixtures.editorials })
    expect([before, (await onDesk(scenario)).minimumReviews]).toEqual([2, 1])
    await change(scenario, { sectionId: journal.fixtures.articles })
  })

  test('while its author revises the reviewers keep what they reviewed, and the next version carries the change', async () => {
    await decide(scenario, 'minor_revision')
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    await change(scenario, { title: 'Wages, revised' })
    const texts = () => journal.deps.sql<{ title: string }[]>`
      select title from journal.versions where submission_id = ${scenario.submissionId} and title is not null order by n`
    expect((await texts()).map(({ title }) => title)).toEqual(['Work and wages'])
    await handsInRevision(scenario)
    expect((await texts()).map(({ title }) => title)).toEqual(['Work and wages', 'Wages, revised'])
  })
})

test('a name that an editor types before anybody reviews is found like one that the author typed', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  await change(scenario, { abstract: { en: 'Led by Karim Coauthor.' }, contentNote: 'Leyla Author tells of beatings.' })
  const { textFindings, can } = await onDesk(scenario)
  expect(textFindings.map(({ field, kind }) => [field, kind])).toEqual([
    ['abstract', 'known_name'],
    ['contentNote', 'known_name'],
  ])
  expect(can.decide.send_to_review.allowed).toBe(false)
})

test('an editor can change a paper while its author revises it, and the author does not overwrite the change', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  await decide(scenario, 'return')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { version } = await onOwnPage(scenario)
  await change(scenario, { keywords: ['wages'] })
  const params = { id: scenario.submissionId }
  expect(
    await scenario.author.refused('PATCH /api/submissions/:id', { params, body: { version, title: 'Mine' } }),
  ).toMatchObject({ code: 'edited_elsewhere' })
  const { version: newest } = await onOwnPage(scenario)
  await scenario.author.ask('PATCH /api/submissions/:id', { params, body: { version: newest, title: 'Mine' } })
  expect(await onOwnPage(scenario)).toMatchObject({ title: 'Mine', keywords: ['wages'] })
})

test('from production on it is closed, with the reason; what was changed before is what will be printed', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('one was to be invited')
  await handsInReview(journal, await accepts(journal, invited), invited)
  await decide(scenario, 'accept')
  await change(scenario, { title: 'Accepted under this title' })
  const { articleId } = await produced(scenario)
  const closed = { code: 'wrong_status', details: { status: 'in_production', event: 'submission.change_details' } }
  expect(await refusedChange(scenario, { title: 'Too late' })).toMatchObject(closed)
  expect((await onDesk(scenario)).can.changeDetails).toMatchObject({ allowed: false, ...closed })
  const { body } = await scenario.editor.ask('GET /api/articles/:id', { params: { id: articleId } })
  expect(body.title).toBe('Accepted under this title')
  await published(scenario, [articleId])
  expect(await refusedChange(scenario, { title: 'Too late' })).toMatchObject({
    code: 'wrong_status',
    details: { status: 'published' },
  })
})

test('a declined paper is closed until it is taken up again', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  await decide(scenario, 'decline')
  journal.clock.advance({ minutes: 11 })
  expect(await refusedChange(scenario, { title: 'Too late' })).toMatchObject({ code: 'wrong_status' })
  await decide(scenario, 'reopen')
  await change(scenario, { title: 'Reopened' })
  expect((await onDesk(scenario)).title).toBe('Reopened')
})
