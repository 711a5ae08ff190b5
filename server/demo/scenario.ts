import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Contracts } from '../contracts.ts'
import type { Deps } from '../deps.ts'
import { hashToken, sessionCookie } from '../http/actor.ts'
import type { RequestOf, Route } from '../http/contract.ts'
import { csrfToken } from '../http/security.ts'
import { openSession } from '../http/session-cookie.ts'
import { fixedId } from './fixtures.ts'
import type { PersonKey } from './people.ts'

/** Sends a request as one of the demonstration's people, through the API like anybody else. */
export type Play = <R extends keyof Contracts & Route>(
  who: PersonKey,
  route: R,
  request?: RequestOf<Contracts[R]> & { file?: File },
) => Promise<unknown>

export const accountId = (key: PersonKey) => fixedId(`person ${key}`)

interface Sending {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly idempotencyKey?: string
  readonly file?: File
}

export function player(app: FastifyInstance, deps: Deps): Play {
  return async (who, route, request) => {
    const token = await deps.db.transaction((tx) => openSession(tx, deps, { accountId: accountId(who) }))
    const { params = {}, query = {}, body, idempotencyKey, file } = (request ?? {}) as Sending
    const [method = '', pattern = ''] = route.split(' ')
    const options: InjectOptions = {
      method,
      url: pattern.replaceAll(/:(\w+)/g, (_all, name: string) => params[name] ?? ''),
      query,
      headers: {
        cookie: `${sessionCookie}=${token}`,
        'x-tj-csrf': csrfToken(deps, hashToken(token)),
        origin: new URL(deps.settings.publicUrl).origin,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { payload: body }),
    }
    const answer = await app.inject(file ? withFile(options, await file.bytes(), file.name) : options)
    if (answer.statusCode >= 400) throw new Error(`seeding: ${route} answered ${answer.statusCode} ${answer.body}`)
    return answer.body === '' ? undefined : answer.json()
  }
}

function withFile(options: InjectOptions, bytes: Uint8Array, name: string): InjectOptions {
  const boundary = 'seed-boundary-1991'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    ...options,
    headers: { ...options.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
