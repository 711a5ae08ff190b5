import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../../server/db/invariants.ts'
import { completeDraft, freshKey, openCall, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { pathsIn } from '../support/problem.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
let stranger: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ name: 'Leyla Author', email: 'leyla@example.org', affiliation: 'A centre' })
  stranger = await journal.person({ name: 'Somebody Else' })
})
afterAll(() => journal[Symbol.asyncDispose]())

const begin = async (callId: string | null = null) =>
  (
    await author.ask('POST /api/submissions', {
      body: { callId, sectionId: callId ? null : journal.fixtures.articles },
    })
  ).body.id
const page = async (id: string) => (await author.ask('GET /api/submissions/:id', { params: { id } })).body
const submit = (id: string, idempotencyKey = freshKey()) =>
  author.ask('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey })

describe('a draft', () => {
  test('begins with its author as the corresponding one, and says what it lacks', async () => {
    const draft = await page(await begin())
    expect(draft.reference).toMatch(/^TJ-26-[B-DF-HJ-NP-TV-XZ2-79]{4}$/)
    expect(draft).toMatchObject({
      status: 'draft',
      version: 1,
      versionNumber: 1,
      section: { title: 'Scientific article' },
    })
    expect(draft.contributors).toMatchObject([
      { name: 'Leyla Author', email: 'leyla@example.org', corresponding: true },
    ])
    expect(draft.gaps.map(({ code }) => code)).toEqual([
      'manuscript',
      'title',
      'abstract',
      'keywords',
      'key_points',
      'statement',
      'statement',
    ])
    expect(draft.timeline.map(({ type }) => type)).toEqual(['submission.begun'])
  })

  test('says what its section asks for, also when authors can no longer choose that section', async () => {
    const { sql } = journal.deps
    const id = await begin()
    await sql`update journal.sections set abstract_limit = 250, open_to_authors = false where id = ${journal.fixtures.articles}`
    expect((await page(id)).section).toMatchObject({ wordLimit: null, abstractLimit: 250, keyPointsRequired: true })
    await sql`update journal.sections set abstract_limit = null, open_to_authors = true where id = ${journal.fixtures.articles}`
  })

  test('is saved piece by piece; another window is told instead of overwriting', async () => {
    const id = await begin()
    const save = (body: object) => author.try('PATCH /api/submissions/:id', { params: { id }, body })
    expect((await save({ version: 1, title: 'A title', statements: { ethics: 'Approved.' } })).body).toMatchObject({
      version: 2,
    })
    expect((await save({ version: 2, statements: { funding: 'None.' } })).status).toBe(200)
    expect(await save({ version: 2, title: 'Lost?' })).toMatchObject({
      status: 409,
      body: { code: 'edited_elsewhere', details: { version: 3 } },
    })
    expect(await page(id)).toMatchObject({
      title: 'A title',
      version: 3,
      statements: { ethics: 'Approved.', funding: 'None.' },
    })
  })

  test('keeps contributors in order; a pen name that is missing is a gap, never the real name', async () => {
    const id = await begin()
    const contributors = [
      { name: 'Leyla Author', email: 'leyla@example.org', corresponding: true },
      { name: 'مها', email: null, corresponding: false, byline: 'pen_name' as const },
    ]
    const { body } = await author.ask('PATCH /api/submissions/:id', {
      params: { id },
      body: { version: 1, contributors },
    })
    expect(body.gaps).toContainEqual({ path: 'contributors.1.penName', code: 'pen_name' })
    expect((await page(id)).contributors.map(({ name, byline }) => [name, byline])).toEqual([
      ['Leyla Author', 'name'],
      ['مها', 'pen_name'],
    ])
  })

  test('refuses bad input naming the field, and loses nothing', async () => {
    const id = await begin()
    const wrong = {
      version: 1,
      title: 'turned \u202Eround',
      contributors: [{ name: 'A', email: 'no address', corresponding: true }],
      sectionId: journal.fixtures.articles,
      colour: 'red',
    }
    const answer = await author.try('PATCH /api/submissions/:id', { params: { id }, body: wrong })
    expect(answer.status).toBe(400)
    expect(pathsIn(answer)).toEqual(['colour', 'contributors.0.email', 'title'])
    const closed = { version: 1, sectionId: journal.fixtures.editorials }
    const section = await author.try('PATCH /api/submissions/:id', { params: { id }, body: closed })
    expect([section.status, pathsIn(section)]).toEqual([400, ['sectionId']])
    expect(await page(id)).toMatchObject({ version: 1, title: '' })
  })

  test('is there for its author alone: strangers, editors and visitors find nothing', async () => {
    const id = await begin()
    for (const client of [stranger, editor]) {
      const refusal = await client.refused('GET /api/submissions/:id', { params: { id } })
      const nothing = await client.refused('GET /api/submissions/:id', { params: { id: crypto.randomUUID() } })
      expect(refusal).toEqual(nothing)
      expect(refusal.status).toBe(404)
      const body = { version: 1, title: 'Mine now' }
      expect(await client.refused('PATCH /api/submissions/:id', { params: { id }, body })).toEqual(nothing)
    }
    const visitor = journal.visitor()
    expect(await visitor.refused('GET /api/submissions/:id', { params: { id } })).toMatchObject({ status: 401 })
  })
})

describe('submitting', () => {
  test('is refused with the list of what is missing', async () => {
    const id = await begin()
    const refusal = await author.refused('POST /api/submissions/:id/submit', {
      params: { id },
      idempotencyKey: freshKey(),
    })
    expect(refusal).toMatchObject({ status: 422, code: 'incomplete' })
    expect(refusal.fields?.map(({ path }) => path)).toContain('files')
    expect((await page(id)).status).toBe('draft')
  })

  test('happens once: fifty parallel requests with one key make one submission and get one answer', async () => {
    const id = await completeDraft(journal, author)
    const key = freshKey()
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(id, key)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const submitted = await page(id)
    expect(submitted).toMatchObject({ status: 'submitted', can: { edit: { allowed: false, code: 'wrong_status' } } })
    expect(submitted.timeline.filter(({ type }) => type === 'submission.submitted')).toHaveLength(1)
    expect((await submit(id, key)).body).toEqual(answers[0]?.body)
  })

  test('fifty parallel requests with fifty keys make one submission too; the others are told why not', async () => {
    const id = await completeDraft(journal, author)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        author.try('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey: freshKey() }),
      ),
    )
    const counted = [200, 409].map((wanted) => answers.filter(({ status }) => status === wanted).length)
    expect(counted).toEqual([1, 49])
  })

  test('a key that was used for another submission is refused, and so is a request without one', async () => {
    const [first, second] = [await completeDraft(journal, author), await completeDraft(journal, author)]
    const key = freshKey()
    await submit(first, key)
    const again = await author.refused('POST /api/submissions/:id/submit', {
      params: { id: second },
      idempotencyKey: key,
    })
    expect(again).toMatchObject({ status: 422, code: 'key_reused' })
    const bare = await author.try('POST /api/submissions/:id/submit', { params: { id: second } })
    expect([bare.status, pathsIn(bare)]).toEqual([400, ['headers']])
  })

  test('what was submitted can be changed no more', async () => {
    const id = await completeDraft(journal, author)
    await submit(id)
    const { version, files } = await page(id)
    const params = { id }
    const wrong = { status: 409, code: 'wrong_status' }
    expect(
      await author.refused('PATCH /api/submissions/:id', { params, body: { version, title: 'Better' } }),
    ).toMatchObject(wrong)
    const file = { id, fileId: files[0]?.id ?? '' }
    expect(await author.refused('DELETE /api/submissions/:id/files/:fileId', { params: file })).toMatchObject(wrong)
  })
})

describe('a call', () => {
  test('that is over refuses with its deadline; a draft begun before stays readable and can be edited', async () => {
    const call = await openCall(journal, editor, 3)
    const id = await completeDraft(journal, author, undefined, call.id)
    await timePasses(journal, { days: 4 })
    const refusal = await author.refused('POST /api/submissions/:id/submit', {
      params: { id },
      idempotencyKey: freshKey(),
    })
    expect(refusal).toMatchObject({ status: 409, code: 'call_closed', details: { closedAt: expect.any(String) } })
    const draft = await page(id)
    expect(draft.can.submit).toMatchObject({ allowed: false, code: 'call_closed' })
    expect(draft.can.edit).toEqual({ allowed: true })
    await author.ask('PATCH /api/submissions/:id', { params: { id }, body: { version: draft.version, title: 'Later' } })
    const late = await author.try('POST /api/submissions', { body: { callId: call.id, sectionId: null } })
    expect(late).toMatchObject({ status: 409, body: { code: 'call_closed' } })
  })

  test('that nobody has published is as if it were not there', async () => {
    const unknown = await author.try('POST /api/submissions', {
      body: { callId: crypto.randomUUID(), sectionId: null },
    })
    expect([unknown.status, pathsIn(unknown)]).toEqual([400, ['callId']])
  })
})

test('what an author sees costs as many statements for one submission as for many', async () => {
  const writer = await journal.person({ name: 'Busy Writer' })
  const first = await completeDraft(journal, writer)
  const count = async () => [
    await journal.countStatements(() => writer.ask('GET /api/submissions')),
    await journal.countStatements(() => writer.ask('GET /api/submissions/:id', { params: { id: first } })),
  ]
  const one = await count()
  for (let n = 0; n < 3; n++) await completeDraft(journal, writer)
  expect(await count()).toEqual(one)
  expect(one).toEqual([2, 8])
})

test('all invariants hold after all this', async () => {
  expect(await violations(journal.deps.sql)).toEqual([])
})
