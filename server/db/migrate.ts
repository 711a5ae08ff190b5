import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { readEnv, type Env } from '../env.ts'
import { refreshSearch } from './search.ts'
import { databaseRoles, hasOwnAddress, rolePassword, type DatabaseRole } from './roles.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
// An arbitrary number that nothing else uses: two servers that start at the same time migrate one after the other.
const lockId = 10_188_185

/**
 * Makes the database roles and applies the migrations that are missing. Safe to run at every start.
 * @throws when the owner's login may not create roles and they do not exist yet.
 */
export async function migrate(env: Env): Promise<void> {
  const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    await owner`select pg_advisory_lock(${lockId})`
    for (const role of databaseRoles) await ensureRole(owner, env, role)
    await applyMigrations(drizzle(owner), { migrationsFolder: folder })
    await refreshSearch(owner)
  } finally {
    await owner.end()
  }
}

async function ensureRole(owner: postgres.Sql, env: Env, role: DatabaseRole): Promise<void> {
  const exists = await owner`select 1 from pg_roles where rolname = ${role}`
  if (exists.length === 0) await owner`create role ${owner(role)} login`
  if (!hasOwnAddress(env, role)) await givePassword(owner, role, rolePassword(env.SECRET, role))
  // The owner gives the queue's schema to the worker's role, for which it must be a member of that role.
  await owner`grant ${owner(role)} to current_user`.catch((fault: unknown) => {
    if (!isSuperuserMembership(fault)) throw fault
  })
}

/** ALTER ROLE takes no parameters; format() quotes the literal inside the database. */
async function givePassword(owner: postgres.Sql, role: DatabaseRole, password: string): Promise<void> {
  const [row] = await owner<{ statement: string }[]>`
    select format('alter role %I password %L', ${role}::text, ${password}::text) as statement`
  if (row) await owner.unsafe(row.statement)
}

function isSuperuserMembership(fault: unknown): boolean {
  return fault instanceof postgres.PostgresError && fault.code === '0LP01'
}

// In production: `node server/db/migrate.ts`, before the server and the worker.
if (import.meta.main) await migrate(readEnv())
