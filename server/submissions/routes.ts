import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { changeCall } from './change-call.ts'
import { submit, withdraw } from './actions.ts'
import { authorPage } from './author-page.ts'
import { submissionsContract } from './contract.ts'
import { begin, saveDraft } from './drafts.ts'
import { mySubmissions } from './queries.ts'
import { confirmTextFinding } from './text-findings.ts'
import { answerProofs, handInRevision, saveResponse, takeApprovalBack } from './revision.ts'

export async function registerSubmissions(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, submissionsContract, {
    'POST /api/submissions': ({ actor, body, idempotencyKey }) => begin(deps, actor, body, idempotencyKey),
    'GET /api/submissions': ({ actor }) => mySubmissions(deps, actor),
    'GET /api/submissions/:id': ({ actor, params, request }) => authorPage(deps, actor, params.id, request.locale),
    'PUT /api/submissions/:id/call': async ({ actor, params, body }) => changeCall(deps, actor, params.id, body.callId),
    'PATCH /api/submissions/:id': ({ actor, params, body }) => saveDraft(deps, actor, params.id, body),
    'POST /api/submissions/:id/proofs/take-back': async ({ actor, params }) => {
      await takeApprovalBack(deps, actor, params.id)
      return undefined
    },
    'POST /api/submissions/:id/submit': ({ actor, params, body, idempotencyKey }) =>
      submit(deps, actor, params.id, body, idempotencyKey),
    'POST /api/submissions/:id/withdraw': async ({ actor, params, body }) => {
      await withdraw(deps, actor, params.id, body.reason)
      return undefined
    },
    'PATCH /api/submissions/:id/revision': ({ actor, params, body }) => saveResponse(deps, actor, params.id, body),
    'POST /api/submissions/:id/revision': ({ actor, params, body, idempotencyKey }) =>
      handInRevision(deps, actor, params.id, body, idempotencyKey),
    'POST /api/submissions/:id/proofs': async ({ actor, params, body }) => {
      await answerProofs(deps, actor, params.id, body)
      return undefined
    },
    'POST /api/submissions/:id/text-findings/:findingId/confirm': async ({ actor, params }) => {
      await confirmTextFinding(deps, actor, params.id, params.findingId)
      return undefined
    },
  })
}
