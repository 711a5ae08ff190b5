import type { Status } from '../../server/domain/submission.ts'
import { t, tOf } from '../app/strings.ts'
import type { TimelineStep } from '../elements/tj-timeline.ts'
import { detailChanges } from '../manuscripts/detail-changes.ts'
import { dueWords } from './author-tasks.ts'
import { statusWords, type Submission } from './labels.ts'

const ahead: Readonly<Partial<Record<Status, readonly ('review' | 'decision' | 'production' | 'publication')[]>>> = {
  submitted: ['review', 'decision', 'publication'],
  returned: ['review', 'decision', 'publication'],
  in_review: ['decision', 'publication'],
  revising: ['decision', 'publication'],
  revised: ['decision', 'publication'],
  accepted: ['production', 'publication'],
  in_production: ['publication'],
}
const ended: readonly Status[] = ['published', 'declined', 'withdrawn']

/** Past, present and future steps of the submission, without any actions of reviewers. */
export function timelineOf({ timeline, status, authorDueAt, production }: Submission): readonly TimelineStep[] {
  const done = timeline
    .map(({ type, detail, at, changes }) => ({ words: happened(type, detail), at, changes }))
    .filter(({ words }) => words !== null)
    .map(({ words, at, changes }) => ({
      label: words ?? '',
      at,
      state: 'done' as const,
      ...(changes.length > 0 && { more: detailChanges(changes) }),
    }))
  const due = authorDueAt === null ? {} : { note: dueWords(authorDueAt) }
  const correcting = status === 'in_production' && production?.proofs === 'errors_reported'
  const label = tOf('author.turn', correcting ? 'correcting' : status) ?? statusWords(status)
  const now = ended.includes(status) ? [] : [{ label, state: 'now', ...due } as const]
  const next = (ahead[status] ?? []).map((step) => ({ label: t(`author.ahead.${step}`), state: 'ahead' }) as const)
  return [...done, ...now, ...next]
}

function happened(type: string, detail: string | null): string | null {
  const words = type === 'submission.decided' ? 'author.decision' : `author.happened.${type}`
  return (detail === null ? null : tOf(words, detail)) ?? tOf('author.happened', type)
}
