import { describe, expect, test } from 'vitest'
import { completeDraft, freshKey, reviewed, decide, produced, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'

// What is pressed by mistake can be undone for some minutes: a file that was removed, proofs that were approved.

async function draft(journal: Journal) {
  const author = await journal.person({ name: 'Leyla Author', roles: ['author'] })
  const id = await completeDraft(journal, author)
  const page = async () => (await author.ask('GET /api/submissions/:id', { params: { id } })).body
  const [file] = (await page()).files
  if (!file) throw new Error('a complete draft has a manuscript')
  const params = { id, fileId: file.id }
  const keys = async () => {
    const rows = await journal.deps.sql<{ key: string }[]>`
      select storage_key as key from journal.files where id = ${file.id}
      union all select storage_key from journal.file_copies where file_id = ${file.id}`
    return rows.map(({ key }) => key)
  }
  const stored = async () => {
    const all = new Set<string>()
    for await (const { key } of journal.deps.store.list('')) all.add(key)
    return (await keys()).filter((key) => all.has(key)).length
  }
  const remove = () => author.ask('DELETE /api/submissions/:id/files/:fileId', { params })
  const back = 'POST /api/submissions/:id/files/:fileId/bring-back' as const
  return { author, id, file, params, page, stored, remove, back }
}

const upload = (author: SignedInClient, id: string) =>
  author.ask('POST /api/submissions/:id/files', {
    params: { id },
    query: { purpose: 'manuscript' },
    upload: { name: 'another.docx', bytes: docx({ title: 'Another' }) },
  })

describe('a removed file', () => {
  test('can be brought back, also after a reload, and is what it was', async () => {
    await using journal = await startJournal()
    const { author, file, params, page, remove, back } = await draft(journal)
    await journal.prepareFiles()
    const before = (await page()).files
    await remove()
    expect(await page()).toMatchObject({
      files: [],
      removed: [{ id: file.id, purpose: 'manuscript', originalName: 'manuscript.docx', replaced: false }],
    })
    await author.ask(back, { params })
    expect(await page()).toMatchObject({ files: before, removed: [] })
    // Brought back twice, it is there once.
    await author.ask(back, { params })
    journal.clock.advance({ minutes: 30 })
    await journal.settle()
    expect((await author.ask('GET /api/files/:id', { params: { id: file.id } })).status).toBe(200)
  })

  test('is served to nobody meanwhile, does not count, and is not prepared', async () => {
    await using journal = await startJournal()
    const { author, id, file, remove, page } = await draft(journal)
    await remove()
    const editor = await journal.person({ roles: ['editor'] })
    for (const somebody of [author, editor, journal.visitor()])
      expect((await somebody.try('GET /api/files/:id', { params: { id: file.id } })).status).toBeGreaterThanOrEqual(400)
    expect((await page()).gaps).toContainEqual({ path: 'files', code: 'manuscript' })
    const sending = { params: { id }, idempotencyKey: freshKey() }
    expect(await author.refused('POST /api/submissions/:id/submit', sending)).toMatchObject({ code: 'incomplete' })
    await journal.prepareFiles()
    const [row] = await journal.deps.sql`select state from journal.preparations where file_id = ${file.id}`
    expect(row?.['state']).toBe('preparing')
  })

  test('is prepared when it comes back', async () => {
    await using journal = await startJournal()
    const { author, params, remove, page, back } = await draft(journal)
    await remove()
    await journal.prepareFiles()
    await author.ask(back, { params })
    await journal.prepareFiles()
    expect((await page()).files.map(({ preparation }) => preparation.state)).toEqual(['ready'])
  })

  test('is deleted when the time is over, copies and all, however often the job runs, and then cannot come back', async () => {
    await using journal = await startJournal()
    const { author, params, remove, page, stored, back } = await draft(journal)
    await journal.prepareFiles()
    expect(await stored()).toBeGreaterThan(1)
    await remove()
    journal.clock.advance({ minutes: 9 })
    await journal.settle()
    expect(await stored()).toBeGreaterThan(1)
    journal.clock.advance({ minutes: 2 })
    expect((await page()).removed).toEqual([])
    expect(await author.refused(back, { params })).toMatchObject({ status: 409, code: 'removed_for_good' })
    await journal.settle()
    expect(await stored()).toBe(0)
    await journal.deps.sql`update journal.tasks set done_at = null where job = 'discard-file'`
    await journal.settle()
    expect(await stored()).toBe(0)
    expect(await author.refused(back, { params })).toMatchObject({ code: 'removed_for_good' })
  })

  test('does not come back beside another that has its place, nor into what was handed in, nor for a stranger', async () => {
    await using journal = await startJournal()
    const { author, id, file, params, remove, page, back } = await draft(journal)
    await remove()
    const { body: other } = await upload(author, id)
    expect((await page()).removed).toMatchObject([{ id: file.id, replaced: true }])
    expect(await author.refused(back, { params })).toMatchObject({ code: 'file_replaced' })
    const stranger = await journal.person({ roles: ['author'] })
    expect((await stranger.try(back, { params })).status).toBe(404)
    await author.ask('DELETE /api/submissions/:id/files/:fileId', { params: { id, fileId: other.id } })
    await author.ask(back, { params })
    await author.ask('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey: freshKey() })
    expect((await author.try(back, { params: { id, fileId: other.id } })).status).toBeGreaterThanOrEqual(400)
  })
})

describe('approved proofs', () => {
  async function approved(journal: Journal) {
    const scenario = await reviewed(journal)
    await decide(scenario, 'accept')
    const { articleId } = await produced(scenario)
    const { author, editor, submissionId } = scenario
    const params = { id: submissionId }
    const step = (to: 'copyediting' | 'proofs' | 'ready') =>
      editor.ask('POST /api/articles/:id/step', { params: { id: articleId }, body: { step: to } })
    await step('copyediting')
    await step('proofs')
    // The letter about what was approved before that leaves first.
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    await author.ask('POST /api/submissions/:id/proofs', { params, body: { approved: true, comment: '' } })
    const production = async () => (await author.ask('GET /api/submissions/:id', { params })).body.production
    const article = async () => (await editor.ask('GET /api/articles/:id', { params: { id: articleId } })).body
    const told = async () => (await journal.settle()).filter(({ subject }) => subject.includes('the proofs of'))
    return { author, params, step, production, article, told }
  }
  const back = 'POST /api/submissions/:id/proofs/take-back' as const

  test('can be taken back for some minutes: the editors got no letter, and the proofs are with the author again', async () => {
    await using journal = await startJournal()
    const { author, params, production, article, told } = await approved(journal)
    expect(await production()).toMatchObject({ proofs: 'approved', takeBackUntil: expect.any(String) })
    expect((await article()).proofRounds.at(-1)?.answers).toMatchObject([
      { approved: true, graceEndsAt: expect.any(String) },
    ])
    expect(await told()).toEqual([])
    await author.ask(back, { params })
    expect(await production()).toMatchObject({ proofs: 'with_author', takeBackUntil: null })
    expect(await article()).toMatchObject({ proofs: 'with_author' })
    journal.clock.advance({ minutes: 11 })
    expect(await told()).toEqual([])
    expect(await author.refused(back, { params })).toMatchObject({ status: 409, code: 'editors_went_on' })
    const { body } = await author.ask('GET /api/submissions/:id', { params })
    expect(body.timeline.at(-1)?.type).toBe('production.approval_taken_back')
  })

  test('stand when the time is over, and the letter leaves then, once', async () => {
    await using journal = await startJournal()
    const { author, params, told, production } = await approved(journal)
    journal.clock.advance({ minutes: 11 })
    expect((await told()).map(({ to }) => to)).toEqual(['edith@journal.example'])
    expect(await told()).toEqual([])
    expect(await author.refused(back, { params })).toMatchObject({ code: 'approval_stands' })
    expect(await production()).toMatchObject({ proofs: 'approved', takeBackUntil: null })
  })

  test('stand when the editors have gone on', async () => {
    await using journal = await startJournal()
    const { author, params, step, production } = await approved(journal)
    await step('ready')
    expect((await production())?.takeBackUntil).toBeNull()
    expect(await author.refused(back, { params })).toMatchObject({ code: 'editors_went_on' })
  })
})
