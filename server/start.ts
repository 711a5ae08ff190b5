import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { webIsFresh } from './build-web.ts'
import type { Child } from './embedded/children.ts'
import { runToEnd, startChild } from './embedded/children.ts'
import { freePort } from './embedded/ports.ts'
import { checkPort, checkServices, claimFolder, prepareFolder } from './embedded/preflight.ts'
import { startReloading } from './embedded/reload.ts'
import { readSecrets } from './embedded/secrets.ts'
import type { Env } from './env.ts'
import { readEnv } from './env.ts'

// `npm start`: the whole journal on one machine. Services that have no URL in the environment are started here, for trial: PostgreSQL, an
// S3 server, an SMTP server. Then come migrations, demonstration data, the API and the worker. In production main.ts and workers/main.ts
// run without this file.

const stages = ['start', 'dev', 'migrate', 'seed'] as const
type Stage = (typeof stages)[number]

type Surroundings = {
  stage: Stage
  /** The environment of the journal's own processes; `env` holds the same, parsed. */
  variables: NodeJS.ProcessEnv
  env: Env
  folder: string
  embedded: { database: boolean; objects: boolean; mail: boolean }
}

const begun = performance.now()
const say = (line: string) => console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}`)

/** What runs, in the order of starting; stopped in the opposite order. */
const running: { name: string; stop: () => Promise<void> }[] = []
let stopping = false

async function stopEverything(exitCode: number): Promise<never> {
  stopping = true
  for (const { stop } of running.toReversed()) await stop()
  process.exit(exitCode)
}

async function fail(sentence: string): Promise<void> {
  if (stopping) return
  console.error(sentence)
  await stopEverything(1)
}

/** Registers a service to be stopped at the end. When a service ends earlier, everything is stopped. */
function keep<Service extends { stop: () => Promise<void>; ended?: Promise<unknown> }>(
  name: string,
  service: Service,
): Service {
  running.push({ name, stop: service.stop })
  void service.ended?.then((how) =>
    fail(`${name} stopped unexpectedly${typeof how === 'string' ? ` (${how})` : ''}; everything else is stopped too.`),
  )
  return service
}

/** Completes the environment with default values for a trial. Services that do not run yet get a placeholder address. */
async function completeEnvironment(stage: Stage): Promise<Surroundings> {
  const given = (name: string) => Boolean(process.env[name])
  const embedded = { database: !given('DATABASE_URL'), objects: !given('S3_ENDPOINT'), mail: !given('SMTP_URL') }
  const present = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const port = present['PORT'] === '0' ? String(await freePort()) : (present['PORT'] ?? '3000')
  const variables: NodeJS.ProcessEnv = {
    ...(embedded.database && { DATABASE_URL: 'postgres://not.yet/started', SEED_DEMO: '1' }),
    ...(embedded.objects && {
      S3_ENDPOINT: 'http://not.yet',
      S3_ACCESS_KEY_ID: 'trial',
      S3_SECRET_ACCESS_KEY: 'trial',
    }),
    ...(embedded.mail && { SMTP_URL: 'smtp://not.yet' }),
    LOG_LEVEL: 'warn',
    // When PORT is not a port, the error message names PORT and not PUBLIC_URL.
    PUBLIC_URL: URL.canParse(`http://localhost:${port}`) ? `http://localhost:${port}` : 'http://localhost',
    ...present,
    DATA_DIR: resolve(present['DATA_DIR'] ?? 'data'),
    PORT: port,
  }
  // Wrong values are reported before the folder is created. The secret is stored in that folder, so a placeholder stands for it here.
  const env = readEnv({ SECRET: 'x'.repeat(32), ...variables })
  const folder = prepareFolder(env.DATA_DIR)
  await claimFolder(folder)
  if (stage === 'start' || stage === 'dev') await checkPort(env.HOST, env.PORT)
  await checkServices(env, { database: !embedded.database, objects: !embedded.objects, mail: !embedded.mail })
  return { stage, variables, env, folder, embedded }
}

/** Starts the services without an address, all at once. @returns the environment with every address */
async function startServices({ stage, variables, env, folder, embedded }: Surroundings): Promise<Surroundings> {
  const secrets = await readSecrets(folder)
  const found = await Promise.allSettled([
    embedded.database ? startDatabase(folder, secrets.postgresPassword) : {},
    embedded.objects ? startObjectStore(folder, env.S3_BUCKET) : {},
    embedded.mail ? startMailSink(folder) : {},
    stage === 'start' ? buildWeb(variables) : {},
  ])
  const addresses = found.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
  const complete = Object.assign({ SECRET: secrets.secret }, variables, ...addresses)
  return { stage, variables: complete, env: readEnv(complete), folder, embedded }
}

async function startDatabase(folder: string, password: string): Promise<NodeJS.ProcessEnv> {
  const { startPostgres } = await import('./embedded/postgres.ts')
  const isNew = !existsSync(join(folder, 'postgres'))
  if (isNew) say('Making a database for the first time')
  const options = { folder: join(folder, 'postgres'), password, logFile: join(folder, 'postgres.log') }
  const postgres = keep('PostgreSQL', await startPostgres(options))
  await postgres.createDatabase('journal')
  say('PostgreSQL is up')
  return { DATABASE_URL: postgres.url('journal') }
}

async function startObjectStore(folder: string, bucket: string): Promise<NodeJS.ProcessEnv> {
  const { startObjects } = await import('./embedded/objects.ts')
  const objects = keep('The S3 server', await startObjects({ folder: join(folder, 'objects'), bucket }))
  say('The S3 server is up')
  return { S3_ENDPOINT: objects.endpoint }
}

async function startMailSink(folder: string): Promise<NodeJS.ProcessEnv> {
  const { startMail } = await import('./embedded/mail.ts')
  const mail = keep('The mail sink', await startMail(join(folder, 'mail')))
  return { SMTP_URL: mail.url, MAILBOX_DIR: join(folder, 'mail') }
}

async function buildWeb(variables: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (webIsFresh()) return {}
  say('Building the screens')
  await runToEnd('Building the screens', ['server/build-web.ts'], variables)
  say('The screens are built')
  return {}
}

async function startVite(surroundings: Surroundings): Promise<Surroundings> {
  const port = await freePort()
  const script = ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', String(port), '--strictPort']
  keep('Vite', startChild('Vite', [...script, '--logLevel', 'warn'], surroundings.variables))
  const variables = { ...surroundings.variables, VITE_URL: `http://127.0.0.1:${port}` }
  return { ...surroundings, variables, env: readEnv(variables) }
}

async function startJournal({ stage, variables, env }: Surroundings) {
  const begin = stage === 'dev' ? startReloading : startChild
  // Started first, stopped last: the worker still gets the API's final events.
  const worker = keep('The worker', begin('The worker', ['workers/main.ts'], variables))
  keep('The API', begin('The API', ['server/main.ts'], variables))
  await Promise.all([
    untilWorking(worker).then(() => say('The worker is ready')),
    untilHealthy(env).then(() => say('The API is ready')),
  ])
}

async function untilWorking(worker: Child) {
  for (;;) if ((await worker.message()) === 'ready') return
}

async function untilHealthy({ HOST, PORT }: Env) {
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST.includes(':') ? `[${HOST === '::' ? '::1' : HOST}]` : HOST
  for (;;) {
    const reply = await fetch(`http://${host}:${PORT}/healthz`).catch(() => undefined)
    if (reply?.ok) return
    await pause(50)
  }
}

function welcome({ env, folder, embedded }: Surroundings) {
  const path = join(folder, 'sign-ins.json')
  const signIns: { role: string; email: string; password: string }[] = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : []
  const width = Math.max(0, ...signIns.map(({ role }) => role.length))
  const lines = signIns.map(({ role, email, password }) => `  ${role.padEnd(width)}  ${email}  ${password}`)
  console.log(`\nThe Torture Journal runs at ${env.PUBLIC_URL}\n`)
  if (lines.length > 0) console.log(`Demonstration people, to sign in as:\n${lines.join('\n')}\n`)
  if (embedded.mail) console.log(`Letters it sends are kept, not delivered: ${env.PUBLIC_URL}/dev/mailbox`)
  if (embedded.mail && !['127.0.0.1', '::1', 'localhost'].includes(env.HOST))
    console.log(
      `Whoever reaches ${env.HOST} can read them and sign in with their links: for a trial among friends only.`,
    )
  if (embedded.database)
    console.log(`Everything is kept in ${folder}. The embedded database is for trial, not for production.`)
  console.log('Ctrl-C stops it.\n')
}

async function run(stage: Stage) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      say('Stopping')
      void stopEverything(0)
    })
  }
  let surroundings = await completeEnvironment(stage)
  const migration = import('./db/migrate.ts')
  surroundings = await startServices(surroundings)
  await (await migration).migrate(surroundings.env)
  say('The database is up to date')
  if (stage === 'migrate') return stopEverything(0)
  await seed(surroundings, stage === 'seed' || surroundings.env.SEED_DEMO)
  if (stage === 'seed') return stopEverything(0)
  if (stage === 'dev') surroundings = await startVite(surroundings)
  await startJournal(surroundings)
  return welcome(surroundings)
}

/** Settings, sections and forms always; the demonstration when `demonstration` is set. */
async function seed({ variables }: Surroundings, demonstration: boolean) {
  await runToEnd('Filling the journal with what it begins with', ['server/demo/main.ts'], {
    ...variables,
    SEED_DEMO: demonstration ? '1' : '0',
  })
  say(demonstration ? 'The demonstration data is there' : 'The settings are there')
}

const stage = stages.find((name) => name === process.argv[2])
if (!stage) throw new Error(`Say what to do: ${stages.join(', ')}.`)
run(stage).catch((fault: unknown) => fail(fault instanceof Error ? fault.message : String(fault)))
