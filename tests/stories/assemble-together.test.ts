import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJournal, type Journal } from '../support/journal.ts'
import { openPress, readyArticle, type Press } from '../support/press.ts'

// Two editors assemble one issue: nobody overwrites a change that they have not seen.

let journal: Journal
let press: Press
let number = 0
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const begin = async () => {
  const details = { volume: 40, number: String((number += 1)), year: 2026, title: '', summary: '' }
  return (await press.editor.ask('POST /api/issues', { body: details })).body.id
}
const build = async (id: string) => (await press.editor.ask('GET /api/issues/:id', { params: { id } })).body
const seen = async (id: string) => (await build(id)).version
/** The request of an editor who sees the present issue. */
const place = async (id: string, articleIds: readonly string[]) => ({
  params: { id },
  body: { version: await seen(id), contents: articleIds.map((articleId) => ({ articleId, specialSectionId: null })) },
})

describe('two editors at one issue', () => {
  test('do not overwrite each other: whoever has not seen the last change is told, and nothing is changed', async () => {
    const [issue, { articleId }] = [await begin(), await readyArticle(press)]
    const params = { id: issue }
    const version = await seen(issue)
    await press.editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
    const before = await build(issue)
    expect(before.version).toBe(version + 1)
    const stale = { volume: 40, number: before.number, year: 2027, title: 'From an old window', summary: '' }
    const section = { id: null, title: 'From an old window', guestEditors: [], callId: null }
    const told = [
      await press.editor.refused('PUT /api/issues/:id', { params, body: { ...stale, version } }),
      await press.editor.refused('PUT /api/issues/:id/contents', { params, body: { version, contents: [] } }),
      await press.editor.refused('PUT /api/issues/:id/special-sections', {
        params,
        body: { version, specialSections: [section] },
      }),
      await press.editor.refused('POST /api/issues/:id/pages', {
        params,
        body: { version, startAt: 1, lengths: { [articleId]: 3 } },
      }),
    ]
    expect(told.map(({ status, code, details: facts }) => [status, code, facts])).toEqual(
      told.map(() => [409, 'edited_elsewhere', { version: version + 1 }]),
    )
    expect(await build(issue)).toEqual(before)
  })

  test('each change gives the issue the next version; of two at once one is told', async () => {
    const [issue, { articleId }] = [await begin(), await readyArticle(press)]
    const params = { id: issue }
    const version = await seen(issue)
    const { volume, number: taken, year, title, summary } = await build(issue)
    await press.editor.ask('PUT /api/issues/:id', {
      params,
      body: { volume, number: taken, year, title, summary, version },
    })
    await press.editor.ask('PUT /api/issues/:id/special-sections', {
      params,
      body: { version: version + 1, specialSections: [] },
    })
    await press.editor.ask('PUT /api/issues/:id/contents', await place(issue, [articleId]))
    await press.editor.ask('POST /api/issues/:id/pages', {
      params,
      body: { version: version + 3, startAt: 1, lengths: { [articleId]: 3 } },
    })
    expect(await seen(issue)).toBe(version + 4)
    const out = { params, body: { version: version + 4, contents: [] } }
    const answers = await Promise.all([1, 2].map(() => press.editor.try('PUT /api/issues/:id/contents', out)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
    expect(await seen(issue)).toBe(version + 5)
  })
})
