import type { Steps } from '../toolchain.ts'

/**
 * The same steps in this process, for files that we wrote ourselves: in the demonstration and in most tests. Each step is loaded when it is
 * first used, because most processes use none.
 */
export const directSteps: Steps = {
  guard: async (given) => (await import('./guard.ts')).guardStep(given),
  clean: async (given) => (await import('./clean.ts')).cleanStep(given),
  scanNames: async (given) => (await import('./scan-names.ts')).scanNamesStep(given),
  read: async (given) => (await import('./read.ts')).readStep(given),
  report: async (given) => (await import('./report.ts')).reportStep(given),
  galley: async (given) => (await import('./galley.ts')).galleyStep(given),
}
