import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const most = 10

/** Prints the files that took longest, at the end of a run of several. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < 2) return
    const files = modules.map((module) => ({ path: relative('', module.moduleId), ms: durationOf(module) }))
    const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, most)
    console.log('\n The slowest files, with loading and preparing:')
    for (const { path, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${path}`)
  }
}

function durationOf(module: TestModule): number {
  const { prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic()
  return prepareDuration + setupDuration + collectDuration + duration
}
