import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folder for the compiled sources of the steps: beside the journal when it is writable, otherwise for this process only. */
export function compileCache(root: string): string {
  const beside = join(root, '.cache', 'steps')
  try {
    mkdirSync(beside, { recursive: true })
    writeFileSync(join(beside, '.written'), '')
    return beside
  } catch {
    return mkdtempSync(join(tmpdir(), 'tj-steps-'))
  }
}

/**
 * Whether the cache was filled from these sources, by this Node and in this isolation, where another user owns it. If
 * not, `nowFilled` records it afterwards.
 */
export function cacheState(root: string, cache: string, isolation: string): { filled: boolean; nowFilled: () => void } {
  const markerFile = join(cache, '.filled')
  const now = `${isolation} ${signature(root)}`
  const before = statSync(markerFile, { throwIfNoEntry: false }) ? readFileSync(markerFile, 'utf8') : ''
  return { filled: before === now, nowFilled: () => writeFileSync(markerFile, now) }
}

function signature(root: string): string {
  const sources = [...globSync('workers/manuscripts/**/*.{ts,mjs}', { cwd: root }), 'package-lock.json'].sort()
  const stamps = sources.map((path) => {
    const { size, mtimeMs } = statSync(join(root, path), { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
    return `${path} ${size} ${mtimeMs}`
  })
  return createHash('sha256')
    .update([process.version, process.arch, ...stamps].join('\n'))
    .digest('hex')
}
