import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// The import rule of server/README.md. A slice that needs another's rule takes it from domain; one that needs another's
// effect records an event and lets workers/reactions.ts act.

const sources = globSync('{server,workers,web}/**/*.{ts,mjs}').filter((path) => !path.includes('node_modules'))
const slices = [
  'accounts',
  'calls',
  'submissions',
  'desk',
  'manuscripts',
  'reviews',
  'oversight',
  'decisions',
  'production',
  'issues',
  'pages',
  'unsent',
  'reader',
]
const composers = ['server/app.ts', 'server/contracts.ts']

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const imports: Import[] = sources.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'"]*?(?:from\s+)?['"](\.[^'"]+)['"]/gm),
  ].map((found) => ({
    from: normalize(from),
    to: normalize(join(dirname(from), found[2] ?? '')),
    typeOnly: found[1] !== undefined,
  })),
)

function offenders(rule: (edge: Import) => boolean): string[] {
  return imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`)
}

const sliceOf = (path: string) => slices.find((slice) => path.startsWith(`server/${slice}/`)) ?? null

// What a folder may import, apart from itself. `server/strings` is the catalogue of words, `server/deps.ts` the services.
const layers: Record<string, readonly string[]> = {
  'server/domain': [],
  'server/identity': ['domain'],
  'server/strings': ['domain'],
  'server/rendering': ['domain', 'strings'],
  'server/db': ['domain', 'identity', 'strings'],
  'server/storage': ['domain', 'db'],
  'server/cases': ['domain', 'identity', 'strings', 'db', 'storage'],
  'server/mail': ['domain', 'identity', 'strings', 'db', 'cases', 'rendering'],
  'server/http': ['domain', 'identity', 'strings', 'db', 'storage', 'rendering'],
}

test('a layer imports only what lies below it', () => {
  for (const [layer, below] of Object.entries(layers)) {
    const permitted = [layer, ...below.map((name) => `server/${name}`)].map((folder) => `${folder}/`)
    const above = ({ from, to }: Import) =>
      from.startsWith(`${layer}/`) &&
      to.startsWith('server/') &&
      !/^server\/(?:deps|env|limiter)\.ts$/.test(to) &&
      !permitted.some((folder) => to.startsWith(folder))
    expect(offenders(above)).toEqual([])
  }
})

test('nobody but the start and the tests imports the demonstration', () => {
  const mayUseDemo = /^server\/(?:demo\/|start\.ts$|main\.ts$)/
  expect(offenders(({ from, to }) => to.startsWith('server/demo/') && !mayUseDemo.test(from))).toEqual([])
})

test('the pure core imports nothing but itself, and the search for identities nothing but the core', () => {
  const isCore = (to: string) => to.startsWith('server/domain/')
  const isIdentity = (to: string) => to.startsWith('server/identity/')
  expect(offenders(({ from, to }) => isCore(from) && !isCore(to))).toEqual([])
  expect(offenders(({ from, to }) => isIdentity(from) && !isCore(to) && !isIdentity(to))).toEqual([])
})

test('the core asks neither a clock nor chance nor the environment', () => {
  const impure = sources
    .filter((path) => path.startsWith('server/domain/'))
    .filter((path) => /Date\.now\(|new Date\(\)|Math\.random|process\.|from 'node:/.test(readFileSync(path, 'utf8')))
  expect(impure).toEqual([])
})

test('no slice imports another', () => {
  expect(
    offenders(({ from, to }) => {
      const [a, b] = [sliceOf(from), sliceOf(to)]
      return b !== null && a !== b && from.startsWith('server/') && !composers.includes(from)
    }),
  ).toEqual([])
})

test('workers stand on the shared parts, never on a slice', () => {
  expect(offenders(({ from, to }) => from.startsWith('workers/') && sliceOf(to) !== null)).toEqual([])
})

test('the screens take code from the core and words from the catalogue, and of the server only types', () => {
  const isShared = (to: string) => to.startsWith('server/domain/') || to.startsWith('server/strings/')
  expect(
    offenders(
      ({ from, to, typeOnly }) => from.startsWith('web/') && to.startsWith('server/') && !typeOnly && !isShared(to),
    ),
  ).toEqual([])
})

test('elements do not talk to the server', () => {
  const talking = sources
    .filter((path) => path.startsWith('web/elements/'))
    .filter((path) => /\bfetch\(|app\/api\.ts'/.test(readFileSync(path, 'utf8').replaceAll(/import type .*\n/g, '')))
  expect(talking).toEqual([])
})

test('no text, date or list is in a language that the code names', () => {
  const named = /\b(?:translate|textsIn)\(\s*['"]|\bnew Intl\.(?!Segmenter)\w+\(\s*\[?\s*['"]|\.toLocale\w+\(\s*['"]/
  const found = sources.filter((path) => !path.startsWith('server/demo/') && named.test(readFileSync(path, 'utf8')))
  // The parts of a day are read as digits, which English writes.
  expect(found).toEqual(['server/domain/day.ts'])
})

test('no style names left or right, so that all of it turns when text runs from right to left', () => {
  const sided = [
    /\b(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
    /(?:^|[\s;{])(?:left|right):/,
    /\b(?:text-align|float|clear|justify-content|justify-items|justify-self):\s*(?:left|right)\b/,
    // Four lengths of which the second and the fourth differ.
    /\b(?:margin|padding|inset):\s*\S+ (\S+) \S+ (?!\1;)\S+;/,
  ]
  const styles = globSync('web/**/*.css').flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => `${path}: ${line.trim()}`),
  )
  const inCode = globSync('web/**/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/css`([^`]*)`/g)].flatMap(([, css = '']) =>
      css.split('\n').map((line) => `${path}: ${line.trim()}`),
    ),
  )
  const found = [...styles, ...inCode].filter((line) =>
    sided.some((pattern) => pattern.test(line.slice(line.indexOf(': ') + 2))),
  )
  expect(found).toEqual([])
})

test('one place reads the environment', () => {
  // start.ts fills it in for its children, the trial services run beside it.
  const readers = sources.filter((path) => /process\.env\b/.test(readFileSync(path, 'utf8')))
  const permitted = /^server\/(env|start|bootstrap|embedded\/.*)\.(ts|mjs)$/
  expect(readers.filter((path) => !permitted.test(path))).toEqual([])
})

test('slices ask the injected clock and chance, so that twin worlds draw the same', () => {
  const asking = sources
    .filter((path) => sliceOf(path) !== null || path.startsWith('server/mail/') || path.startsWith('workers/jobs/'))
    .filter((path) => /Date\.now\(|new Date\(\)|Math\.random|randomUUID/.test(readFileSync(path, 'utf8')))
  expect(asking).toEqual([])
})

test('no imports go round in a circle, types included', () => {
  const importsOf = new Map<string, string[]>()
  for (const { from, to } of imports) importsOf.set(from, [...(importsOf.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file)
    if (start >= 0) circles.push([...path.slice(start), file].join(' > '))
    if (start >= 0 || done.has(file)) return
    for (const next of importsOf.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of importsOf.keys()) visit(file, [])
  expect(circles).toEqual([])
})

test('nothing exists to be passed through: no index files, no utils', () => {
  const barrels = sources.filter(
    (path) => /^(index|utils?|helpers?)\.ts$/.test(basename(path)) || /\/utils?\//.test(path),
  )
  expect(barrels).toEqual([])
})

// What reads the inside of files runs in the worker, and there in a sandbox: one upload must not stop the server for everybody.
const parsers =
  /^\s*(?:import|export)[^'"]*?from\s+['"](?:sanitize-html|htmlparser2|pdfjs-dist[^'"]*|sharp|saxes|tinyld)['"]|import\(['"](?:sanitize-html|htmlparser2|pdfjs-dist[^'"]*|sharp|saxes|tinyld)['"]\)/m
const parsing = (folder: string) =>
  sources.filter((path) => path.startsWith(folder)).filter((path) => parsers.test(readFileSync(path, 'utf8')))

test('the server parses nothing that was uploaded', () => {
  expect(parsing('server/')).toEqual([])
})

test('the server reaches no code of the worker; the demonstration prepares files it wrote itself', () => {
  const reaching = imports
    .filter(({ from, to, typeOnly }) => from.startsWith('server/') && to.startsWith('workers/') && !typeOnly)
    .map(({ from }) => from)
  expect([...new Set(reaching)]).toEqual(['server/demo/demonstrate.ts'])
})

test('in the worker only what runs in the sandbox loads a parser', () => {
  const inSandbox = /^workers\/manuscripts\/(?:covering|formats|galley|scan|text)\//
  expect(parsing('workers/').filter((path) => !inSandbox.test(path))).toEqual([])
  expect(parsing('workers/').length).toBeGreaterThan(5)
})

test('events of a submission are recorded, and its next action computed, in one place', () => {
  const using = (name: string) =>
    sources.filter((path) => new RegExp(String.raw`\b${name}\(`).test(readFileSync(path, 'utf8')))
  expect(using('refreshNextAction').sort()).toEqual(['server/cases/act.ts', 'server/cases/next-action.ts'])
  expect(using('recordEvent')).toEqual(['server/db/events.ts'])
  expect(using('recordEvents').sort()).toEqual(['server/cases/act.ts', 'server/db/events.ts'])
  // Called directly only where the submission is created; everything else is an action, which locks it and asks the policy.
  expect(using('conclude').sort()).toEqual(['server/cases/act.ts', 'server/submissions/drafts.ts'])
})
