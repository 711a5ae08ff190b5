import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { drop, keep } from './actions.ts'
import { unsentContract } from './contract.ts'
import { unsent } from './queries.ts'

export async function registerUnsent(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, unsentContract, {
    'GET /api/unsent/:act/:id': async ({ actor, params }) => unsent(deps, actor, params),
    'PUT /api/unsent/:act/:id': async ({ actor, params, body }) => keep(deps, actor, params, body),
    'DELETE /api/unsent/:act/:id': async ({ actor, params }) => {
      await drop(deps, actor, params)
      return undefined
    },
  })
}
