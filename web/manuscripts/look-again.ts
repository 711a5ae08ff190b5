import { api } from '../app/api.ts'

// After this time without a result a new request is made: the form may have changed again since the last one.
const patienceMs = 90_000
const askedAt = new Map<string, number>()

/** Has a submission's files searched for the names that are in its form now; once, for any number of files. */
export async function lookAgain(submissionId: string): Promise<void> {
  const now = performance.now()
  if (now - (askedAt.get(submissionId) ?? -Infinity) < patienceMs) return
  askedAt.set(submissionId, now)
  try {
    await api('POST /api/submissions/:id/reports', { params: { id: submissionId } })
  } catch {
    // The report can request it again, and a release checks by itself.
  }
}

/** Call when the reports match the form: a later change of the form can then be requested again. */
export function isUpToDate(submissionId: string): void {
  askedAt.delete(submissionId)
}
