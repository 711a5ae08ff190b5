import { findings } from '../../../server/identity/findings.ts'
import type { Step } from './shapes.ts'

export const reportStep: Step<'report'> = async ({ reading, people, harvested, fileNames, titlePageAuthors }) =>
  findings(reading, people, harvested, fileNames, titlePageAuthors)
