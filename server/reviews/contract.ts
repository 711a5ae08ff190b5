import { z } from 'zod'
import { evidenceCodes } from '../domain/conflict.ts'
import { declineReasons, recommendations } from '../domain/review.ts'
import { longestWhy } from '../domain/why-asked.ts'
import { contract } from '../http/contract.ts'
import { shapeFor } from '../http/reply-shapes.ts'
import {
  Email,
  GivenInstant,
  Id,
  IdParams,
  Instant,
  line,
  requiredLine,
  text,
  TextFinding,
  TextFindingId,
  Verdict,
  Version,
} from '../http/shapes.ts'

const KnownReasons = z.object({ reviewedBefore: z.boolean(), expertise: z.array(z.string()) })

const Candidate = z.object({
  id: Id,
  name: z.string(),
  affiliation: z.string(),
  country: z.string().nullable(),
  expertise: z.array(z.string()),
  languages: z.array(z.string()),
  /** Reviews that are open now, and reviews submitted in all. */
  open: z.number(),
  done: z.number(),
  /** Median days from invitation to review; null when there are no reviews. */
  medianDays: z.number().nullable(),
  /** Reasons for inviting this person that the invitation states by itself. */
  known: KnownReasons,
  invite: Verdict,
  /** Evidence of a conflict of interest: an editor who has seen it may invite the person anyway. */
  evidence: z.array(z.enum(evidenceCodes)),
})

/** As its recipient reads it. Contains nothing about the authors: it is read from views without them. */
const Invitation = shapeFor('invitation', 'invited')
  .omit({ label: true })
  .extend(shapeFor('submission', 'invited').shape)

const Review = shapeFor('review', 'reviewer')

/** Evidence of a conflict of interest that the editor was shown before inviting anyway. */
const Despite = z.array(z.enum(evidenceCodes)).max(evidenceCodes.length).default([])

const Gaps = z.array(z.object({ path: z.string(), code: z.enum(['score', 'to_author', 'recommendation']) }))

export const reviewsContract = contract({
  'GET /api/reviewers': {
    summary: 'People who could review a submission, with load and reasons against',
    access: 'reviewer.search',
    query: z.strictObject({ submissionId: Id, q: line(100).default('') }),
    reply: z.object({ candidates: z.array(Candidate) }),
  },
  'POST /api/submissions/:id/invitations': {
    summary: 'Invite a reviewer by letter, or add an alternate',
    access: 'invitation.send',
    params: IdParams,
    body: z.strictObject({
      reviewer: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('account'), accountId: Id }),
        z.strictObject({
          kind: z.literal('new'),
          name: requiredLine(200),
          email: Email,
          affiliation: line(300).default(''),
        }),
      ]),
      respondBy: GivenInstant,
      dueAt: GivenInstant,
      /** Why this person is invited: shown in the letter and beside the invitation. */
      why: line(longestWhy).default(''),
      note: text(5000).default(''),
      /** Names found in the note that the editor has confirmed and sends unchanged. */
      looked: z.array(TextFindingId).max(200).default([]),
      alternate: z.boolean().default(false),
      despite: Despite,
    }),
    status: 201,
    reply: z.object({ invitationId: Id, label: z.string() }),
  },
  'POST /api/submissions/:id/invitations/again': {
    summary: 'Ask everybody again who reviewed an earlier version, with the usual dates',
    access: 'invitation.send',
    params: IdParams,
    reply: z.object({
      /** Labels of reviewers. */
      asked: z.array(z.string()),
      leftOut: z.array(z.string()),
    }),
  },
  'POST /api/invitations/:id/cancel': {
    summary: 'Take an invitation back',
    access: 'invitation.send',
    params: IdParams,
    reply: 'none',
  },
  'POST /api/invitations/:id/remind': {
    summary: 'Remind, with a fresh link',
    access: 'invitation.send',
    params: IdParams,
    reply: 'none',
  },
  'POST /api/invitations/:id/send': {
    summary: 'Invite an alternate, or reinstate an invitation that ended',
    access: 'invitation.send',
    params: IdParams,
    body: z.strictObject({ despite: Despite }).nullish(),
    reply: 'none',
  },
  'POST /api/invitations/:id/extend': {
    summary: 'Give a reviewer more time',
    access: 'invitation.send',
    params: IdParams,
    body: z.strictObject({ dueAt: GivenInstant }),
    reply: 'none',
  },
  'GET /api/reviews/:id/late': {
    summary: 'What a reviewer had written when the round ended; nothing else of the submission',
    access: 'signed_in',
    params: IdParams,
    reply: z.object({
      title: z.string(),
      language: z.string(),
      toAuthor: z.string(),
      toEditor: z.string(),
      /** When it was sent as a late review; null before. */
      sentAt: Instant.nullable(),
    }),
  },
  'POST /api/reviews/:id/late': {
    summary: 'Send a review whose round has ended, for the editors to keep',
    access: 'signed_in',
    params: IdParams,
    body: z.strictObject({ toAuthor: text(50_000), toEditor: text(50_000) }),
    reply: 'none',
  },
  'POST /api/invitations/open': {
    summary: "Exchange a letter's link for a session limited to one invitation",
    access: 'anyone',
    limit: { hits: 60, minutes: 15 },
    body: z.strictObject({ token: z.string().max(200) }),
    /** `next`: the page to open. */
    reply: z.object({ invitationId: Id, next: z.string() }),
  },
  'GET /api/invitations': {
    summary: 'My invitations and reviews',
    access: 'signed_in',
    reply: z.object({ invitations: z.array(Invitation) }),
  },
  'GET /api/invitations/:id': {
    summary: 'One invitation: title and abstract, what is asked, by when',
    access: 'signed_in',
    params: IdParams,
    reply: Invitation.extend({
      /** Who invites, and why this person; null when the invitation has ended. */
      asked: z.object({ by: z.string().nullable(), why: z.string(), known: KnownReasons }).nullable(),
      can: z.object({ accept: Verdict, decline: Verdict, write: Verdict, withdraw: Verdict, sendLate: Verdict }),
    }),
  },
  'POST /api/invitations/:id/accept': { summary: 'Accept', access: 'signed_in', params: IdParams, reply: 'none' },
  'POST /api/invitations/:id/decline': {
    summary: 'Decline, with a reason and perhaps a name to ask instead',
    access: 'signed_in',
    params: IdParams,
    body: z.strictObject({ reason: z.enum(declineReasons), suggestion: text(1000).default('') }),
    reply: 'none',
  },
  'POST /api/invitations/:id/withdraw': {
    summary: 'Step back after accepting',
    access: 'signed_in',
    params: IdParams,
    body: z.strictObject({ reason: z.enum(declineReasons) }),
    reply: 'none',
  },
  'GET /api/reviews/:id': {
    summary: 'The review page of an accepted invitation: files, form, what was written so far',
    access: 'signed_in',
    params: IdParams,
    reply: Invitation.extend({
      // `response`: the author's answer to the reviewers, from round 2 on.
      ...shapeFor('submission', 'reviewer').shape,
      ...shapeFor('invitation', 'reviewer').pick({ manuscriptVersion: true }).shape,
      files: z.array(shapeFor('releasedCopy', 'reviewer')),
      form: z.object({ guidance: z.string(), criteria: z.array(shapeFor('criterion', 'reviewer')) }),
      review: Review,
      gaps: Gaps,
      /** Places in the text to the author that name the reviewer; names of others are not searched. */
      textFindings: z.array(TextFinding),
      can: z.object({ write: Verdict, withdraw: Verdict }),
    }),
  },
  'PUT /api/reviews/:id': {
    summary: 'Save the review as it is; refused when another window saved meanwhile',
    access: 'signed_in',
    params: IdParams,
    body: z.strictObject({
      version: Version,
      scores: z.record(Id, z.number().int().min(1).max(10)),
      toAuthor: text(100_000),
      toEditor: text(50_000),
      recommendation: z.enum(recommendations).nullable(),
    }),
    reply: z.object({ version: z.number(), savedAt: Instant, gaps: Gaps, textFindings: z.array(TextFinding) }),
  },
  'POST /api/reviews/:id/text-findings/:findingId/confirm': {
    summary: 'Say of a place that names the reviewer that it is meant to stand there',
    access: 'signed_in',
    params: z.strictObject({ id: Id, findingId: TextFindingId }),
    reply: 'none',
  },
  'POST /api/reviews/:id/submit': {
    summary: 'Hand the review in',
    access: 'signed_in',
    params: IdParams,
    body: z.strictObject({ version: Version }),
    idempotent: true,
    reply: z.object({ submittedAt: Instant }),
  },
})
