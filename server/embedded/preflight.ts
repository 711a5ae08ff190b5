import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Server } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Env } from '../env.ts'
import { tryPort } from './ports.ts'

// Checks machine and settings before services start; every problem is reported in one sentence.

const patienceMs = 5_000

const codeOf = (fault: unknown) => (fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault))

/** Makes `folder`, closed to other accounts. @throws Error with one sentence when it cannot be written to */
export function prepareFolder(folder: string): string {
  try {
    makeFolder(folder)
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new Error(`DATA_DIR ${folder} cannot be written to (${codeOf(cause)}): choose another folder.`, { cause })
  }
  refuseAnothersFolder(folder)
  return realpathSync(folder)
}

// Root can write to another account's folder, but would leave files there that this account cannot change.
function refuseAnothersFolder(folder: string) {
  const kept = join(folder, 'secrets.json')
  if (!existsSync(kept) || statSync(kept).uid === process.getuid?.()) return
  throw new Error(
    `DATA_DIR ${folder} was begun by another account: start the journal as that one, or choose another folder.`,
  )
}

// mkdir with `recursive` never returns when the system answers ENOENT for a folder that exists, as in /proc.
function makeFolder(folder: string) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * Prevents a second start on the same folder for as long as this process lives. Uses an abstract socket, which the kernel removes with the
 * process: a lock file would stay after a SIGKILL.
 */
export async function claimFolder(folder: string): Promise<Server> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  const claim = createServer().listen({ path: `\0torture-journal-${name}` })
  try {
    await once(claim, 'listening')
  } catch (cause) {
    throw new Error(`The journal is already running on ${folder}: stop it first, or choose another DATA_DIR.`, {
      cause,
    })
  }
  claim.unref()
  return claim
}

/** @throws Error with one sentence when the API cannot listen there */
export async function checkPort(host: string, port: number): Promise<void> {
  // Processes left by a killed run need a moment to notice that their parent is gone.
  for (let attempt = 1; ; attempt++) {
    try {
      await tryPort(host, port)
      return
    } catch (cause) {
      if (codeOf(cause) === 'EADDRINUSE' && attempt < 5) {
        await pause(300)
        continue
      }
      const why = codeOf(cause) === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${codeOf(cause)})`
      throw new Error(`Port ${port} on ${host} ${why}: set PORT to another one.`, { cause })
    }
  }
}

/** Checks at the same time whether the services named in the environment answer. @throws Error with a sentence for each that does not */
export async function checkServices(
  env: Env,
  given: { database: boolean; objects: boolean; mail: boolean },
): Promise<void> {
  const checks = [
    ...(given.database ? [answers('DATABASE_URL', env.DATABASE_URL, checkDatabase)] : []),
    ...(given.objects ? [answers('S3_ENDPOINT', env.S3_ENDPOINT, checkHttp)] : []),
    ...(given.mail
      ? [answers('SMTP_URL', env.SMTP_URL, (url) => checkSocket(url, { 'smtp:': 25, 'smtps:': 465 }))]
      : []),
    ...(env.REDIS_URL
      ? [answers('REDIS_URL', env.REDIS_URL, (url) => checkSocket(url, { 'redis:': 6379, 'rediss:': 6379 }))]
      : []),
  ]
  const problems = (await Promise.all(checks)).filter((problem) => problem !== undefined)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

async function answers(name: string, url: string, check: (url: string) => Promise<void>): Promise<string | undefined> {
  try {
    const late = pause(patienceMs, undefined, { ref: false }).then(() =>
      Promise.reject(new Error(`no answer in ${patienceMs / 1000} s`)),
    )
    await Promise.race([check(url), late])
    return undefined
  } catch (fault) {
    const { protocol, host, pathname } = new URL(url)
    // Without user name and password, because this line is logged.
    return `${name}: nothing usable at ${protocol}//${host}${pathname} (${reasonOf(fault)}).`
  }
}

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  const cause = fault instanceof AggregateError ? fault.errors[0] : fault.cause
  return (cause instanceof Error ? cause.message : fault.message) || codeOf(fault)
}

async function checkDatabase(url: string) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, connect_timeout: patienceMs / 1000, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: number }[]>`SELECT current_setting('server_version_num')::int AS version`
    if ((row?.version ?? 0) < 180_000) throw new Error('PostgreSQL 18 or newer is needed')
  } finally {
    await sql.end({ timeout: 1 })
  }
}

// Any reply counts; access rights are checked by the API when it starts.
async function checkHttp(url: string) {
  await fetch(url, { method: 'HEAD', redirect: 'manual' })
}

async function checkSocket(url: string, ports: Record<string, number>) {
  const { protocol, hostname, port } = new URL(url)
  const socket = connect(Number(port || ports[protocol]), hostname.replace(/^\[|\]$/g, ''))
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
