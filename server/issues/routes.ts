import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { beginIssue, nameIssue, numberPages, setContents, setSpecialSections } from './actions.ts'
import { issuesContract } from './contract.ts'
import { publishIssue } from './publish.ts'
import { buildIssue, listIssues } from './queries.ts'

export async function registerIssues(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, issuesContract, {
    'GET /api/issues': ({ query }) => listIssues(deps, query.before),
    'POST /api/issues': ({ actor, body }) => beginIssue(deps, actor, body),
    'GET /api/issues/:id': ({ actor, params }) => buildIssue(deps, actor, params.id),
    'PUT /api/issues/:id': ({ actor, params, body }) => nameIssue(deps, actor, params.id, body),
    'PUT /api/issues/:id/contents': ({ actor, params, body }) => setContents(deps, actor, params.id, body),
    'PUT /api/issues/:id/special-sections': ({ actor, params, body }) =>
      setSpecialSections(deps, actor, params.id, body),
    'POST /api/issues/:id/pages': ({ actor, params, body }) => numberPages(deps, actor, params.id, body),
    'POST /api/issues/:id/publish': ({ actor, params, idempotencyKey }) =>
      publishIssue(deps, actor, params.id, idempotencyKey),
  })
}
