import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo, type Database } from '../../server/db/client.ts'
import type { Env } from '../../server/env.ts'
import { stages, type Stage } from '../../server/domain/preparation.ts'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// A worker is killed in the middle of each stage. That stage is done again, finished stages are not, nothing is lost,
// and nothing can be released before all stages are done.

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
let owner: Database
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
  owner = connectTo(journal.env.DATABASE_URL, { max: 1 })
})
afterAll(async () => {
  await owner.close()
  await journal[Symbol.asyncDispose]()
})

const child = fileURLToPath(new URL('./preparing.ts', import.meta.url))

/** Prepares a file in a process of its own until it is inside a stage, and kills the process there. */
async function killAt(fileId: string, stage: Stage): Promise<void> {
  const env = Object.fromEntries(Object.entries(journal.env).map(([name, value]) => [name, asVariable(value)]))
  const worker = fork(child, [fileId, stage], {
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said] = (await once(worker, 'message')) as [string]
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  expect(said).toBe('there')
}

function asVariable(value: Env[keyof Env]): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? value.join(',') : String(value ?? '')
}

const fileOf = async (params: { id: string }) => {
  const { body } = await editor.ask('GET /api/desk/:id', { params })
  const [file] = body.files
  if (!file) throw new Error('the submission has no file')
  return file
}
/** The stages marked done, in their order. */
async function stepsOf(fileId: string) {
  const steps = await owner.sql<{ stage: Stage; doneAt: Date }[]>`
    select stage, done_at as "doneAt" from journal.preparation_steps where file_id = ${fileId}`
  return [...steps].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage))
}

test.each(stages.map((stage) => [stage]))('killed while it was at %s', async (stage) => {
  const params = { id: await completeDraft(journal, author) }
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  const { id } = await fileOf(params)
  await killAt(id, stage)
  const over = await stepsOf(id)
  expect(over.map((step) => step.stage)).toEqual(stages.slice(0, stages.indexOf(stage)))
  expect((await fileOf(params)).preparation).toMatchObject({ state: 'preparing', stage, copies: [] })
  const release = { params, body: { fileIds: [id], checked: true as const } }
  expect(await editor.refused('POST /api/submissions/:id/release', release)).toMatchObject({ code: 'file_not_ready' })
  await journal.prepareFiles()
  const again = await stepsOf(id)
  expect(again).toHaveLength(stages.length)
  // Stages that were done before the kill were not done again.
  for (const step of over) expect(again).toContainEqual(step)
  await editor.ask('POST /api/submissions/:id/release', release)
  expect((await fileOf(params)).released).toBe(true)
})
