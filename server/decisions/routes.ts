import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { decide } from './actions.ts'
import { decisionsContract } from './contract.ts'
import { draftDecision } from './draft.ts'
import { takeBack } from './take-back.ts'

export async function registerDecisions(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, decisionsContract, {
    'GET /api/submissions/:id/decisions/draft': async ({ actor, params, query }) =>
      draftDecision(deps, actor, params.id, query.kind),
    'POST /api/submissions/:id/decisions': async ({ actor, params, body, idempotencyKey }) =>
      decide(deps, actor, params.id, body, idempotencyKey),
    'POST /api/decisions/:id/take-back': async ({ actor, params }) => {
      await takeBack(deps, actor, params.id)
      return undefined
    },
  })
}
