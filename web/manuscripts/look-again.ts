import { api } from '../app/api.ts'

// Asked again when nothing has come of it for so long: the form may have changed once more meanwhile.
const patienceMs = 90_000
const askedAt = new Map<string, number>()

/** Has a submission's files looked through for the names that stand on its form now; once, however many files ask for it. */
export async function lookAgain(submissionId: string): Promise<void> {
  const now = performance.now()
  if (now - (askedAt.get(submissionId) ?? -Infinity) < patienceMs) return
  askedAt.set(submissionId, now)
  try {
    await api('POST /api/submissions/:id/reports', { params: { id: submissionId } })
  } catch {
    // Whoever looks at the report later asks again; releasing looks by itself.
  }
}

/** The reports are as the form is: when that changes again, there is something to ask for again. */
export function isUpToDate(submissionId: string): void {
  askedAt.delete(submissionId)
}
