import type { System } from './system.ts'

/** One line of `npm run bench -- --json`. */
export interface Measurement {
  readonly name: string
  readonly connections: number
  readonly requestsPerSecond: number
  readonly p50ms: number
  readonly p99ms: number
  readonly serverRssMB: number
}

/** @param took milliseconds of each request @param seconds from the first request sent to the last answer */
export async function summarised(
  system: System,
  what: Pick<Measurement, 'name' | 'connections'>,
  took: number[],
  seconds: number,
): Promise<Measurement> {
  took.sort((a, b) => a - b)
  const at = (share: number) => toTenth(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0)
  return {
    ...what,
    requestsPerSecond: toTenth(took.length / seconds),
    p50ms: at(0.5),
    p99ms: at(0.99),
    serverRssMB: await system.serverRssMB(),
  }
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}
