import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordWith } from '../manuscripts/package-builder.ts'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// A title page with its authors on it must not reach reviewers, whoever forgot to write one of them into the form.

let journal: Journal
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const missing = 'Nadia Newcomer'
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const titlePage = wordWith(
  p('Sleep after detention') +
    p(`${plainPersonas.author.name} and ${missing}`) +
    p('Invented University') +
    p('Introduction') +
    p('Eleven people spoke of sleep and of waking.'),
)

/** A draft whose manuscript names two people, of whom the form has one. */
async function drafted() {
  const params = { id: await completeDraft(journal, author) }
  const { body } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'manuscript' },
    upload: { name: 'a.docx', bytes: titlePage },
  })
  await journal.prepareFiles()
  return { params, fileId: body.id }
}

const unlisted = async (fileId: string) =>
  (await author.ask('GET /api/files/:id/report', { params: { id: fileId } })).body.findings.filter(
    ({ kind }) => kind === 'unlisted_author',
  )
const missingOf = async (params: { id: string }) => {
  const refused = await author.refused('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  return refused.details
}

test('somebody on the title page and not on the form is told, and stops the submission', async () => {
  const { params, fileId } = await drafted()
  expect(await unlisted(fileId)).toMatchObject([
    {
      match: missing,
      confirmed: null,
      excerpts: [{ place: 'title', text: `${plainPersonas.author.name} and ${missing}` }],
    },
  ])
  expect(await missingOf(params)).toMatchObject({ missing: ['names_in_file'] })
})

test('who is added to the authors is no longer missing, and a known name from then on', async () => {
  const { params, fileId } = await drafted()
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  const added = { ...plainPersonas.coauthor, name: missing, email: null, corresponding: false }
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version: draft.version, contributors: [...draft.contributors, added] },
  })
  await journal.reportAgain(params.id)
  expect(await unlisted(fileId)).toEqual([])
  const { body } = await author.ask('GET /api/files/:id/report', { params: { id: fileId } })
  expect(body.findings.filter(({ kind }) => kind === 'known_name').map(({ match }) => match)).toContain(missing)
})

test('who is said to be no author stays so when the report is made again', async () => {
  const { params, fileId } = await drafted()
  const [line] = await unlisted(fileId)
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', {
    params: { id: fileId, findingId: line?.id ?? '' },
  })
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  const added = { ...plainPersonas.coauthor, name: 'Somebody Else', email: null, corresponding: false }
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version: draft.version, contributors: [...draft.contributors, added] },
  })
  await journal.reportAgain(params.id)
  expect(await unlisted(fileId)).toMatchObject([{ match: missing, confirmed: { by: 'author' } }])
})
