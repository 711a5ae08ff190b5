import { loadPolicySubject } from '../cases/lock.ts'
import { peopleOfCase, type PeopleOfCase } from '../cases/people.ts'
import { fieldsNaming, namesInTyped } from '../cases/reviewers-text.ts'
import { findingsOf, type TextFinding } from '../cases/text-findings.ts'
import type { Deps } from '../deps.ts'
import { takesSubmissions } from '../domain/call.ts'
import { isInGrace, statusForAuthor } from '../domain/decision.ts'
import { maySubmission, type Actor, type SubmissionAction } from '../domain/policy.ts'
import type { Locale } from '../domain/languages.ts'
import { withDue } from '../domain/due-date-in-letter.ts'
import { newestAnswer, proofsState } from '../domain/production.ts'
import { mayTakeApprovalBack } from '../domain/undo.ts'
import { all, allow, allowed, type Verdict } from '../domain/refusal.ts'
import { authorMayEdit, type Status } from '../domain/submission.ts'
import type { TextField } from '../domain/typed-text.ts'
import {
  readCase,
  readDecisions,
  readEvents,
  readFiles,
  type AuthorPage,
  type CaseRow,
  type EventRow,
  type VersionShown,
} from './author-rows.ts'
import { day } from '../strings/dates.ts'
import { filesTogether, gapsOf } from './facts.ts'
import { medianDaysToDecision } from './queries.ts'
import { forAuthor } from './text-findings.ts'

/**
 * Everything the author may know of a submission, and what happens next. A decision that can still be taken back is not shown, and
 * reviewers are not mentioned, not even their number.
 */
export async function authorPage(deps: Deps, actor: Actor, id: string, locale: Locale): Promise<AuthorPage> {
  const { sql, clock } = deps
  const subject = await loadPolicySubject(sql, id)
  allow(maySubmission('submission.read', actor, subject))
  const [page, { files, removed }, events, decisions, medianDays, people] = await Promise.all([
    readCase(sql, id),
    readFiles(deps, id, subject.authorIds, clock.now()),
    readEvents(sql, id),
    readDecisions(sql, id),
    medianDaysToDecision(deps),
    peopleOfCase(deps.db, id),
  ])
  const now = clock.now()
  const newest = decisions[0] ?? null
  const status = statusForAuthor(page.status, newest, now)
  const unheard = isInGrace(page.status, newest, now)
  const heard = decisions.filter(({ graceEndsAt }) => graceEndsAt <= now)
  const version = versionShown(page.versions, status)
  const textFindings = namesIn(page, version, status, people)
  const may = (action: SubmissionAction) => maySubmission(action, actor, { ...subject, status })
  return {
    id,
    reference: page.reference,
    status,
    statusSince: (unheard && newest ? newest.sinceBefore : page.status_since).toISOString(),
    submittedAt: page.submitted_at?.toISOString() ?? null,
    version: page.version,
    language: page.language,
    title: page.title,
    abstract: page.abstract,
    keywords: page.keywords,
    keyPoints: page.key_points,
    contentNote: page.content_note,
    callId: page.call_id,
    callTitle: page.call_title,
    callSlug: page.call_slug,
    sectionId: page.section_id,
    section: page.section,
    limits: { maxFileBytes: Number(page.max_file_bytes) },
    contributors: page.contributors,
    coverLetter: page.cover_letter,
    statements: page.statements,
    response: version.response,
    versionNumber: version.n,
    revision: version.revision,
    files,
    removed,
    textFindings,
    gaps: missing(page, files, version, fieldsNaming(textFindings)),
    timeline: timeline(events, new Set(heard.map((decision) => decision.id))),
    decisions: heard
      .filter(({ letter }) => letter !== '')
      .map(({ kind, letter, decidedAt, authorDueAt }) => ({
        kind,
        letter: withDue(letter, authorDueAt && day(locale, authorDueAt, page.time_zone)),
        at: decidedAt.toISOString(),
      })),
    authorDueAt: (unheard && newest ? newest.dueBefore : page.author_due_at)?.toISOString() ?? null,
    production: productionShown(page, status, now),
    article: page.article_number === null || status !== 'published' ? null : { number: Number(page.article_number) },
    medianDaysToDecision: medianDays,
    can: {
      edit: may('submission.edit'),
      submit: all(may('submission.submit'), status === 'draft' ? callIsOpen(page, now) : allowed),
      withdraw: may('submission.withdraw'),
      revise: may('submission.revise'),
      approveProofs: may('submission.approve_proofs'),
    },
  }
}

/** The version the author is editing, if it is their turn, else the one submitted last. */
function versionShown(versions: readonly VersionShown[], status: Status): VersionShown {
  const authorsTurn = ['draft', 'returned', 'revising'].includes(status)
  const shown = versions.find(({ open }) => authorsTurn || !open) ?? versions[0]
  if (!shown) throw new Error('a submission has no version')
  return shown
}

/** The call's deadline counts until the first submitting, by the database's time. */
function callIsOpen(page: CaseRow, now: Date): Verdict {
  if (page.call_status === null) return allowed
  return takesSubmissions({ status: page.call_status, opensAt: page.call_opens_at, closesAt: page.call_closes_at }, now)
}

/** Names in text that the author can still change and reviewers will read: in a draft the fields of the form, in a revision the answer. */
function namesIn(page: CaseRow, { response }: VersionShown, status: Status, people: PeopleOfCase): TextFinding[] {
  const { title, abstract, keywords, key_points: keyPoints, content_note: contentNote } = page
  if (authorMayEdit(status))
    return forAuthor(namesInTyped({ title, abstract, keywords, keyPoints, contentNote, response: '' }, people))
  if (status !== 'revising') return []
  return forAuthor(findingsOf({ field: 'response', texts: [response] }, people.authors, people.confirmed))
}

function missing(
  page: CaseRow,
  files: AuthorPage['files'],
  version: VersionShown,
  naming: readonly TextField[],
): AuthorPage['gaps'] {
  const { title, abstract, keywords, statements, contributors } = page
  const held = files.filter((file) => file.version === version.n)
  return [
    ...gapsOf({
      sectionId: page.section_id,
      keyPoints: page.key_points,
      keyPointsRequired: page.section?.keyPointsRequired ?? false,
      files: filesTogether(held.map(({ purpose, preparation }) => ({ purpose, ...preparation }))),
      title,
      abstract,
      keywords,
      statements,
      contributors,
      naming,
    }),
  ]
}

function productionShown(page: CaseRow, status: Status, now: Date): AuthorPage['production'] {
  if (page.production_step === null || !['in_production', 'published'].includes(status)) return null
  return {
    step: page.production_step,
    proofs: proofsState({ step: page.production_step, proofs: newestAnswer(page.proof_rounds) }),
    takeBackUntil: takeBackUntil(page.production_step, page.proof_rounds, now),
    rounds: page.proof_rounds.map(({ number, sentAt, answers }) => ({ number, sentAt, answers: [...answers] })),
    // During copyediting the galleys are not final, and not shown.
    galleys: page.production_step === 'copyediting' ? [] : page.galleys,
  }
}

function takeBackUntil(step: string, rounds: CaseRow['proof_rounds'], now: Date): string | null {
  const newest = rounds.at(-1)?.answers.at(-1)
  if (newest === undefined || newest.graceEndsAt === null) return null
  const answer = { approved: newest.approved, graceEndsAt: new Date(newest.graceEndsAt) }
  return mayTakeApprovalBack({ step, answer }, now).allowed ? newest.graceEndsAt : null
}

function timeline(events: readonly EventRow[], heard: ReadonlySet<string>): AuthorPage['timeline'] {
  return events
    .filter(({ payload }) => payload.decisionId === undefined || heard.has(payload.decisionId))
    .map(({ type, at, payload, changes }) => ({
      type,
      at: at.toISOString(),
      detail: payload.kind ?? payload.step ?? null,
      changes,
    }))
}
