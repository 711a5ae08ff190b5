import { emailOf } from '../../server/domain/email.ts'
import { t } from '../app/strings.ts'
import type { ApiProblem } from '../app/problem.ts'
import type { FormError } from '../elements/tj-errors.ts'

/** Minimum length of a password, as on the server. */
export const shortestPassword = 12

/** The value of a field of the form; the empty string when there is none. */
export function written(form: HTMLFormElement, name: string): string {
  const control = form.elements.namedItem(name)
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.value : ''
}

export function emailErrors(email: string): FormError[] {
  return looksLikeEmail(email) ? [] : [{ field: 'email', message: t('common.account.error.email') }]
}

export function looksLikeEmail(email: string): boolean {
  return emailOf(email) !== null
}

export function newPasswordErrors(password: string): FormError[] {
  return password.length >= shortestPassword
    ? []
    : [{ field: 'password', message: t('common.account.error.password', { min: shortestPassword }) }]
}

/** The error of one field. */
export function errorOf(errors: readonly FormError[], field: string): string {
  return errors.find((error) => error.field === field)?.message ?? ''
}

const known: ReadonlySet<string> = new Set(['name', 'affiliation', 'country', 'orcid', 'email', 'password', 'current'])

/** Errors of single fields that the server reported, with texts of the catalogue; none when it refused for another reason. */
export function fieldErrors({ code, fields }: ApiProblem): FormError[] {
  if (code !== 'bad_input') return []
  return fields
    .filter(({ path }) => known.has(path))
    .map(({ path, message, code }) => ({
      field: path,
      message: code === undefined ? t('common.account.error.field', { field: path }) : message,
    }))
}
