import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { cloneCall, closeCall, extendCall, publishCall, saveCall, writeCall } from './actions.ts'
import { callsContract } from './contract.ts'
import { listCalls, openCalls, readCall } from './queries.ts'

export async function registerCalls(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, callsContract, {
    'GET /api/calls': ({ actor }) => listCalls(deps, actor),
    'GET /api/calls/open': () => openCalls(deps),
    'GET /api/calls/:id': ({ actor, params }) => readCall(deps, actor, params.id),
    'POST /api/calls': ({ actor, body }) => writeCall(deps, actor, body),
    'PUT /api/calls/:id': ({ actor, params, body }) => saveCall(deps, actor, params.id, body),
    'POST /api/calls/:id/publish': async ({ actor, params }) => {
      await publishCall(deps, actor, params.id)
      return undefined
    },
    'POST /api/calls/:id/extend': async ({ actor, params, body }) => {
      await extendCall(deps, actor, params.id, new Date(body.closesAt))
      return undefined
    },
    'POST /api/calls/:id/close': async ({ actor, params }) => {
      await closeCall(deps, actor, params.id)
      return undefined
    },
    'POST /api/calls/:id/clone': ({ actor, params, body }) => cloneCall(deps, actor, params.id, body.title),
  })
}
