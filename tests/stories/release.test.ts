import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileHeld } from '../../workers/manuscripts/shapes.ts'
import { unpacked } from '../corpus/inflate.ts'
import { docx as wordDocument } from '../corpus/make/docx.ts'
import { type PageIngredients, pdf as pdfOf } from '../corpus/make/pdf.ts'
import { chartFrame, chartPart } from '../corpus/make/charts.ts'
import { completeDraft, decide, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx, pdf } from '../support/samples.ts'
import { scan } from '../support/scan.ts'

// Reviewers get copies. None is released before it is made, measured, and every name found in it has been looked at.

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

type Upload = { readonly name: string; readonly bytes: Uint8Array }

/** A draft with a supplement besides its manuscript. */
async function draftWith(supplement: Upload) {
  const params = { id: await completeDraft(journal, author) }
  const { body } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: supplement,
  })
  return { params, fileId: body.id }
}

async function submittedWith(supplement: Upload) {
  const { params, fileId } = await draftWith(supplement)
  await submit(params)
  return { params, fileId }
}

const submit = (params: { id: string }) =>
  author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
const filesOf = async (params: { id: string }) => (await editor.ask('GET /api/desk/:id', { params })).body.files
const releasing = async (params: { id: string }, purposes: readonly string[]) => {
  const files = await filesOf(params)
  const fileIds = files.filter(({ purpose }) => purposes.includes(purpose)).map(({ id }) => id)
  return { params, body: { fileIds, checked: true as const } }
}
const released = async (params: { id: string }) =>
  (await filesOf(params)).filter((file) => file.released).map(({ purpose }) => purpose)
const report = async (reader: SignedInClient, id: string) =>
  (await reader.ask('GET /api/files/:id/report', { params: { id } })).body
/** A paper whose chart is titled with a name. */
const charted = (name: string) =>
  wordDocument({
    body: chartFrame(),
    parts: [chartPart({ title: `Interviews by ${name}` })],
  })
const route = 'POST /api/submissions/:id/release'
const named = { name: 'a.docx', bytes: docx({ body: `We thank ${plainPersonas.author.name} for the interviews.` }) }

test('a file that is not prepared yet is not released, and nothing beside it', async () => {
  const { params } = await submittedWith({ name: 'a.docx', bytes: docx() })
  expect(await editor.refused(route, await releasing(params, ['manuscript', 'supplement']))).toMatchObject({
    status: 409,
    code: 'file_not_ready',
    details: { files: expect.arrayContaining(['supplement-v1.docx']) as string[] },
  })
  expect(await released(params)).toEqual([])
  await journal.prepareFiles()
  await editor.ask(route, await releasing(params, ['manuscript', 'supplement']))
  expect((await released(params)).sort()).toEqual(['manuscript', 'supplement'])
})

test('what its properties said is in no copy', async () => {
  const { params, fileId } = await submittedWith({
    name: 'a.docx',
    bytes: docx({
      metadata: { author: plainPersonas.author.name, lastModifiedBy: 'Co Worker', company: 'A ministry' },
    }),
  })
  await journal.prepareFiles()
  const [file] = (await filesOf(params)).filter(({ id }) => id === fileId)
  expect(file?.preparation).toMatchObject({
    state: 'ready',
    removed: expect.arrayContaining(['properties']) as string[],
  })
  const { body: copy } = await editor.ask('GET /api/files/:id/copies/:kind', { params: { id: fileId, kind: 'clean' } })
  const inside = unpacked(Buffer.from(copy)).map((bytes) => bytes.toString('latin1'))
  expect(inside.join('\n')).toContain('A paragraph about work')
  expect(inside.join('\n')).not.toMatch(/leyla|co worker|ministry/i)
})

test('a file with a name in its text is not released before its author, or an editor, has confirmed it', async () => {
  const { params, fileId } = await draftWith(named)
  await journal.prepareFiles()
  const incomplete = await author.refused('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  expect(incomplete).toMatchObject({ code: 'incomplete', details: { missing: ['names_in_file'] } })
  const found = (await report(author, fileId)).findings.filter(({ kind }) => kind.startsWith('known'))
  expect(found).not.toEqual([])
  expect(found[0]?.excerpts[0]?.text).toContain(plainPersonas.author.name)
  const confirming = (id: string) => ({ params: { id: fileId, findingId: id } })
  for (const { id } of found.slice(1))
    await author.ask('POST /api/files/:id/findings/:findingId/confirm', confirming(id))
  const last = confirming(found[0]?.id ?? '')
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', last)
  await author.ask('POST /api/files/:id/findings/:findingId/confirm', last)
  await submit(params)
  await journal.settle()
  await editor.ask(route, await releasing(params, ['supplement']))
  expect(await released(params)).toEqual(['supplement'])
})

test('a name found after submission stops the release until the editor has confirmed it', async () => {
  const { params, fileId } = await submittedWith(named)
  await journal.prepareFiles()
  expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({
    status: 409,
    code: 'names_unconfirmed',
    details: { files: ['supplement-v1.docx'] },
  })
  for (const { id, kind } of (await report(editor, fileId)).findings)
    if (kind.startsWith('known'))
      await editor.ask('POST /api/files/:id/findings/:findingId/confirm', { params: { id: fileId, findingId: id } })
  await editor.ask(route, await releasing(params, ['supplement']))
  expect((await report(editor, fileId)).findings.map(({ confirmed }) => confirmed?.by)).toContain('editor')
})

test('a file whose report was made for other names than the form has now is not released', async () => {
  const { params, fileId } = await draftWith({ name: 'a.docx', bytes: docx({ body: 'Written with Nadia Newcomer.' }) })
  await journal.prepareFiles()
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  const contributors = [
    ...draft.contributors,
    { ...plainPersonas.coauthor, name: 'Nadia Newcomer', email: null, corresponding: false },
  ]
  await author.ask('PATCH /api/submissions/:id', { params, body: { version: draft.version, contributors } })
  expect((await report(author, fileId)).outdated).toBe(true)
  await submit(params)
  expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({
    code: 'report_outdated',
  })
  await journal.settle()
  expect((await report(editor, fileId)).findings).toContainEqual(
    expect.objectContaining({ kind: 'known_name', match: 'Nadia Newcomer' }),
  )
  expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({
    code: 'names_unconfirmed',
  })
})

test('a name in a chart is in the report with its place, and is released only when somebody has confirmed it', async () => {
  const { params, fileId } = await submittedWith({ name: 'a.docx', bytes: charted(plainPersonas.author.name) })
  await journal.prepareFiles()
  const [name, ...more] = (await report(author, fileId)).findings
  expect(more).toEqual([])
  expect(name).toMatchObject({ kind: 'known_name', match: plainPersonas.author.name })
  expect(name?.excerpts).toMatchObject([{ place: 'chart', text: `Interviews by ${plainPersonas.author.name}` }])
  const release = await releasing(params, ['supplement'])
  expect(await editor.refused(route, release)).toMatchObject({ code: 'names_unconfirmed' })
  const confirm = { params: { id: fileId, findingId: name?.id ?? '' } }
  await editor.ask('POST /api/files/:id/findings/:findingId/confirm', confirm)
  await editor.ask(route, release)
  expect(await released(params)).toEqual(['supplement'])
})

test('a name left outside the text is shown to author and editor with its place, beside the report of the text', async () => {
  const { params, fileId } = await submittedWith(named)
  const check = async () => [{ value: plainPersonas.author.name, in: 'metadata' as const, where: 'XMP creator' }]
  await journal.prepareFiles({ check })
  for (const reader of [author, editor]) {
    const { preparation, findings } = await report(reader, fileId)
    expect(preparation).toMatchObject({ state: 'held', reason: 'names_left', copies: [] })
    expect(findings.map(({ kind, excerpts }) => [kind, excerpts[0]?.place])).toEqual(
      expect.arrayContaining([
        ['known_name', 'text'],
        ['name_left', 'property'],
      ]),
    )
  }
  for (const { id } of (await report(editor, fileId)).findings)
    await editor.ask('POST /api/files/:id/findings/:findingId/confirm', { params: { id: fileId, findingId: id } })
  expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({ code: 'file_not_ready' })
  await editor.ask('POST /api/files/:id/prepare', { params: { id: fileId } })
  await journal.prepareFiles({ check: async () => [] })
  expect((await report(editor, fileId)).preparation).toMatchObject({ state: 'ready', reason: null })
})

test('a file with a name outside its text is held, and its editors get a letter', async () => {
  const { params } = await submittedWith({ name: 'a.pdf', bytes: pdf() })
  const check = async () => [{ value: 'Somebody', in: 'metadata' as const, where: 'XMP' }]
  await journal.prepareFiles({ check })
  const states = (await filesOf(params)).map(({ preparation }) => [preparation.state, preparation.reason])
  expect(states).toEqual([
    ['held', 'names_left'],
    ['held', 'names_left'],
  ])
  expect(await editor.refused(route, await releasing(params, ['manuscript']))).toMatchObject({ code: 'file_not_ready' })
  expect((await journal.settle()).filter(({ subject }) => subject.includes('needs you'))).not.toEqual([])
})

test('a failed preparation can be repeated', async () => {
  const { params, fileId } = await submittedWith({ name: 'a.pdf', bytes: pdf() })
  const { steps } = (await import('../../workers/manuscripts/in-process-toolchain.ts')).inProcessToolchain
  const clean = () => Promise.reject(new FileHeld('took_too_long'))
  await journal.prepareFiles({ steps: { ...steps, clean } })
  const prepare = { params: { id: fileId } }
  expect((await report(editor, fileId)).preparation).toMatchObject({
    state: 'held',
    stage: 'clean',
    reason: 'took_too_long',
  })
  await editor.ask('POST /api/files/:id/prepare', prepare)
  await journal.settle()
  expect((await report(editor, fileId)).preparation).toMatchObject({ state: 'ready', reason: null })
  expect(await editor.refused('POST /api/files/:id/prepare', prepare)).toMatchObject({ code: 'not_held' })
  await editor.ask(route, await releasing(params, ['supplement']))
})

test('an anonymous copy that an editor adds is prepared like every other file', async () => {
  const { params } = await submittedWith(named)
  await editor.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'anonymous_copy' },
    upload: { name: 'copy.docx', bytes: docx({ metadata: { author: plainPersonas.author.name } }) },
  })
  await journal.prepareFiles()
  await editor.ask(route, await releasing(params, ['anonymous_copy']))
  expect(await released(params)).toEqual(['anonymous_copy'])
})

test('a person who may not release learns nothing of the contents of a file', async () => {
  const { params, fileId } = await submittedWith(named)
  await journal.prepareFiles()
  const asked = await releasing(params, ['supplement'])
  const outsider = await journal.person({ name: 'Olga Outsider', roles: ['author', 'reviewer'] })
  expect(await outsider.refused(route, asked)).toMatchObject({ status: 403 })
  for (const path of ['report', 'copies/clean', 'copies/view', 'pages/1'])
    expect((await outsider.open(`/api/files/${fileId}/${path}`)).status).toBe(404)
  expect(await released(params)).toEqual([])
})

test('what may name a survivor is for editors only', async () => {
  const body =
    'Maria Gonzalez, born on 3 March 1985, passport number X1234567, was detained and examined on 4 May 2019.'
  const { fileId } = await submittedWith({ name: 'a.docx', bytes: docx({ body }) })
  await journal.prepareFiles()
  const survivors = (findings: readonly { kind: string }[]) =>
    findings.filter(({ kind }) => kind.startsWith('survivor'))
  expect(survivors((await report(editor, fileId)).findings)).not.toEqual([])
  expect(survivors((await report(author, fileId)).findings)).toEqual([])
})

test('a paper that was returned for correction has to be released again: it may come back with other authors', async () => {
  const { params } = await submittedWith({ name: 'a.docx', bytes: docx() })
  await journal.prepareFiles()
  await editor.ask(route, await releasing(params, ['manuscript', 'supplement']))
  await decide({ journal, personas: plainPersonas, editor, author, submissionId: params.id }, 'return')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version: draft.version, contributors: [...draft.contributors] },
  })
  await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'figure' },
    upload: { name: 'figure.pdf', bytes: pdf() },
  })
  await submit(params)
  expect(await released(params)).toEqual([])
})

test('an author who joins is searched for outside the text, too', async () => {
  const { params, fileId } = await draftWith({ name: 'a.docx', bytes: docx() })
  await journal.prepareFiles()
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  const joined = { ...plainPersonas.coauthor, name: 'Nadia Newcomer', email: null, corresponding: false }
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version: draft.version, contributors: [...draft.contributors, joined] },
  })
  const check = async (_file: unknown, sought: readonly string[]) =>
    sought.filter((one) => one === joined.name).map((value) => ({ value, in: 'metadata' as const, where: 'a link' }))
  await journal.reportAgain(params.id, { check })
  const { preparation, findings } = await report(author, fileId)
  expect(preparation).toMatchObject({ state: 'held', reason: 'names_left' })
  expect(findings).toMatchObject([{ kind: 'name_left', match: joined.name, excerpts: [{ place: 'other' }] }])
})

test('a page that programs cannot read is reported to author and editor, and released when an editor has confirmed it', async () => {
  const { params, fileId } = await submittedWith({ name: 'scan.pdf', bytes: scan })
  await journal.prepareFiles()
  const { preparation, findings } = await report(author, fileId)
  expect(preparation).toMatchObject({ state: 'ready', unconfirmed: 0, unread: 1 })
  expect(preparation.notes).toContain('text_unreadable')
  expect(findings).toMatchObject([{ kind: 'unreadable_text', match: '1', confirmed: null }])
  const release = await releasing(params, ['supplement'])
  const refused = { status: 409, code: 'text_unread', details: { files: ['supplement-v1.pdf'] } }
  expect(await editor.refused(route, release)).toMatchObject(refused)

  const confirm = { params: { id: fileId, findingId: findings[0]?.id ?? '' } }
  const confirming = 'POST /api/files/:id/findings/:findingId/confirm'
  expect(await author.refused(confirming, confirm)).toMatchObject({ code: 'editors_look' })
  expect(await editor.refused(route, release)).toMatchObject(refused)
  await editor.ask(confirming, confirm)
  const takingBack = 'DELETE /api/files/:id/findings/:findingId/confirm'
  expect(await author.refused(takingBack, confirm)).toMatchObject({ code: 'files_handed_in' })
  await editor.ask(takingBack, confirm)
  expect(await editor.refused(route, release)).toMatchObject(refused)
  await editor.ask(confirming, confirm)
  await editor.ask(route, release)
  expect(await released(params)).toEqual(['supplement'])
})

test('where a program reads pictures of pages, a name on a scan is in the report with its place', async () => {
  const { params, fileId } = await submittedWith({ name: 'scan.pdf', bytes: scan })
  const text = `The interviews were led by ${plainPersonas.author.name} at the centre.`
  await journal.prepareFiles({ ocr: async (_, pages) => new Map(pages.map((page) => [page, text])) })
  const { preparation, findings } = await report(editor, fileId)
  expect(preparation).toMatchObject({ state: 'ready', unread: 0 })
  expect(preparation.notes).toContain('read_from_pictures')
  expect(findings[0]).toMatchObject({ kind: 'known_name', excerpts: [{ place: 'picture', page: 1 }] })
  expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({
    code: 'names_unconfirmed',
  })
})

test.each([
  [
    'in a tiling pattern',
    'pattern',
    {
      resources: '/Pattern << /P1 10 0 R >>',
      content: '/Pattern cs /P1 scn 0 0 500 500 re f',
      objects: {
        10: {
          dictionary:
            '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 50] /XStep 300 /YStep 50 /Resources << /Font << /F1 5 0 R >> >>',
          bytes: `BT /F1 12 Tf 10 10 Td (${plainPersonas.author.name}) Tj ET`,
        },
      },
    },
  ],
  [
    'in ActualText',
    'actual_text',
    {
      content: `/Span << /ActualText (${plainPersonas.author.name}) >> BDC BT /F1 9 Tf 72 500 Td (somebody) Tj ET EMC`,
    },
  ],
  ['beside the page', 'outside_page', { content: `BT /F1 9 Tf 900 500 Td (${plainPersonas.author.name}) Tj ET` }],
  [
    'in a bookmark',
    'outline',
    {
      catalog: '/Outlines 10 0 R',
      objects: {
        10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
        11: `<< /Title (${plainPersonas.author.name}) /Parent 10 0 R /Dest [3 0 R /Fit] >>`,
      },
    },
  ],
] satisfies readonly (readonly [string, string, PageIngredients])[])(
  'an author’s name %s of a PDF is told with its place, and not released before somebody has confirmed it',
  async (_, place, ingredients) => {
    const { params, fileId } = await submittedWith({ name: 'a.pdf', bytes: pdfOf(ingredients) })
    await journal.prepareFiles()
    const found = (await report(author, fileId)).findings.filter(({ kind }) => kind === 'known_name')
    expect(found.flatMap(({ excerpts }) => excerpts.map((excerpt) => excerpt.place))).toContain(place)
    expect(await editor.refused(route, await releasing(params, ['supplement']))).toMatchObject({
      code: 'names_unconfirmed',
    })
  },
)
