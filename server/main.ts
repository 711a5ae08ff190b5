import { connect } from './db/client.ts'
import type { Clock, Deps, Ids } from './deps.ts'
import { buildApp } from './app.ts'
import { readEnv } from './env.ts'
import { s3Store } from './storage/store.ts'
import { systemClock, systemIds } from './system.ts'
import { settingsOf } from './settings.ts'

const env = readEnv()
// The sum of all pools, and why: server/README.md, 'Few connections to the database'.
const api = connect(env, 'tj_api', { max: 8 })
const reviewer = connect(env, 'tj_reviewer', { max: 2 })
const reader = connect(env, 'tj_reader', { max: 4 })

const deps: Deps = {
  db: api.db,
  sql: api.sql,
  reviewerSql: reviewer.sql,
  readerSql: reader.sql,
  store: s3Store(env),
  clock: systemClock satisfies Clock,
  ids: systemIds satisfies Ids,
  settings: settingsOf(env),
}

const app = await buildApp(deps, { level: env.LOG_LEVEL })
await app.listen({ port: env.PORT, host: env.HOST })
process.send?.('ready')

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  await app.close()
  await Promise.all([api.close(), reviewer.close(), reader.close()])
  process.exit(0)
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
// The supervisor has ended, and nobody else would stop this process.
process.on('disconnect', close)
