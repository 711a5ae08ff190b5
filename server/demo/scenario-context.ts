import type { Clock } from '../deps.ts'
import type { Play } from './scenario.ts'

/** A clock that is set while the past is played. */
export interface SeedClock extends Clock {
  set(instant: Date): void
}

/** What the scenario has created so far, by the seed's own keys. */
export interface ScenarioContext {
  readonly play: Play
  readonly clock: SeedClock
  /** Does what the worker would have done with the files uploaded so far. */
  readonly prepareFiles: () => Promise<void>
  readonly begun: Date
  readonly calls: Map<string, string>
  readonly submissions: Map<string, string>
  /** By submission, round and reviewer. */
  readonly invitations: Map<string, string>
  readonly articles: Map<string, string>
  issueId: string | null
}
