import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { connectTo, type Sql } from '../../server/db/client.ts'
import { publicChannel } from '../../server/db/events.ts'
import { migrate } from '../../server/db/migrate.ts'
import { startChild, type Child } from '../../server/embedded/children.ts'
import { startMail } from '../../server/embedded/mail.ts'
import { startObjects } from '../../server/embedded/objects.ts'
import { freePort } from '../../server/embedded/ports.ts'
import { startPostgres } from '../../server/embedded/postgres.ts'
import { readEnv } from '../../server/env.ts'
import { s3Store } from '../../server/storage/store.ts'
import { hashToken } from '../../server/http/actor.ts'
import { csrfToken } from '../../server/http/security.ts'
import { settingsOf } from '../../server/settings.ts'
import { pdf } from '../support/samples.ts'
import { seedBench, type BenchFixtures } from './seed-bench.ts'

export interface Credentials {
  readonly cookie: string
  readonly 'x-tj-csrf': string
  readonly origin: string
}

export interface System {
  readonly origin: string
  readonly fixtures: BenchFixtures
  readonly editor: Credentials
  readonly author: Credentials
  /** Others who may write: one person may not have everything on its way at once. */
  readonly moreAuthors: readonly Credentials[]
  /** One for each of the ground's `invitationIds`. */
  readonly reviewers: readonly Credentials[]
  /** Who has not answered an invitation: `unansweredId` of the ground. */
  readonly invited: Credentials
  /** Empties the page cache, as a publication does. */
  forgetPages(): Promise<void>
  /** Resident memory of the API's process. */
  serverRssMB(): Promise<number>
  stop(): Promise<void>
}

/** The system as it runs: API and worker in processes of their own, PostgreSQL with its safeties on, an S3 server. */
export async function startSystem(): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-bench-'))
  const [postgres, objects, mail] = await Promise.all([
    startPostgres({ folder: join(folder, 'postgres'), password: 'bench', logFile: join(folder, 'postgres.log') }),
    startObjects({ folder: join(folder, 'objects'), bucket: 'torture-journal' }),
    startMail(join(folder, 'mail')),
  ])
  await postgres.createDatabase('journal')
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const variables = {
    PORT: String(port),
    PUBLIC_URL: origin,
    DATABASE_URL: postgres.url('journal'),
    S3_ENDPOINT: objects.endpoint,
    S3_ACCESS_KEY_ID: 'bench',
    S3_SECRET_ACCESS_KEY: 'bench',
    SMTP_URL: mail.url,
    SECRET: 'a secret for measuring only, forty signs',
    LOG_LEVEL: 'error',
  }
  const env = readEnv(variables)
  await migrate(env)
  const galley = Buffer.from(pdf({ atLeastBytes: 300_000 }))
  const owner = connectTo(env.DATABASE_URL, { max: 2 })
  const fixtures = await seedBench(owner.sql, {
    bytes: galley.length,
    sha256: createHash('sha256').update(galley).digest('hex'),
  })
  await s3Store(env).put(fixtures.pdfKey, Readable.from(galley), 'application/pdf')
  const settings = settingsOf(env)
  const signIn = async (holder: Record<string, string>): Promise<Credentials> => {
    const token = createHash('sha256').update(JSON.stringify(holder)).digest('base64url')
    const now = new Date()
    await owner.sql`insert into identity.sessions ${owner.sql({ token_hash: hashToken(token), created_at: now, last_seen_at: now, expires_at: new Date(now.getTime() + 12 * 3_600_000), ...holder })}`
    return { cookie: `__Host-tj=${token}`, 'x-tj-csrf': csrfToken({ settings }, hashToken(token)), origin }
  }
  const [editor, author, invited, ...reviewers] = await Promise.all([
    signIn({ account_id: fixtures.editorId }),
    signIn({ account_id: fixtures.authorId }),
    signIn({ invitation_id: fixtures.unansweredId }),
    ...fixtures.invitationIds.map((id) => signIn({ invitation_id: id })),
  ])
  const moreAuthors = await Promise.all([1, 2, 3].map(async (n) => signIn({ account_id: await enrol(owner.sql, n) })))
  const api = startChild('The API', ['server/main.ts'], { ...process.env, ...variables })
  const worker = startChild('The worker', ['workers/main.ts'], { ...process.env, ...variables })
  await Promise.all([api.message(), worker.message()])
  return {
    origin,
    fixtures,
    editor,
    author,
    invited,
    moreAuthors,
    reviewers,
    forgetPages: async () => void (await owner.sql.notify(publicChannel, '')),
    serverRssMB: () => residentMB(api),
    stop: async () => {
      await Promise.all([api.stop(), worker.stop(), owner.close()])
      await Promise.all([postgres.stop(), objects.stop(), mail.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function enrol(sql: Sql, n: number): Promise<string> {
  const id = randomUUID()
  const now = new Date()
  const person = { id, email: `author-${n}@example.org`, name: `Author ${n}`, created_at: now, confirmed_at: now }
  await sql`insert into identity.accounts ${sql(person)}`
  await sql`insert into identity.account_roles ${sql({ account_id: id, role: 'author' })}`
  return id
}

async function residentMB(child: Child): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
