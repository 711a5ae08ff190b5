import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeDraft, freshKey, plainCast, type Player } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx, pdf } from '../support/samples.ts'

// Files go to reviewers as they came. One that says who wrote it, outside its text, does not go.

let journal: Journal
let editor: Player
let author: Player
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainCast.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

type Upload = { readonly name: string; readonly bytes: Uint8Array }

/** A submission with a supplement besides its manuscript, which has no properties. */
async function submittedWith(supplement: Upload) {
  const id = await completeDraft(journal, author)
  const params = { id }
  await author.ask('POST /api/submissions/:id/files', { params, query: { purpose: 'supplement' }, upload: supplement })
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  return params
}
const filesOf = async (params: { id: string }) => (await editor.ask('GET /api/desk/:id', { params })).body.files
const releasing = async (params: { id: string }, purposes: readonly string[]) => {
  const files = await filesOf(params)
  const fileIds = files.filter(({ purpose }) => purposes.includes(purpose)).map(({ id }) => id)
  return { params, body: { fileIds, checked: true as const } }
}
const released = async (params: { id: string }) =>
  (await filesOf(params)).filter((file) => file.released).map(({ purpose }) => purpose)
const route = 'POST /api/submissions/:id/release'

test('a file whose properties name somebody is not released, and nothing beside it', async () => {
  const params = await submittedWith({ name: 'a.docx', bytes: docx({ metadata: { author: plainCast.author.name } }) })
  const refused = await editor.refused(route, await releasing(params, ['manuscript', 'supplement']))
  expect(refused).toMatchObject({
    status: 409,
    code: 'file_names_author',
    details: { files: ['supplement-v1.docx'], where: ['document_properties'] },
  })
  expect(refused.title).toMatch(/save it without its properties.*or upload an anonymous copy/)
  expect(JSON.stringify(refused)).not.toMatch(/leyla|karim/i)
  expect(await released(params)).toEqual([])
  await editor.ask(route, await releasing(params, ['manuscript']))
  expect(await released(params)).toEqual(['manuscript'])
})

test.each<[string, Upload]>([
  ['a contributor without an account', { name: 'a.pdf', bytes: pdf({ metadata: { author: 'K. COAUTHOR' } }) }],
  [
    'somebody the journal does not know',
    { name: 'a.docx', bytes: docx({ metadata: { lastModifiedBy: 'Co Worker' } }) },
  ],
  ['the account that handed it in', { name: 'a.pdf', bytes: pdf({ title: `by ${plainCast.author.email}` }) }],
])('nor is one that names %s', async (_, supplement) => {
  const params = await submittedWith(supplement)
  const refused = await editor.refused(route, await releasing(params, ['supplement']))
  expect(refused).toMatchObject({ status: 409, code: 'file_names_author' })
  expect(await released(params)).toEqual([])
})

test('an anonymous copy that names nobody takes its place', async () => {
  const params = await submittedWith({ name: 'a.docx', bytes: docx({ metadata: { author: plainCast.author.name } }) })
  await editor.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'anonymous_copy' },
    upload: { name: 'copy.docx', bytes: docx({ metadata: { author: 'Author', lastModifiedBy: '' } }) },
  })
  await editor.ask(route, await releasing(params, ['anonymous_copy']))
  expect(await released(params)).toEqual(['anonymous_copy'])
})

test('whoever may not release learns nothing of what is in a file', async () => {
  const params = await submittedWith({ name: 'a.docx', bytes: docx({ metadata: { author: plainCast.author.name } }) })
  const asked = await releasing(params, ['supplement'])
  expect(await author.refused(route, asked)).toMatchObject({ status: 403 })
  const other = await journal.person({ name: 'Sara Section', roles: ['section_editor'] })
  expect(await other.refused(route, asked)).toMatchObject({ status: 404 })
})
