import type { FastifyInstance } from 'fastify'

export const formMediaType = 'application/x-www-form-urlencoded'

/** What a form holds that a browser has sent by itself. */
export class FormBody {
  readonly #fields: URLSearchParams
  constructor(text: string) {
    this.#fields = new URLSearchParams(text)
  }

  /** The first value of a field; the empty string when there is none. Browsers send line ends as CR LF. */
  value(name: string): string {
    return (this.#fields.get(name) ?? '').replaceAll('\r\n', '\n')
  }
}

/** Lets the routes of this scope take forms; everywhere else they stay refused (app.ts). */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser<string>(
    formMediaType,
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, text, done) => done(null, new FormBody(text)),
  )
}
