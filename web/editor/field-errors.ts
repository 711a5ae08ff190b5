import type { ApiProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import type { FormError } from '../elements/tj-errors.ts'

type Labels = Readonly<Record<string, string>>

/** Words for one field where the server's own would not help; null: the server's. */
type OwnWords = (path: string) => string | null

/**
 * What the server found wrong in single fields, for the list at the form's top. Parts of a list (`themes.2`) count for the list.
 * @param labels the form's fields by the first step of their path
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

/** What is wrong with one field or a part of it; the empty string when nothing is. */
export function errorOf(problem: ApiProblem | null, field: string): string {
  return problem?.fields.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message ?? ''
}
