import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { changeDetails, detailChoices } from './change-details.ts'
import { assignEditors } from './assign.ts'
import { deskContract } from './contract.ts'
import { deskFilters, deskList, deskSoon } from './list.ts'
import { deskPage } from './submission-page.ts'
import { checkText } from './text-check.ts'

export function registerDesk(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, deskContract, {
    'GET /api/desk': async ({ actor, query }) => deskList(deps, actor, query),
    'GET /api/desk/soon': async ({ actor }) => deskSoon(deps, actor),
    'GET /api/desk/filters': async ({ actor }) => deskFilters(deps, actor),
    'GET /api/desk/:id': async ({ actor, params }) => deskPage(deps, actor, params.id),
    'GET /api/desk/:id/choices': ({ actor, params }) => detailChoices(deps, actor, params.id),
    'PATCH /api/submissions/:id/details': ({ actor, params, body }) => changeDetails(deps, actor, params.id, body),
    'POST /api/submissions/:id/text-check': ({ actor, params, body }) => checkText(deps, actor, params.id, body),
    'PUT /api/submissions/:id/handling': async ({ actor, params, body }) => {
      await assignEditors(deps, actor, params.id, body.accountIds)
      return undefined
    },
  })
}
