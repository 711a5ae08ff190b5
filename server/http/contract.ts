import type { FileReply } from '../storage/serve-file.ts'
import type { z } from 'zod'
import type { RoleAction } from '../domain/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Route = `${Method} /api/${string}`

/** How many requests one source (or one account) may make; counted in PostgreSQL. */
export interface Limit {
  readonly hits: number
  readonly minutes: number
}

/**
 * One endpoint: its input, its reply, and who may call it. The types of the server's handlers and of the web client, validation, OpenAPI
 * and the anonymity sweep are made from it.
 */
export interface Endpoint {
  readonly summary: string
  /**
   * `anyone`, `signed_in` (an account or the link of a letter), or an action of the policy's role table. The handler's action checks more
   * specific rules.
   */
  readonly access: 'anyone' | 'signed_in' | RoleAction
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** `multipart`: the fields of `body`, then one part named `file`; the handler reads the stream. */
  readonly takes?: 'json' | 'multipart'
  /** Status of success; 200 by default. */
  readonly status?: 200 | 201 | 202 | 204
  /** Shape of the reply; fields that it does not declare are removed. `file`: bytes as an attachment. `none`: no body. */
  readonly reply: z.ZodType | 'file' | 'none'
  /** `true`: the request must have an Idempotency-Key; `if_asked`: it may. The handler gets the key, or the empty string. */
  readonly idempotent?: true | 'if_asked'
  readonly limit?: Limit
  /**
   * Sent compressed (docs/threat-model.md R-60): only for a reply without tokens, and without identities that whoever wrote other parts of
   * it must not learn.
   */
  readonly compressed?: true
}

export type Contract = Readonly<Record<Route, Endpoint>>

export function contract<const C extends Record<Route, Endpoint>>(endpoints: C): C {
  return endpoints
}

type Parsed<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined
type Sent<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType } ? z.input<S> : undefined

export type Params<E> = Parsed<E, 'params'>
export type Query<E> = Parsed<E, 'query'>
export type Body<E> = Parsed<E, 'body'>
/** The handler's return value; the client gets the schema's output. */
export type ReplyOf<E> = E extends { readonly reply: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : S extends 'file'
      ? FileReply
      : undefined
  : never

/** The web client's input for a route. */
export type RequestOf<E> = Present<{
  params: Sent<E, 'params'>
  query: Sent<E, 'query'>
  body: Sent<E, 'body'>
  idempotencyKey: E extends { readonly idempotent: true }
    ? string
    : E extends { readonly idempotent: 'if_asked' }
      ? string | undefined
      : undefined
}>
/** Removes keys that the endpoint does not take, and makes those optional that may be left out. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? ([T[K]] extends [undefined] ? never : K) : never]?: Exclude<T[K], undefined>
}

export interface FieldProblem {
  /** Path into the request, separated by dots: `contributors.0.name`. */
  readonly path: string
  readonly message: string
  /** Set when the message is meant for the author of the text, and contains the field's name: `text_too_long`, `text_blank` … */
  readonly code?: string
}

/** The JSON of every refusal and fault (RFC 9457). */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  /** A refusal code of domain/refusal.ts, `bad_input` or `fault`. */
  readonly code: string
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>
  /** For `bad_input` and `incomplete`: the fields and what is wrong with them. */
  readonly fields?: readonly FieldProblem[]
  /** For `fault`: an id to quote; the log has the details under it. */
  readonly incident?: string
}
