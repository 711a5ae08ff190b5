import { z } from 'zod'
import { claimStates } from '../domain/claim.ts'
import { likenesses } from '../domain/person.ts'
import { statuses } from '../domain/submission.ts'
import { contract } from '../http/contract.ts'
import { Id, IdParams, Instant } from '../http/shapes.ts'

export const oversightContract = contract({
  'GET /api/claims': {
    summary:
      'Submissions that name me as an author though I edit the journal, and are closed to me until that is settled',
    access: 'desk.open',
    reply: z.object({
      claims: z.array(
        z.object({
          id: Id,
          reference: z.string(),
          title: z.string(),
          submittedAt: Instant,
          state: z.enum(claimStates),
          evidence: z.array(z.enum(likenesses)),
        }),
      ),
    }),
  },
  'POST /api/claims/:id/answer': {
    summary: 'Say whether I am an author of it',
    access: 'desk.open',
    params: IdParams,
    body: z.strictObject({ author: z.boolean() }),
    reply: z.object({ state: z.enum(claimStates) }),
  },
  'POST /api/claims/:id/dismiss': {
    summary: 'Agree, as another editor, that somebody is no author of it',
    access: 'desk.open',
    params: IdParams,
    reply: 'none',
  },
  'GET /api/unattended': {
    summary:
      'Submissions that nobody who edits the journal may see, and editors who are named as authors; nothing of what they say',
    access: 'editors.appoint',
    reply: z.object({
      submissions: z.array(
        z.object({
          id: Id,
          reference: z.string(),
          sectionTitle: z.string().nullable(),
          callTitle: z.string().nullable(),
          status: z.enum(statuses),
          submittedAt: Instant,
          /** Null until the worker has noted it. */
          since: Instant.nullable(),
          /** Editors of the journal who could be appointed. */
          candidates: z.array(z.object({ id: Id, name: z.string(), affiliation: z.string() })),
        }),
      ),
      claims: z.array(z.object({ id: Id, reference: z.string(), madeAt: Instant, state: z.enum(claimStates) })),
    }),
  },
  'POST /api/submissions/:id/appoint': {
    summary: 'Appoint somebody who edits a submission that has no editor left',
    access: 'editors.appoint',
    params: IdParams,
    body: z.strictObject({ accountId: Id }),
    reply: 'none',
  },
})
