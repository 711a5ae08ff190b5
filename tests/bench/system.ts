import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
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
import { readEnv, type Env } from '../../server/env.ts'
import { s3Store } from '../../server/storage/store.ts'
import { hashToken } from '../../server/http/actor.ts'
import { csrfToken } from '../../server/http/security.ts'
import { settingsOf } from '../../server/settings.ts'
import { pdf } from '../support/samples.ts'
import { endMost } from './end-most.ts'
import { benchSize, seedBench, type BenchFixtures, type Size } from './seed-bench.ts'

export interface Credentials {
  readonly cookie: string
  readonly 'x-tj-csrf': string
  readonly origin: string
}

export interface Used {
  /** Milliseconds of processor time, in steps of ten. */
  readonly apiMs: number
  readonly databaseMs: number
}

export interface System {
  readonly origin: string
  readonly env: Env
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
  /** Its statements would be counted as processor time of PostgreSQL. */
  stopWorker(): Promise<void>
  /** What the API and PostgreSQL have used so far. */
  used(): Used
  stop(): Promise<void>
}

/**
 * The system as it runs: API and worker in processes of their own, PostgreSQL with its safeties on, an S3 server.
 * @param open how many submissions have not ended; all by default
 */
export async function startSystem(size: Size = benchSize, open = size.submissions): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-bench-'))
  const [postgres, objects, mail] = await Promise.all([
    startPostgres({ folder: join(folder, 'postgres'), password: 'bench', logFile: join(folder, 'postgres.log') }),
    startObjects({ folder: join(folder, 'objects'), bucket: 'torture-journal' }),
    startMail(join(folder, 'mail')),
  ])
  await postgres.createDatabase('journal')
  const databasePid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
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
  const sha256 = createHash('sha256').update(galley).digest('hex')
  const fixtures = await seedBench(owner.sql, { bytes: galley.length, sha256 }, size)
  if (open < size.submissions) await endMost(owner.sql, fixtures, open)
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
    env,
    fixtures,
    editor,
    author,
    invited,
    moreAuthors,
    reviewers,
    forgetPages: async () => void (await owner.sql.notify(publicChannel, '')),
    serverRssMB: () => residentMB(api),
    stopWorker: () => worker.stop(),
    used: () => ({
      apiMs: processorMs(api.pid ?? 0),
      databaseMs: processorMsOfDatabase(databasePid),
    }),
    stop: async () => {
      await Promise.all([api.stop(), worker.stop(), owner.close()])
      await Promise.all([postgres.stop(), objects.stop(), mail.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Milliseconds; the kernel counts in hundredths of a second (proc(5), utime and stime). */
function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

/** Of the server and its processes for connections, also those that have ended. */
function processorMsOfDatabase(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
  const ended = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (
    children.reduce((sum, child) => sum + processorMs(child), processorMs(pid)) +
    (Number(ended[13]) + Number(ended[14])) * 10
  )
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
