import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnTiedToParent } from '../../server/embedded/tied-to-parent.ts'
import { toolIn } from '../../workers/manuscripts/tools/path.ts'
import { unpackFromDebian } from './debian.ts'

export interface Clamd {
  readonly address: string
  /** The largest file it accepts. */
  readonly mostBytes: number
  stop(): Promise<void>
}

const mostBytes = 2 * 1024 ** 2

/** A real clamd with one signature, for `malware`: the machine's clamd, or one unpacked from Debian's package. */
export async function startClamd(malware: Buffer): Promise<Clamd> {
  const { path, libraries } = await findClamd()
  const folder = await mkdtemp(join(tmpdir(), 'journal-clamd-'))
  await mkdir(join(folder, 'signatures'))
  const hash = createHash('md5').update(malware).digest('hex')
  await writeFile(join(folder, 'signatures', 'local.hdb'), `${hash}:${malware.length}:Eicar-Local\n`)
  const socket = join(folder, 'clamd.ctl')
  const settings = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${join(folder, 'signatures')}`,
    `StreamMaxLength ${mostBytes}`,
    'Foreground yes',
  ]
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const log = await open(join(folder, 'log'), 'a')
  const command = [`LD_LIBRARY_PATH=${libraries}`, path, `--config-file=${join(folder, 'clamd.conf')}`]
  const child = spawnTiedToParent('/usr/bin/env', command, { cwd: folder, log: log.fd })
  await log.close()
  const ended = once(child, 'exit')
  while (!(await answers(socket))) {
    if (child.exitCode !== null) throw new Error(`clamd did not start; ${join(folder, 'log')} says why.`)
    await pause(50)
  }
  return {
    address: `unix://${socket}`,
    mostBytes,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      child.stdin?.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function findClamd(): Promise<{ path: string; libraries: string }> {
  const own = toolIn('clamd')
  if (own) return { path: own, libraries: '' }
  const root = await unpackFromDebian('clamav', ['clamav-daemon'])
  const libraries = join(root, 'usr', 'lib')
  const families = (await readdir(libraries)).filter((name) => name.includes('-linux-gnu'))
  const path = join(root, 'usr', 'sbin', 'clamd')
  if (!existsSync(path)) throw new Error('There is no clamd in the package.')
  return { path, libraries: families.map((name) => join(libraries, name)).join(':') }
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const call = connect(socket, () => call.end('zPING\0'))
    call.on('data', () => resolve(true))
    call.on('error', () => resolve(false))
    call.on('close', () => resolve(false))
  })
}
