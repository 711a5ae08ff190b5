import { constants } from 'node:fs'
import { lstat, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'tj-work-'
// No run lasts as long.
const abandonedMs = 15 * 60_000
const sweepEveryMs = 5 * 60_000
let sweptAt = -Infinity

/** A folder nobody else can look into, gone when the work is done, however it went. */
export async function inPrivateFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  void sweepAbandoned()
  // mkdtemp makes it 0700. Its name says nothing about the file.
  const dir = await mkdtemp(join(tmpdir(), prefix))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** A worker that was killed has left manuscripts behind. */
async function sweepAbandoned(): Promise<void> {
  if (performance.now() - sweptAt < sweepEveryMs) return
  sweptAt = performance.now()
  const names = (await readdir(tmpdir()).catch(() => [])).filter((name) => name.startsWith(prefix))
  for (const path of names.map((name) => join(tmpdir(), name))) {
    const begun = (await lstat(path).catch(() => null))?.mtimeMs ?? Infinity
    // Another user's cannot be removed, and need not be.
    if (Date.now() - begun > abandonedMs) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * Reads what a tool left in its folder. A tool that a hostile file has taken over may leave a link to a file of ours, or a
 * pipe that never ends, in its place.
 * @returns null when there is no such file, or none that may be taken.
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

/** Bytes of all files in it; links are not followed. */
export async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const sizes = entries.map(async (entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return folderBytes(path)
    return (await lstat(path).catch(() => ({ size: 0 }))).size
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
