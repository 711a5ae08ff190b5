import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services.ts'],
    pool: 'forks',
    execArgv: ['--import', fileURLToPath(new URL('server/quick-imports.mjs', import.meta.url))],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
