import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { memoryFlags } from './children.ts'

// An S3 server (fauxqs) for trial and tests, in a process of its own because it reads and writes files synchronously. It checks no
// signatures, so it listens on the loopback interface only, on a random port. Never for production.

type Objects = {
  endpoint: string
  stop: () => Promise<void>
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>
}

/**
 * @param folder for the buckets and objects; undefined keeps them in memory
 * @throws Error with one sentence when it does not start
 */
export async function startObjects({ folder, bucket }: { folder?: string; bucket: string }): Promise<Objects> {
  const child = fork(
    fileURLToPath(new URL('objects-process.ts', import.meta.url)),
    [bucket, ...(folder ? [folder] : [])],
    {
      execArgv: [...memoryFlags, '--import', new URL('../preload.mjs', import.meta.url).href],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    },
  )
  const ended = once(child, 'exit').then(() => undefined)
  const endpoint = await Promise.race([once(child, 'message').then(([address]) => String(address)), ended])
  if (!endpoint) throw new Error(`The embedded S3 server did not start${folder ? ` on ${folder}` : ''}.`)
  return {
    endpoint,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
