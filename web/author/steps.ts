import type { Gap } from '../../server/domain/submission.ts'
import { newestFiles, type Submission } from './labels.ts'
import { isBlank } from '../../server/domain/text.ts'

/** The steps of a draft, in the order in which they are asked for. */
export const steps = ['call', 'manuscript', 'about', 'people', 'statements', 'check'] as const
export type Step = (typeof steps)[number]

/** The step in the address; the first one by default. */
export function stepOf(query: URLSearchParams): Step {
  return steps.find((step) => step === query.get('step')) ?? 'call'
}

/** The address of a step, or of one of its fields. */
export function stepHref(step: Step, field?: string): string {
  return field === undefined ? `?step=${step}` : `?step=${step}&field=${encodeURIComponent(field)}`
}

export function stepAfter(step: Step): Step | null {
  return steps[steps.indexOf(step) + 1] ?? null
}

export function stepBefore(step: Step): Step | null {
  return steps[steps.indexOf(step) - 1] ?? null
}

/** The step that contains a field, by the first part of its path. */
const stepByField: Readonly<Record<string, Step>> = {
  sectionId: 'call',
  files: 'manuscript',
  title: 'about',
  language: 'about',
  abstract: 'about',
  keywords: 'about',
  keyPoints: 'about',
  contentNote: 'about',
  contributors: 'people',
  statements: 'statements',
  coverLetter: 'statements',
}

export function stepOfPath(path: string): Step {
  return stepByField[path.split('.')[0] ?? ''] ?? 'check'
}

type Filled = Pick<Submission, 'contributors' | 'keyPoints' | 'files' | 'versionNumber'>

/** The control for a missing field. */
function fieldOf({ path, code }: Gap, filled: Filled): string {
  const { contributors, keyPoints } = filled
  if (code === 'manuscript') return 'manuscript'
  if (code === 'corresponding') return 'corresponding'
  if (code === 'key_points') return `keyPoints.${keyPoints.filter((point) => !isBlank(point)).length}`
  if (code === 'corresponding_email') return `contributors.${contributors.findIndex((one) => one.corresponding)}.email`
  if (code === 'file_refused') return fileWith(filled, ({ state }) => state === 'refused')
  if (code === 'names_in_file') return fileWith(filled, ({ unconfirmed }) => unconfirmed > 0)
  return path
}

function fileWith(filled: Filled, is: (preparation: Submission['files'][number]['preparation']) => boolean): string {
  const file = newestFiles(filled).find(({ preparation }) => is(preparation))
  return file === undefined ? 'manuscript' : `file-${file.id}`
}

export function gapHref(gap: Gap, submission: Filled): string {
  return stepHref(stepOfPath(gap.path), fieldOf(gap, submission))
}
