import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../domain/languages.ts'
import { Refusal, refusalStatus, type RefusalCode } from '../domain/refusal.ts'
import { textsIn, type Translate } from '../strings/translate.ts'
import { BadInput, fieldProblem } from './bad-input.ts'
import type { Problem } from './contract.ts'

type PageSender = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/**
 * Turns bad input, refusals and faults into HTTP replies (application/problem+json). A person who opens an address that does not exist gets
 * a page.
 */
export function registerErrors(app: FastifyInstance, notFoundPage: PageSender): void {
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply) =>
    problem.status === 404 && isOpenedToRead(request)
      ? notFoundPage(request, reply)
      : send(reply, problem, request.locale)
  app.setErrorHandler((error: FastifyError | Error, request, reply) =>
    answer(problemOf(error, request), request, reply),
  )
  app.setNotFoundHandler((request, reply) =>
    answer(refusalProblem(textsIn(request.locale), 'not_found', {}), request, reply),
  )
}

/** False for the two prefixes that only programs use: they get a problem document. */
function isOpenedToRead({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^\/(?:api|assets)\//.test(url)
}

function send(reply: FastifyReply, problem: Problem, locale: Locale): FastifyReply {
  const wait = problem.details?.['seconds']
  if (typeof wait === 'number') reply.header('retry-after', wait)
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'content-language': locale })
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

const fastifyRefusals: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_REQ_FILE_TOO_LARGE: 'too_large',
  FST_FILES_LIMIT: 'too_many_files',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media_type',
}

/** The problem document for an error, in the language of the request. */
export function problemOf(error: FastifyError | Error, request: FastifyRequest): Problem {
  const t = textsIn(request.locale)
  if (error instanceof Refusal) return refusalProblem(t, error.code, error.details)
  if (error instanceof BadInput) return inputProblem(t, error.fields)
  const code = 'code' in error ? error.code : ''
  const refusal = fastifyRefusals[code]
  if (refusal) return refusalProblem(t, refusal, {})
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status !== undefined && status >= 400 && status < 500)
    return inputProblem(t, [{ path: '', key: 'refusals.input.request' }])
  return faultProblem(t, error, request)
}

function refusalProblem(t: Translate, code: RefusalCode, details: Refusal['details']): Problem {
  const title = t(`refusals.${code}`, details)
  const missing = details['fields']
  return {
    type: 'about:blank',
    title,
    status: refusalStatus[code],
    code,
    details,
    ...(Array.isArray(missing) && { fields: missing.map((path: string) => ({ path, message: title })) }),
  }
}

function inputProblem(t: Translate, fields: BadInput['fields']): Problem {
  return {
    type: 'about:blank',
    title: t('refusals.bad_input'),
    status: 400,
    code: 'bad_input',
    fields: fields.map((field) => fieldProblem(t, field)),
  }
}

/** A fault's reply contains nothing but an id; the log has the details under that id, without the content of the request. */
function faultProblem(t: Translate, error: Error, request: FastifyRequest): Problem {
  const incident = randomUUID().slice(0, 8)
  // Only the stack: an error's message may quote the value that caused it.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error ? error.code : undefined
  request.log.error({ incident, route: request.routeOptions.url, name: error.name, code, frames }, 'fault')
  return {
    type: 'about:blank',
    title: t('refusals.fault', { incident }),
    status: 500,
    code: 'fault',
    incident,
  }
}
