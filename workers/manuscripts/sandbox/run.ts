import { spawn, type ChildProcess } from 'node:child_process'
import type { HoldReason } from '../../../server/domain/preparation.ts'
import { constants } from 'node:os'
import { folderBytes } from './folder.ts'
import { environment, isolation, type Isolation, type IsolationKind } from './isolation.ts'
import { killGroup, useOf } from './processes.ts'

export interface Limits {
  /** Processor time of all its processes together: on a busy machine a file takes longer by the clock without being at fault. */
  readonly cpuMs: number
  /** By the clock, only to end a process that waits for ever; see `hangMs`. */
  readonly wallMs?: number
  readonly memoryBytes: number
  /** For its output, for each file it writes, and for the growth of its folder. */
  readonly outputBytes: number
}

interface ToolRun {
  /** An absolute path. */
  readonly command: string
  readonly args: readonly string[]
  /** The private folder: its working directory, and the only place where it can write. */
  readonly dir: string
  readonly limits: Limits
  /** What it may read besides the system's programs and its folder. */
  readonly readable?: readonly string[]
}

export type RunEnd = 'ok' | 'failed' | 'timed_out' | 'out_of_memory' | 'too_much_output'

/** The reason that an editor is shown for a run that failed. */
export function holdReasonOf(end: RunEnd): HoldReason {
  if (end === 'timed_out') return 'took_too_long'
  return end === 'out_of_memory' || end === 'too_much_output' ? 'took_too_much_memory' : 'tool_failed'
}

export interface RunResult {
  readonly end: RunEnd
  /** As a shell reports it: 128 plus the number of the signal that ended it. Null when it never started. */
  readonly exitCode: number | null
  readonly stdout: Buffer
  readonly ms: number
  /** Of all its processes, sampled every 50 ms; 0 where processes cannot be watched. */
  readonly cpuMs: number
  /** Sampled every 50 ms; 0 where memory cannot be watched. */
  readonly peakRssBytes: number
}

const { signals } = constants
const useEveryMs = 50
const folderEveryMs = 500
const mostProcesses = 512

/**
 * How long a run may take by the clock: twenty times its processor time, and two minutes at least, because at its low priority it gets a tenth
 * of a processor that others use.
 */
function hangMs({ cpuMs, wallMs }: Pick<Limits, 'cpuMs' | 'wallMs'>): number {
  return wallMs ?? Math.min(20 * 60_000, Math.max(2 * 60_000, 20 * cpuMs))
}

/**
 * Runs one tool on one file. Ends the tool and everything it started when it exits or exceeds a limit. Its stderr is discarded: it may
 * contain names.
 * @param isolated another isolation than the strongest available one: for tests
 */
export async function runTool(tool: ToolRun, isolated?: Isolation): Promise<RunResult> {
  const { dir, limits } = tool
  const shelter = isolated ?? (await isolation())
  const begun = performance.now()
  const atFirstBytes = await folderBytes(dir)
  const child = start(tool, shelter)
  const stdout: Buffer[] = []
  let saidBytes = 0
  let peakRssBytes = 0
  let cpuMs = 0
  let cause: RunEnd | null = null
  const stop = (why: RunEnd) => {
    cause ??= why
    if (child.pid !== undefined) killGroup(child.pid)
  }

  child.stdout?.on('data', (part: Buffer) => {
    saidBytes += part.length
    if (saidBytes <= limits.outputBytes) stdout.push(part)
    else stop('too_much_output')
  })
  const watchUse = () => {
    const use = child.pid === undefined ? null : useOf(child.pid, shelter.kind === 'none')
    if (!use) return
    peakRssBytes = Math.max(peakRssBytes, use.nowBytes, use.peakBytes)
    cpuMs = Math.max(cpuMs, use.cpuMs)
    if (use.nowBytes > limits.memoryBytes) stop('out_of_memory')
    if (cpuMs > limits.cpuMs) stop('timed_out')
  }
  const watchFolder = async () => {
    if ((await folderBytes(dir)) - atFirstBytes > limits.outputBytes) stop('too_much_output')
  }
  const timers = [
    setTimeout(watchUse, 10),
    setInterval(watchUse, useEveryMs),
    setInterval(() => void watchFolder(), folderEveryMs),
    setTimeout(() => stop('timed_out'), hangMs(limits)),
  ]
  const exit = await ended(child).finally(() => timers.forEach((timer) => clearTimeout(timer)))
  await watchFolder()
  return {
    end: cause ?? exit.end,
    exitCode: exit.code,
    stdout: Buffer.concat(stdout),
    ms: performance.now() - begun,
    cpuMs,
    peakRssBytes,
  }
}

/** Gives way to the API, the database and the letters, which share the processors. */
const lowPriority = ['nice', '-n', '10']

function start({ command, args, dir, limits, readable = [] }: ToolRun, shelter: Isolation): ChildProcess {
  const guarded = ['/bin/sh', '-c', guard(limits, shelter), 'sh']
  const [program = '', ...rest] = [...lowPriority, ...shelter.wrap(dir, readable), ...guarded, command, ...args]
  return spawn(program, rest, {
    cwd: dir,
    env: environment(dir),
    // A process group of its own, so that it can be killed as a whole.
    detached: true,
    // fd 3: a pipe that closes when the worker dies, and the child ends.
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
}

const endOfAll: Readonly<Record<IsolationKind, string>> = {
  bwrap: 'kill -9 -1',
  // In that isolation the shell is the process that signals do not reach, and it may be about to start the tool.
  unshare: 'while :; do kill -9 -1; sleep 0.1; done',
  none: 'kill -9 -$$',
}

/**
 * The shell script that replaces itself with the tool. Limits are in the shell's units: blocks of 512 bytes, seconds. No core dumps: they
 * would contain the manuscript. When the worker dies, for whatever reason, the system closes its end of fd 3 and the rest ends itself:
 * bubblewrap's own --die-with-parent misses a worker that dies while bubblewrap is still starting.
 */
function guard({ outputBytes, cpuMs }: Limits, { kind }: Isolation): string {
  const rules = ['ulimit -c 0', `ulimit -f ${Math.ceil(outputBytes / 512)}`]
  // The system enforces this for each process: it also holds where we cannot watch.
  const cpuSeconds = Math.ceil(cpuMs / 1000) + 1
  rules.push(`ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 2}`)
  // Outside a namespace the limit would count all other processes of this user.
  if (kind === 'bwrap') rules.push(`ulimit -p ${mostProcesses} 2>/dev/null || ulimit -u ${mostProcesses}`)
  rules.push(`(read -r _ <&3; ${endOfAll[kind]}) >/dev/null 2>&1 & exec 3<&-`)
  // Signals do not reach the first process of a namespace: the shell stays that process.
  rules.push(kind === 'unshare' ? '"$@"; exit $?' : 'exec "$@"')
  return rules.join('\n')
}

// As a shell and bubblewrap report signals: 128 plus the number.
const endByCode: Readonly<Record<number, RunEnd>> = {
  0: 'ok',
  [128 + signals.SIGXCPU]: 'timed_out',
  [128 + signals.SIGXFSZ]: 'too_much_output',
  // The kernel killed it, not the worker: the system had no memory left.
  [128 + signals.SIGKILL]: 'out_of_memory',
}

function ended(child: ChildProcess): Promise<{ end: RunEnd; code: number | null }> {
  return new Promise((resolve) => {
    // Processes that it left running must not continue or keep our pipes open.
    child.on('exit', () => {
      child.stdio[3]?.destroy()
      if (child.pid !== undefined) killGroup(child.pid)
    })
    child.on('close', (exit, signal) => {
      const code = signal === null ? (exit ?? -1) : 128 + signals[signal]
      resolve({ end: endByCode[code] ?? 'failed', code })
    })
    // The process could not be started.
    child.on('error', () => resolve({ end: 'failed', code: null }))
  })
}
