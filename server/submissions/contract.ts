import { z } from 'zod'
import { authorActs } from '../domain/author-turn.ts'
import { decisionKinds } from '../domain/decision.ts'
import { productionSteps, proofsStates } from '../domain/production.ts'
import { gapCodes, statementKinds, statuses } from '../domain/submission.ts'
import { contract } from '../http/contract.ts'
import { shapeFor } from '../http/reply-shapes.ts'
import {
  Country,
  Email,
  Id,
  IdParams,
  Instant,
  Language,
  line,
  Orcid,
  SectionWishes,
  text,
  TextFinding,
  TextFindingId,
  Verdict,
  Version,
} from '../http/shapes.ts'
import { StoredFile, TimelineEntry, typed } from '../http/submission-shapes.ts'

/** The author's screen does not show what was released to reviewers. */
const OwnFile = StoredFile.omit({ released: true })

const AuthorPage = shapeFor('submission', 'author').extend({
  callSlug: z.string().nullable(),
  /** Also a section that authors cannot choose. */
  section: SectionWishes.nullable(),
  limits: z.object({ maxFileBytes: z.number() }),
  files: z.array(OwnFile),
  /** Files removed some minutes ago: until then they can be restored, unless another file replaces them. */
  removed: z.array(
    z.object({
      id: Id,
      purpose: StoredFile.shape.purpose,
      originalName: z.string(),
      until: Instant,
      replaced: z.boolean(),
    }),
  ),
  /** Names of authors in text that reviewers will read, as long as the author can change it. */
  textFindings: z.array(TextFinding),
  /** What is missing for submitting; the paths lead to the steps. */
  gaps: z.array(z.object({ path: z.string(), code: z.enum(gapCodes) })),
  timeline: z.array(TimelineEntry),
  /** The letters of decisions whose grace time is over. */
  decisions: z.array(z.object({ kind: z.enum(decisionKinds), letter: z.string(), at: Instant })),
  authorDueAt: Instant.nullable(),
  versionNumber: z.number(),
  revision: z.number(),
  production: z
    .object({
      step: z.enum(productionSteps),
      proofs: z.enum(proofsStates),
      /** Until when the approval can be taken back; null when it cannot. */
      takeBackUntil: Instant.nullable(),
      /** All rounds of proofs, oldest first, with the answers. */
      rounds: z.array(
        z.object({
          number: z.number(),
          sentAt: Instant,
          answers: z.array(z.object({ approved: z.boolean(), comment: z.string(), at: Instant })),
        }),
      ),
      galleys: z.array(z.object({ id: Id, kind: z.string(), bytes: z.number() })),
    })
    .nullable(),
  article: z.object({ number: z.number() }).nullable(),
  /** Median days from submission to first decision, for the journal's last fifty; null with fewer than five. */
  medianDaysToDecision: z.number().nullable(),
  can: z.object({ edit: Verdict, submit: Verdict, withdraw: Verdict, revise: Verdict, approveProofs: Verdict }),
})

/** Required when a paper that an editor sent back is submitted again without changes. */
const Saying = z.strictObject({ unchanged: z.boolean().default(false), word: text(1000).default('') }).prefault({})

/** What an author writes in a draft. Fields that are not sent stay as they are. */
const draftContent = {
  language: Language.optional(),
  title: typed.title.optional(),
  abstract: typed.abstract.optional(),
  keywords: typed.keywords.optional(),
  keyPoints: z.array(line(500)).max(6).optional(),
  contentNote: typed.contentNote.optional(),
  coverLetter: text(20_000).optional(),
  statements: z.partialRecord(z.enum(statementKinds), text(5000)).optional(),
  contributors: z
    .array(
      z.strictObject({
        name: line(200),
        sortName: line(200).default(''),
        email: Email.nullable(),
        affiliation: line(300).default(''),
        country: Country.nullable().default(null),
        orcid: Orcid.nullable().default(null),
        corresponding: z.boolean(),
        creditRoles: z.array(line(60)).max(14).default([]),
        byline: z.enum(['name', 'pen_name', 'withheld']).default('name'),
        penName: line(200).nullable().default(null),
      }),
    )
    .max(60)
    .optional(),
}

/** Endpoints that take JSON or no body. */
export const submissionsContract = contract({
  'POST /api/submissions': {
    summary: 'Begin a draft, for a call or for a section, with all or part of its content',
    access: 'submission.begin',
    body: z.strictObject({
      callId: Id.nullable(),
      sectionId: Id.nullable(),
      /** A submission that was declined with an invitation to submit again; the new draft's letter to the editors names it. */
      follows: Id.nullable().default(null),
      ...draftContent,
    }),
    idempotent: 'if_asked',
    status: 201,
    reply: z.object({ id: Id }),
  },
  'GET /api/submissions': {
    summary: 'My submissions',
    access: 'account.any',
    reply: z.object({
      submissions: z.array(
        z.object({
          id: Id,
          reference: z.string(),
          title: z.string(),
          status: z.enum(statuses),
          statusSince: Instant,
          callTitle: z.string().nullable(),
          asked: z.enum(authorActs).nullable(),
          proofs: z.enum(proofsStates),
          authorDueAt: Instant.nullable(),
        }),
      ),
    }),
  },
  'GET /api/submissions/:id': {
    summary: 'My submission: all of it, and what happens next',
    access: 'account.any',
    params: IdParams,
    reply: AuthorPage,
  },
  'PUT /api/submissions/:id/call': {
    summary: 'Move a draft to another open call, or submit it without a call',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({ callId: Id.nullable() }),
    reply: 'none',
  },
  'PATCH /api/submissions/:id': {
    summary: 'Save part of a draft; refused when another window saved meanwhile',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({
      version: Version,
      sectionId: Id.nullable().optional(),
      ...draftContent,
    }),
    reply: z.object({
      version: z.number(),
      gaps: z.array(z.object({ path: z.string(), code: z.enum(gapCodes) })),
      textFindings: z.array(TextFinding),
    }),
  },
  'POST /api/submissions/:id/submit': {
    summary: 'Submit the draft: once, however often it is sent',
    access: 'account.any',
    params: IdParams,
    body: Saying,
    idempotent: true,
    reply: z.object({ reference: z.string(), submittedAt: Instant }),
  },
  'POST /api/submissions/:id/withdraw': {
    summary: 'Withdraw, at any time before publication',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({ reason: text(2000).default('') }),
    reply: 'none',
  },
  'PATCH /api/submissions/:id/revision': {
    summary: 'Save the answer to the reviewers while working on a revision',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({ revision: Version, response: text(100_000) }),
    reply: z.object({ revision: z.number() }),
  },
  'POST /api/submissions/:id/revision': {
    summary: 'Hand the revision in: an explicit act',
    access: 'account.any',
    params: IdParams,
    body: Saying,
    idempotent: true,
    /** Null when no round opens and the revision goes to the editors. */
    reply: z.object({ round: z.number().nullable() }),
  },
  'POST /api/submissions/:id/proofs': {
    summary: 'Approve the proofs, or say what is wrong with them',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({ approved: z.boolean(), comment: text(10_000) }),
    reply: 'none',
  },
  'POST /api/submissions/:id/proofs/take-back': {
    summary: 'Take the approval of the proofs back, some minutes after it was given',
    access: 'submission.begin',
    params: IdParams,
    reply: 'none',
  },
  'POST /api/submissions/:id/text-findings/:findingId/confirm': {
    summary: 'Say of a name found in the title, the abstract or another typed text that it is meant to stand there',
    access: 'signed_in',
    params: z.strictObject({ id: Id, findingId: TextFindingId }),
    reply: 'none',
  },
})
