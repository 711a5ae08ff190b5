import { connect } from '../../server/db/client.ts'
import type { Clock, Ids } from '../../server/deps.ts'
import type { Env } from '../../server/env.ts'
import { s3Store } from '../../server/storage/store.ts'
import { smtpMailer } from '../../server/mail/mailer.ts'
import { settingsOf } from '../../server/settings.ts'
import type { WorkerDeps } from '../../workers/deps.ts'
import { runDueTasks } from './run-due-tasks.ts'
import { inProcessToolchain } from '../../workers/manuscripts/in-process-toolchain.ts'
import { resumeGalleys } from '../../workers/scheduled/resume-galleys.ts'
import { resumePreparations } from '../../workers/scheduled/resume-preparations.ts'
import { expireInvitations } from '../../workers/scheduled/expire-invitations.ts'
import { forgetExpired } from '../../workers/scheduled/forget-expired.ts'
import { remindReviewers } from '../../workers/scheduled/remind-reviewers.ts'

export interface TestWorker extends AsyncDisposable {
  readonly deps: WorkerDeps
  /** Everything that the worker would have done by now: tasks, scheduled jobs, and the tasks that these cause. */
  runDueTasks(): Promise<void>
  close(): Promise<void>
}

/** The worker's parts, run in the test's own process. Orphaned objects are not deleted: test files share one store. */
export function openTestWorker(env: Env, { clock, ids }: { clock: Clock; ids: Ids }): TestWorker {
  const database = connect(env, 'tj_worker', { max: 6 })
  const mailer = smtpMailer(env)
  const deps: WorkerDeps = {
    db: database.db,
    sql: database.sql,
    store: s3Store(env),
    clock,
    ids,
    mailer,
    settings: settingsOf(env),
    toolchain: inProcessToolchain,
  }
  const close = async () => {
    mailer.close()
    await database.close()
  }
  return {
    deps,
    runDueTasks: async () => {
      await runDueTasks(deps)
      for (const duty of [remindReviewers, expireInvitations, forgetExpired, resumePreparations, resumeGalleys])
        await duty(deps)
      await runDueTasks(deps)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
