import { Agent, get } from 'node:http'
import { summarised, type Measurement } from './measurement.ts'
import type { System } from './system.ts'

const seconds = 4

/**
 * Downloads a large file over and over. By node:http and not by autocannon, which parses large bodies so slowly that it
 * measures itself: a five-line server sending 300 kB gave 151 requests a second in it.
 */
export async function measureDownload(
  system: System,
  name: string,
  path: string,
  connections: number,
): Promise<Measurement> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const download = () =>
    new Promise<void>((resolve, reject) => {
      get(system.origin + path, { agent }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${name} answered ${answer.statusCode}`))
        answer.on('data', () => {})
        answer.on('end', resolve)
      }).on('error', reject)
    })
  await download()
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const sent = performance.now()
        await download()
        took.push(performance.now() - sent)
      }
    }),
  )
  agent.destroy()
  return summarised(system, { name, connections }, took, seconds)
}
