import { t } from '../../app/strings.ts'
import { day } from '../../app/dates.ts'
import type { TimelineStep } from '../../elements/tj-timeline.ts'
import type { EditorSubmission } from '../labels.ts'

/** The steps of a submission from submitting to publication, and the present one. */
export function timelineOf(page: EditorSubmission): TimelineStep[] {
  return [
    { label: t('editor.timeline.submitted'), state: 'done', at: page.submittedAt },
    screening(page),
    ...page.rounds.map((round) => roundStep(page, round)),
    ...revision(page),
    ...ending(page),
  ]
}

function screening({ status, rounds, authorDueAt, decisions }: EditorSubmission): TimelineStep {
  if (status === 'returned') return { label: t('editor.timeline.returned'), state: 'now', note: dueNote(authorDueAt) }
  if (status === 'submitted') return { label: t('editor.timeline.screening'), state: 'now' }
  const screened = rounds[0]?.openedAt ?? decisions[0]?.decidedAt ?? null
  return { label: t('editor.timeline.screened'), state: 'done', at: screened }
}

function roundStep(
  { status, reviews }: EditorSubmission,
  { n, openedAt, closedAt }: EditorSubmission['rounds'][number],
): TimelineStep {
  const live = reviews.filter((row) => row.round === n && ['invited', 'accepted', 'submitted'].includes(row.status))
  const note = t('editor.timeline.reviewsIn', {
    in: live.filter(({ review }) => review !== null).length,
    all: live.length,
  })
  const now = closedAt === null && status === 'in_review'
  return {
    label: t('editor.timeline.round', { round: n }),
    state: now ? 'now' : 'done',
    at: closedAt ?? openedAt,
    note,
  }
}

function revision({ status, authorDueAt, statusSince }: EditorSubmission): TimelineStep[] {
  if (status === 'revised') return [{ label: t('editor.timeline.revised'), state: 'now', at: statusSince }]
  return status === 'revising'
    ? [{ label: t('editor.timeline.revision'), state: 'now', note: dueNote(authorDueAt) }]
    : []
}

function ending(page: EditorSubmission): TimelineStep[] {
  const { status, statusSince, acceptedAt } = page
  const decision = t('editor.timeline.decision')
  const production = t('editor.timeline.production')
  const publication = t('editor.timeline.publication')
  switch (status) {
    case 'declined':
    case 'withdrawn':
      return [{ label: t(`editor.timeline.${status}`), state: 'done', at: statusSince }]
    case 'accepted':
    case 'in_production':
      return [
        { label: t('editor.timeline.accepted'), state: 'done', at: acceptedAt },
        { label: production, state: 'now' },
        { label: publication, state: 'ahead' },
      ]
    case 'published':
      return [
        { label: t('editor.timeline.accepted'), state: 'done', at: acceptedAt },
        { label: t('editor.timeline.published'), state: 'done', at: statusSince },
      ]
    default:
      return [
        { label: decision, state: 'ahead' },
        { label: publication, state: 'ahead' },
      ]
  }
}

function dueNote(authorDueAt: string | null): string {
  return authorDueAt === null ? '' : t('editor.timeline.due', { day: day(authorDueAt) })
}
