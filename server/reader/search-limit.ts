import { Refusal } from '../domain/refusal.ts'
import type { Source } from '../http/source.ts'
import { createLimiter } from '../limiter.ts'

/** Searches that the page cache does not answer; each address is a new one, so strangers can ask for any number of them. */
export interface SearchLimit {
  /** @throws Refusal `too_many_requests` for a source that searched too often in this minute */
  run<T>(sources: readonly Source[], now: number, search: () => Promise<T>): Promise<T>
}

/** For one household. */
const mostPerMinute = 600
/** Of the eight connections of the readers: the pages keep the others. */
const mostAtOnce = 2

/** Counts in memory, because a statement that counts costs more than the search; after a restart, a minute begins anew. */
export function createSearchLimit(): SearchLimit {
  const limiter = createLimiter(mostAtOnce)
  const counts = new Map<string, number>()
  let minute = 0
  return {
    async run(sources, now, search) {
      const current = Math.floor(now / 60_000)
      if (current !== minute) counts.clear()
      minute = current
      for (const { subject, households } of sources) {
        const count = (counts.get(subject) ?? 0) + 1
        counts.set(subject, count)
        if (count > mostPerMinute * households) throw new Refusal('too_many_requests', { minutes: 1, seconds: 60 })
      }
      return limiter.run(search)
    },
  }
}
