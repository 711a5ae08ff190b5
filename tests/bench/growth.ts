import { readerRoutes } from '../../server/reader/routes.ts'
import { benchSize, publicThings, type Size } from './seed-bench.ts'
import { startSystem, type Credentials, type System } from './system.ts'

const counted = 40
const notCounted = 10

interface Visited {
  readonly p50ms: number
  readonly apiMs: number
  readonly databaseMs: number
}

const sorts = ['nextAction', 'newest', 'oldest', 'title']
const lists = [
  ...['needs_me', 'in_review', 'ended', 'all'].map((queue) => `/api/desk?queue=${queue}`),
  ...sorts.slice(1).map((sort) => `/api/desk?queue=all&sort=${sort}`),
  ...['zzz', 'income', 'income prison'].map((q) => `/api/desk?queue=all&q=${encodeURIComponent(q)}`),
  '/api/desk?queue=all&rows=1000',
  '/api/desk/soon',
  '/api/desk/filters',
]
const readers = readerRoutes
  .filter(({ pattern }) => !/[*]|robots|\/view\/|galley|pdf/.test(pattern))
  .map(({ example }) => example(publicThings))

/**
 * Every list of the editors and every page of the readers, one request at a time, in a journal of the usual size and in a large one of
 * which 5 % is in review; the pages of readers are made each time. One line each.
 */
export async function* measureGrowth(articles: number, submissions: number): AsyncGenerator<string> {
  const few = await measureAll(benchSize)
  const large: Size = { ...benchSize, articles, submissions }
  const many = await measureAll(large)
  yield `${'one at a time'.padEnd(48)} ${label(benchSize)}   ${label(large)}   ratio   API ms  PostgreSQL ms`
  for (const [path, before] of few) {
    const after = many.get(path)
    if (after)
      yield [
        path.padEnd(48),
        ms(before.p50ms).padStart(label(benchSize).length),
        ms(after.p50ms).padStart(label(large).length + 2),
        (after.p50ms / before.p50ms).toFixed(2).padStart(7),
        ms(after.apiMs).padStart(8),
        ms(after.databaseMs).padStart(14),
      ].join(' ')
  }
}

const label = ({ articles, submissions }: Size) => `${articles} + ${submissions}`
const ms = (value: number) => value.toFixed(2)

async function measureAll(size: Size): Promise<Map<string, Visited>> {
  const system = await startSystem(size, size.submissions / 20)
  try {
    await system.stopWorker()
    const found = new Map<string, Visited>()
    for (const path of lists) found.set(path, await visitOften(system, path, system.editor))
    for (const path of readers)
      if ((await fetch(system.origin + path)).ok) found.set(path, await visitOften(system, path))
    return found
  } finally {
    await system.stop()
  }
}

async function visitOften(system: System, path: string, who?: Credentials): Promise<Visited> {
  const once = async () => {
    if (!who) await system.forgetPages()
    const begun = performance.now()
    const answer = await fetch(system.origin + path, { headers: { ...who } })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return performance.now() - begun
  }
  for (let i = 0; i < notCounted; i++) await once()
  const before = system.used()
  const took: number[] = []
  for (let i = 0; i < counted; i++) took.push(await once())
  const after = system.used()
  const each = (of: 'apiMs' | 'databaseMs') => (after[of] - before[of]) / counted
  return {
    p50ms: took.toSorted((a, b) => a - b)[counted / 2] ?? 0,
    apiMs: each('apiMs'),
    databaseMs: each('databaseMs'),
  }
}
