import type { System, Used } from './system.ts'

/** One line of `npm run bench -- --json`. */
export interface Measurement {
  readonly name: string
  readonly connections: number
  readonly requestsPerSecond: number
  readonly p50ms: number
  readonly p99ms: number
  readonly serverRssMB: number
  /** Processor time of the API and of PostgreSQL for each request. */
  readonly apiMs?: number
  readonly databaseMs?: number
}

/** What each of the requests between two readings of `used` took. */
export function perRequest(before: Used, after: Used, requests: number): Pick<Measurement, 'apiMs' | 'databaseMs'> {
  const each = (ms: number) => Math.round((ms / requests) * 100) / 100
  return { apiMs: each(after.apiMs - before.apiMs), databaseMs: each(after.databaseMs - before.databaseMs) }
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
