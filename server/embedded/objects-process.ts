import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Server } from 'node:net'
import { join } from 'node:path'
import { startFauxqs } from 'fauxqs'

// Started by objects.ts: `node objects-process.ts <bucket> [folder]`; sends its parent the address it listens on.

const [bucket = '', folder] = process.argv.slice(2)

process.umask(0o077)
if (folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeUnfinished(folder)
}
keepToLoopback()
const fauxqs = await startFauxqs({
  port: 0,
  logger: false,
  host: '127.0.0.1',
  ...(folder ? { s3StorageDir: folder } : {}),
})
if (new URL(fauxqs.address).hostname !== '127.0.0.1')
  throw new Error('The embedded S3 server would listen to the whole network.')
fauxqs.createBucket(bucket)
process.on('SIGTERM', () => void fauxqs.stop().then(() => process.exit(0)))
process.send?.(fauxqs.address)

// fauxqs listens on every network interface and has no setting for that.
function keepToLoopback() {
  const listen: Server['listen'] = Reflect.get(Server.prototype, 'listen')
  Server.prototype.listen = new Proxy(listen, {
    apply: (target, server, [options, ...rest]) =>
      Reflect.apply(target, server, [{ ...options, host: '127.0.0.1' }, ...rest]),
  })
}

/**
 * Files that a SIGKILL left incomplete keep fauxqs from starting. Nothing in them was confirmed to a client: the description is written
 * last, after the bytes and before the reply. Unfinished multipart uploads belong to an API process that has ended.
 */
function removeUnfinished(root: string) {
  rmSync(join(root, '_multipart'), { recursive: true, force: true })
  const buckets = join(root, 'buckets')
  if (!existsSync(buckets)) return
  for (const entry of readdirSync(buckets, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && entry.name.endsWith('.json') && !readable(path)) rmSync(path)
  }
}

function readable(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'))
    return true
  } catch {
    return false
  }
}
