import { checkPeople, submissionsToCheck } from '../../server/cases/check-people.ts'
import type { WorkerDeps } from '../deps.ts'
import type { Task } from '../task.ts'

/** A person's identity has changed: in one submission, or, when an account or a call changed, perhaps in any. */
export async function checkPeopleAfter(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  const ids = 'submissionId' in event ? [event.submissionId] : await submissionsToCheck(deps)
  for (const id of ids) await checkPeople(deps, id)
}
