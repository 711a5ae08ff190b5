import { expect, test } from 'vitest'
import { connectTo } from '../../server/db/client.ts'
import { roleUrl } from '../../server/db/roles.ts'
import { queueSuite, type Backend } from './queue-suite.ts'
import { openHarness } from './harness.ts'

const onPostgres = async (): Promise<Backend> => ({
  redisUrl: undefined,
  forgetEverything: async (harness) => {
    await harness.deps.sql.unsafe('delete from bullmq.job')
  },
  contents: async (harness) => JSON.stringify(await harness.deps.sql.unsafe('select * from bullmq.job')),
  close: async () => {},
})

queueSuite('PostgreSQL', onPostgres)

test('a worker may not make schemas of its own in the journal’s database', async () => {
  const harness = await openHarness()
  const worker = connectTo(roleUrl(harness.env, 'tj_worker'), { max: 1 })
  await expect(worker.sql`create schema elsewhere`).rejects.toThrow('permission denied')
  await worker.close()
  await harness.close()
})
