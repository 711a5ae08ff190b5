import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services.ts'],
    pool: 'forks',
    execArgv: ['--import', fileURLToPath(new URL('server/quick-imports.mjs', import.meta.url))],
    maxWorkers: 2,
    // Limits only catch a hang: a busy machine must not fail a test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
  },
})
