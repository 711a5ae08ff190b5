/**
 * Every reason for a refusal, and its HTTP status.
 * The text is in `server/strings/<locale>/refusals.json` under the same code: the tests require one for each code.
 */
export const refusalStatus = {
  // Strangers get the same reply whether or not it exists (docs/threat-model.md F8).
  not_found: 404,
  sign_in_required: 401,
  sign_in_failed: 401,
  not_your_role: 403,
  cross_site: 403,
  wrong_host: 421,
  link_invalid: 410,
  invitation_ended: 410,
  wrong_status: 409,
  call_not_open: 409,
  call_closed: 409,
  deadline_in_past: 409,
  already_invited: 409,
  reminded_already: 409,
  author_cannot_review: 409,
  editor_cannot_review: 409,
  editor_needs_editor: 409,
  conflict_possible: 409,
  claim_settled: 409,
  claim_unanswered: 409,
  has_editor: 409,
  account_closed: 409,
  cannot_handle: 409,
  manuscript_not_released: 409,
  file_not_ready: 409,
  galley_not_ready: 409,
  names_unconfirmed: 409,
  text_unread: 409,
  editors_look: 403,
  cannot_be_covered: 409,
  files_handed_in: 409,
  files_released: 409,
  names_in_text: 409,
  names_in_review: 409,
  names_in_letter: 409,
  names_in_invitation: 409,
  names_in_details: 409,
  report_outdated: 409,
  report_changed: 409,
  not_held: 409,
  reviews_outstanding: 409,
  grace_over: 409,
  /** The time in which it could be restored is over. */
  removed_for_good: 409,
  file_replaced: 409,
  approval_stands: 409,
  editors_went_on: 409,
  in_grace: 409,
  edited_elsewhere: 409,
  unchanged: 409,
  section_in_use: 409,
  issue_has_obstacles: 409,
  already_in_issue: 409,
  not_newest_decision: 409,
  last_administrator: 409,
  key_reused: 422,
  incomplete: 422,
  too_large: 413,
  too_many_files: 413,
  upload_truncated: 400,
  upload_elsewhere: 409,
  upload_unfinished: 409,
  unfinished_uploads: 409,
  too_many_drafts: 409,
  too_many_unsent: 409,
  too_many_stored_files: 409,
  too_many_stored_bytes: 409,
  checksum_mismatch: 422,
  file_type_refused: 415,
  media_type: 415,
  too_many_requests: 429,
  storage_unavailable: 503,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof refusalStatus

/** Values for the text of a refusal. Never a name, an address or a title. */
export type RefusalDetails = Readonly<Record<string, string | number | readonly string[]>>

/** Thrown when a rule refuses; the HTTP layer turns it into a problem document with the same code. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

/** Allowed, or the reason why not. Shown beside a disabled button and sent as the refusal. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: RefusalCode; readonly details: RefusalDetails }

export const allowed: Verdict = { allowed: true }

export function closed(code: RefusalCode, details: RefusalDetails = {}): Verdict {
  return { allowed: false, code, details }
}

/** The first verdict that is closed, else allowed. */
export function all(...verdicts: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => !verdict.allowed) ?? allowed
}

/** @throws Refusal with the verdict's reason when it is closed */
export function allow(verdict: Verdict): void {
  if (!verdict.allowed) throw new Refusal(verdict.code, verdict.details)
}
