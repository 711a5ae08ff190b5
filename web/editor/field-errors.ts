import type { ApiProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import type { FormError } from '../elements/tj-errors.ts'

type Labels = Readonly<Record<string, string>>

/** A text for one field where the server's would not help; null to use the server's. */
type OwnWords = (path: string) => string | null

/**
 * Errors of single fields that the server reported, for the list at the top of the form. An error in a part of a list (`themes.2`) counts
 * for the list.
 * @param labels the labels of the form's fields by the first step of their path
 */
export function fieldErrors(
  problem: ApiProblem | null,
  labels: Labels,
  own: OwnWords = () => null,
): readonly FormError[] {
  return (problem?.fields ?? []).flatMap(({ path, message, code }) => {
    const field = path.split('.')[0] ?? ''
    const label = labels[field]
    return label === undefined
      ? []
      : [
          {
            field,
            message: code === undefined ? t('editor.form.error', { label, message: own(path) ?? message }) : message,
          },
        ]
  })
}

/** The error of one field or a part of it; the empty string when there is none. */
export function errorOf(problem: ApiProblem | null, field: string): string {
  return problem?.fields.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message ?? ''
}
