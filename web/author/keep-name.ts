import { api } from '../app/api.ts'

/** Confirms that a name found in typed text may stay. */
export async function keepName(id: string, findingId: string): Promise<void> {
  await api('POST /api/submissions/:id/text-findings/:findingId/confirm', { params: { id, findingId } })
}
