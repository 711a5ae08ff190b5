import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { refusalStatus } from '../domain/refusal.ts'
import type { Contract, Endpoint, Route } from './contract.ts'

/** OpenAPI 3.1 made from the contracts, so that the documented schemas are those that validate. Built at the first request. */
export async function registerOpenApi(app: FastifyInstance, { settings }: Deps, contracts: Contract): Promise<void> {
  let document: string | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(settings.publicUrl, contracts))
    return reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=300').send(document)
  })
}

function openApi(publicUrl: string, contracts: Contract) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [route, endpoint] of Object.entries(contracts) as [Route, Endpoint][]) {
    const [method = '', url = ''] = route.split(' ')
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(endpoint, method) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Torture Journal',
      version: '1',
      description:
        'Refusals and faults are problem documents (RFC 9457). Changes need the header x-tj-csrf from GET /api/session.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-tj' } },
    },
  }
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: ['bad_input', 'fault', ...Object.keys(refusalStatus)] },
    details: { type: 'object' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' }, code: { type: 'string' } },
      },
    },
    incident: { type: 'string' },
  },
}

function operation(endpoint: Endpoint, method: string) {
  return {
    summary: endpoint.summary,
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [
      ...parameters('path', endpoint.params),
      ...parameters('query', endpoint.query),
      ...(endpoint.idempotent ? [header('Idempotency-Key', endpoint.idempotent === true)] : []),
      ...(method === 'GET' ? [] : [header('x-tj-csrf')]),
    ],
    ...requestBody(endpoint),
    responses: {
      [endpoint.status ?? (endpoint.reply === 'none' ? 204 : 200)]: reply(endpoint),
      default: {
        description: 'Refused, with the reason',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parameters(place: 'path' | 'query', shape: z.ZodObject | undefined) {
  return Object.entries(shape?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(schema, undefined).success,
    schema: jsonSchema(schema, 'input'),
  }))
}

function header(name: string, required = true) {
  return { name, in: 'header', required, schema: { type: 'string' } }
}

function requestBody(endpoint: Endpoint) {
  if (endpoint.takes === 'multipart') {
    const schema = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (!endpoint.body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } },
  }
}

function reply({ reply: shape, summary }: Endpoint) {
  if (shape === 'none') return { description: summary }
  if (shape === 'file') return { description: summary, content: { 'application/octet-stream': {} } }
  return { description: summary, content: { 'application/json': { schema: jsonSchema(shape, 'output') } } }
}

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
