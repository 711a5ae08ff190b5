import type { RefusalDetails } from '../../server/domain/refusal.ts'
import type { FieldProblem, Problem } from '../../server/http/contract.ts'
import { t, tOf } from './strings.ts'

/** A refusal or fault of the server (application/problem+json), or the failure to reach it (status 0, code `unreachable`). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** The reason, as a text for the screen. */
  readonly reason: string
  readonly fields: readonly FieldProblem[]
  /** Id of the fault in the server's log, to quote when asking for help. */
  readonly incident: string | null
  /** The values in the text, for a screen that acts on them. */
  readonly details: RefusalDetails

  constructor(
    status: number,
    code: string,
    reason: string,
    fields: readonly FieldProblem[] = [],
    incident: string | null = null,
    details: RefusalDetails = {},
  ) {
    super(code)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.reason = reason
    this.fields = fields
    this.incident = incident
    this.details = details
  }

  /** Whether the same request may succeed later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502
  }
}

type ProblemDocument = Partial<Problem>

export function problemFrom(status: number, body: unknown): ApiProblem {
  const document = (typeof body === 'object' && body !== null ? body : {}) as ProblemDocument
  const code = document.code ?? `http_${status}`
  const facts = { ...scalars(code, document.details), incident: document.incident ?? '' }
  const fields = document.fields ?? []
  const reason = saidOfTexts(fields) ?? tOf('refusals', code, facts) ?? document.title ?? general(status)
  return new ApiProblem(status, code, reason, fields, document.incident ?? null, document.details)
}

/** The fields of the body with errors, by the first step of their paths: the others can be saved without them. */
export function refusedFields({ fields }: ApiProblem): ReadonlySet<string> {
  return new Set(fields.map(({ path }) => path.split('.')[0] ?? ''))
}

/** The error of one field; the empty string when there is none. */
export function errorAt(problem: ApiProblem | null, path: string): string {
  return problem?.fields.find((field) => field.path === path)?.message ?? ''
}

export function unreachable(): ApiProblem {
  return new ApiProblem(0, 'unreachable', t('common.unreachable'))
}

/** Any failure as an ApiProblem; a fault in the screen's own code is shown as such. */
export function asProblem(failure: unknown): ApiProblem {
  if (failure instanceof ApiProblem) return failure
  console.error(failure)
  return new ApiProblem(500, 'screen_fault', t('common.screenFault'))
}

/** The errors of the single fields, if there are no others: more helpful than a general message. */
function saidOfTexts(fields: readonly FieldProblem[]): string | null {
  const isSaid = fields.length > 0 && fields.every(({ code }) => code !== undefined)
  return isSaid ? fields.map(({ message }) => message).join(' ') : null
}

function general(status: number): string {
  if (status === 404) return t('common.notFound')
  return status >= 500 ? t('common.serverFault') : t('common.refused')
}

/** Details as values for the refusal's text; codes in a list are replaced by their own texts. */
function scalars(code: string, details: RefusalDetails = {}): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.map((entry) => tOf('refusals', `${code}.${entry}`) ?? entry).join(', ') : value,
    ]),
  )
}
