import { readEnv } from '../../server/env.ts'
import { stages, type Stage } from '../../server/domain/preparation.ts'
import { systemClock, systemIds } from '../../server/system.ts'
import { prepareFile } from '../../workers/manuscripts/pipeline/prepare.ts'
import { work } from '../../workers/manuscripts/pipeline/stages.ts'
import { openTestWorker } from '../support/worker.ts'

// A worker of its own process that prepares one file and stops inside one stage, to be killed there: after the stage's
// work is done and before it is written down, which is when most could be lost.

const [fileId = '', stage = 'guard'] = process.argv.slice(2)
const stopAt = stages.find((name) => name === stage) ?? 'guard'
const stalled = work as Record<Stage, (typeof work)[Stage]>
const own = stalled[stopAt]
stalled[stopAt] = async (...given) => {
  await own(...given)
  process.send?.('there')
  return new Promise(() => setInterval(() => {}, 1000))
}
const worker = openTestWorker(readEnv(), { clock: systemClock, ids: systemIds })
await prepareFile(worker.deps, fileId, true)
process.send?.('over')
