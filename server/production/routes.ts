import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { withUploads } from '../http/receive-file.ts'
import { serve } from '../http/serve.ts'
import { editArticle, moveTo, startProduction } from './actions.ts'
import { galleysContract, workContract } from './contract.ts'
import { fetchGalley, prepareGalleyAgain, storeGalley } from './galleys.ts'
import { confirmName } from './names.ts'
import { articleInProduction, listProduction } from './queries.ts'

export async function registerProduction(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, workContract, {
    'POST /api/submissions/:id/production': ({ actor, params }) => startProduction(deps, actor, params.id),
    'GET /api/production': ({ actor }) => listProduction(deps, actor),
    'GET /api/articles/:id': ({ actor, params }) => articleInProduction(deps, actor, params.id),
    'PUT /api/articles/:id': ({ actor, params, body }) => editArticle(deps, actor, params.id, body),
    'POST /api/articles/:id/step': ({ actor, params, body }) => moveTo(deps, actor, params.id, body.step),
    'POST /api/articles/:id/names/:findingId/confirm': ({ actor, params }) =>
      confirmName(deps, actor, params.id, params.findingId),
    'POST /api/galleys/:id/prepare': ({ actor, params }) => prepareGalleyAgain(deps, actor, params.id),
  })
  await withUploads(app, (scope) =>
    serve(scope, deps, galleysContract, {
      'POST /api/articles/:id/galleys': ({ actor, params, query, request }) =>
        storeGalley(deps, actor, params.id, query.kind, request),
      'GET /api/galleys/:id': ({ actor, params }) => fetchGalley(deps, actor, params.id),
    }),
  )
}
