import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'

/** Says that a name found in typed text may stay. @returns what went wrong */
export async function keepName(id: string, findingId: string): Promise<ApiProblem | null> {
  try {
    await api('POST /api/submissions/:id/text-findings/:findingId/confirm', { params: { id, findingId } })
    return null
  } catch (failure) {
    return asProblem(failure)
  }
}
