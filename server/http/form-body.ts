import type { FastifyInstance } from 'fastify'

export const formMediaType = 'application/x-www-form-urlencoded'

/** The fields of a form that a browser sent without a script. */
export class FormBody {
  readonly #fields: URLSearchParams
  constructor(text: string) {
    this.#fields = new URLSearchParams(text)
  }

  /** The first value of a field; the empty string when there is none. Line breaks become LF: browsers send CR LF. */
  value(name: string): string {
    return (this.#fields.get(name) ?? '').replaceAll('\r\n', '\n')
  }
}

/** Makes the routes of this scope accept forms; all others refuse them (app.ts). */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser<string>(
    formMediaType,
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, text, done) => done(null, new FormBody(text)),
  )
}
