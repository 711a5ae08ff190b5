import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileHeld, FileRejected } from '../shapes.ts'
import { serialize, deserialize } from '../steps/ipc.ts'
import type { Given, Gives, StepName } from '../steps/shapes.ts'
import { cacheState, compileCache } from './compile-cache.ts'
import { inPrivateFolder, takeFile } from './folder.ts'
import { isolation } from './isolation.ts'
import { holdReasonOf, runTool, type Limits, type RunResult } from './run.ts'
import { endedIn, givenBy, type Ended } from './verify.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const megabyte = 1024 * 1024

/** docs/file-pipeline.md 6: 30 s of processor time to clean. */
const stepLimits: Limits = { cpuMs: 30_000, memoryBytes: 1024 * megabyte, outputBytes: 400 * megabyte }

// Limit of the garbage-collected heap; buffers of the file come on top.
const heapMegabytes = 640

/** The cost of one step. */
export interface Measured {
  /** With the start of its process. */
  readonly ms: number
  /** The step itself; null when it did not end normally. */
  readonly innerMs: number | null
  /** Processor time from start to end: the same on a busy machine. */
  readonly cpuMs: number | null
  readonly peakRssBytes: number
  /** Where our own code crashed, if it did. */
  readonly crashedAt: readonly string[] | null
}

interface StepOptions {
  /** A shorter limit of processor time than usual. */
  readonly cpuMs?: number
  readonly measured?: (measured: Measured) => void
}

/**
 * Runs one step on one file in a process of its own.
 * @throws FileRejected when the step refuses the file
 * @throws FileHeld when the step holds the file, or `took_too_long`, `took_too_much_memory`, `tool_failed`
 */
export async function runStep<Name extends StepName>(
  name: Name,
  given: Given<Name>,
  { cpuMs = stepLimits.cpuMs, measured }: StepOptions = {},
): Promise<Gives<Name>> {
  await warmUp()
  const begun = performance.now()
  const { run, ended } = await inPrivateFolder(async (dir) => {
    await serialize(dir, 'given', given)
    const run = await runTool(commandFor(dir, name, { ...stepLimits, cpuMs }))
    return { run, ended: run.end === 'ok' ? await endOf(dir) : null }
  })
  measured?.({
    ms: performance.now() - begun,
    innerMs: ended?.innerMs ?? null,
    cpuMs: ended?.cpuMs ?? null,
    peakRssBytes: Math.max(run.peakRssBytes, ended?.peakRssBytes ?? 0),
    crashedAt: crashOf(run, ended),
  })
  return takeBack(name, run, ended)
}

const cache = compileCache(root)
const readable = ['package.json', 'node_modules', 'server', 'workers']
  .map((name) => join(root, name))
  .filter((path) => existsSync(path))

function commandFor(dir: string, name: string, limits: Limits) {
  const mayRead = [...readable, cache, dir, '/usr/bin/ldd']
  const args = [
    '--permission',
    ...mayRead.map((path) => `--allow-fs-read=${path}`),
    // bubblewrap mounts the cache read-only anyway; without this permission Node would not even read it.
    ...[dir, cache].map((path) => `--allow-fs-write=${path}`),
    // For sharp, a native addon.
    '--allow-addons',
    `--max-old-space-size=${heapMegabytes}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    join(root, 'workers/manuscripts/steps/begin.mjs'),
    cache,
    name,
  ]
  return { command: process.execPath, args, dir, limits, readable: [process.execPath, ...readable, cache] }
}

let warm: Promise<void> | undefined

/** Compiles the sources of all steps once, so that their processes start quickly. Steps also run without it. */
export function warmUp(): Promise<void> {
  warm ??= fillCache()
  return warm
}

async function fillCache(): Promise<void> {
  const { filled, nowFilled } = cacheState(root, cache, (await isolation()).kind)
  if (filled) return
  // This process reads nobody's file, so it may write the cache. It runs in the same sandbox because Node keeps a cache for each user, and
  // the user in the sandbox is another one.
  const { end } = await runTool(commandFor(cache, 'warm', { ...stepLimits, cpuMs: 60_000 }))
  if (end === 'ok') nowFilled()
}

const mostFactBytes = 64 * megabyte

async function endOf(dir: string): Promise<Ended | null> {
  const take = (folder: string, file: string) =>
    takeFile(folder, file, file.endsWith('.json') ? mostFactBytes : stepLimits.outputBytes)
  return endedIn(await deserialize(dir, 'gives', take))
}

function crashOf({ end }: RunResult, ended: Ended | null): readonly string[] | null {
  if (ended?.outcome.end === 'crashed') return [ended.outcome.error, ...ended.outcome.at]
  return ended === null && holdReasonOf(end) === 'tool_failed' ? ['no result'] : null
}

function takeBack<Name extends StepName>(name: Name, { end, exitCode }: RunResult, ended: Ended | null): Gives<Name> {
  const outcome = ended?.outcome
  if (outcome?.end === 'rejected') throw new FileRejected(outcome.code)
  if (outcome?.end === 'unfinished') throw new FileHeld(outcome.code)
  if (outcome === undefined) throw new FileHeld(heapIsFull(exitCode) ? 'took_too_much_memory' : holdReasonOf(end))
  const gives = outcome.end === 'done' ? givenBy(name, outcome.gives) : null
  if (gives === null) throw new FileHeld('tool_failed')
  return gives
}

// V8 aborts the process when its heap is full; a shell reports this as SIGTRAP or SIGABRT.
function heapIsFull(exitCode: number | null): boolean {
  return exitCode === 133 || exitCode === 134
}
