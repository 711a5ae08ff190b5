import { Agent, get } from 'node:http'
import { benchSize } from './seed-bench.ts'
import { perRequest, summarised, type Measurement } from './measurement.ts'
import type { System } from './system.ts'

const connections = 8
const rounds = { notCounted: 5, counted: 10 } as const

/** The readers after a publication: each page is made, because none is in the cache. */
export async function measureFirstReaders(system: System): Promise<Measurement[]> {
  const { articles, perIssue } = benchSize
  const numbers = Array.from({ length: articles }, (_, n) => `/articles/${system.fixtures.articleNumber + n}`)
  const issues = Array.from(
    { length: articles / perIssue },
    (_, n) => `/issues/${36 - Math.floor(n / 3)}/${3 - (n % 3)}`,
  )
  return [
    await measure(system, 'article, first reader', numbers),
    await measure(system, 'issue, first reader', issues),
    await measure(system, 'home, first reader', ['/']),
  ]
}

async function measure(system: System, name: string, paths: readonly string[]): Promise<Measurement> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let seconds = 0
  // As many requests for each kind of page, however many addresses it has.
  const times = Math.ceil(300 / paths.length)
  let before = system.used()
  for (let round = 0; round < (rounds.notCounted + rounds.counted) * times; round++) {
    if (round === rounds.notCounted * times) [took.length, seconds, before] = [0, 0, system.used()]
    await system.forgetPages()
    const begun = performance.now()
    const open = [...paths]
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let path = open.pop(); path !== undefined; path = open.pop())
          took.push(await visit(agent, system.origin + path))
      }),
    )
    seconds += (performance.now() - begun) / 1000
  }
  const used = perRequest(before, system.used(), took.length)
  agent.destroy()
  return {
    ...(await summarised(system, { name, connections: Math.min(connections, paths.length) }, took, seconds)),
    ...used,
  }
}

/** @returns milliseconds */
function visit(agent: Agent, url: string): Promise<number> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
      answer.on('data', () => {})
      answer.on('end', () => resolve(performance.now() - begun))
    }).on('error', reject)
  })
}
