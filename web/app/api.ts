import type { Contracts } from '../../server/contracts.ts'
import type { ReplyOf, RequestOf } from '../../server/http/contract.ts'
import { fetchOutlivingPage } from './keepalive.ts'
import { ApiProblem, problemFrom, unreachable } from './problem.ts'
import { reachedEvent, signedOutEvent } from './session-events.ts'
import { t } from './strings.ts'

// Types come from the server's contracts and are removed in the build: no code of zod or of the server reaches the browser.

export type Endpoint = keyof Contracts

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- tests whether all fields of a part are optional
type Nothing = Record<never, never>
/** Makes parts optional whose fields are all optional (such as a query). */
type Loosened<T> = { [K in keyof T as Nothing extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as Nothing extends T[K] ? K : never]?: T[K]
}
/** The input of an endpoint: `params`, `query`, `body` and `idempotencyKey`, as its contract declares them. */
export type Ask<E extends Endpoint> = Loosened<RequestOf<Contracts[E]>> & { signal?: AbortSignal; keepalive?: boolean }
/** The successful reply; undefined when it is empty. */
export type Answer<E extends Endpoint> = ReplyOf<Contracts[E]>

type Asked<E extends Endpoint> = Nothing extends Ask<E> ? [ask?: Ask<E>] : [ask: Ask<E>]

interface LooseAsk {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
  keepalive?: boolean
  idempotencyKey?: string
}

const pausesBeforeRetryMs = [400, 1500]
type SessionReply = Answer<'GET /api/session'>

let token: string | null = null
/** Whether the last request did not reach the server. */
let isDown = false
/** The person whose work is on the screen; null for a visitor. */
let holder: string | null = null

/** Stores whose session this is, and its CSRF token, which is sent with every change. */
export function adoptSession(session: SessionReply): void {
  token = session.csrf
  holder = holderOf(session)
}

/** Identifies the person of a session; null for a visitor. */
export function holderOf({ actor }: SessionReply): string | null {
  if (actor.kind === 'visitor') return null
  return actor.kind === 'link' ? `link ${actor.invitationId}` : `account ${actor.id}`
}

/** A refusal as an ApiProblem. When the session has ended, an event makes the shell offer to sign in again over the page. */
export function refusal(status: number, body: unknown): ApiProblem {
  const problem = problemFrom(status, body)
  if (problem.code === 'sign_in_required' && holder !== null) window.dispatchEvent(new Event(signedOutEvent))
  return problem
}

/** Another one in every session; null for a visitor. */
export function csrfToken(): string | null {
  return token
}

/** For requests that are not sent by this file. */
export function csrfHeaders(): Record<string, string> {
  return token === null ? {} : { 'x-tj-csrf': token }
}

/**
 * Calls an endpoint by its contract: `await api('GET /api/calls/:id', { params: { id } })`. A GET that does not get through is tried twice
 * more; a change is not, because it may have arrived.
 * @throws ApiProblem only (an abort stays an AbortError)
 */
export async function api<E extends Endpoint>(endpoint: E, ...[ask]: Asked<E>): Promise<Answer<E>> {
  const loose: LooseAsk = ask ?? {}
  const call = () => attempt(endpoint, loose)
  const reply = endpoint.startsWith('GET ') ? await withRetries(call, loose.signal) : await withFreshToken(call)
  return answer<E>(reply)
}

export interface UploadProgress {
  sentBytes: number
  totalBytes: number
  bytesPerSecond: number
  /** By default `sending`. `counting`: the checksum is computed before sending; `sentBytes` are then the bytes read. */
  phase?: 'queued' | 'counting' | 'sending' | 'waiting' | 'finishing'
}

interface UploadAsk {
  params?: Record<string, string>
  query?: Record<string, unknown>
  file: Blob
  /** Text fields; they are sent before the file, because the server streams it. */
  fields?: Record<string, string>
  progress?: (progress: UploadProgress) => void
  signal?: AbortSignal
}

/** Sends one file as multipart and reports progress. Uses XMLHttpRequest, because fetch does not report how much was sent. */
export async function upload<E extends Endpoint>(endpoint: E, ask: UploadAsk): Promise<Answer<E>> {
  return answer<E>(await withFreshToken(() => attemptUpload(endpoint, ask)))
}

function attemptUpload(endpoint: string, ask: UploadAsk): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const [method, path] = split(endpoint)
    request.open(method, address(path, ask))
    request.responseType = 'text'
    request.setRequestHeader('accept', 'application/json')
    if (token !== null) request.setRequestHeader('x-tj-csrf', token)
    const beganAt = performance.now()
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const seconds = Math.max((performance.now() - beganAt) / 1000, 0.001)
      ask.progress?.({ sentBytes: loaded, totalBytes: total, bytesPerSecond: loaded / seconds })
    })
    request.addEventListener('load', () => {
      const body = parse(request.responseText)
      if (request.status < 300) resolve(body)
      else reject(refusal(request.status, body))
    })
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')))
    if (ask.signal?.aborted === true) return request.abort()
    ask.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(parts(ask))
  })
}

function parts({ file, fields = {} }: UploadAsk): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return form
}

async function attempt(endpoint: string, ask: LooseAsk): Promise<unknown> {
  const [method, path] = split(endpoint)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET' && token !== null) headers['x-tj-csrf'] = token
  if (ask.body !== undefined) headers['content-type'] = 'application/json'
  if (ask.idempotencyKey !== undefined) headers['idempotency-key'] = ask.idempotencyKey
  const sent = ask.body === undefined ? undefined : JSON.stringify(ask.body)
  const url = address(path, ask)
  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    ...(ask.signal === undefined ? {} : { signal: ask.signal }),
  }
  const send = ask.keepalive === true ? fetchOutlivingPage : fetch
  const reply = sent === undefined ? fetch(url, init) : send(url, { ...init, body: sent })
  const response = await reply.catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    isDown = true
    throw unreachable()
  })
  const body = parse(await response.text())
  if (isDown) tellReached()
  if (!response.ok) throw refusal(response.status, body)
  return body
}

/** Tells pages to send again what could not be sent, and to remove the error about the connection. */
function tellReached(): void {
  isDown = false
  window.dispatchEvent(new Event(reachedEvent))
}

async function withRetries(call: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
  for (const pauseMs of pausesBeforeRetryMs) {
    try {
      return await call()
    } catch (failure) {
      if (!(failure instanceof ApiProblem && failure.mayPass) || signal?.aborted === true) throw failure
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return call()
}

/** Signing in from another tab changes the token: gets the new one and calls once more. */
async function withFreshToken(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call()
  } catch (failure) {
    if (!(failure instanceof ApiProblem) || failure.code !== 'cross_site') throw failure
  }
  await renewCsrfToken()
  return call()
}

/** @throws ApiProblem `signed_in_elsewhere` when another person has signed in in another window: this page is not theirs */
export async function renewCsrfToken(): Promise<void> {
  const session = answer<'GET /api/session'>(await attempt('GET /api/session', {}))
  const found = holderOf(session)
  if (holder !== null && found === null) throw refusal(401, { code: 'sign_in_required' })
  if (holder !== null && found !== holder) {
    throw new ApiProblem(403, 'signed_in_elsewhere', t('common.signedInElsewhere'))
  }
  token = session.csrf
}

function split(endpoint: string): [method: string, path: string] {
  const space = endpoint.indexOf(' ')
  return [endpoint.slice(0, space), endpoint.slice(space + 1)]
}

function address(path: string, { params = {}, query = {} }: LooseAsk): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') search.append(name, String(one))
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`
}

/** The only place where JSON gets its type: the server's reply schema has removed undeclared fields. */
function answer<E extends Endpoint>(body: unknown): Answer<E> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return body as Answer<E>
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
