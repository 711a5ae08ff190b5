import type { EditorAction } from '../../../server/domain/next-action.ts'
import { t, tOf } from '../../app/strings.ts'
import { reviewerName, wholeDays, type Row } from '../labels.ts'

/** The page on which the next action is done. */
export function placeOfAct(id: string, act: EditorAction): string {
  const submission = `/editor/submissions/${id}`
  if (act === 'invite' || act === 'invite_more') return `${submission}/invite`
  if (act === 'look_at_revision' || act === 'release') return `${submission}#files`
  if (act === 'decide') return `${submission}/decide`
  if (act === 'chase_answer' || act === 'chase_review') return `${submission}#reviewers`
  return submission
}

/** The reviewer concerned: the one who has not answered, or is late. */
function reviewerOf({ nextAction, reviewers }: Row): string {
  const found =
    nextAction?.act === 'chase_answer'
      ? reviewers.find(({ status }) => status === 'invited')
      : (reviewers.find(({ late }) => late) ?? reviewers.find(({ status }) => status === 'accepted'))
  return found === undefined ? t('editor.reviewer.some') : reviewerName(found.label)
}

/** The button's verb: "Remind Reviewer B". */
export function actInWords(row: Row, act: EditorAction): string {
  return t(`editor.act.${act}`, { reviewer: reviewerOf(row) })
}

/** Why the submission is in this list, in a few words. */
export function whyInWords(row: Row, now: Date): string {
  const { nextAction, reviewers, disagreement, status } = row
  if (nextAction === null) return t(`editor.status.${status}`)
  const facts = {
    reviewer: reviewerOf(row),
    live: reviewers.length,
    days: wholeDays(nextAction.at, now),
    disagree: String(disagreement),
  }
  const ahead = nextAction.now ? null : tOf('editor.ahead', nextAction.act, facts)
  const why = ahead ?? t(`editor.why.${nextAction.act}`, facts)
  return disagreement && nextAction.act !== 'decide' ? `${why}, ${t('editor.why.farApart')}` : why
}
