import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { Refusal, refusalStatus, type RefusalCode } from '../domain/refusal.ts'
import { translate } from '../strings/translate.ts'
import type { FieldProblem, Problem } from './contract.ts'
import { fieldName } from './field-names.ts'

/** A wrong part of a request. A path into the body is `title`, into the query `query.page`. */
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
 * Turns bad input, refusals and faults into HTTP replies (application/problem+json). A person who opens an address that does not exist gets
 * a page.
 */
export function registerErrors(app: FastifyInstance, notFoundPage: PageSender): void {
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply) =>
    problem.status === 404 && isOpenedToRead(request) ? notFoundPage(request, reply) : send(reply, problem)
  app.setErrorHandler((error: FastifyError | Error, request, reply) =>
    answer(problemOf(error, request), request, reply),
  )
  app.setNotFoundHandler((request, reply) => answer(refusalProblem('not_found', {}), request, reply))
}

/** False for the two prefixes that only programs use: they get a problem document. */
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

/** The problem document for an error. */
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

/** A fault's reply contains nothing but an id; the log has the details under that id, without the content of the request. */
function faultProblem(error: Error, request: FastifyRequest): Problem {
  const incident = randomUUID().slice(0, 8)
  // Only the stack: an error's message may quote the value that caused it.
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
