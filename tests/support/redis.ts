import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnTiedToParent } from '../../server/embedded/tied-to-parent.ts'
import { freePort } from '../../server/embedded/ports.ts'
import { unpackFromDebian } from './debian.ts'

export type Redis = { url: string; stop: () => Promise<void> }

/** A real, empty redis-server for one test, ended by stop(): the machine's, or one unpacked from Debian's package. */
export async function startRedis({ evictionPolicy = 'noeviction', port: given = 0 } = {}): Promise<Redis> {
  const server = await findServer()
  const folder = mkdtempSync(join(tmpdir(), 'journal-redis-'))
  const log = openSync(join(folder, 'log'), 'a')
  const port = given || (await freePort())
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': evictionPolicy,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawnTiedToParent('/usr/bin/env', [`LD_LIBRARY_PATH=${server.libraries}`, server.path, ...args], {
    cwd: folder,
    log,
  })
  closeSync(log)
  const ended = once(child, 'exit')
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server did not start; ${join(folder, 'log')} says why.`)
    await pause(20)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGINT')
      await ended
      child.stdin?.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function findServer(): Promise<{ path: string; libraries: string }> {
  for (const name of ['redis-server', 'valkey-server']) {
    try {
      const path = execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
      return { path, libraries: process.env['LD_LIBRARY_PATH'] ?? '' }
    } catch {
      // Not installed on this machine.
    }
  }
  const root = await unpackFromDebian('redis', ['redis-server'])
  const libraries = join(root, 'usr', 'lib')
  const folders = readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))
  return { path: join(root, 'usr/bin/redis-server'), libraries: folders.map((name) => join(libraries, name)).join(':') }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.write('PING\r\n')
    const [reply]: Buffer[] = await once(socket, 'data')
    return reply?.toString().startsWith('+PONG') ?? false
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
