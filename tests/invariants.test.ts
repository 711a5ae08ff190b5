import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './support/database.ts'

// `npm run invariants`, as an operator runs it.

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

function invariants(variables: Record<string, string>, ...given: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/db/check-invariants.ts', ...given], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...variables },
  })
  return { status, stdout, stderr }
}

test('says that all hold', () => {
  expect(invariants({ DATABASE_URL: database.url })).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^All \d+ invariants hold\.\n$/),
  })
})

test('names what is violated, and fails', async () => {
  const sql = postgres(database.url, { max: 1 })
  const id = randomUUID()
  await sql`
    insert into journal.events (id, at, type, payload)
    values (${id}, now(), 'submission.submitted', ${sql.json({ note: 'rosa@example.org' })})`
  await sql.end()
  const { status, stdout } = invariants({}, database.url)
  expect(status).toBe(1)
  expect(stdout).toContain(`Not so: an event holds ids and codes only (1)\n  ${id}\n`)
})

test('says why a database could not be asked', () => {
  expect(invariants({})).toMatchObject({ status: 2, stderr: expect.stringContaining('Say which database') })
  expect(invariants({}, 'postgres://nobody@127.0.0.1:1/none')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('could not be asked'),
  })
})
