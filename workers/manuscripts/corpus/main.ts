import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createLimiter } from '../../../server/limiter.ts'
import { openToolchain } from '../open-toolchain.ts'
import { isolation } from '../sandbox/isolation.ts'
import { findTools } from '../tools/found.ts'
import { earlierLines, goesOnWithinALine } from './resume.ts'
import { runFile, type RunContext, type FileResult } from './run-file.ts'
import { filesIn } from './files.ts'
import { lineOf, type Line } from './line.ts'
import { peopleIn } from './names.ts'
import { readOptions, usage, type Options } from './options.ts'
import { summarise, type Summary, type Used } from './summary.ts'
import { linesFor } from './text-lines.ts'

// `npm run clean-corpus -- FOLDER`: what the pipeline makes of a folder of real files. Findings on stdout, progress on stderr.

const say = (line: string) => process.stderr.write(`${line}\n`)
const print = (line: string) => process.stdout.write(`${line}\n`)

async function openContext({ names }: Options): Promise<{ context: RunContext; used: Used }> {
  const people = names === null ? [] : peopleIn(names)
  const [tools, { kind }] = await Promise.all([findTools(), isolation()])
  const toolchain = await openToolchain(null, say)
  const versions = Object.entries(tools).flatMap(([name, tool]) => (tool ? [`${name} ${tool.version}`] : []))
  return {
    context: { tools, toolchain, people },
    used: { isolation: kind, tools: versions, checkers: toolchain.versions.checkers },
  }
}

async function run(options: Options): Promise<Summary> {
  const all = await filesIn(options.folder)
  const names = new Set(all.map(({ name }) => name))
  const earlier = options.resume === null ? [] : earlierLines(options.resume).filter(({ file }) => names.has(file))
  const done = new Set(earlier.map(({ file }) => file))
  const files = all.filter(({ name }) => !done.has(name))
  const { context, used } = await openContext(options)
  if (options.resume !== null && goesOnWithinALine(options.resume)) print('')
  const lines: Line[] = []
  const results: FileResult[] = []
  const limiter = createLimiter(options.jobs)
  const work = async (file: (typeof files)[number]) => {
    const one = await runFile(context, file)
    const line = lineOf(one)
    // One write for each line, so that an interrupted run leaves whole lines.
    for (const written of options.json ? [JSON.stringify(line)] : linesFor(one)) print(written)
    await keep(options, one)
    lines.push(line)
    results.push(light(one))
    if (lines.length % 25 === 0 || lines.length === files.length) say(`${lines.length} of ${files.length}`)
  }
  await Promise.all(files.map((file) => limiter.run(() => work(file))))
  return summarise(earlier, lines, results, used)
}

async function keep({ keep }: Options, { file, clean }: FileResult): Promise<void> {
  if (keep === null || clean === null) return
  const path = join(keep, file.name.replace(/\.[^./]*$/, `.${clean.kind}`))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, clean.bytes)
}

/** Without the copy: the results of thousands of files stay in memory. */
const light = (result: FileResult): FileResult => ({ ...result, clean: null, findings: [] })

function tell({ inner, wall, used, ...summary }: Summary): void {
  const { files, cleaned, refused, held, crashed, leaked, vanished, textChanged, textExplained } = summary
  const { p50ms, p95ms, maxMs, peakRssMB, spacingChanged } = summary
  print(`\n${files} files: ${cleaned} cleaned, ${refused} refused, ${held} held, ${crashed} crashed`)
  print(
    `${leaked} leaked; ${textChanged} with other words, ${vanished} of them with words that vanished; ${textExplained} with changes that are explained, ${spacingChanged} with other blanks only`,
  )
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
