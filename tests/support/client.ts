import type { Contracts } from '../../server/contracts.ts'
import type { Problem, RequestOf, Route } from '../../server/http/contract.ts'
import type { z } from 'zod'

export type ApiRoute = keyof Contracts & Route

type Reply<R extends ApiRoute> = Contracts[R]['reply'] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : Uint8Array
  : never
type Request<R extends ApiRoute> = RequestOf<Contracts[R]>

/** One request with its whole reply, for the anonymity tests. */
export interface Exchange {
  readonly by: string
  readonly route: string
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

export interface Answer<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

/** Thrown by `ask` when the answer is a problem document. */
export class ProblemAnswer extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(route: string, status: number, problem: Problem) {
    super(`${route}: ${status} ${JSON.stringify(problem)}`)
    this.status = status
    this.problem = problem
  }
}

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  readonly type?: string
}

interface Sending {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly upload?: Upload
}

/** One person's browser: keeps the cookie, sends what our own pages send. Uses real HTTP. */
export class Client {
  readonly who: string
  readonly #origin: string
  readonly #seen: Exchange[]
  #cookie: string | null = null
  #csrf: string | null = null
  /** `name=value` of the cookie set by registering. */
  #registration: string | null = null
  /** `name=value` of the cookie of a browser that has signed in before. */
  #browser: string | null = null

  constructor(who: string, origin: string, seen: Exchange[], session?: { cookie: string; csrf: string }) {
    this.who = who
    this.#origin = origin
    this.#seen = seen
    this.#cookie = session?.cookie ?? null
    this.#csrf = session?.csrf ?? null
  }

  /** Calls an endpoint that must succeed. @throws ProblemAnswer */
  async ask<R extends ApiRoute>(route: R, request?: Request<R> & { upload?: Upload }): Promise<Answer<Reply<R>>> {
    const answer = await this.try(route, request)
    if (answer.status >= 400) throw new ProblemAnswer(route, answer.status, answer.body as Problem)
    return answer as Answer<Reply<R>>
  }

  /** The problem that an endpoint replies with. @throws Error when the call succeeds */
  async refused<R extends ApiRoute>(route: R, request?: Request<R> & { upload?: Upload }): Promise<Problem> {
    const answer = await this.try(route, request)
    if (answer.status < 400) throw new Error(`${route} was expected to be refused and answered ${answer.status}`)
    return answer.body as Problem
  }

  /** Calls an endpoint with any input, for tests of bad input. */
  async try(route: string, sending: Sending = {}): Promise<Answer<unknown>> {
    const [method = 'GET', pattern = ''] = route.split(' ')
    const path = pattern.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(sending.params?.[name] ?? ''))
    const query = new URLSearchParams(Object.entries(sending.query ?? {}).map(([name, value]) => [name, String(value)]))
    const url = query.size > 0 ? `${path}?${query}` : path
    const headers: Record<string, string> = {}
    if (sending.idempotencyKey) headers['idempotency-key'] = sending.idempotencyKey
    let body: BodyInit | undefined
    if (sending.upload) {
      const form = new FormData()
      form.append(
        'file',
        new Blob([sending.upload.bytes as BlobPart], { type: sending.upload.type ?? 'application/octet-stream' }),
        sending.upload.name,
      )
      body = form
    } else if (sending.body !== undefined) {
      headers['content-type'] = 'application/json'
      body = JSON.stringify(sending.body)
    }
    return this.send(method, url, { headers, ...(body !== undefined && { body }) }, route)
  }

  /** Opens a page or a file as a browser does. */
  open(url: string, headers: Record<string, string> = {}): Promise<Answer<unknown>> {
    return this.send('GET', url, { headers }, `GET ${url}`)
  }

  async send(
    method: string,
    url: string,
    init: { headers: Record<string, string>; body?: BodyInit },
    route: string,
  ): Promise<Answer<unknown>> {
    const changes = method !== 'GET' && method !== 'HEAD'
    const response = await fetch(this.#origin + url, {
      method,
      redirect: 'manual',
      ...(init.body !== undefined && { body: init.body }),
      headers: {
        ...this.#cookieHeader(),
        ...(changes && { origin: this.#origin }),
        ...(changes && this.#csrf && { 'x-tj-csrf': this.#csrf }),
        ...init.headers,
      },
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    this.#seen.push({
      by: this.who,
      route,
      url,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes,
    })
    await this.#keepSession(response)
    return { status: response.status, headers: response.headers, body: parse(response, bytes) }
  }

  /** Headers of a change that a test sends itself, for requests that break off. */
  headersOf(): Record<string, string> {
    return {
      origin: this.#origin,
      ...this.#cookieHeader(),
      ...(this.#csrf && { 'x-tj-csrf': this.#csrf }),
    }
  }

  #cookieHeader(): { cookie?: string } {
    const kept = [this.#cookie && `__Host-tj=${this.#cookie}`, this.#registration, this.#browser].filter(
      (cookie) => cookie !== null,
    )
    return kept.length === 0 ? {} : { cookie: kept.join('; ') }
  }

  async #keepSession(response: Response): Promise<void> {
    const cookieCalled = (name: string) =>
      response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`))
    this.#registration = cookieCalled('__Host-tj-registration')?.split(';', 1)[0] ?? this.#registration
    this.#browser = cookieCalled('__Host-tj-browser')?.split(';', 1)[0] ?? this.#browser
    const given = cookieCalled('__Host-tj')
    if (given === undefined) return
    this.#cookie = /^__Host-tj=([^;]*)/.exec(given)?.[1] || null
    this.#csrf = null
    if (this.#cookie !== null) this.#csrf = (await this.ask('GET /api/session')).body.csrf
  }
}

function parse(response: Response, bytes: Uint8Array): unknown {
  const type = response.headers.get('content-type') ?? ''
  const attached = response.headers.get('content-disposition')?.startsWith('attachment')
  if (attached) return bytes
  if (type.includes('json')) return JSON.parse(new TextDecoder().decode(bytes))
  return type.startsWith('text/') ? new TextDecoder().decode(bytes) : bytes
}
