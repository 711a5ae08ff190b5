import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { savePage } from './actions.ts'
import { pagesContract } from './contract.ts'
import { listPages, readPage } from './queries.ts'

export async function registerPages(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, pagesContract, {
    'GET /api/pages': () => listPages(deps),
    'GET /api/pages/:slug': ({ actor, params }) => readPage(deps, actor, params.slug),
    'PUT /api/pages/:slug': ({ actor, params, body }) => savePage(deps, actor, params.slug, body),
  })
}
