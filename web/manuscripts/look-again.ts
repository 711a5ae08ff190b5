import { api } from '../app/api.ts'

const asked = new Set<string>()

/** Has a submission's files looked through for the names that stand on its form now; once, however many files ask for it. */
export async function lookAgain(submissionId: string): Promise<void> {
  if (asked.has(submissionId)) return
  asked.add(submissionId)
  try {
    await api('POST /api/submissions/:id/reports', { params: { id: submissionId } })
  } catch {
    // Whoever looks at the report next asks again; handing in and releasing look by themselves.
    asked.delete(submissionId)
  }
}

/** The reports are as the form is: when it changes again, there is something to ask for again. */
export function isUpToDate(submissionId: string): void {
  asked.delete(submissionId)
}
