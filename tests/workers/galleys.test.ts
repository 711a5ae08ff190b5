import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { resumeGalleys } from '../../workers/scheduled/resume-galleys.ts'
import { prepareGalleys } from '../../workers/galleys/prepare.ts'
import { FileHeld } from '../../workers/manuscripts/shapes.ts'
import { runStep, warmUp } from '../../workers/manuscripts/sandbox/step.ts'
import type { Steps, Toolchain } from '../../workers/manuscripts/toolchain.ts'
import type { SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { openPress, readyArticle, type Press, type ReadyArticle } from '../support/press.ts'
import { html, pdf } from '../support/samples.ts'
import { openTestWorker, type TestWorker } from '../support/worker.ts'

// The worker prepares galleys: in its sandbox, once or twice or after it was killed, and only the newest upload.

let journal: Journal
let press: Press
let editor: SignedInClient
let worker: TestWorker
let article: ReadyArticle
beforeAll(async () => {
  await warmUp()
  journal = await startJournal()
  press = await openPress(journal)
  editor = press.editor
  worker = openTestWorker(journal.env, { clock: journal.clock, ids: journal.deps.ids })
  article = await readyArticle(press)
})
afterEach(() => journal.settle())
afterAll(async () => {
  await worker.close()
  await journal[Symbol.asyncDispose]()
})

const send = (kind: 'pdf' | 'html', bytes: Uint8Array) =>
  editor.ask('POST /api/articles/:id/galleys', {
    params: { id: article.articleId },
    query: { kind },
    upload: { name: 'galley', bytes },
  })
const galleyOf = async (kind: 'pdf' | 'html') => {
  const { body } = await editor.ask('GET /api/articles/:id', { params: { id: article.articleId } })
  const found = body.galleys.find((galley) => galley.kind === kind)
  if (!found) throw new Error('there is no such galley')
  return found
}
const prepare = (steps: Partial<Steps> = {}, lastTry = false) => {
  const toolchain: Toolchain = { ...worker.deps.toolchain, steps: { ...worker.deps.toolchain.steps, ...steps } }
  return prepareGalleys({ ...worker.deps, toolchain }, article.articleId, lastTry)
}
const keys = async () => {
  const rows = await journal.deps.sql<{ received: string; copy: string | null }[]>`
    select received_key as received, storage_key as copy from journal.galleys where article_id = ${article.articleId}`
  return rows.flatMap(({ received, copy }) => [received, copy]).filter((key) => key !== null)
}
const objects = async () => {
  const found: string[] = []
  for await (const { key } of journal.deps.store.list('')) found.push(key)
  return found
}

test('a page nested a hundred thousand times is refused in words with little processor time, and never read by the server', async () => {
  const nested = Buffer.from(`<html><body>${'<b>'.repeat(350_000)}x</body></html>`)
  await send('html', nested)
  let cpuMs: number | null = null
  const file = { kind: 'html', bytes: nested } as const
  const printed = { title: 'T', bylines: [], language: 'en', doi: null }
  const refused = runStep('galley', { file, printed }, { measured: (cost) => (cpuMs = cost.cpuMs) })
  await expect(refused).rejects.toMatchObject({ code: 'nested_too_deeply' })
  expect(cpuMs).toBeLessThan(5_000)
  expect(await galleyOf('html')).toMatchObject({ state: 'preparing' })
  await prepare()
  expect(await galleyOf('html')).toMatchObject({ state: 'refused', reason: 'nested_too_deeply' })
  await send('html', html())
})

test.each([
  [
    'unclosed paragraphs and list items, which are not nested',
    `<ul>${'<li>point'.repeat(2000)}</ul>${'<p>text'.repeat(2000)}`,
    'ready',
  ],
  ['a broken table', '<table><tr><td>a<tr><td>b</table><p>text</p>', 'ready'],
  ['nothing', '<html><body><script>x</script></body></html>', 'refused'],
  ['mixed tags that are never closed', '<i><b></x>'.repeat(1000), 'refused'],
])('a page of %s', async (_what, markup, state) => {
  await send('html', Buffer.from(`<html><body>${markup}</body></html>`))
  await prepare()
  expect((await galleyOf('html')).state).toBe(state)
  await send('html', html())
})

test('a galley that is no PDF inside is refused with what to do', async () => {
  await send('pdf', Buffer.from('%PDF-1.4\nnothing of a PDF\n%%EOF\n'))
  await prepare({}, true)
  expect(await galleyOf('pdf')).toMatchObject({ state: 'refused', reason: 'damaged' })
  await send('pdf', pdf())
})

test('twice is as good as once, and leaves no object behind', async () => {
  await send('pdf', pdf({ title: 'Twice' }))
  await Promise.all([prepare(), prepare()])
  const first = await keys()
  await prepare()
  expect(await keys()).toEqual(first)
  expect((await galleyOf('pdf')).state).toBe('ready')
  expect((await objects()).toSorted()).toEqual(expect.arrayContaining(first))
  const known = await journal.deps.sql<{ key: string }[]>`
    select storage_key as key from journal.files union select storage_key from journal.galleys where storage_key is not null
    union select received_key from journal.galleys`
  const named = new Set(known.map(({ key }) => key))
  expect((await objects()).filter((key) => !named.has(key))).toEqual([])
})

test('a worker that is killed leaves it to the next', async () => {
  await send('pdf', pdf({ title: 'Killed' }))
  const killed = async (): Promise<never> => {
    throw new Error('killed')
  }
  await expect(prepare({ clean: killed })).rejects.toThrow('killed')
  expect(await galleyOf('pdf')).toMatchObject({ state: 'preparing', reason: null })
  await prepare()
  expect(await galleyOf('pdf')).toMatchObject({ state: 'ready', current: true })
})

test('what was replaced meanwhile does not come back', async () => {
  await send('pdf', pdf({ title: 'The first' }))
  const before = (await galleyOf('pdf')).id
  const { steps } = worker.deps.toolchain
  let replaced = false
  await prepare({
    galley: async (given) => {
      if (!replaced) await send('pdf', pdf({ title: 'The second' }))
      replaced = true
      return steps.galley(given)
    },
  })
  const after = await galleyOf('pdf')
  expect([after.id === before, after.state]).toEqual([false, 'preparing'])
  await prepare()
  expect((await galleyOf('pdf')).state).toBe('ready')
})

test('what machines cannot do twice is held, with the reason; whoever makes it may have it tried again', async () => {
  await send('pdf', pdf({ title: 'Slow' }))
  const slow = async (): Promise<never> => {
    throw new FileHeld('took_too_long')
  }
  await expect(prepare({ clean: slow })).rejects.toMatchObject({ code: 'took_too_long' })
  await prepare({ clean: slow }, true)
  const held = await galleyOf('pdf')
  expect(held).toMatchObject({ state: 'held', reason: 'took_too_long' })
  expect((await editor.refused('GET /api/galleys/:id', { params: { id: held.id } })).code).toBe('galley_not_ready')
  await editor.ask('POST /api/galleys/:id/prepare', { params: { id: held.id } })
  await editor.ask('POST /api/galleys/:id/prepare', { params: { id: held.id } })
  expect((await galleyOf('pdf')).state).toBe('preparing')
  await journal.settle()
  expect((await galleyOf('pdf')).state).toBe('ready')
  const again = await editor.refused('POST /api/galleys/:id/prepare', { params: { id: held.id } })
  expect([again.status, again.code]).toEqual([409, 'not_held'])
})

test('markup that a hostile file made its process give is not believed', async () => {
  for (const markup of [
    '<p onclick="steal()">Text</p>',
    '<script>steal()</script>',
    '<a href="javascript:steal()">a</a>',
    '<img src="https://spy.example/p.png">',
    '<p>Text <b',
  ]) {
    await send('html', html())
    await prepare({ galley: async () => ({ bytes: Buffer.from(markup), passages: [], removed: [] }) }, true)
    expect(await galleyOf('html')).toMatchObject({ state: 'held', reason: 'cannot_be_cleaned' })
  }
  await send('html', html())
})

test('galleys that no task is for are begun, and those whose task was given up are held', async () => {
  await send('pdf', pdf({ title: 'Lost' }))
  await journal.deps.sql`update journal.events set relayed_at = at where type = 'production.galley_stored'`.catch(
    () => undefined,
  )
  const { id } = await galleyOf('pdf')
  await journal.settle()
  expect((await galleyOf('pdf')).state).toBe('ready')
  await send('pdf', pdf({ title: 'Given up' }))
  await worker.deps.sql`
    insert into journal.tasks (id, event_id, job, run_at, attempts, failed_at, error)
    select id || '.prepare-galleys', id, 'prepare-galleys', at, 9, at, 'Interrupted' from journal.events
    where type = 'production.galley_stored' order by seq desc limit 1`
  await worker.deps.sql`update journal.events set relayed_at = at where relayed_at is null`
  await resumeGalleys(worker.deps)
  const held = await galleyOf('pdf')
  expect([held.id === id, held.state, held.reason]).toEqual([false, 'held', 'tool_failed'])
  await editor.ask('POST /api/galleys/:id/prepare', { params: { id: held.id } })
})
