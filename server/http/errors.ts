import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { Refusal, refusalStatus, type RefusalCode } from '../domain/refusal.ts'
import { translate } from '../strings/translate.ts'
import type { FieldProblem, Problem } from './contract.ts'
import { fieldName } from './field-names.ts'

/** Which part of a request was wrong, so that a path reads `title` for the body and `query.page` for the query. */
export class BadInput extends Error {
  readonly fields: readonly FieldProblem[]
  constructor(fields: readonly FieldProblem[]) {
    super('bad input')
    this.fields = fields
  }
}

export function badInput(error: ZodError, part: 'query' | 'body' | 'headers'): BadInput {
  const fields = error.issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    const message = issue.code === 'unrecognized_keys' ? 'is not a field of this request' : issue.message
    const code = issue.code === 'custom' ? issue.params?.['code'] : undefined
    return paths.map((keys) => {
      const path = [...(part === 'body' ? [] : [part]), ...keys].join('.')
      return typeof code === 'string' ? { path, message: `${fieldName(path)}: ${message}`, code } : { path, message }
    })
  })
  return new BadInput(fields)
}

type PageSender = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/**
 * The one place where no becomes HTTP: bad input, refusal or fault, as application/problem+json; but who opens an address that is not
 * there gets a page to read.
 */
export function registerErrors(app: FastifyInstance, notFoundPage: PageSender): void {
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply) =>
    problem.status === 404 && isOpenedToRead(request) ? notFoundPage(request, reply) : send(reply, problem)
  app.setErrorHandler((error: FastifyError | Error, request, reply) =>
    answer(problemOf(error, request), request, reply),
  )
  app.setNotFoundHandler((request, reply) => answer(refusalProblem('not_found', {}), request, reply))
}

/** Programs ask under these two; they get a problem document. */
function isOpenedToRead({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^\/(?:api|assets)\//.test(url)
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = problem.details?.['seconds']
  if (typeof wait === 'number') reply.header('retry-after', wait)
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
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

/** What went wrong, as it is told. */
export function problemOf(error: FastifyError | Error, request: FastifyRequest): Problem {
  if (error instanceof Refusal) return refusalProblem(error.code, error.details)
  if (error instanceof BadInput) return inputProblem(error.fields)
  const code = 'code' in error ? error.code : ''
  const refusal = fastifyRefusals[code]
  if (refusal) return refusalProblem(refusal, {})
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status !== undefined && status >= 400 && status < 500) return inputProblem([{ path: '', message: error.message }])
  return faultProblem(error, request)
}

function refusalProblem(code: RefusalCode, details: Refusal['details']): Problem {
  const title = translate('en', `refusals.${code}`, details)
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

function inputProblem(fields: BadInput['fields']): Problem {
  return {
    type: 'about:blank',
    title: translate('en', 'refusals.bad_input', {}),
    status: 400,
    code: 'bad_input',
    fields,
  }
}

/** A fault tells the caller nothing but a number; what happened is in the log under it, without the request's content. */
function faultProblem(error: Error, request: FastifyRequest): Problem {
  const incident = randomUUID().slice(0, 8)
  // Where, not what: a message may quote the value that broke something.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error ? error.code : undefined
  request.log.error({ incident, route: request.routeOptions.url, name: error.name, code, frames }, 'fault')
  return {
    type: 'about:blank',
    title: translate('en', 'refusals.fault', { incident }),
    status: 500,
    code: 'fault',
    incident,
  }
}
