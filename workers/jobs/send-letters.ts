import { compose } from '../../server/mail/compose.ts'
import { noteFailure, send } from '../../server/mail/send.ts'
import type { WorkerDeps } from '../deps.ts'
import { tooEarly } from '../grace.ts'
import { Permanent, isMailboxRefused } from '../faults.ts'
import type { Task } from '../task.ts'

/**
 * Sends every letter that an event calls for and that was not sent before. An address that fails does not stop the letters to the others.
 */
export async function sendLetters(deps: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  const until = await tooEarly(deps, event)
  if (until !== undefined) return until
  const faults: unknown[] = []
  for (const post of await compose(deps, event)) {
    try {
      await send(deps, event.id, post)
    } catch (fault) {
      const refused = isMailboxRefused(fault)
      await noteFailure(deps, event.id, post, refused ? 'failed' : 'pending')
      faults.push(refused ? new Permanent('mailbox_refused') : fault)
    }
  }
  // A fault that another try can mend comes first: giving the task up would stop that letter, too.
  const worst = faults.find((fault) => !(fault instanceof Permanent)) ?? faults[0]
  if (worst !== undefined) throw worst
  return undefined
}
