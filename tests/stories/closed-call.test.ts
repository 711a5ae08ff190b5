import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, freshKey, openCall } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// A call closes while a draft for it is being written.

let journal: Journal
let author: Awaited<ReturnType<Journal['person']>>
let editor: typeof author
beforeAll(async () => {
  journal = await startJournal()
  author = await journal.person({ name: 'Leyla Author', email: 'leyla@example.org' })
  editor = await journal.person({ name: 'Carla Caller', email: 'carla@journal.example', roles: ['editor'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

async function draftForClosedCall() {
  const call = await openCall(journal, editor)
  const id = await completeDraft(journal, author, undefined, call.id)
  await editor.ask('POST /api/calls/:id/close', { params: { id: call.id } })
  return { id, call }
}
const page = async (id: string) => (await author.ask('GET /api/submissions/:id', { params: { id } })).body
const submit = (id: string) =>
  author.try('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey: freshKey() })
const written = ({
  title,
  abstract,
  keywords,
  keyPoints,
  statements,
  contributors,
  coverLetter,
  files,
}: Awaited<ReturnType<typeof page>>) => ({
  title,
  abstract,
  keywords,
  keyPoints,
  statements,
  contributors,
  coverLetter,
  files,
})

test('it can be submitted as a paper without a call, and nothing that was written is lost', async () => {
  const { id } = await draftForClosedCall()
  expect(await submit(id)).toMatchObject({ status: 409, body: { code: 'call_closed' } })
  const before = await page(id)
  expect(before.can.submit).toMatchObject({ allowed: false, code: 'call_closed' })
  await author.ask('PUT /api/submissions/:id/call', { params: { id }, body: { callId: null } })
  const after = await page(id)
  expect(after).toMatchObject({ callId: null, can: { submit: { allowed: true } } })
  expect(written(after)).toEqual(written(before))
  const sectionId = after.sectionId ?? (await author.ask('GET /api/calls/open')).body.sections[0]?.id ?? null
  await author.ask('PATCH /api/submissions/:id', { params: { id }, body: { version: after.version, sectionId } })
  expect((await submit(id)).status).toBeLessThan(300)
})

test('it can be moved to another call that is open; the call’s section and its limits apply', async () => {
  const { id } = await draftForClosedCall()
  const other = await openCall(journal, editor)
  const before = await page(id)
  await author.ask('PUT /api/submissions/:id/call', { params: { id }, body: { callId: other.id } })
  await author.ask('PUT /api/submissions/:id/call', { params: { id }, body: { callId: other.id } })
  const after = await page(id)
  expect(after).toMatchObject({ callId: other.id, version: before.version + 1 })
  expect(written(after)).toEqual(written(before))
  expect((await submit(id)).status).toBeLessThan(300)
  expect(
    (await author.refused('PUT /api/submissions/:id/call', { params: { id }, body: { callId: null } })).status,
  ).toBe(409)
})

test('not to one that is closed, nor by anybody else', async () => {
  const { id, call } = await draftForClosedCall()
  const { call: second } = await draftForClosedCall()
  const asked = (callId: string | null) => ({ params: { id }, body: { callId } })
  expect(await author.refused('PUT /api/submissions/:id/call', asked(second.id))).toMatchObject({ code: 'call_closed' })
  expect(await editor.refused('PUT /api/submissions/:id/call', asked(null))).toMatchObject({ status: 404 })
  expect((await page(id)).callId).toBe(call.id)
})

test('a window that still saves the old draft hears that it was changed elsewhere', async () => {
  const { id } = await draftForClosedCall()
  const { version } = await page(id)
  await author.ask('PUT /api/submissions/:id/call', { params: { id }, body: { callId: null } })
  expect(
    await author.refused('PATCH /api/submissions/:id', { params: { id }, body: { version, title: 'From before' } }),
  ).toMatchObject({ code: 'edited_elsewhere' })
})
