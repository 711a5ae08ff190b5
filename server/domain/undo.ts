import { allowed, closed, type Verdict } from './refusal.ts'

export function undoEndsAt(doneAt: Date, graceMinutes: number): Date {
  return new Date(doneAt.getTime() + graceMinutes * 60_000)
}

/** Purposes for which a version has one file: restoring one beside another would make two. */
export const onePerVersion: readonly string[] = ['manuscript', 'anonymous_copy', 'response']

/** Whether a removed file can be restored. */
export function mayBringBack(
  file: { readonly removedAt: Date; readonly discardedAt: Date | null; readonly replaced: boolean },
  graceMinutes: number,
  now: Date,
): Verdict {
  if (file.discardedAt !== null || now >= undoEndsAt(file.removedAt, graceMinutes)) return closed('removed_for_good')
  return file.replaced ? closed('file_replaced') : allowed
}

/** Whether the author can take back the approval of the proofs: for some minutes, and until the editors have continued. */
export function mayTakeApprovalBack(
  { step, answer }: { readonly step: string; readonly answer: { approved: boolean; graceEndsAt: Date | null } | null },
  now: Date,
): Verdict {
  const stands = step === 'proofs' && answer?.approved === true
  if (!stands) return closed('editors_went_on')
  return answer.graceEndsAt !== null && now < answer.graceEndsAt ? allowed : closed('approval_stands')
}
