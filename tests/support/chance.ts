import { createHash } from 'node:crypto'
import type { Clock, Ids } from '../../server/deps.ts'

/** A clock that stands still until a test moves it; the database is given the same time. */
export interface MovableClock extends Clock {
  advance(by: { days?: number; hours?: number; minutes?: number }): void
  setTo(instant: string): void
}

export function movableClock(start = '2026-03-02T09:00:00.000Z'): MovableClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    ofDatabase: async () => new Date(now),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
    setTo: (instant) => {
      now = new Date(instant)
    },
  }
}

/** Ids and random values from a seed: two journals with the same seed get the same ones in the same order. */
export function seededIds(seed: string): Ids {
  let drawn = 0
  const bytes = (count: number) => {
    const block = createHash('sha512').update(`${seed} ${drawn++}`).digest()
    return block.subarray(0, count)
  }
  return {
    uuid: () => {
      const hex = [...bytes(16)].map((byte, i) => {
        const value = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte
        return value.toString(16).padStart(2, '0')
      })
      return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
        .map((part) => part.join(''))
        .join('-')
    },
    random: () => bytes(6).readUIntBE(0, 6) / 2 ** 48,
    token: (count) => bytes(count).toString('base64url'),
  }
}
