import { spawn, type ChildProcess } from 'node:child_process'
import type { HoldReason } from '../../../server/domain/preparation.ts'
import { constants } from 'node:os'
import { folderBytes } from './folder.ts'
import { environment, isolation, type Isolation, type IsolationKind } from './isolation.ts'
import { killGroup, useOf } from './processes.ts'

export interface Limits {
  /** Of the processor's time, all its processes together: on a busy machine a file takes longer, and is not to blame. */
  readonly cpuMs: number
  /** Of the clock, only to end what waits for ever; see `hangMs`. */
  readonly wallMs?: number
  readonly memoryBytes: number
  /** Of what it says, of each file it writes, and of what its folder grows by. */
  readonly outputBytes: number
}

interface ToolRun {
  /** An absolute path. */
  readonly command: string
  readonly args: readonly string[]
  /** The private folder: the only place it can write, and where it starts. */
  readonly dir: string
  readonly limits: Limits
  /** What it may read besides the system's programs and its folder. */
  readonly readable?: readonly string[]
}

export type RunEnd = 'ok' | 'failed' | 'timed_out' | 'out_of_memory' | 'too_much_output'

/** What an editor is told of a run that did not end well. */
export function holdReasonOf(end: RunEnd): HoldReason {
  if (end === 'timed_out') return 'took_too_long'
  return end === 'out_of_memory' || end === 'too_much_output' ? 'took_too_much_memory' : 'tool_failed'
}

export interface RunResult {
  readonly end: RunEnd
  /** As a shell says it: 128 and the number of the signal that ended it. Null when it never started. */
  readonly exitCode: number | null
  readonly stdout: Buffer
  readonly ms: number
  /** Of all its processes, as far as it was seen, every 50 ms; 0 where processes cannot be watched. */
  readonly cpuMs: number
  /** As far as it was seen, every 50 ms; 0 where memory cannot be watched. */
  readonly peakRssBytes: number
}

const { signals } = constants
const useEveryMs = 50
const folderEveryMs = 500
const mostProcesses = 512

/** How long a run may take by the clock: ten times its processor time and a minute at least. Eight runs on two cores share. */
function hangMs({ cpuMs, wallMs }: Pick<Limits, 'cpuMs' | 'wallMs'>): number {
  return wallMs ?? Math.min(10 * 60_000, Math.max(60_000, 10 * cpuMs))
}

/**
 * Runs one tool on one file and ends it with everything it started, when it ends and when it takes too much. What it says on
 * stderr is thrown away: it may hold names.
 * @param isolated other than the strongest there is: for tests
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

function start({ command, args, dir, limits, readable = [] }: ToolRun, shelter: Isolation): ChildProcess {
  const guarded = ['/bin/sh', '-c', guard(limits, shelter), 'sh']
  const [program = '', ...rest] = [...shelter.wrap(dir, readable), ...guarded, command, ...args]
  return spawn(program, rest, {
    cwd: dir,
    env: environment(dir),
    // A group of its own, so that it can be killed as one.
    detached: true,
    // The fourth is the thread by which it hangs on us.
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
}

const endOfAll: Readonly<Record<IsolationKind, string>> = {
  bwrap: 'kill -9 -1',
  // There the shell is the one that hears no signals, and it may be about to start the tool.
  unshare: 'while :; do kill -9 -1; sleep 0.1; done',
  none: 'kill -9 -$$',
}

/**
 * The shell that becomes the tool. Limits in its own units: blocks of 512 bytes, seconds. No core dumps: they would hold the
 * manuscript. When the worker dies, however it dies, the system closes its end of the thread, and whatever is left ends
 * itself: bubblewrap's own --die-with-parent hears nothing of a worker that dies while it is still getting ready.
 */
function guard({ outputBytes, cpuMs }: Limits, { kind }: Isolation): string {
  const rules = ['ulimit -c 0', `ulimit -f ${Math.ceil(outputBytes / 512)}`]
  // For each process apart, and by the system: it counts also where we cannot look.
  const cpuSeconds = Math.ceil(cpuMs / 1000) + 1
  rules.push(`ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 2}`)
  // Outside a namespace it would count everything else that this user runs.
  if (kind === 'bwrap') rules.push(`ulimit -p ${mostProcesses} 2>/dev/null || ulimit -u ${mostProcesses}`)
  rules.push(`(read -r _ <&3; ${endOfAll[kind]}) >/dev/null 2>&1 & exec 3<&-`)
  // The first process of a namespace does not hear signals: then the shell stays that.
  rules.push(kind === 'unshare' ? '"$@"; exit $?' : 'exec "$@"')
  return rules.join('\n')
}

// As a shell and bubblewrap report signals: 128 and the number.
const endByCode: Readonly<Record<number, RunEnd>> = {
  0: 'ok',
  [128 + signals.SIGXCPU]: 'timed_out',
  [128 + signals.SIGXFSZ]: 'too_much_output',
  // Not by us: the system had no memory left.
  [128 + signals.SIGKILL]: 'out_of_memory',
}

function ended(child: ChildProcess): Promise<{ end: RunEnd; code: number | null }> {
  return new Promise((resolve) => {
    // What it left running must neither live on nor keep our pipes open.
    child.on('exit', () => {
      child.stdio[3]?.destroy()
      if (child.pid !== undefined) killGroup(child.pid)
    })
    child.on('close', (exit, signal) => {
      const code = signal === null ? (exit ?? -1) : 128 + signals[signal]
      resolve({ end: endByCode[code] ?? 'failed', code })
    })
    // It could not be started.
    child.on('error', () => resolve({ end: 'failed', code: null }))
  })
}
