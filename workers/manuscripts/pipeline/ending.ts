import type { FileRefusal, HoldReason } from '../../../server/domain/preparation.ts'
import { FileHeld, FileRejected } from '../shapes.ts'

/** What ends a preparation before its file is ready. */
type Ending = readonly [state: 'refused', reason: FileRefusal] | readonly [state: 'held', reason: HoldReason]

const final: readonly HoldReason[] = ['no_converter', 'cannot_be_cleaned', 'names_left', 'not_covered']

/**
 * Machines that fail twice the same way fail the third time, too; what the file itself is to blame for, at once.
 * @returns null for what may go better the next time, and is no fault of the file
 */
export function endingOf(fault: unknown, lastTry: boolean): Ending | null {
  if (fault instanceof FileRejected) return ['refused', fault.code]
  if (!(fault instanceof FileHeld)) return null
  return final.includes(fault.code) || lastTry ? ['held', fault.code] : null
}
