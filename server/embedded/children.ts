import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'

// Starts processes from the journal's own sources for start.ts: each is stopped by SIGTERM, and ends by itself when start.ts is gone.

const root = fileURLToPath(new URL('../..', import.meta.url))
const preload = new URL('../preload.mjs', import.meta.url).href
// Limits the memory of a process. Fifty uploads at once leave many buffers to the garbage collector: a small young generation, few malloc
// arenas and an mmap for each large block return the memory while they run (npm run bench -- --only=uploads: 372 MB without, about 250 with).
// The tables of gzip and the last free MB stay in the heap: to return them after each page took a third of its processor time
// (--only="first reader"). The old generation is collected from 16 MB on, so that what loading leaves does not stay. The Dockerfile sets
// the same.
export const memoryFlags = ['--max-semi-space-size=2', '--initial-old-space-size=16']
const memoryVariables = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '1048576' }
const stopPatienceMs = 15_000

export type Child = {
  readonly name: string
  readonly pid: number | undefined
  /** Resolves when the process has ended, with a description of how. */
  readonly ended: Promise<string>
  /** Resolves with the next message the process sends. */
  message: () => Promise<unknown>
  stop: () => Promise<void>
}

/** @param script path from the root, with its arguments; @param environment the whole environment; the memory settings are added */
export function startChild(name: string, script: readonly string[], environment: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, [...memoryFlags, '--import', preload, ...script], {
    cwd: root,
    env: { ...memoryVariables, ...environment },
    // In a process group of its own: Ctrl-C in the terminal reaches only start.ts, which stops everything in order.
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

/** Runs a script to its end. @throws Error with one sentence when it fails */
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
