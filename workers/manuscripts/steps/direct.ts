import type { Steps } from '../workshop.ts'
import { cleanStep } from './clean.ts'
import { guardStep } from './guard.ts'
import { meterStep } from './meter.ts'
import { readStep } from './read.ts'
import { reportStep } from './report.ts'

/** The same steps in this process, for files we wrote ourselves: the demonstration and the tests of everything else. */
export const directSteps: Steps = {
  guard: guardStep,
  clean: cleanStep,
  meter: meterStep,
  read: readStep,
  report: reportStep,
}
