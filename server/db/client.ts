import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import type { Env } from '../env.ts'
import { connectionPool } from './driver.ts'
import { roleUrl, type DatabaseRole } from './roles.ts'

/** Writes go through drizzle's builder, inside `transaction`. Reads are `sql` tags, which cost less of the API's processor. */
export type Db = PostgresJsDatabase
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
export type Sql = postgres.Sql

/** One pool for one database role. */
export interface Database {
  readonly db: Db
  readonly sql: Sql
  close(): Promise<void>
}

/** Called with every statement that is sent: tests count statements with it. */
export type StatementListener = (statement: string) => void

interface ConnectionOptions {
  /** The most connections for reads, and as many for writes: they have a pool each. Opened when they are needed. */
  readonly max?: number
  readonly onStatement?: StatementListener
  /** Called with messages of the database: tests read plans in them. */
  readonly onNotice?: (message: string) => void
}

/** Then an unused connection is closed: each is a process of PostgreSQL with 2 to 9 MB of its own. */
const idleSeconds = 60

export function connect(env: Env, role: DatabaseRole, options: ConnectionOptions = {}): Database {
  return connectTo(roleUrl(env, role), options)
}

export function connectTo(
  url: string,
  { max = 8, onStatement, onNotice = () => {} }: ConnectionOptions = {},
): Database {
  const settings: postgres.Options<Record<string, postgres.PostgresType>> = {
    max,
    // A request's statement takes less time than starting parallel workers for it.
    connection: { max_parallel_workers_per_gather: 0 },
    idle_timeout: idleSeconds,
    onnotice: ({ message = '' }) => onNotice(message),
    ...(onStatement && { debug: (_connection: number, statement: string) => onStatement(statement) }),
  }
  const sql = connectionPool(url, settings)
  // Drizzle changes how its client parses dates and JSON, so it gets a client of its own.
  const writing = connectionPool(url, settings)
  return {
    db: drizzle(preparing(writing)),
    sql,
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), writing.end({ timeout: 5 })])
    },
  }
}

/**
 * Has drizzle's statements prepared: one round trip and no new plan each time. Drizzle asks for them unprepared, which sends each twice,
 * first to learn the types of its parameters (postgres.js 3.4, connection.js, `describeFirst`).
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const unsafe = client.unsafe.bind(client)
  client.unsafe = ((statement, parameters = [], options = {}) =>
    unsafe(statement, parameters, { ...options, prepare: parameters.length > 0 })) as typeof client.unsafe
  if ('begin' in client) {
    const begin = client.begin.bind(client)
    client.begin = ((work: (tx: postgres.TransactionSql) => unknown) =>
      begin((tx) => work(preparing(tx)))) as typeof client.begin
  }
  if ('savepoint' in client) {
    const savepoint = client.savepoint.bind(client)
    client.savepoint = ((work: (tx: postgres.TransactionSql) => unknown) =>
      savepoint((tx) => work(preparing(tx)))) as typeof client.savepoint
  }
  return client
}
