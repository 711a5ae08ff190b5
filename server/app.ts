import cookie from '@fastify/cookie'
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { registerAccounts } from './accounts/routes.ts'
import { registerCalls } from './calls/routes.ts'
import { registerConfiguration } from './configuration/routes.ts'
import { registerDecisions } from './decisions/routes.ts'
import { contracts } from './contracts.ts'
import type { Deps } from './deps.ts'
import { registerDesk } from './desk/routes.ts'
import { Refusal } from './domain/refusal.ts'
import { limitConnections, serverOptions, usualLimits, type ConnectionLimits } from './http/connections.ts'
import { routableUrl } from './http/addresses.ts'
import { registerErrors } from './http/errors.ts'
import { registerLocale } from './http/locale.ts'
import { registerHosts } from './http/hosts.ts'
import { registerOpenApi } from './http/openapi.ts'
import { watchForProxies } from './http/proxy-warnings.ts'
import { registerScreens } from './http/screens.ts'
import { registerSecurity } from './http/security.ts'
import { registerIssues } from './issues/routes.ts'
import { registerManuscripts } from './manuscripts/routes.ts'
import { registerPages } from './pages/routes.ts'
import { registerPlainPages } from './plain/routes.ts'
import { registerProduction } from './production/routes.ts'
import { openReader, registerReader } from './reader/routes.ts'
import { registerOversight } from './oversight/routes.ts'
import { registerReviews } from './reviews/routes.ts'
import { registerSubmissions } from './submissions/routes.ts'
import { registerUnsent } from './unsent/routes.ts'

/** The API and the public site, ready to listen or to be injected into. Plugins run in the order in which they are registered here. */
export async function buildApp(
  deps: Deps,
  logger: FastifyServerOptions['logger'] = false,
  limits: ConnectionLimits = usualLimits,
): Promise<FastifyInstance> {
  const app = fastify({
    logger,
    // Fastify's request log would hold addresses and search terms; faults are logged by errors.ts.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: [...deps.settings.trustedProxies],
    bodyLimit: 1024 * 1024,
    exposeHeadRoutes: true,
    rewriteUrl: routableUrl,
    ...serverOptions(limits),
  })
  app.decorate('endpoints', new Map())
  await app.register(cookie)
  registerLocale(app, deps.settings)
  registerSecurity(app, deps.settings)
  const reader = openReader(deps)
  registerErrors(app, reader.notFound)
  registerHosts(app, deps.settings)
  limitConnections(app, limits)
  registerJson(app)
  const { warnings } = watchForProxies(app, deps.settings)
  await registerAccounts(app, deps, warnings)
  await registerCalls(app, deps)
  await registerSubmissions(app, deps)
  await registerManuscripts(app, deps)
  registerDesk(app, deps)
  await registerReviews(app, deps)
  await registerOversight(app, deps)
  await registerDecisions(app, deps)
  await registerProduction(app, deps)
  await registerIssues(app, deps)
  await registerPages(app, deps)
  await registerConfiguration(app, deps)
  await registerUnsent(app, deps)
  await registerOpenApi(app, deps, contracts)
  await registerReader(app, deps, reader)
  await registerPlainPages(app, deps)
  await registerScreens(app, deps)
  app.get('/healthz', async () => {
    await deps.sql`select 1`
    return { ok: true }
  })
  return app
}

const mediaTypes = /^(?:application\/json(?:; ?charset=utf-8)?|multipart\/form-data; ?boundary=[\w'()+,./:=?-]{1,70})$/i

/**
 * Accepts JSON and, where a route registers it, multipart or the type in its `config.mediaType`; nothing else. The Content-Type header is
 * compared byte for byte: parsers that tolerate unusual spellings have let bodies past their validation (docs/threat-model.md F30).
 */
function registerJson(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const type = request.headers['content-type']
    if (type === undefined || type === request.routeOptions.config?.mediaType) return
    if (!mediaTypes.test(type)) throw new Refusal('media_type')
  })
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, parseJson)
}
