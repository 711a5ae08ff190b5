import { checkPeople, submissionsToCheck } from '../../server/cases/check-people.ts'
import type { WorkerDeps } from '../deps.ts'

/** Finds what no event reported: a submission that nobody can edit, an editor or a reviewer who is named as an author. */
export async function checkEverybody(deps: WorkerDeps): Promise<void> {
  for (const id of await submissionsToCheck(deps)) await checkPeople(deps, id)
}
