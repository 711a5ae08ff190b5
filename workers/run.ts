import { outboxChannel } from '../server/db/events.ts'
import type { WorkerDeps } from './deps.ts'
import { repeat } from './loop.ts'
import type { TaskQueue } from './queue.ts'
import { offerTasks, relayEvents } from './relay.ts'
import { scheduleOf } from './schedule.ts'
import { runTask } from './tasks.ts'

const relayEveryMs = 1_000
const scheduleEveryMs = 60_000

export interface RunningWorker {
  /** Waits for running tasks and starts no new ones. */
  stop(): Promise<void>
}

/** Starts relay, workers and schedule on a queue. */
export async function startWorker(
  deps: WorkerDeps,
  queue: TaskQueue,
  onFault: (where: string, fault: unknown) => void,
): Promise<RunningWorker> {
  await queue.work((taskId) => runTask(deps, taskId))
  const relay = repeat(
    async () => {
      await relayEvents(deps)
      await offerTasks(deps, queue)
    },
    relayEveryMs,
    (fault) => onFault('relay', fault),
  )
  const outbox = await deps.sql.listen(outboxChannel, () => relay.wake())
  const scheduledJobs = scheduleOf(deps, onFault)
  const schedule = repeat(scheduledJobs, scheduleEveryMs, (fault) => onFault('schedule', fault))
  return {
    stop: async () => {
      await outbox.unlisten()
      await Promise.all([relay.stop(), schedule.stop()])
      await queue.close()
    },
  }
}
