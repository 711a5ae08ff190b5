import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCall, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { pathsIn } from '../support/problem.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ name: 'Amina Author' })
})
afterAll(() => journal[Symbol.asyncDispose]())

const inDays = (days: number) => new Date(journal.clock.now().getTime() + days * 86_400_000).toISOString()

interface Dates {
  readonly opensAt?: string | null
  readonly closesAt?: string | null
}

const text = (title: string, { opensAt = null, closesAt = null }: Dates = {}) => ({
  language: 'en',
  title,
  summary: '',
  background: 'Why this call.',
  themes: ['One theme'],
  orientation: '',
  guidelines: '',
  contact: '',
  editors: [],
  sectionId: null,
  opensAt,
  closesAt,
  guestEditorIds: [],
})

async function write(title: string, dates: Dates = {}) {
  return (await editor.ask('POST /api/calls', { body: text(title, dates) })).body.id
}
const read = async (id: string) => (await editor.ask('GET /api/calls/:id', { params: { id } })).body

test('a call is written, saved again with its earlier text kept, and published under the address of its title', async () => {
  const id = await write('Dettes et santé: a call')
  const saved = await editor.ask('PUT /api/calls/:id', {
    params: { id },
    body: { ...text('Debt & Health'), version: 1 },
  })
  expect(saved.body).toEqual({ version: 2 })
  await editor.ask('POST /api/calls/:id/publish', { params: { id } })
  const call = await read(id)
  expect(call).toMatchObject({ slug: 'debt-health', state: 'open', version: 2, themes: ['One theme'] })
  expect(call.versions.map(({ n, title }) => [n, title])).toEqual([
    [2, 'Debt & Health'],
    [1, 'Dettes et santé: a call'],
  ])
  await editor.ask('PUT /api/calls/:id', { params: { id }, body: { ...text('Another title'), version: 2 } })
  expect(await read(id)).toMatchObject({ slug: 'debt-health', title: 'Another title' })
})

test('two calls of one title have two addresses, and a title without Latin letters still has one', async () => {
  const ids = [await write('Exile'), await write('Exile'), await write('الديون والصحة')]
  const calls = await Promise.all(ids.map(read))
  expect(calls.map(({ slug }) => slug)).toEqual(['exile', 'exile-2', 'call'])
})

test('a window that has not seen the newest version cannot overwrite it, nor an extension', async () => {
  const id = await write('Overwritten', { closesAt: inDays(5) })
  await editor.ask('POST /api/calls/:id/publish', { params: { id } })
  await editor.ask('POST /api/calls/:id/extend', { params: { id }, body: { closesAt: inDays(20) } })
  const refusal = await editor.refused('PUT /api/calls/:id', {
    params: { id },
    body: { ...text('Overwritten', { closesAt: inDays(5) }), version: 1 },
  })
  expect(refusal).toMatchObject({ status: 409, code: 'edited_elsewhere', details: { version: 2 } })
  expect(await read(id)).toMatchObject({ closesAt: inDays(20), version: 2 })
})

test('a call ends with its deadline, can be extended after it, closed, and published again', async () => {
  const id = await write('Deadlines', { closesAt: inDays(1) })
  expect(await editor.refused('POST /api/calls/:id/close', { params: { id } })).toMatchObject({ code: 'wrong_status' })
  await editor.ask('POST /api/calls/:id/publish', { params: { id } })
  await timePasses(journal, { days: 2 })
  expect((await read(id)).state).toBe('closed')
  const past = { params: { id }, body: { closesAt: inDays(-1) } }
  expect(await editor.refused('POST /api/calls/:id/extend', past)).toMatchObject({ code: 'deadline_in_past' })
  await editor.ask('POST /api/calls/:id/extend', { params: { id }, body: { closesAt: inDays(3) } })
  expect((await read(id)).state).toBe('open')
  await editor.ask('POST /api/calls/:id/close', { params: { id } })
  expect(await read(id)).toMatchObject({
    status: 'closed',
    can: { publish: { allowed: true }, close: { allowed: false } },
  })
})

test('a clone is a draft with the text of its source and no dates', async () => {
  const source = await write('Source', { closesAt: inDays(9) })
  const { body } = await editor.ask('POST /api/calls/:id/clone', {
    params: { id: source },
    body: { title: 'Next year' },
  })
  const clone = await read(body.id)
  expect(clone).toMatchObject({ title: 'Next year', slug: 'next-year', status: 'draft', closesAt: null, version: 1 })
  expect(clone.background).toBe('Why this call.')
})

test('bad input names the field', async () => {
  const wrong = { ...text(' '), opensAt: inDays(5), closesAt: inDays(2), sectionId: 'none', more: 1 }
  const shape = await editor.try('POST /api/calls', { body: wrong })
  expect(shape).toMatchObject({ status: 400, body: { code: 'bad_input' } })
  expect(pathsIn(shape)).toEqual(['more', 'sectionId', 'title'])
  const dates = await editor.try('POST /api/calls', { body: { ...text('T'), opensAt: inDays(5), closesAt: inDays(2) } })
  expect(pathsIn(dates)).toEqual(['closesAt'])
  const nobody = { ...text('T'), sectionId: crypto.randomUUID() }
  expect(pathsIn(await editor.try('POST /api/calls', { body: nobody }))).toEqual(['sectionId'])
  const guest = { ...text('T'), guestEditorIds: [author.person.id] }
  expect(pathsIn(await editor.try('POST /api/calls', { body: guest }))).toEqual(['guestEditorIds.0'])
})

test('authors find open calls and open sections, and nothing of the rest', async () => {
  const { id } = await openCall(journal, editor)
  await write('A draft nobody sees')
  const { body } = await journal.visitor().ask('GET /api/calls/open')
  expect(body.calls.some((call) => call.id === id)).toBe(true)
  expect(body.calls.some(({ title }) => title.includes('draft'))).toBe(false)
  expect(body.sections.map(({ title }) => title)).toEqual(['Scientific article'])
  expect(await author.refused('GET /api/calls')).toMatchObject({ status: 403, code: 'not_your_role' })
  expect(await author.refused('POST /api/calls', { body: text('Mine') })).toMatchObject({ code: 'not_your_role' })
})

test('a guest editor sees the calls they were given and no others', async () => {
  const guest = await journal.person({ name: 'Gina Guest', roles: ['section_editor'] })
  const { body } = await editor.ask('POST /api/calls', { body: { ...text('Hers'), guestEditorIds: [guest.person.id] } })
  const other = await write('Not hers')
  expect((await guest.ask('GET /api/calls')).body.calls.map(({ title }) => title)).toEqual(['Hers'])
  expect((await guest.ask('GET /api/calls/:id', { params: { id: body.id } })).body.guestEditors).toEqual([
    { id: guest.person.id, name: 'Gina Guest' },
  ])
  expect(await guest.refused('GET /api/calls/:id', { params: { id: other } })).toMatchObject({ code: 'not_found' })
  expect((await guest.open(`/preview/calls/${body.id}`)).status).toBe(200)
  expect((await guest.open(`/preview/calls/${other}`)).status).toBe(404)
})

test('the list counts what came in, in two statements however long it is', async () => {
  const { id } = await openCall(journal, editor)
  const count = () => journal.countStatements(() => editor.ask('GET /api/calls'))
  const before = await count()
  await author.ask('POST /api/submissions', { body: { callId: id, sectionId: null } })
  await author.ask('POST /api/submissions', { body: { callId: id, sectionId: null } })
  for (const title of ['One', 'Two', 'Three']) await write(title)
  const { body } = await editor.ask('GET /api/calls')
  expect(body.calls.find((call) => call.id === id)).toMatchObject({ drafts: 2, submissions: 0 })
  expect([before, await count()]).toEqual([2, 2])
})
