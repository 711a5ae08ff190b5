import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { acceptsGzip } from '../http/gzip.ts'
import { assetsOf } from '../http/assets.ts'
import { problemOf } from '../http/errors.ts'
import { FormBody, formMediaType, takeForms } from '../http/form-body.ts'
import { html } from '../rendering/html.ts'
import { inTheSameLanguage, pathInLanguage } from '../rendering/links-in-language.ts'
import { textsIn } from '../strings/translate.ts'
import { accountPages } from './account-pages.ts'
import { documentOf, type Asker } from './document.ts'
import { invitationPages } from './invitation-pages.ts'
import { letterLinkPages } from './letter-link-pages.ts'
import type { Answered, Ask, Page, PlainRoute, Visit } from './page.ts'
import { problemNotice } from './parts.ts'
import { startPages } from './start-pages.ts'
import { welcomePages } from './welcome-pages.ts'

const compress = promisify(gzip)

/**
 * Pages that are complete as HTML, for a first visit over a slow connection and for browsers without scripts: pages opened from letters,
 * the invitation, signing in and registering, the start of a submission. They are a client of the API like the screens: everything they
 * read and change goes through an endpoint of the contracts, with its access rule, limit and shape.
 */
export function plainRoutes({ clock, ids }: Pick<Deps, 'clock' | 'ids'>): readonly PlainRoute[] {
  return [
    ...accountPages,
    ...letterLinkPages,
    ...welcomePages,
    ...startPages(() => ids.token(12)),
    ...invitationPages(clock),
  ]
}

export async function registerPlainPages(app: FastifyInstance, deps: Deps): Promise<void> {
  const assets = assetsOf(deps.settings)
  const documentIn = (request: FastifyRequest, asker: Asker, page: Page) => {
    const { locale, isLanguageInAddress } = request
    const text = documentOf(assets, pathOf(request), textsIn(locale), asker, page)
    return isLanguageInAddress ? inTheSameLanguage(text, locale) : text
  }
  const show = async (request: FastifyRequest, reply: FastifyReply, page: Page) => {
    const session = await askerOf(app, request, reply)('GET /api/session')
    const text = documentIn(request, session, page)
    if (page.compressed !== true || !acceptsGzip(request.headers['accept-encoding']))
      return send(reply, page.status ?? 200, text)
    return send(reply.header('content-encoding', 'gzip'), page.status ?? 200, await compress(text))
  }
  await app.register(async (scope) => {
    takeForms(scope)
    scope.setErrorHandler(async (error: Error, request, reply) => {
      const problem = problemOf(error, request)
      const t = textsIn(request.locale)
      const visitor = { actor: { kind: 'visitor' } as const, csrf: null }
      const body = html`<div class="narrow stack"><h1>${t(problem.status >= 500 ? 'common.title.fault' : 'common.title.refused')}</h1>${problemNotice(t, problem)}
<p><a class="button" href="${pathOf(request).replace(/\/(accept|decline|again|sign-out)$/, '')}">${t('common.plain.openAgain')}</a></p></div>`
      const page = { title: t('common.title.refused'), body }
      return send(reply, problem.status, documentIn(request, visitor, page))
    })
    for (const { method, pattern, answer } of plainRoutes(deps)) {
      scope.route({
        method,
        url: pattern,
        config: { mediaType: formMediaType },
        handler: async (request, reply) => {
          const answered: Answered = await answer(await visitOf(app, request, reply))
          return 'to' in answered ? goOn(request, reply, answered.to) : show(request, reply, answered)
        },
      })
    }
  })
}

async function visitOf(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const ask = askerOf(app, request, reply)
  const query = request.query as Readonly<Record<string, unknown>>
  // Asked first: with it the account's language is known.
  const session = await ask('GET /api/session')
  return {
    t: textsIn(request.locale),
    request,
    reply,
    ask,
    session,
    params: request.params as Readonly<Record<string, string>>,
    query: (name) => (typeof query[name] === 'string' ? query[name] : ''),
    form: request.body instanceof FormBody ? request.body : new FormBody(''),
  }
}

function askerOf(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Ask {
  return (async (
    route: string,
    sent: { params?: unknown; query?: unknown; body?: unknown; idempotencyKey?: string } = {},
  ) => {
    const endpoint = app.endpoints.get(route)
    if (endpoint === undefined) throw new Error(`no endpoint ${route}`)
    const { params = {}, query = {}, body, idempotencyKey } = sent
    const headers = { ...request.headers, 'idempotency-key': idempotencyKey }
    return endpoint(request, reply, { params, query, body, headers })
  }) as Ask
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}

/**
 * With `no-referrer` browsers send "null" as the Origin of a form, and in browsers without Sec-Fetch-Site the form would look like one from
 * another site. With `same-origin` other sites get nothing, and the journal's own server an address without its fragment.
 */
const referrerPolicy = 'same-origin'

function send(reply: FastifyReply, status: number, content: string | Buffer): FastifyReply {
  return reply
    .code(status)
    .headers({
      'cache-control': 'no-store',
      'referrer-policy': referrerPolicy,
      vary: 'accept-encoding',
      'content-language': reply.request.locale,
    })
    .type('text/html; charset=utf-8')
    .send(content)
}

function goOn({ isLanguageInAddress, locale }: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const onwards = isLanguageInAddress ? pathInLanguage(path, locale) : path
  return reply.header('cache-control', 'no-store').redirect(onwards, 303)
}
