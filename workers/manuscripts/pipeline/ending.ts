import type { FileRefusal, HoldReason } from '../../../server/domain/preparation.ts'
import { FileHeld, FileRejected } from '../shapes.ts'

/** An end of the preparation before its file is ready. */
type Ending = readonly [state: 'refused', reason: FileRefusal] | readonly [state: 'held', reason: HoldReason]

const final: readonly HoldReason[] = ['no_converter', 'cannot_be_cleaned', 'names_left', 'not_covered']

/**
 * A program that fails twice is not tried a third time; a fault of the file itself ends the preparation at once.
 * @returns null for a fault that may not occur the next time and is not the file's
 */
export function endingOf(fault: unknown, lastTry: boolean): Ending | null {
  if (fault instanceof FileRejected) return ['refused', fault.code]
  if (!(fault instanceof FileHeld)) return null
  return final.includes(fault.code) || lastTry ? ['held', fault.code] : null
}
