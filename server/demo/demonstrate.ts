import { inProcessToolchain } from '../../workers/manuscripts/in-process-toolchain.ts'
import { prepareWaitingGalleys } from '../../workers/galleys/prepare.ts'
import { prepareWaiting } from '../../workers/manuscripts/pipeline/prepare.ts'
import { buildApp } from '../app.ts'
import { hashPassword } from '../http/passwords.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../env.ts'
import { s3Store } from '../storage/store.ts'
import { settingsOf } from '../settings.ts'
import { systemIds } from '../system.ts'
import { connect, type Database } from '../db/client.ts'
import { accountRoles as roleRows, accounts } from '../db/schema/identity.ts'
import { calls } from './calls.ts'
import { playCall } from './scenario-calls.ts'
import type { ScenarioContext, SeedClock } from './scenario-context.ts'
import { playStep } from './scenario-submissions.ts'
import { accountId, player } from './scenario.ts'
import { accountRoles, people } from './people.ts'
import { shelveArchive } from './seed-archive.ts'
import { submissions } from './submissions.ts'

const day = 24 * 3_600_000

/**
 * Fills an empty journal with its archive and with a demonstration: fictional people act through the API with the clock set back, so that
 * the demonstration contains nothing that the system would not allow.
 */
export async function demonstrate(env: Env, owner: Database): Promise<void> {
  const begun = new Date()
  const clock = seedClock(begun)
  await shelveArchive(owner.db)
  await giveAccounts(owner, begun)
  const [api, reviewer, reader] = [
    connect(env, 'tj_api'),
    connect(env, 'tj_reviewer', { max: 2 }),
    connect(env, 'tj_reader', { max: 2 }),
  ]
  const deps: Deps = {
    db: api.db,
    sql: api.sql,
    reviewerSql: reviewer.sql,
    readerSql: reader.sql,
    store: s3Store(env),
    clock,
    ids: systemIds,
    // No page is opened during the seeding, so the screens need not be built.
    settings: { ...settingsOf(env), viteUrl: 'http://screens.invalid' },
  }
  const worker = connect(env, 'tj_worker', { max: 2 })
  const app = await buildApp(deps)
  try {
    const play = player(app, deps)
    const context: ScenarioContext = {
      play,
      clock,
      prepareFiles: async () => {
        const machines = { ...deps, db: worker.db, sql: worker.sql, toolchain: inProcessToolchain }
        await prepareWaiting(machines)
        await prepareWaitingGalleys(machines)
      },
      calls: new Map(),
      submissions: new Map(),
      invitations: new Map(),
      articles: new Map(),
      issueId: null,
      begun,
    }
    for (const { run, at } of script(context)) {
      clock.set(at)
      await run()
    }
  } finally {
    await app.close()
    await Promise.all([api.close(), worker.close(), reviewer.close(), reader.close()])
  }
  await forgetSideEffects(owner)
}

interface Scene {
  readonly at: Date
  readonly run: () => Promise<void>
}

/** All steps of all calls and submissions, sorted by time. */
function script(context: ScenarioContext): Scene[] {
  const scenes: Scene[] = []
  for (const call of calls) {
    call.history.forEach((step, i) =>
      scenes.push({
        at: instant(context.begun, step.daysAgo, call.history.length - i),
        run: () => playCall(context, call, step),
      }),
    )
  }
  for (const submission of submissions) {
    submission.steps.forEach((step, i) =>
      scenes.push({
        at: instant(context.begun, step.daysAgo, submission.steps.length - i),
        run: () => playStep(context, submission, step),
      }),
    )
  }
  return scenes.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Steps of one day are a quarter of an hour apart, so that a decision's grace time is over at the next step. */
function instant(begun: Date, daysAgo: number, stepsLeft: number): Date {
  return new Date(begun.getTime() - daysAgo * day - stepsLeft * 15 * 60_000)
}

function seedClock(begun: Date): SeedClock {
  let now = begun
  return {
    now: () => now,
    ofDatabase: async () => now,
    set: (instant) => {
      now = instant
    },
  }
}

async function giveAccounts({ db }: Database, at: Date): Promise<void> {
  const longAgo = new Date(at.getTime() - 800 * day)
  for (const person of people) {
    const id = accountId(person.key)
    await db.insert(accounts).values({
      id,
      email: person.email,
      name: person.name,
      affiliation: person.affiliation,
      country: person.country,
      languages: [...person.languages],
      expertise: [...(person.expertise ?? [])],
      passwordHash: person.password ? await hashPassword(person.password) : null,
      confirmedAt: longAgo,
      createdAt: longAgo,
      demonstration: true,
    })
    await db.insert(roleRows).values(accountRoles[person.role].map((role) => ({ accountId: id, role })))
  }
}

/**
 * Marks the events of the past as done: they need no letters. Only the invitations that still wait for an answer are written, so that the
 * trial mailbox is not empty.
 */
async function forgetSideEffects({ sql }: Database): Promise<void> {
  await sql`
    update journal.events e set relayed_at = e.at
    where not (e.type = 'invitation.sent' and exists (
      select from journal.invitations i where i.id = (e.payload ->> 'invitationId')::uuid and i.status = 'invited'))`
  await sql`delete from identity.sessions`
  await sql`delete from identity.rate_limits`
  await sql`delete from identity.idempotency`
  await sql`update journal.articles set demonstration = true where submission_id is not null`
}
