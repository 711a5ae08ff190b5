import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { is } from 'drizzle-orm'
import { getTableConfig, PgDialect, PgTable } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decisionKinds } from '../server/domain/decision.ts'
import { createTestDatabase, type TestDatabase } from './support/database.ts'

// What PostgreSQL refuses is what the domain's tables say: a value that was added to one of them without a migration is found here.

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 1 })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const valuesIn = (condition: string) => [...condition.matchAll(/'([^']*)'/g)].map(([, value]) => value).sort()

/** The values each CHECK of the migrated database names, by the constraint's name. */
async function inDatabase(): Promise<Map<string, unknown>> {
  const rows = await sql<{ name: string; condition: string }[]>`
    select conname as name, pg_get_constraintdef(oid) as condition from pg_constraint
    where contype = 'c' and connamespace in ('journal'::regnamespace, 'identity'::regnamespace)`
  return new Map(rows.map(({ name, condition }) => [name, valuesIn(condition)]))
}

async function inSchema(): Promise<Map<string, unknown>> {
  const modules = await Promise.all(
    globSync('server/db/schema/*.ts').map(
      (path) => import(pathToFileURL(path).href) as Promise<Record<string, unknown>>,
    ),
  )
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable))
  const checks = tables.flatMap((table) => getTableConfig(table).checks)
  const dialect = new PgDialect()
  return new Map(checks.map(({ name, value }) => [name, valuesIn(dialect.sqlToQuery(value).sql)]))
}

test('every CHECK of the schema stands in the database with the same values', async () => {
  const [expected, found] = [await inSchema(), await inDatabase()]
  expect(expected.size).toBeGreaterThan(30)
  for (const [name, values] of expected) expect([name, found.get(name)]).toEqual([name, values])
})

test('the kinds of decisions are those of their table', async () => {
  expect((await inDatabase()).get('decisions_kind')).toEqual([...decisionKinds].sort())
})
