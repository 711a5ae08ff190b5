import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainPersonas, type Personas } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { printedUnderPenName, type PenNameScene } from '../support/pen-name.ts'
import { docx } from '../support/samples.ts'

// What a copyeditor receives of a paper whose authors are not printed under their names: everything needed for the galleys, and nothing
// that identifies the authors.

const personas: Personas = {
  ...plainPersonas,
  author: {
    ...plainPersonas.author,
    name: 'Zebulon Quixwhistle',
    affiliation: 'Vexmoor Institute',
    byline: 'pen_name',
    penName: 'Ada Marsh',
  },
  coauthor: { name: 'Nadia Fenwick-Oakes', affiliation: 'Harrowgate Clinic', byline: 'withheld' },
}

let journal: Journal
let scenario: PenNameScene
beforeAll(async () => {
  journal = await startJournal()
  scenario = await printedUnderPenName(journal, personas)
})
afterAll(() => journal[Symbol.asyncDispose]())

const hidden = /quixwhistle|vexmoor|fenwick|harrowgate|leyla@/i
const article = async () =>
  (await scenario.copyeditor.ask('GET /api/articles/:id', { params: { id: scenario.articleId } })).body
const copy = (id: string) =>
  scenario.copyeditor.try('GET /api/files/:id/copies/:kind', { params: { id, kind: 'clean' } })
const fileOf = async (purpose: string) => {
  const found = (await article()).manuscripts.find((file) => file.purpose === purpose)
  if (!found) throw new Error('there is no such file')
  return found
}

test('the page names the authors as they are printed, and says nothing else of them', async () => {
  const page = await article()
  expect(page.bylines.map(({ name, affiliation, orcid }) => [name, affiliation, orcid])).toEqual([
    ['Ada Marsh', '', null],
    ['Name withheld for safety', '', null],
  ])
  expect(JSON.stringify(page)).not.toMatch(hidden)
  expect(JSON.stringify((await scenario.copyeditor.ask('GET /api/production')).body)).not.toMatch(hidden)
})

test('the manuscript is a clean copy, never the uploaded file, and its report is not shown', async () => {
  const { id, withheld } = await fileOf('manuscript')
  expect(withheld).toBe(false)
  const { status } = await copy(id)
  expect(status).toBe(200)
  const bytes = Buffer.from(journal.exchanges.at(-1)?.bytes ?? [])
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(journal.exchanges.at(-1)?.headers['content-disposition']).toBe('attachment; filename="manuscript-v1.docx"')
  expect((await scenario.copyeditor.refused('GET /api/files/:id', { params: { id } })).status).toBe(404)
  expect((await scenario.copyeditor.refused('GET /api/files/:id/report', { params: { id } })).status).toBe(404)
  // Editors get the uploaded file.
  expect((await scenario.editor.try('GET /api/files/:id', { params: { id } })).status).toBe(200)
})

test('a file that names somebody whom the byline does not show is withheld, even if it was confirmed for reviewers', async () => {
  const { id, withheld } = await fileOf('supplement')
  expect([withheld, (await copy(id)).status]).toEqual([true, 404])
  // Another copy, without the name, is not withheld.
  await scenario.editor.ask('POST /api/submissions/:id/files', {
    params: { id: scenario.submissionId },
    query: { purpose: 'anonymous_copy' },
    upload: { name: 'Quixwhistle.docx', bytes: docx({ body: 'The interviews were led by one of us.' }) },
  })
  await journal.settle()
  const without = await fileOf('anonymous_copy')
  expect([without.withheld, (await copy(without.id)).status]).toEqual([false, 200])
})

test('a file whose report was made for other names than the form has now waits for the next report', async () => {
  const { id } = await fileOf('manuscript')
  const set = (penName: string) =>
    journal.deps
      .sql`update identity.contributors set pen_name = ${penName} where submission_id = ${scenario.submissionId} and corresponding`
  await set('Ada Marshall')
  expect([(await fileOf('manuscript')).withheld, (await copy(id)).status]).toEqual([true, 404])
  await set('Ada Marsh')
  expect((await copy(id)).status).toBe(200)
})

test('statements are shown when they name nobody, and withheld when they do', async () => {
  expect((await article()).statements).toEqual([
    { kind: 'competing_interests', text: 'None.', withheld: false },
    { kind: 'ethics', text: '', withheld: true },
  ])
  const { body } = await scenario.editor.ask('GET /api/articles/:id', { params: { id: scenario.articleId } })
  expect(body.statements.map(({ text }) => text)).toEqual(['None.', 'Approved by the board of Vexmoor Institute'])
})

test('the author’s words on the proofs are shown when they do not contain the name', async () => {
  const say = (comment: string) =>
    journal.deps.sql`
      insert into journal.proof_answers (id, submission_id, number, approved, comment, answered_at)
      values (gen_random_uuid(), ${scenario.submissionId}, 1, false, ${comment}, ${journal.clock.now()})`
  await journal.deps.sql`
    insert into journal.proofs (submission_id, number, sent_at) values (${scenario.submissionId}, 1, ${journal.clock.now()})`
  await say('Table 2 has lost a row.')
  journal.clock.advance({ minutes: 1 })
  await say('Table 2 has lost a row. Zebulon Quixwhistle')
  expect((await article()).proofRounds[0]?.answers).toMatchObject([
    { comment: 'Table 2 has lost a row.', withheld: false, by: null },
    { comment: '', withheld: true, by: null },
  ])
})

test('of a paper whose byline names all authors nothing is withheld', async () => {
  await journal.deps.sql`
    update identity.contributors set byline = 'name', pen_name = null where submission_id = ${scenario.submissionId}`
  await journal.deps.sql`
    update journal.bylines b set name = c.name from identity.contributors c
    where b.article_id = ${scenario.articleId} and c.submission_id = ${scenario.submissionId} and c.position = b.position`
  const page = await article()
  expect(page.manuscripts.map(({ withheld }) => withheld)).toEqual(page.manuscripts.map(() => false))
  expect(page.statements.map(({ withheld }) => withheld)).toEqual([false, false])
})
