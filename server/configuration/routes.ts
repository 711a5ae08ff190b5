import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { serve } from '../http/serve.ts'
import { changeConfiguration } from './actions.ts'
import { configurationContract } from './contract.ts'
import { compareConfiguration, configurationFile, showConfiguration } from './queries.ts'

export async function registerConfiguration(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, configurationContract, {
    'GET /api/configuration': ({ actor }) => showConfiguration(deps, actor),
    'PUT /api/configuration': ({ actor, body }) => changeConfiguration(deps, actor, body),
    'POST /api/configuration/comparison': ({ body }) => compareConfiguration(deps, body),
    'GET /api/configuration/file': () => configurationFile(deps),
  })
}
