import type { Deps } from '../deps.ts'
import type { JournalRecord } from './public-records.ts'
import { journalRecord } from './queries.ts'

export interface JournalFacts {
  read(): Promise<JournalRecord>
  invalidate(): void
}

const longestMs = 10_000

/** Keeps what every page shows of the journal for ten seconds, because reading it takes as long as reading an article. */
export function keepJournalFacts({ readerSql, clock }: Pick<Deps, 'readerSql' | 'clock'>): JournalFacts {
  let kept: { readonly record: JournalRecord; readonly until: number } | null = null
  return {
    async read() {
      const now = clock.now().getTime()
      if (kept !== null && now < kept.until) return kept.record
      const record = await journalRecord(readerSql)
      kept = { record, until: now + longestMs }
      return record
    },
    invalidate() {
      kept = null
    },
  }
}
