import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startObjects } from '../../server/embedded/objects.ts'
import { forgetfulSettings, startPostgres } from '../../server/embedded/postgres.ts'
import { connectTo } from '../../server/db/client.ts'
import { furnishPages } from '../../server/demo/pages.ts'
import { migrate } from '../../server/db/migrate.ts'
import { readEnv } from '../../server/env.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's address of the cluster's maintenance database. */
    databaseAdminUrl: string
    s3Endpoint: string
  }
}

export const templateDatabase = 'journal_template'
export const testBucket = 'torture-journal'
export const testSecret = 'a secret for tests only, of forty-odd signs'

const prefix = 'journal-tests-'

/** Real PostgreSQL and a real S3 server for the whole run; every test file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const base = await roomyFolder()
  await removeAbandoned(base)
  const folder = await mkdtemp(join(base, `${prefix}${process.pid}-`))
  const [database, objects] = await Promise.all([
    startPostgres({
      folder: join(folder, 'postgres'),
      password: randomBytes(16).toString('hex'),
      logFile: join(folder, 'postgres.log'),
      settings: forgetfulSettings,
    }),
    startObjects({ bucket: testBucket }),
  ])
  await database.createDatabase(templateDatabase)
  const env = testEnv(database.url(templateDatabase), objects.endpoint)
  await migrate(env)
  const owner = connectTo(env.DATABASE_URL, { max: 1 })
  await furnishPages(owner.db)
  await owner.close()
  project.provide('databaseAdminUrl', database.url('postgres'))
  project.provide('s3Endpoint', objects.endpoint)
  return async () => {
    await Promise.all([database.stop(), objects.stop()])
    await rm(folder, { recursive: true, force: true })
  }
}

// Cloning a template makes and drops hundreds of files: 12 ms in memory, but 400 on ext4, which is slow to reuse fresh inodes.
async function roomyFolder(): Promise<string> {
  const memory = '/dev/shm'
  const room = await statfs(memory)
    .then(({ bavail, bsize }) => bavail * bsize)
    .catch(() => 0)
  return room > 2 * 1024 ** 3 ? memory : tmpdir()
}

// A killed run leaves its folder, which in /dev/shm uses memory.
async function removeAbandoned(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (owner > 0 && !existsSync(`/proc/${owner}`)) await rm(join(base, name), { recursive: true, force: true })
  }
}

/** The environment for a test's parts. */
export function testEnv(databaseUrl: string, s3Endpoint: string, more: Record<string, string> = {}) {
  return readEnv({
    PUBLIC_URL: 'http://journal.test',
    DATABASE_URL: databaseUrl,
    S3_ENDPOINT: s3Endpoint,
    S3_BUCKET: testBucket,
    S3_ACCESS_KEY_ID: 'tests',
    S3_SECRET_ACCESS_KEY: 'tests',
    SMTP_URL: 'smtp://127.0.0.1:1',
    SECRET: testSecret,
    ...more,
  })
}
