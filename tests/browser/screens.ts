import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { webIsFresh } from '../../server/build-web.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lock = fileURLToPath(new URL('../../dist/web.building', import.meta.url))
const longestBuildMs = 60_000

/**
 * The screens built from the current sources. `npm test` builds them beforehand; when test files run without it, one of them builds the
 * screens here.
 */
export async function builtScreens(): Promise<void> {
  while (!webIsFresh()) {
    if (claim()) {
      try {
        if (!webIsFresh()) build()
      } finally {
        rmSync(lock, { recursive: true })
      }
      return
    }
    await wait(200)
  }
}

function build(): void {
  // Vitest sets this to "test", and Vite would then build the development version.
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, ['server/build-web.ts'], { cwd: root, stdio: 'inherit', env })
}

function claim(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    // Left by a build that was killed.
    if (Date.now() - since > longestBuildMs) rmSync(lock, { recursive: true, force: true })
    return false
  }
}
