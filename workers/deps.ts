import type { Deps } from '../server/deps.ts'
import type { Mailer } from '../server/mail/mailer.ts'
import type { Toolchain } from './manuscripts/toolchain.ts'

/** What the worker's parts are given; a test builds the same from its own parts and moves the clock. */
export interface WorkerDeps extends Pick<Deps, 'clock' | 'ids' | 'store'> {
  /** Role tj_worker. */
  readonly db: Deps['db']
  readonly sql: Deps['sql']
  readonly mailer: Mailer
  /** What manuscripts are prepared with. */
  readonly toolchain: Toolchain
  readonly settings: Pick<Deps['settings'], 'publicUrl' | 'secret'>
}
