import { constants } from 'node:fs'
import { lstat, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'tj-work-'
// Longer than any run.
const abandonedMs = 15 * 60_000
const sweepEveryMs = 5 * 60_000
let sweptAt = -Infinity

/** A folder that only this user can read; deleted when the work ends, also when it fails. */
export async function inPrivateFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  void sweepAbandoned()
  // mkdtemp creates it with mode 0700. Its name tells nothing about the file.
  const dir = await mkdtemp(join(tmpdir(), prefix))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Deletes the manuscripts of workers that were killed. */
async function sweepAbandoned(): Promise<void> {
  if (performance.now() - sweptAt < sweepEveryMs) return
  sweptAt = performance.now()
  const names = (await readdir(tmpdir()).catch(() => [])).filter((name) => name.startsWith(prefix))
  for (const path of names.map((name) => join(tmpdir(), name))) {
    const begun = (await lstat(path).catch(() => null))?.mtimeMs ?? Infinity
    // Another user's folder cannot be deleted and need not be.
    if (Date.now() - begun > abandonedMs) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * Reads a file that a tool wrote into its folder. A tool that a hostile file has taken over may have left a link to one of our files, or an
 * endless pipe.
 * @returns null when there is no such file, or one that must not be read
 */
export async function takeFile(dir: string, name: string, mostBytes: number): Promise<Buffer | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await open(join(dir, name), flags).catch(() => null)
  if (!file) return null
  try {
    const { size, nlink } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: Infinity, nlink: 0 }))
    return size <= mostBytes && nlink === 1 ? await file.readFile() : null
  } finally {
    await file.close()
  }
}

/** Bytes of all files in the folder; links are not followed. */
export async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const sizes = entries.map(async (entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return folderBytes(path)
    return (await lstat(path).catch(() => ({ size: 0 }))).size
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
