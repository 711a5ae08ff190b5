import { connect } from '../server/db/client.ts'
import { roleUrl } from '../server/db/roles.ts'
import { readEnv } from '../server/env.ts'
import { s3Store } from '../server/storage/store.ts'
import { smtpMailer } from '../server/mail/mailer.ts'
import { settingsOf } from '../server/settings.ts'
import { systemClock, systemIds } from '../server/system.ts'
import { codeOf } from './faults.ts'
import { openToolchain } from './manuscripts/open-toolchain.ts'
import { jobsAtOnce } from './manuscripts/preparation-limits.ts'
import { openQueue } from './queue.ts'
import { startWorker } from './run.ts'

/** The relay and the schedule must not wait for letters, which keep their connections during a call to the mail server. */
const loops = 2

const quietMs = 60_000
const lastTold = new Map<string, number>()

/**
 * Logs names and codes only. A fault that recurs every second while a service is not available is logged once a minute.
 */
function tell(where: string, fault: unknown): void {
  const line = `The worker's ${where} failed: ${codeOf(fault)}`
  const now = performance.now()
  if (now - (lastTold.get(line) ?? -Infinity) < quietMs) return
  lastTold.set(line, now)
  console.error(line)
}

/** @returns how to stop it @throws Error with one sentence when it cannot start */
async function start(): Promise<() => Promise<void>> {
  const env = readEnv()
  const queue = await openQueue({
    databaseUrl: roleUrl(env, 'tj_worker'),
    redisUrl: env.REDIS_URL,
    concurrency: jobsAtOnce,
    onFault: (fault) => tell('queue', fault),
  })
  const database = connect(env, 'tj_worker', { max: jobsAtOnce + loops })
  const mailer = smtpMailer(env)
  const deps = {
    db: database.db,
    sql: database.sql,
    store: s3Store(env),
    clock: systemClock,
    ids: systemIds,
    mailer,
    settings: settingsOf(env),
    toolchain: await openToolchain(env.CLAMD ?? null, (sentence) => console.warn(sentence)),
  }
  const worker = await startWorker(deps, queue, tell)
  return async () => {
    await worker.stop()
    mailer.close()
    await database.close()
  }
}

const stop = await start().catch((fault: unknown) => {
  // Node's own network errors may have an empty message.
  console.error((fault instanceof Error && fault.message) || `The worker could not start: ${codeOf(fault)}`)
  process.exit(1)
})

let stopping = false
async function close(): Promise<void> {
  if (stopping) return
  stopping = true
  await stop()
  process.exit(0)
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
// The supervisor has ended, for whatever reason: nobody else would stop this process.
process.on('disconnect', close)
process.send?.('ready')
