import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Clock, Ids } from './deps.ts'

/** The system's clock and random numbers. */
export const systemClock: Clock = {
  now: () => new Date(),
  ofDatabase: async (tx) => {
    const [row] = await tx.execute<{ ms: string }>(
      sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
    )
    return new Date(Number(row?.ms))
  },
}

export const systemIds: Ids = {
  uuid: () => randomUUID(),
  random: () => randomInt(2 ** 32) / 2 ** 32,
  token: (bytes) => randomBytes(bytes).toString('base64url'),
}
