import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openCheckers } from '../checkers/open-checkers.ts'
import { isolation, isolationWords } from '../sandbox/isolation.ts'
import { warmUp } from '../sandbox/step.ts'
import { findTools, missing } from '../tools/found.ts'
import { examine, type Bench, type Examined } from './examine.ts'
import { filesIn } from './files.ts'
import { readOptions, usage, type Options } from './options.ts'
import { summarise, type Summary, type Used } from './summary.ts'
import { linesFor } from './tell.ts'

// `npm run clean-corpus -- FOLDER`: what the pipeline makes of a folder of real files. Findings on stdout, progress on stderr.

const say = (line: string) => process.stderr.write(`${line}\n`)
const print = (line: string) => process.stdout.write(`${line}\n`)

async function openBench(): Promise<{ bench: Bench; used: Used }> {
  const [tools, shelter] = await Promise.all([findTools(), isolation(), warmUp()])
  for (const sentence of missing(tools)) say(sentence)
  say(isolationWords[shelter.kind])
  const checkers = await openCheckers(tools, say)
  const versions = Object.entries(tools).flatMap(([name, tool]) => (tool ? [`${name} ${tool.version}`] : []))
  return {
    bench: { tools, check: checkers.check },
    used: { isolation: shelter.kind, tools: versions, checkers: checkers.versions },
  }
}

async function run(options: Options): Promise<Summary> {
  const files = await filesIn(options.folder)
  const { bench, used } = await openBench()
  const all: Examined[] = []
  const waiting = files.values()
  const work = async () => {
    for (const file of waiting) {
      const examined = await examine(bench, file)
      for (const line of linesFor(examined)) print(line)
      await keep(options, examined)
      all.push(light(examined))
      if (all.length % 25 === 0 || all.length === files.length) say(`${all.length} of ${files.length}`)
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work))
  return summarise(all, used)
}

async function keep({ keep }: Options, { file, end }: Examined): Promise<void> {
  if (keep === null || end.as !== 'cleaned') return
  const path = join(keep, file.name.replace(/\.[^./]*$/, `.${end.clean.kind}`))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, end.clean.bytes)
}

/** Without the copy: thousands of files are remembered. */
function light(examined: Examined): Examined {
  const { end } = examined
  if (end.as !== 'cleaned') return examined
  return { ...examined, end: { ...end, clean: { kind: end.clean.kind, bytes: Buffer.alloc(0) } } }
}

function tell({ inner, wall, used, ...summary }: Summary): void {
  const { files, cleaned, refused, held, crashed, leaked, textChanged, p50ms, p95ms, maxMs, peakRssMB } = summary
  print(`\n${files} files: ${cleaned} cleaned, ${refused} refused, ${held} held, ${crashed} crashed`)
  print(`${leaked} leaked, ${textChanged} with other words (${summary.spacingChanged} with other blanks only)`)
  print(
    `cleaning ${p50ms} ms p50, ${p95ms} ms p95, ${maxMs} ms at most, with its process; ${inner.p95ms} ms p95 without`,
  )
  print(`whole way ${wall.p50ms} ms p50, ${wall.p95ms} ms p95, ${wall.maxMs} ms at most; ${peakRssMB} MB at most`)
  print(`isolated by ${used.isolation}; checked by ${used.checkers}; ${used.tools.join(', ')}`)
}

const options = readOptions(process.argv.slice(2))
if (options === null) {
  say(usage)
  process.exit(1)
}
const summary = await run(options)
if (options.json) print(JSON.stringify(summary))
else tell(summary)
process.exit(0)
