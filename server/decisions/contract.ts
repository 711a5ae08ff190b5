import { z } from 'zod'
import { decisionKinds } from '../domain/decision.ts'
import { contract } from '../http/contract.ts'
import { GivenInstant, Id, IdParams, Instant, InterfaceLanguage, text, TextFindingId } from '../http/shapes.ts'

export const decisionsContract = contract({
  'GET /api/submissions/:id/decisions/draft': {
    summary: 'The letter of a decision, composed from the reviews; reviewers appear by label only',
    access: 'desk.open',
    params: IdParams,
    query: z.strictObject({ kind: z.enum(decisionKinds) }),
    reply: z.object({
      /** Empty for decisions without a letter. */
      letter: z.string(),
      /** The author's, in which the letter is written. */
      language: InterfaceLanguage,
      authorDueAt: Instant.nullable(),
      graceMinutes: z.number(),
    }),
  },
  'POST /api/submissions/:id/decisions': {
    summary: 'Decide. The letter leaves when the grace time is over',
    access: 'desk.open',
    params: IdParams,
    idempotent: true,
    body: z.strictObject({
      kind: z.enum(decisionKinds),
      /** The page's `statusSince`. The decision is refused when a colleague has changed the status since then. */
      seenSince: GivenInstant,
      /** Names the author's due date by `[[due]]`, which is replaced when the letter is sent or shown. */
      letter: text(100_000).default(''),
      authorDueAt: GivenInstant.nullable().default(null),
      /** Names found in the letter that the editor has confirmed and sends unchanged. */
      looked: z.array(TextFindingId).max(200).default([]),
    }),
    status: 201,
    reply: z.object({ decisionId: Id, graceEndsAt: Instant }),
  },
  'POST /api/decisions/:id/take-back': {
    summary: 'Take a decision back within the grace time',
    access: 'desk.open',
    params: IdParams,
    reply: 'none',
  },
})
