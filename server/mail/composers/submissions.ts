import { handInEvent } from '../../domain/decision.ts'
import type { EndedInvitation } from '../../domain/events.ts'
import {
  day,
  pageUrl,
  lettersToAuthors,
  lettersToEach,
  type LetterComposer,
  type MailContext,
} from '../mail-context.ts'
import {
  authorsOf,
  callEditorsNow,
  editorsOnArrival,
  handlingEditors,
  invitedBy,
  type Recipient,
} from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'
import { reviewUrl, lettersToReviewers } from './letters-to-reviewers.ts'

export const onSubmitted: LetterComposer<'submission.submitted'> = async (context, { submissionId, again, wordId }) => {
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  const editors = again ? handlingEditors : editorsOnArrival
  return [
    ...lettersToAuthors(
      await authorsOf(context.sql, submissionId),
      'submission-received',
      submissionId,
      page,
      (url) => ({ reference, url, again }),
    ),
    ...lettersToEach(await editors(context.sql, submissionId), 'new-submission', submissionId, () => ({
      reference,
      url: editorPage(context, submissionId),
      again,
      unchanged: wordId !== undefined,
    })),
  ]
}

export const onWithdrawn: LetterComposer<'submission.withdrawn'> = async (context, { submissionId, ended }) => {
  const { reference, submittedAt } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  // Nobody else knew of a draft that was never submitted.
  if (submittedAt === null) return []
  return [
    ...lettersToAuthors(
      await authorsOf(context.sql, submissionId),
      'withdrawal-received',
      submissionId,
      page,
      (url) => ({ reference, url }),
    ),
    ...lettersToEach(await handlingEditors(context.sql, submissionId), 'submission-withdrawn', submissionId, () => ({
      reference,
      url: editorPage(context, submissionId),
    })),
    ...(await notifyReviewNotNeeded(context, ended)),
  ]
}

/**
 * The letter names neither the old nor the new text, because others may read letters on the way; the page shows both. Editors of the call
 * it moved to are told as for any new submission to that call.
 */
export const onDetailsChanged: LetterComposer<'submission.details_changed'> = async (
  context,
  { id, submissionId, fields },
) => {
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  const ofCall = fields.includes('callId') ? await callEditorsNow(context.sql, submissionId) : []
  return [
    ...lettersToAuthors(await authorsOf(context.sql, submissionId), 'details-changed', submissionId, page, (url) => ({
      reference,
      fields,
      url,
    })),
    ...lettersToEach(await others(context, id, ofCall), 'moved-to-call', submissionId, () => ({
      reference,
      url: editorPage(context, submissionId),
    })),
  ]
}

export const onEditorAssigned: LetterComposer<'submission.editor_assigned'> = async (
  context,
  { id, submissionId, accountIds },
) => {
  const { reference } = await caseOf(context, submissionId)
  // Leaves out authors and reviewers of the submission, who must not be told.
  const assigned = (await handlingEditors(context.sql, submissionId)).filter(
    ({ accountId }) => accountId !== null && accountIds.includes(accountId),
  )
  return lettersToEach(await others(context, id, assigned), 'editor-assigned', submissionId, () => ({
    reference,
    url: editorPage(context, submissionId),
  }))
}

/** All but the actor. */
async function others(
  { sql }: Pick<MailContext, 'sql'>,
  eventId: string,
  people: readonly Recipient[],
): Promise<readonly Recipient[]> {
  const [actor] = await sql<{ account_id: string | null }[]>`
    select account_id from identity.event_actors where event_id = ${eventId}`
  return people.filter(({ accountId }) => accountId !== actor?.account_id)
}

export const onRevisionHandedIn: LetterComposer<'submission.revision_handed_in'> = async (
  context,
  { submissionId, asked, wordId },
) => {
  const { reference } = await caseOf(context, submissionId)
  const page = authorPage(context, submissionId)
  return [
    ...lettersToAuthors(await authorsOf(context.sql, submissionId), 'revision-received', submissionId, page, (url) => ({
      reference,
      url,
    })),
    ...lettersToEach(await handlingEditors(context.sql, submissionId), 'revision-handed-in', submissionId, () => ({
      reference,
      url: editorPage(context, submissionId),
      minor: asked !== undefined && handInEvent(asked) === 'hand_in_minor',
      unchanged: wordId !== undefined,
    })),
  ]
}

/** Before submitting, the author sees on the page what is wrong with a file; after that an editor has to act. */
export const onFilePrepared: LetterComposer<'submission.file_prepared'> = async (context, { submissionId, fileId }) => {
  const [stuck] = await context.sql<{ id: string }[]>`
    select f.id from journal.files f
    join journal.preparations p on p.file_id = f.id and p.state in ('held', 'refused')
    join journal.versions v on v.id = f.version_id and v.handed_in_at is not null
    where f.id = ${fileId} and f.removed_at is null`
  if (!stuck) return []
  const { reference } = await caseOf(context, submissionId)
  return lettersToEach(await editorsOnArrival(context.sql, submissionId), 'file-not-prepared', submissionId, () => ({
    reference,
    url: editorPage(context, submissionId),
  }))
}

/** Tells reviewers who were working or had not answered that their review is not needed; never why. */
export async function notifyReviewNotNeeded(
  context: MailContext,
  ended: readonly EndedInvitation[],
): Promise<readonly OutgoingLetter[]> {
  const asked = await invitedBy(
    context.sql,
    context.clock.now(),
    ended.filter(({ from }) => from !== 'alternate').map(({ invitationId }) => invitationId),
  )
  // Reviewers who answered or sent their review before this letter are thanked by another letter.
  const waiting = asked.filter(({ status }) => ['invited', 'accepted', 'cancelled'].includes(status))
  const atWork = new Set(ended.filter(({ from }) => from === 'accepted').map(({ invitationId }) => invitationId))
  return lettersToReviewers(context, waiting, 'review-not-needed', (locale, one, { paper }) => ({
    paper,
    day: one.invitedAt ? day(context, one.invitedAt, locale) : '',
    url: atWork.has(one.id) ? reviewUrl(context, one) : null,
  }))
}

export async function caseOf(
  { sql }: Pick<MailContext, 'sql'>,
  submissionId: string,
): Promise<{ reference: string; submittedAt: Date | null }> {
  const [submission] = await sql<{ reference: string; submittedAt: Date | null }[]>`
    select reference, submitted_at as "submittedAt" from journal.submissions where id = ${submissionId}`
  if (!submission) throw new Error('an event about a submission that is not there')
  return submission
}

export function authorPage(context: Pick<MailContext, 'settings'>, submissionId: string, step = ''): string {
  return pageUrl(context, `/author/${submissionId}${step}`)
}

export function editorPage(context: Pick<MailContext, 'settings'>, submissionId: string): string {
  return pageUrl(context, `/editor/submissions/${submissionId}`)
}
