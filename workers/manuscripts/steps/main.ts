import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Ended } from '../sandbox/verify.ts'
import { FileHeld, FileRejected } from '../shapes.ts'
import { directSteps } from './direct.ts'
import { serialize, deserialize } from './ipc.ts'
import type { StepName } from './shapes.ts'

// Runs one step in this process: reads `given` in its folder, writes `gives`, ends. It prints nothing.

async function run(name: StepName): Promise<Ended> {
  // The worker wrote it, by the same table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const given = (await deserialize(process.cwd(), 'given')) as never
  const begun = performance.now()
  const outcome = await outcomeOf(() => directSteps[name](given))
  const { user, system } = process.cpuUsage()
  return {
    outcome,
    innerMs: performance.now() - begun,
    cpuMs: (user + system) / 1000,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Ended['outcome']> {
  try {
    return { end: 'done', gives: await work() }
  } catch (fault) {
    if (fault instanceof FileRejected) return { end: 'rejected', code: fault.code }
    if (fault instanceof FileHeld) return { end: 'unfinished', code: fault.code }
    return { end: 'crashed', error: fault instanceof Error ? fault.name : typeof fault, at: placesIn(fault) }
  }
}

/** Loads everything that a step may load later, so that it is compiled for the processes that follow. */
async function loadAll(): Promise<void> {
  const parts = globSync('{*,*/*}.ts', { cwd: manuscripts, exclude: notSteps }).map((path) => join(manuscripts, path))
  await Promise.allSettled(parts.map((path) => import(pathToFileURL(path).href)))
}

const manuscripts = join(import.meta.dirname, '..')
// Modules that run in the worker, and this module.
const notSteps = ['*toolchain.ts', 'steps/main.ts', 'sandbox/**', 'tools/**', 'checkers/**', 'pipeline/**', 'corpus/**']

/** Files and lines only, because messages may quote the manuscript. */
function placesIn(fault: unknown): string[] {
  const stack = fault instanceof Error ? (fault.stack ?? '') : ''
  return [...stack.matchAll(/^\s+at .*?((?:workers|server|node_modules)\/[^\s()]+:\d+:\d+|node:[\w/]+:\d+)/gm)]
    .map(([, place = '']) => place)
    .slice(0, 6)
}

const name = process.argv[3] ?? ''
if (name === 'warm') await loadAll()
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the table
else if (Object.hasOwn(directSteps, name)) await serialize(process.cwd(), 'gives', await run(name as StepName))
else throw new Error('There is no such step.')
// Ends the process even when a library left a handle open.
process.exit(0)
