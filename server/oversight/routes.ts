import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { appoint } from './appoint.ts'
import { answer, dismiss } from './claims.ts'
import { oversightContract } from './contract.ts'
import { claimsOnMe, unattended } from './queries.ts'

export async function registerOversight(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, oversightContract, {
    'GET /api/claims': async ({ actor }) => claimsOnMe(deps, actor),
    'POST /api/claims/:id/answer': async ({ actor, params, body }) => answer(deps, actor, params.id, body.author),
    'POST /api/claims/:id/dismiss': async ({ actor, params }) => {
      await dismiss(deps, actor, params.id)
      return undefined
    },
    'GET /api/unattended': async ({ actor }) => unattended(deps, actor),
    'POST /api/submissions/:id/appoint': async ({ actor, params, body }) => {
      await appoint(deps, actor, params.id, body.accountId)
      return undefined
    },
  })
}
