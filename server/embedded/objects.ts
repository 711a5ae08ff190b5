import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

// An S3 server of our own (fauxqs) for trial and tests, in a process of its own: it reads and writes files synchronously. It checks no
// signature, so it listens on the loopback interface only, under a random port. Never for production.

type Objects = {
  endpoint: string
  stop: () => Promise<void>
  /** Settles when the server is gone, asked to or not. */
  ended: Promise<void>
}

/**
 * @param folder where buckets and objects are kept as files; undefined keeps them in memory.
 * @throws Error with one sentence when it does not come up.
 */
export async function startObjects({ folder, bucket }: { folder?: string; bucket: string }): Promise<Objects> {
  const child = fork(
    fileURLToPath(new URL('objects-process.ts', import.meta.url)),
    [bucket, ...(folder ? [folder] : [])],
    {
      execArgv: ['--import', new URL('../preload.mjs', import.meta.url).href],
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
