import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webIsFresh } from '../server/build-web.ts'
import type { Child } from '../server/embedded/children.ts'
import { startChild } from '../server/embedded/children.ts'

// `npm test`: types, lint, format, and every test except the long ones, `*.long.test.ts`, which `npm run test:long` runs: most tests in a
// browser, the whole corpus, killed processes, crawls of all pages. `npm run check` runs no tests, and
// `npm test -- tests/stories/submit.test.ts` only those. The last line counts everything: each check is one.

type Count = { passed: number; failed: number; skipped: number }

const checks: Record<string, string[]> = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'],
}

const begun = performance.now()
const say = (line: string) => console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}`)

let current: Child | undefined

async function succeeds(name: string, script: readonly string[]): Promise<boolean> {
  say(name)
  current = startChild(name, script, process.env)
  const how = await current.ended
  if (how !== 'exit code 0') say(`${name}: failed (${how})`)
  return how === 'exit code 0'
}

async function runChecks(): Promise<Count> {
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, script] of Object.entries(checks)) count[(await succeeds(name, script)) ? 'passed' : 'failed']++
  return count
}

/** The browser's tests look at the screens as they are built. */
async function buildScreens(): Promise<Count> {
  const built = webIsFresh() || (await succeeds('screens', ['server/build-web.ts']))
  return { passed: 0, failed: built ? 0 : 1, skipped: 0 }
}

async function runTests(selected: readonly string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'journal-test-report-'))
  const report = join(folder, 'report.json')
  const script = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=tests/support/slowest-files.ts',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const succeeded = await succeeds('tests', [...script, ...selected])
  const count = countOf(report)
  rmSync(folder, { recursive: true })
  // An error outside of any test fails the run without a failed test to show for it.
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 }
}

type Report = {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

function countOf(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 }
  const report: Report = JSON.parse(readFileSync(path, 'utf8'))
  const failures = report.testResults.map((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed').length
    // A file that could not even be loaded counts as one.
    return failed === 0 && file.status === 'failed' ? 1 : failed
  })
  const failed = failures.reduce((sum, each) => sum + each, 0)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void (current?.stop() ?? Promise.resolve()).finally(() => process.exit(130)))
}

const long = '.long.test.ts'
const given = process.argv.slice(2)
const checkOnly = given.includes('--check-only')
const isWhole = given.length === 0
const isLong = given.includes('--long')
const files = isWhole ? [`--exclude=**/*${long}`] : given.map((argument) => (argument === '--long' ? long : argument))
// A process runs many files: in one of its own, each would load and compile the whole server, which takes longer than most files' tests.
// The long tests, which kill processes and open browsers, have a process for each file.
const selected = isLong ? files : ['--no-isolate', ...files]
const counts = [
  ...(checkOnly || isWhole ? [await runChecks()] : []),
  ...(checkOnly ? [] : [await buildScreens(), await runTests(selected)]),
]
const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0)
if (sum('skipped') > 0) say(`${sum('skipped')} skipped: see above why`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)
