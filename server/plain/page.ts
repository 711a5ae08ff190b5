import type { FastifyReply, FastifyRequest } from 'fastify'
import type { contracts } from '../contracts.ts'
import type { ReplyOf, RequestOf } from '../http/contract.ts'
import type { FormBody } from '../http/form-body.ts'
import type { Html } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'

type Contracts = typeof contracts
export type Route = keyof Contracts
export type Answer<R extends Route> = ReplyOf<Contracts[R]>
export type Session = Answer<'GET /api/session'>

/** Calls an endpoint of the API in the name of the visitor. @throws Refusal, BadInput */
export type Ask = <R extends Route>(route: R, sent?: RequestOf<Contracts[R]>) => Promise<Answer<R>>

/** A request for a page, or with its form. */
export interface Visit {
  /** Texts in the language of the request. */
  readonly t: Translate
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly ask: Ask
  readonly session: Session
  readonly params: Readonly<Record<string, string>>
  /** A query parameter; the empty string when it is missing. */
  readonly query: (name: string) => string
  readonly form: FormBody
}

export interface Page {
  readonly title: string
  readonly body: Html
  /** Without navigation, for people who come by the link of a letter. */
  readonly bare?: boolean
  readonly status?: number
  /**
   * Sent compressed. Only for a page without input of the visitor: beside a secret, such as the form's token, the compressed length would
   * show whether the two are alike (BREACH).
   */
  readonly compressed?: true
  /** The bundle of the next screen, loaded in advance on a good connection. */
  readonly next?: 'author' | 'reviewer' | 'account'
}

/** A page, or the path to redirect to: always a redirect after a form, so that reloading does not send it again. */
export type Answered = Page | { readonly to: string }

export interface PlainRoute {
  readonly method: 'GET' | 'POST'
  readonly pattern: string
  readonly answer: (visit: Visit) => Promise<Answered>
}
