import type { Deps } from '../server/deps.ts'
import type { Mailer } from '../server/mail/mailer.ts'
import type { Toolchain } from './manuscripts/toolchain.ts'

/** What the worker's parts need; tests pass their own clock, store and ids. */
export interface WorkerDeps extends Pick<Deps, 'clock' | 'ids' | 'store'> {
  /** Role tj_worker. */
  readonly db: Deps['db']
  readonly sql: Deps['sql']
  readonly mailer: Mailer
  /** The programs and steps that prepare manuscripts. */
  readonly toolchain: Toolchain
  readonly settings: Pick<Deps['settings'], 'publicUrl' | 'secret'>
}
