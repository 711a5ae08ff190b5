import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { startSystem, type System } from './system.ts'
import { measureDownload } from './downloads.ts'
import { measureGrowth } from './growth.ts'
import { measureFirstReaders } from './first-readers.ts'
import { measureUploads } from './uploads.ts'
import { perRequest, type Measurement } from './measurement.ts'
import { measurePreviews } from './previews.ts'
import { measureReviewSaves } from './reviews.ts'
import { measureWholeSubmission } from './whole-submission.ts'
import { firstVisits, firstVisitsOnABadLine } from './first-visit.ts'

// `npm run bench`: how fast the running system is. `-- --json` prints one object a line. Nothing here is asserted: the
// numbers are for reading and for comparing on one machine.

interface Scenario {
  readonly name: string
  readonly request: (system: System) => Partial<autocannon.Request> & { path: string }
}

const json = { 'content-type': 'application/json' }

const scenarios: readonly Scenario[] = [
  { name: 'home', request: () => ({ path: '/' }) },
  { name: 'issue', request: () => ({ path: '/issues/36/3' }) },
  { name: 'article', request: ({ fixtures }) => ({ path: `/articles/${fixtures.articleNumber}` }) },
  { name: 'search by title', request: () => ({ path: '/search?q=income%20prison' }) },
  {
    name: "editor's list (50 rows)",
    request: ({ editor }) => ({ path: '/api/desk?queue=all', headers: { ...editor } }),
  },
  {
    name: 'submission with its reviews',
    request: ({ editor, fixtures }) => ({ path: `/api/desk/${fixtures.reviewedId}`, headers: { ...editor } }),
  },
  {
    name: 'new draft',
    request: ({ author, fixtures }) => ({
      path: '/api/submissions',
      method: 'POST',
      headers: { ...author, ...json },
      body: JSON.stringify({ callId: null, sectionId: fixtures.sectionId }),
    }),
  },
]

async function measure(system: System, { name, request }: Scenario, connections: number): Promise<Measurement> {
  const { path, ...rest } = request(system)
  const options = { url: system.origin + path, connections, ...rest } as autocannon.Options
  await autocannon({ ...options, duration: 1 })
  const before = system.used()
  const result = await autocannon({ ...options, duration: 4 })
  const used = perRequest(before, system.used(), result.requests.total)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`)
  return {
    name,
    connections,
    requestsPerSecond: Math.round(result.requests.average),
    p50ms: result.latency.p50,
    p99ms: result.latency.p99,
    serverRssMB: await system.serverRssMB(),
    ...used,
  }
}

const asJson = process.argv.includes('--json')
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length)

function show(measurement: Measurement): void {
  if (asJson) return console.log(JSON.stringify(measurement))
  const { name, connections, requestsPerSecond, p50ms, p99ms, serverRssMB, apiMs, databaseMs } = measurement
  const used = apiMs === undefined ? '' : `  processor: API ${apiMs} ms, PostgreSQL ${databaseMs} ms a request`
  console.log(
    `${name.padEnd(30)} ${String(connections).padStart(3)} conn ${String(requestsPerSecond).padStart(7)} req/s  p50 ${String(p50ms).padStart(6)} ms  p99 ${String(p99ms).padStart(6)} ms  ${serverRssMB} MB${used}`,
  )
}

/** `--articles=1000000 --submissions=1000000`: the large journal of `--only=growth`. */
function numberOf(option: string, usual: number): number {
  return Number(process.argv.find((word) => word.startsWith(`--${option}=`))?.split('=')[1] ?? usual)
}

if (only === 'growth') {
  for await (const line of measureGrowth(numberOf('articles', 100_000), numberOf('submissions', 100_000)))
    console.log(line)
  process.exit()
}

const system = await startSystem()
try {
  // First, while the server's memory holds nothing else: what fifty uploads add is what is asked.
  if (only === undefined || 'uploads'.includes(only))
    for (const measurement of await measureUploads(system, randomUUID)) show(measurement)
  for (const scenario of scenarios.filter(({ name }) => only === undefined || name.includes(only))) {
    for (const connections of [1, 8, 32]) show(await measure(system, scenario, connections))
  }
  if (only === undefined || 'first reader'.includes(only))
    for (const measurement of await measureFirstReaders(system)) show(measurement)
  if (only === undefined || 'previews'.includes(only)) show(await measurePreviews(system))
  if (only === undefined || 'pdf 300 kB'.includes(only)) {
    const path = `/articles/${system.fixtures.articleNumber}/pdf`
    for (const connections of [1, 8, 32]) show(await measureDownload(system, 'pdf 300 kB', path, connections))
  }
  if (only === undefined || 'saving a review'.includes(only)) {
    for (const connections of [1, 8, 32]) show(await measureReviewSaves(system, connections))
  }
  if ((only === undefined || 'whole submission'.includes(only)) && !asJson)
    for (const line of await measureWholeSubmission(system)) console.log(line)
  if (only === undefined && !asJson) for (const line of await firstVisits(system)) console.log(line)
  if ((only === undefined || 'bad line'.includes(only)) && !asJson)
    for (const line of await firstVisitsOnABadLine(system)) console.log(line)
} finally {
  await system.stop()
}
