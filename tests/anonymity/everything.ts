import { pageSlugs } from '../../server/domain/public-pages.ts'
import { contracts } from '../../server/contracts.ts'
import { unsentActs } from '../../server/domain/unsent.ts'
import { connectTo } from '../../server/db/client.ts'
import type { Client } from '../support/client.ts'
import type { Journal } from '../support/journal.ts'

// Every route of the contracts with every id in the database: the requests of a sweep.

// Rows that no address refers to: asking for their ids would give a thousand 404s.
const unnamed = ['events', 'event_actors', 'links', 'letters', 'sessions', 'scores', 'idempotency', 'statements']

/** Every id in the database that an address could contain. */
export async function everyId({ env }: Journal): Promise<string[]> {
  const owner = connectTo(env.DATABASE_URL, { max: 2 })
  const columns = await owner.sql<{ place: string; column: string }[]>`
    select table_schema || '.' || table_name as place, column_name as column from information_schema.columns
    where table_schema in ('journal', 'identity') and data_type = 'uuid' and not table_name = any(${unnamed})`
  const found = new Set<string>()
  for (const { place, column } of columns) {
    for (const row of await owner.sql.unsafe<{ id: string }[]>(
      `select distinct ${column} as id from ${place} where ${column} is not null`,
    ))
      found.add(row.id)
  }
  await owner.close()
  return [...found]
}

const routes = Object.keys(contracts) as (keyof typeof contracts)[]
export const reading = routes.filter((route) => route.startsWith('GET'))
// Signing out would end the sweep.
export const changing = routes.filter((route) => !route.startsWith('GET') && route !== 'DELETE /api/session')

/** Parameters of addresses other than ids. */
const choices: Readonly<Record<string, readonly string[]>> = {
  kind: ['clean', 'pdf', 'view'],
  n: ['1'],
  act: unsentActs,
  slug: pageSlugs,
}

/** Every id for every id parameter, with every choice of the others. */
function targetsOf(names: readonly string[], ids: readonly string[]): Record<string, string>[] {
  if (names.length === 0) return [{}]
  const [choice] = names.filter((name) => name in choices)
  const values = choice === undefined ? [''] : (choices[choice] ?? [])
  // Addresses without ids are requested once.
  const places = names.every((name) => name === choice) ? [''] : ids
  return places.flatMap((id) =>
    values.map((value) => Object.fromEntries(names.map((name) => [name, name === choice ? value : id]))),
  )
}

export async function askEverything(client: Client, asked: readonly string[], ids: readonly string[]): Promise<void> {
  for (const route of asked) {
    const names = [...route.matchAll(/:(\w+)/g)].map((found) => found[1] ?? '')
    const targets = targetsOf(names, ids)
    for (const params of targets)
      await client.try(route, {
        params,
        idempotencyKey: 'sweep-sweep',
        ...(route.startsWith('GET') ? {} : { body: {} }),
      })
  }
}
