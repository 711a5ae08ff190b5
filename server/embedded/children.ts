import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'

// Processes of the journal's own sources that start.ts runs: each is told to stop by SIGTERM, and stops by itself when start.ts is gone.

const root = fileURLToPath(new URL('../..', import.meta.url))
const preload = new URL('../preload.mjs', import.meta.url).href
// Fifty uploads at once leave their buffers to the garbage collector: a small nursery, few malloc arenas and maps of their own for large
// pieces hand them back while they run (npm run bench -- --only=uploads: 372 MB without, about 230 with). The Dockerfile says the same.
const thrift = {
  flags: ['--max-semi-space-size=2'],
  environment: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536' },
}
const stopPatienceMs = 15_000

export type Child = {
  readonly name: string
  readonly pid: number | undefined
  /** Settles with how it ended, in words. */
  readonly ended: Promise<string>
  /** Settles with the next message it sends. */
  message: () => Promise<unknown>
  stop: () => Promise<void>
}

/** @param script path from the root, with its arguments; @param environment all of it; only how memory is held is added. */
export function startChild(name: string, script: readonly string[], environment: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, [...thrift.flags, '--import', preload, ...script], {
    cwd: root,
    env: { ...thrift.environment, ...environment },
    // A group of its own: Ctrl-C in the terminal reaches start.ts, which stops everything in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = endOf(child)
  return {
    name,
    pid: child.pid,
    ended,
    message: async () => (await once(child, 'message'))[0],
    stop: () => stop(child, ended),
  }
}

/** Runs a script to its end. @throws Error with one sentence when it fails. */
export async function runToEnd(name: string, script: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const end = await startChild(name, script, environment).ended
  if (end !== succeeded) throw new Error(`${name} failed (${end}).`)
}

const succeeded = 'exit code 0'

async function endOf(child: ChildProcess): Promise<string> {
  const [code, signal]: (number | string | null)[] = await once(child, 'exit')
  return signal ? `killed by ${signal}` : `exit code ${code}`
}

async function stop(child: ChildProcess, ended: Promise<string>) {
  child.kill('SIGTERM')
  const inTime = await Promise.race([ended.then(() => true), pause(stopPatienceMs, false, { ref: false })])
  if (!inTime) child.kill('SIGKILL')
  await ended
}
