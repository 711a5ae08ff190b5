import { answerAccountRequest } from './jobs/answer-account-request.ts'
import { discardFile } from './jobs/discard-file.ts'
import { endInvitationsAfter } from './jobs/end-invitations.ts'
import { checkPeopleAfter } from './jobs/check-people.ts'
import { prepare } from './jobs/prepare-file.ts'
import { prepareArticle } from './jobs/prepare-galleys.ts'
import { promoteNext } from './jobs/promote-alternate.ts'
import { renderFile } from './jobs/render-file.ts'
import { reportFiles } from './jobs/report-files.ts'
import { sendLetters } from './jobs/send-letters.ts'
import type { WorkerDeps } from './deps.ts'
import type { Task } from './tasks.ts'

/**
 * Does the work of one task. May run twice, or twice at once, without harm: a worker can die after the work and before it is
 * written down.
 * @returns an instant when it is too early: the task comes back then
 */
export type Job = (deps: WorkerDeps, task: Task) => Promise<Date | undefined>

export const jobs = {
  'answer-account-request': answerAccountRequest,
  'send-letters': sendLetters,
  'promote-reserve': promoteNext,
  'end-invitations': endInvitationsAfter,
  'check-people': checkPeopleAfter,
  'discard-file': discardFile,
  'prepare-file': prepare,
  'prepare-galleys': prepareArticle,
  'render-file': renderFile,
  'report-files': reportFiles,
} as const satisfies Record<string, Job>

export type JobName = keyof typeof jobs
