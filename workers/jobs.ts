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
import type { Job } from './task.ts'

export const jobs = {
  'answer-account-request': answerAccountRequest,
  'send-letters': sendLetters,
  'promote-alternate': promoteNext,
  'end-invitations': endInvitationsAfter,
  'check-people': checkPeopleAfter,
  'discard-file': discardFile,
  'prepare-file': prepare,
  'prepare-galleys': prepareArticle,
  'render-file': renderFile,
  'report-files': reportFiles,
} as const satisfies Record<string, Job>

export type JobName = keyof typeof jobs
