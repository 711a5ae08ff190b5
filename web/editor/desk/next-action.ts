import type { EditorAct } from '../../../server/domain/attention.ts'
import { t, tOf } from '../../app/strings.ts'
import { reviewerName, wholeDays, type Row } from '../labels.ts'

/** The page on which the next action is done. */
export function placeOfAct(id: string, act: EditorAct): string {
  const submission = `/editor/submissions/${id}`
  if (act === 'invite' || act === 'invite_more') return `${submission}/invite`
  if (act === 'look_at_revision' || act === 'release') return `${submission}#files`
  if (act === 'decide') return `${submission}/decide`
  if (act === 'chase_answer' || act === 'chase_review') return `${submission}#reviewers`
  return submission
}

/** The reviewer concerned: the one who has not answered, or is late. */
function reviewerOf({ attention, reviewers }: Row): string {
  const found =
    attention?.act === 'chase_answer'
      ? reviewers.find(({ status }) => status === 'invited')
      : (reviewers.find(({ late }) => late) ?? reviewers.find(({ status }) => status === 'accepted'))
  return found === undefined ? t('editor.reviewer.some') : reviewerName(found.label)
}

/** The button's verb: "Remind Reviewer B". */
export function actInWords(row: Row, act: EditorAct): string {
  return t(`editor.act.${act}`, { reviewer: reviewerOf(row) })
}

/** Why the submission is in this list, in a few words. */
export function whyInWords(row: Row, now: Date): string {
  const { attention, reviewers, disagreement, status } = row
  if (attention === null) return t(`editor.status.${status}`)
  const facts = {
    reviewer: reviewerOf(row),
    live: reviewers.length,
    days: wholeDays(attention.at, now),
    disagree: String(disagreement),
  }
  const ahead = attention.now ? null : tOf('editor.ahead', attention.act, facts)
  const why = ahead ?? t(`editor.why.${attention.act}`, facts)
  return disagreement && attention.act !== 'decide' ? `${why}, ${t('editor.why.farApart')}` : why
}
