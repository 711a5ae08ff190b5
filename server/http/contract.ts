import type { FileReply } from '../storage/serve-file.ts'
import type { z } from 'zod'
import type { RoleAction } from '../domain/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Route = `${Method} /api/${string}`

/** How often one source (or one account) may call; counted in PostgreSQL. */
export interface Limit {
  readonly hits: number
  readonly minutes: number
}

/**
 * One endpoint: what it takes, what it gives, and who may knock. Types of server handlers and of the web client's calls,
 * validation, OpenAPI and the anonymity sweep are all made from it.
 */
export interface Endpoint {
  readonly summary: string
  /** `anyone`, `signed_in` (an account or a letter's link), or an act of the policy's role table. Finer rules follow in the action. */
  readonly access: 'anyone' | 'signed_in' | RoleAction
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** `multipart`: one file part named `file` after fields that match `body`; the handler reads the stream. */
  readonly takes?: 'json' | 'multipart'
  /** Success status; 200 unless said. */
  readonly status?: 200 | 201 | 202 | 204
  /** Shape of the reply; what it does not declare never leaves. `file`: bytes as an attachment. `none`: no body. */
  readonly reply: z.ZodType | 'file' | 'none'
  /** The request must carry an Idempotency-Key, or may; the handler receives it, or the empty string. */
  readonly idempotent?: true | 'if_asked'
  readonly limit?: Limit
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
/** What a handler returns; the schema's output is what the client gets. */
export type ReplyOf<E> = E extends { readonly reply: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : S extends 'file'
      ? FileReply
      : undefined
  : never

/** What the web client gives and gets. */
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
/** What an endpoint takes; what it does not is no key at all, and what may be left out is an optional one. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? ([T[K]] extends [undefined] ? never : K) : never]?: Exclude<T[K], undefined>
}

export interface FieldProblem {
  /** Dotted path into the request: `contributors.0.name`. */
  readonly path: string
  readonly message: string
  /** When the message is for whoever wrote the text, with the field's name in it: `text_too_long`, `text_blank` … */
  readonly code?: string
}

/** Wire shape of every refusal and fault (RFC 9457). */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  /** A refusal code of domain/refusal.ts, `bad_input` or `fault`. */
  readonly code: string
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>
  /** For `bad_input` and `incomplete`: where, and what is wrong there. */
  readonly fields?: readonly FieldProblem[]
  /** For `fault`: a number to quote; the log has the rest. */
  readonly incident?: string
}
