import type { EndedInvitation } from '../../domain/events.ts'
import { detailsChanged } from '../letters/details-changed.ts'
import { editorAssigned } from '../letters/editor-assigned.ts'
import { fileNotPrepared } from '../letters/file-not-prepared.ts'
import { movedToCall } from '../letters/moved-to-call.ts'
import { newSubmission } from '../letters/new-submission.ts'
import { reviewNotNeeded } from '../letters/review-not-needed.ts'
import { revisionHandedIn } from '../letters/revision-handed-in.ts'
import { revisionReceived } from '../letters/revision-received.ts'
import { submissionReceived } from '../letters/submission-received.ts'
import { submissionWithdrawn } from '../letters/submission-withdrawn.ts'
import { withdrawalReceived } from '../letters/withdrawal-received.ts'
import { day, pageUrl, toAuthors, toEach, type Composer, type Office } from '../office.ts'
import {
  authorsOf,
  callEditorsNow,
  editorsOnArrival,
  handlingEditors,
  invitedBy,
  type Recipient,
} from '../recipients.ts'
import type { Post } from '../send.ts'
import { reviewUrl, toReviewers } from './letters-to-reviewers.ts'

export const onSubmitted: Composer<'submission.submitted'> = async (office, { submissionId, again, wordId }) => {
  const { reference } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  const editors = again ? handlingEditors : editorsOnArrival
  return [
    ...toAuthors(await authorsOf(office.sql, submissionId), 'submission-received', submissionId, page, (locale, url) =>
      submissionReceived(locale, { reference, url, again }),
    ),
    ...toEach(await editors(office.sql, submissionId), 'new-submission', submissionId, (locale) =>
      newSubmission(locale, {
        reference,
        url: editorPage(office, submissionId),
        again,
        unchanged: wordId !== undefined,
      }),
    ),
  ]
}

export const onWithdrawn: Composer<'submission.withdrawn'> = async (office, { submissionId, ended }) => {
  const { reference, submittedAt } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  // A draft that was never handed in is the author's own affair.
  if (submittedAt === null) return []
  return [
    ...toAuthors(await authorsOf(office.sql, submissionId), 'withdrawal-received', submissionId, page, (locale, url) =>
      withdrawalReceived(locale, { reference, url }),
    ),
    ...toEach(await handlingEditors(office.sql, submissionId), 'submission-withdrawn', submissionId, (locale) =>
      submissionWithdrawn(locale, { reference, url: editorPage(office, submissionId) }),
    ),
    ...(await tellNotNeeded(office, ended)),
  ]
}

/**
 * What it read before and after stands on the page: letters are read on the way. Who edits the call it came to hears of it as of any
 * other submission to that call.
 */
export const onDetailsChanged: Composer<'submission.details_changed'> = async (
  office,
  { id, submissionId, fields },
) => {
  const { reference } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  const ofCall = fields.includes('callId') ? await callEditorsNow(office.sql, submissionId) : []
  return [
    ...toAuthors(await authorsOf(office.sql, submissionId), 'details-changed', submissionId, page, (locale, url) =>
      detailsChanged(locale, { reference, fields, url }),
    ),
    ...toEach(await others(office, id, ofCall), 'moved-to-call', submissionId, (locale) =>
      movedToCall(locale, { reference, url: editorPage(office, submissionId) }),
    ),
  ]
}

export const onEditorAssigned: Composer<'submission.editor_assigned'> = async (
  office,
  { id, submissionId, accountIds },
) => {
  const { reference } = await caseOf(office, submissionId)
  // Whoever may not know of it, being an author or a reviewer, is not among these.
  const assigned = (await handlingEditors(office.sql, submissionId)).filter(
    ({ accountId }) => accountId !== null && accountIds.includes(accountId),
  )
  return toEach(await others(office, id, assigned), 'editor-assigned', submissionId, (locale) =>
    editorAssigned(locale, { reference, url: editorPage(office, submissionId) }),
  )
}

/** Without whoever did it: they know. */
async function others(
  { sql }: Pick<Office, 'sql'>,
  eventId: string,
  people: readonly Recipient[],
): Promise<readonly Recipient[]> {
  const [actor] = await sql<{ account_id: string | null }[]>`
    select account_id from identity.event_actors where event_id = ${eventId}`
  return people.filter(({ accountId }) => accountId !== actor?.account_id)
}

export const onRevisionHandedIn: Composer<'submission.revision_handed_in'> = async (
  office,
  { submissionId, asked, wordId },
) => {
  const { reference } = await caseOf(office, submissionId)
  const page = authorPage(office, submissionId)
  return [
    ...toAuthors(await authorsOf(office.sql, submissionId), 'revision-received', submissionId, page, (locale, url) =>
      revisionReceived(locale, { reference, url }),
    ),
    ...toEach(await handlingEditors(office.sql, submissionId), 'revision-handed-in', submissionId, (locale) =>
      revisionHandedIn(locale, {
        reference,
        url: editorPage(office, submissionId),
        minor: asked === 'minor_revision',
        unchanged: wordId !== undefined,
      }),
    ),
  ]
}

/** Before it is handed in its author sees on the page what is wrong with a file; after that an editor has to act. */
export const onFilePrepared: Composer<'submission.file_prepared'> = async (office, { submissionId, fileId }) => {
  const [stuck] = await office.sql<{ id: string }[]>`
    select f.id from journal.files f
    join journal.preparations p on p.file_id = f.id and p.state in ('held', 'refused')
    join journal.versions v on v.id = f.version_id and v.handed_in_at is not null
    where f.id = ${fileId} and f.removed_at is null`
  if (!stuck) return []
  const { reference } = await caseOf(office, submissionId)
  return toEach(await editorsOnArrival(office.sql, submissionId), 'file-not-prepared', submissionId, (locale) =>
    fileNotPrepared(locale, { reference, url: editorPage(office, submissionId) }),
  )
}

/** Reviewers who were still at work or had not answered hear that it is over; never why. */
export async function tellNotNeeded(office: Office, ended: readonly EndedInvitation[]): Promise<readonly Post[]> {
  const asked = await invitedBy(
    office.sql,
    office.clock.now(),
    ended.filter(({ from }) => from !== 'reserve').map(({ invitationId }) => invitationId),
  )
  // Whoever answered or sent the review before the letter left is thanked by another.
  const waiting = asked.filter(({ status }) => ['invited', 'accepted', 'cancelled'].includes(status))
  const atWork = new Set(ended.filter(({ from }) => from === 'accepted').map(({ invitationId }) => invitationId))
  return toReviewers(office, waiting, 'review-not-needed', (locale, one, { paper }) =>
    reviewNotNeeded(locale, {
      paper,
      day: one.invitedAt ? day(office, one.invitedAt, locale) : '',
      url: atWork.has(one.id) ? reviewUrl(office, one) : null,
    }),
  )
}

export async function caseOf(
  { sql }: Pick<Office, 'sql'>,
  submissionId: string,
): Promise<{ reference: string; submittedAt: Date | null }> {
  const [submission] = await sql<{ reference: string; submittedAt: Date | null }[]>`
    select reference, submitted_at as "submittedAt" from journal.submissions where id = ${submissionId}`
  if (!submission) throw new Error('an event about a submission that is not there')
  return submission
}

export function authorPage(office: Pick<Office, 'settings'>, submissionId: string, step = ''): string {
  return pageUrl(office, `/author/${submissionId}${step}`)
}

export function editorPage(office: Pick<Office, 'settings'>, submissionId: string): string {
  return pageUrl(office, `/editor/submissions/${submissionId}`)
}
