import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = fileURLToPath(new URL('../../.cache', import.meta.url))

/**
 * Unpacks Debian packages, with what they need beyond the machine's own, into .cache/<name>, once and without being root: apt-get works
 * on lists and archives of our own.
 * @returns the folder, laid out as /.
 * @throws Error with one sentence when apt-get cannot fetch them.
 */
export async function unpackFromDebian(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  const work = join(cache, `${name}.${process.pid}`)
  try {
    for (const path of ['lists/partial', 'archives/partial', 'unpacked'])
      await mkdir(join(work, path), { recursive: true })
    await fetchPackages(work, packages)
    const archives = (await readdir(join(work, 'archives'))).filter((file) => file.endsWith('.deb'))
    for (const file of archives) await run('dpkg', ['-x', join(work, 'archives', file), join(work, 'unpacked')])
    // Another test may have unpacked it first.
    if (!existsSync(folder)) await rename(join(work, 'unpacked'), folder)
    return folder
  } catch (cause) {
    throw new Error(`The Debian packages ${packages.join(', ')} could not be fetched with apt-get.`, { cause })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fetchPackages(work: string, packages: readonly string[]) {
  const settings = [
    `Dir::State::lists=${join(work, 'lists')}`,
    `Dir::Cache::archives=${join(work, 'archives')}`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting])
  await run('apt-get', [...settings, '-qq', 'update'])
  await run('apt-get', [...settings, '-qq', '-y', '--no-install-recommends', '--download-only', 'install', ...packages])
}
