import type { FastifyReply, FastifyRequest } from 'fastify'
import type { contracts } from '../contracts.ts'
import type { ReplyOf, RequestOf } from '../http/contract.ts'
import type { FormBody } from '../http/form-body.ts'
import type { Html } from '../rendering/html.ts'

type Contracts = typeof contracts
export type Route = keyof Contracts
export type Answer<R extends Route> = ReplyOf<Contracts[R]>
export type Session = Answer<'GET /api/session'>

/** Asks an endpoint of the API in the name of whoever opened the page. @throws Refusal, BadInput */
export type Ask = <R extends Route>(route: R, sent?: RequestOf<Contracts[R]>) => Promise<Answer<R>>

/** Somebody opens a page, or sends its form. */
export interface Visit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly ask: Ask
  readonly session: Session
  readonly params: Readonly<Record<string, string>>
  /** Of the address; the empty string when it is not there. */
  readonly query: (name: string) => string
  readonly form: FormBody
}

export interface Page {
  readonly title: string
  readonly body: Html
  /** Nothing else on the page: no navigation. For those who come by a letter's link. */
  readonly bare?: boolean
  readonly status?: number
  /**
   * Sent compressed. Only of a page that holds nothing the asker has said: beside something secret, such as the token of a
   * form, the length of what comes back would tell whether the two are alike (BREACH).
   */
  readonly compressed?: true
  /** The bundle of the screen that comes next: fetched meanwhile, where the line is good. */
  readonly next?: 'author' | 'reviewer' | 'account'
}

/** A page, or the path of the one to go on to: after a form, always, so that loading it again sends nothing again. */
export type Answered = Page | { readonly to: string }

export interface PlainRoute {
  readonly method: 'GET' | 'POST'
  readonly pattern: string
  readonly answer: (visit: Visit) => Promise<Answered>
}
