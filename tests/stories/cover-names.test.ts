import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpacked } from '../corpus/inflate.ts'
import { docx as wordDocument, paragraph, run } from '../corpus/make/docx.ts'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx, pdf } from '../support/samples.ts'
import { directSteps } from '../../workers/manuscripts/steps/direct.ts'

// A name found can be covered in the copies that reviewers get, by its author or by an editor, and shown again until the file is handed in or released.

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
let stranger: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
  stranger = await journal.person({ name: 'Sam Stranger', roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const { name } = plainPersonas.author
const thanked = { name: 'a.docx', bytes: docx({ body: `We thank ${name} for the interviews of May.` }) }

async function draftWith(supplement: { readonly name: string; readonly bytes: Uint8Array }) {
  const params = { id: await completeDraft(journal, author) }
  const { body } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: supplement,
  })
  await journal.prepareFiles()
  return { params, fileId: body.id }
}
const report = async (reader: SignedInClient, id: string) =>
  (await reader.ask('GET /api/files/:id/report', { params: { id } })).body
const knownIn = async (reader: SignedInClient, id: string) =>
  (await report(reader, id)).findings.filter(({ kind }) => kind.startsWith('known'))
const submit = (params: { id: string }) =>
  author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
const cover = (who: SignedInClient, id: string, findingId: string, excerpt: number | null = null, of = 1) =>
  who.ask('POST /api/files/:id/findings/:findingId/cover', { params: { id, findingId }, body: { excerpt, of } })
const copyOf = async (reader: SignedInClient, id: string, kind: 'clean' | 'view') =>
  Buffer.from((await reader.ask('GET /api/files/:id/copies/:kind', { params: { id, kind } })).body)
const insideOf = (bytes: Buffer) =>
  unpacked(bytes)
    .map((part) => part.toString('utf8'))
    .join('\n')
const files = async (params: { id: string }) => (await editor.ask('GET /api/desk/:id', { params })).body.files

test('an author covers a name: it is in no copy, the line is gone, and the paper can be submitted', async () => {
  const { params, fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  expect(line).toMatchObject({ cover: { allowed: true }, confirmed: null })
  await cover(author, fileId, line?.id ?? '')
  expect((await report(author, fileId)).covers).toMatchObject([{ match: name, standing: 'waiting', by: 'author' }])
  await journal.prepareFiles()
  const after = await report(author, fileId)
  expect(after.preparation.state).toBe('ready')
  expect(after.findings.filter(({ kind }) => kind.startsWith('known'))).toEqual([])
  expect(after.covers).toMatchObject([{ match: name, count: 1, standing: 'covered', by: 'author', leftIn: [] }])
  const inside = insideOf(await copyOf(author, fileId, 'clean'))
  expect(inside).toContain('We thank [removed] for the interviews of May.')
  expect(inside).not.toContain(name)
  expect((await copyOf(author, fileId, 'view')).toString()).not.toContain(name)
  await submit(params)
  await journal.settle()
  const [file] = (await files(params)).filter(({ id }) => id === fileId)
  await editor.ask('POST /api/submissions/:id/release', { params, body: { fileIds: [file?.id ?? ''], checked: true } })
})

test('the file itself stays as it was handed in', async () => {
  const { fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  await cover(author, fileId, line?.id ?? '')
  await journal.prepareFiles()
  const { body } = await author.ask('GET /api/files/:id', { params: { id: fileId } })
  expect(Buffer.from(body).equals(Buffer.from(thanked.bytes))).toBe(true)
})

test('a cover is taken off again, and its line is to be answered', async () => {
  const { params, fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  await cover(author, fileId, line?.id ?? '')
  await journal.prepareFiles()
  const [covered] = (await report(author, fileId)).covers
  const off = { params: { id: fileId, coverId: covered?.id ?? '' } }
  await author.ask('DELETE /api/files/:id/covers/:coverId', off)
  await author.ask('DELETE /api/files/:id/covers/:coverId', off)
  const refused = await author.refused('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  expect(refused).toMatchObject({ code: 'incomplete', details: { missing: ['names_in_file'] } })
  await journal.prepareFiles()
  expect((await report(author, fileId)).covers).toEqual([])
  expect(await knownIn(author, fileId)).toMatchObject([{ match: name, confirmed: null }])
  expect(insideOf(await copyOf(author, fileId, 'clean'))).toContain(`We thank ${name} for`)
})

test('a confirmation can be undone, and the name stops the paper again', async () => {
  const { params, fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  const confirm = { params: { id: fileId, findingId: line?.id ?? '' } }
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', confirm)
  await author.ask('DELETE /api/files/:id/findings/:findingId/confirm', confirm)
  await author.ask('DELETE /api/files/:id/findings/:findingId/confirm', confirm)
  const refused = await author.refused('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  expect(refused).toMatchObject({ code: 'incomplete', details: { missing: ['names_in_file'] } })
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', confirm)
  await submit(params)
  expect(await author.refused('DELETE /api/files/:id/findings/:findingId/confirm', confirm)).toMatchObject({
    code: 'files_handed_in',
  })
})

test('an editor covers until the file is released, and then nobody does', async () => {
  const { params, fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', {
    params: { id: fileId, findingId: line?.id ?? '' },
  })
  await submit(params)
  await journal.settle()
  const refused = { params: { id: fileId, findingId: line?.id ?? '' }, body: { excerpt: null, of: 1 } }
  expect(await author.refused('POST /api/files/:id/findings/:findingId/cover', refused)).toMatchObject({
    code: 'files_handed_in',
  })
  await cover(editor, fileId, line?.id ?? '')
  await journal.prepareFiles()
  expect((await report(editor, fileId)).covers).toMatchObject([{ standing: 'covered', by: 'editor' }])
  await editor.ask('POST /api/submissions/:id/release', { params, body: { fileIds: [fileId], checked: true } })
  const [covered] = (await report(editor, fileId)).covers
  expect((await report(editor, fileId)).can.takeBack).toMatchObject({ allowed: false, code: 'files_released' })
  expect(
    await editor.refused('DELETE /api/files/:id/covers/:coverId', {
      params: { id: fileId, coverId: covered?.id ?? '' },
    }),
  ).toMatchObject({ code: 'files_released' })
  const { body } = await editor.ask('GET /api/files/:id', { params: { id: fileId } })
  expect(insideOf(Buffer.from(body))).toContain(name)
})

test('strangers find nothing, and covering twice covers once', async () => {
  const { fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  const asked = { params: { id: fileId, findingId: line?.id ?? '' }, body: { excerpt: null, of: 1 } }
  expect(await stranger.refused('POST /api/files/:id/findings/:findingId/cover', asked)).toMatchObject({ status: 404 })
  expect(await editor.refused('POST /api/files/:id/findings/:findingId/cover', asked)).toMatchObject({ status: 404 })
  await cover(author, fileId, line?.id ?? '')
  expect(await author.refused('POST /api/files/:id/findings/:findingId/cover', asked)).toMatchObject({ status: 404 })
  await journal.prepareFiles()
  await journal.prepareFiles()
  expect((await report(author, fileId)).covers).toHaveLength(1)
})

test('one place of a line is covered, and the others are still to be answered', async () => {
  const body = paragraph(run(`First came ${name} to the town.`)) + paragraph(run(`Later ${name} left the town.`))
  const { fileId } = await draftWith({ name: 'a.docx', bytes: wordDocument({ body }) })
  const [line] = await knownIn(author, fileId)
  expect(line).toMatchObject({ count: 2 })
  const stale = { params: { id: fileId, findingId: line?.id ?? '' }, body: { excerpt: 1, of: 3 } }
  expect(await author.refused('POST /api/files/:id/findings/:findingId/cover', stale)).toMatchObject({
    code: 'report_changed',
  })
  await cover(author, fileId, line?.id ?? '', 1, 2)
  expect(await knownIn(author, fileId)).toMatchObject([{ count: 1 }])
  await journal.prepareFiles()
  expect(await knownIn(author, fileId)).toMatchObject([{ id: line?.id, count: 1, confirmed: null }])
  const inside = insideOf(await copyOf(author, fileId, 'clean'))
  expect(inside).toContain(`First came ${name} to`)
  expect(inside).toContain('Later [removed] left')
})

test('what could not be covered holds the file, and says where it is still found', async () => {
  // Each letter is in a paragraph of its own: no paragraph says a name.
  const letters = Array.from(name.replaceAll(' ', ''), (letter) => paragraph(run(letter))).join('')
  const { params, fileId } = await draftWith({ name: 'a.docx', bytes: wordDocument({ body: letters }) })
  const [line] = await knownIn(author, fileId)
  await cover(author, fileId, line?.id ?? '')
  await journal.prepareFiles()
  const held = await report(author, fileId)
  expect(held.preparation).toMatchObject({ state: 'held', reason: 'not_covered' })
  expect(held.covers).toMatchObject([{ standing: 'left', leftIn: [{ place: 'text' }] }])
  await author.refused('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await author.ask('DELETE /api/files/:id/covers/:coverId', {
    params: { id: fileId, coverId: held.covers[0]?.id ?? '' },
  })
  await journal.prepareFiles()
  expect((await report(author, fileId)).preparation.state).toBe('ready')
})

test('no event says what was covered', async () => {
  const { params, fileId } = await draftWith(thanked)
  const [line] = await knownIn(author, fileId)
  await cover(author, fileId, line?.id ?? '')
  await journal.prepareFiles()
  const told = await journal.deps.sql<{ type: string; payload: object }[]>`
    select type, payload from journal.events where submission_ids @> array[${params.id}::uuid] order by at, id`
  const [covered] = told.filter(({ type }) => type === 'submission.name_covered')
  expect(covered?.payload).toMatchObject({ fileId, kind: 'known_name', count: 1 })
  expect(JSON.stringify(told)).not.toContain(name.split(' ')[0])
})

test('what is covered while the pages are being made is not on them either', async () => {
  const body = `We thank ${name} for the interviews, and write to ${plainPersonas.author.email} about them.`
  const { fileId } = await draftWith({ name: 'a.docx', bytes: docx({ body }) })
  const lines = await knownIn(author, fileId)
  expect(lines.length).toBeGreaterThan(1)
  const [first, ...others] = lines
  await cover(author, fileId, first?.id ?? '', null, first?.count)
  let isPressed = false
  const toPdf = async ({ bytes }: { readonly bytes: Buffer }) => {
    const said = /We thank[^<]*/.exec(insideOf(bytes))?.[0] ?? ''
    if (!isPressed) {
      isPressed = true
      for (const { id, count } of others) await cover(author, fileId, id, null, count)
    }
    return Buffer.from(pdf({ body: said }))
  }
  await journal.prepareFiles({ office: { toPdf, toDocx: async ({ bytes }) => bytes } })
  expect((await report(author, fileId)).preparation.state).toBe('ready')
  const { body: pages } = await author.ask('GET /api/files/:id/copies/:kind', { params: { id: fileId, kind: 'pdf' } })
  const { passages } = (await directSteps.read({ clean: { kind: 'pdf', bytes: Buffer.from(pages) }, pages: null }))
    .reading
  const text = passages.map((passage) => passage.text).join(' ')
  expect(text).toContain('for the interviews')
  expect(text).not.toContain(name)
  expect(text).not.toContain(plainPersonas.author.email)
})
