import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { accept, decline, withdraw } from './answer.ts'
import { candidates } from './candidates.ts'
import { cancel, extend, remind, send } from './care.ts'
import { reviewsContract } from './contract.ts'
import { latePage, sendLate } from './late.ts'
import { invite, inviteAgain } from './invite.ts'
import { openInvitation } from './link.ts'
import { confirmOwnName } from './own-names.ts'
import { invitationPage, myInvitations, reviewPage } from './queries.ts'
import { save, submit } from './write.ts'

export async function registerReviews(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, reviewsContract, {
    'GET /api/reviewers': async ({ actor, query }) => candidates(deps, actor, query.submissionId, query.q),
    'POST /api/submissions/:id/invitations': async ({ actor, params, body }) => invite(deps, actor, params.id, body),
    'POST /api/submissions/:id/invitations/again': async ({ actor, params }) => inviteAgain(deps, actor, params.id),
    'POST /api/invitations/:id/cancel': async ({ actor, params }) => quietly(cancel(deps, actor, params.id)),
    'POST /api/invitations/:id/remind': async ({ actor, params }) => quietly(remind(deps, actor, params.id)),
    'POST /api/invitations/:id/send': async ({ actor, params, body }) =>
      quietly(send(deps, actor, params.id, body?.despite ?? [])),
    'POST /api/invitations/:id/extend': async ({ actor, params, body }) =>
      quietly(extend(deps, actor, params.id, body.dueAt)),
    'POST /api/invitations/open': async ({ actor, body, reply }) => openInvitation(deps, actor, reply, body.token),
    'GET /api/invitations': async ({ actor }) => myInvitations(deps, actor),
    'GET /api/invitations/:id': async ({ actor, params }) => invitationPage(deps, actor, params.id),
    'POST /api/invitations/:id/accept': async ({ actor, params }) => quietly(accept(deps, actor, params.id)),
    'POST /api/invitations/:id/decline': async ({ actor, params, body }) =>
      quietly(decline(deps, actor, params.id, body)),
    'POST /api/invitations/:id/withdraw': async ({ actor, params, body }) =>
      quietly(withdraw(deps, actor, params.id, body.reason)),
    'GET /api/reviews/:id': async ({ actor, params }) => reviewPage(deps, actor, params.id),
    'GET /api/reviews/:id/late': async ({ actor, params }) => latePage(deps, actor, params.id),
    'POST /api/reviews/:id/late': async ({ actor, params, body }) => sendLate(deps, actor, params.id, body),
    'PUT /api/reviews/:id': async ({ actor, params, body }) => save(deps, actor, params.id, body),
    'POST /api/reviews/:id/text-findings/:findingId/confirm': async ({ actor, params }) =>
      quietly(confirmOwnName(deps, actor, params.id, params.findingId)),
    'POST /api/reviews/:id/submit': async ({ actor, params, body, idempotencyKey }) =>
      submit(deps, actor, params.id, body.version, idempotencyKey),
  })
}

/** For endpoints without a reply. */
async function quietly(done: Promise<void>): Promise<undefined> {
  await done
  return undefined
}
