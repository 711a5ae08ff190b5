import type { FastifyRequest } from 'fastify'
import type { Verdict } from '../domain/refusal.ts'
import type { Problem } from '../http/contract.ts'
import { problemOf } from '../http/errors.ts'
import { html, type Html, type Part } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'
import type { Session } from './page.ts'

// Parts of pages: the same markup and classes as the elements of the screens, without scripts.

export interface FieldError {
  readonly field: string
  readonly message: string
}

/** The result of calling an endpoint. A fault is logged and shown like a refusal. */
type Tried<T> = { readonly value: T; readonly problem: null } | { readonly value: null; readonly problem: Problem }

export async function tried<T>(request: FastifyRequest, ask: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await ask(), problem: null }
  } catch (failure) {
    return { value: null, problem: problemOf(failure instanceof Error ? failure : new Error('unknown'), request) }
  }
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly errors?: readonly FieldError[]
  readonly optional?: boolean
  /** Attributes of the control besides name, id and aria-describedby. */
  readonly attributes?: Html
  readonly value?: string
}

/** An input with its label, hint and error. */
export function field(t: Translate, of: Field): Html {
  return labelled(
    t,
    of,
    (described) =>
      html`<input id="${of.name}" name="${of.name}" value="${of.value ?? ''}"${described} ${of.attributes}>`,
  )
}

export function textarea(t: Translate, of: Field): Html {
  return labelled(
    t,
    of,
    (described) =>
      html`<textarea id="${of.name}" name="${of.name}"${described} ${of.attributes}>${of.value ?? ''}</textarea>`,
  )
}

/** A password field; a script can make it visible (web/plain/plain.ts). The value is never sent back. */
export function password(t: Translate, of: Field): Html {
  return labelled(
    t,
    of,
    (
      described,
    ) => html`<span class="with-toggle"><input id="${of.name}" type="password" name="${of.name}" maxlength="128" autocapitalize="none" spellcheck="false"${described} ${of.attributes}>
<button type="button" hidden aria-pressed="false" data-hide="${t('common.account.hidePassword')}">${t('common.account.showPassword')}</button></span>`,
  )
}

function labelled(
  t: Translate,
  { name, label, hint, optional, errors = [] }: Field,
  control: (described: Html) => Html,
): Html {
  const error = errors.find(({ field: of }) => of === name)?.message
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  const described = html`${ids !== '' && html` aria-describedby="${ids}"`}${error && html` aria-invalid="true"`}${optional !== true && html` aria-required="true"`}`
  return html`<div class="field"><label for="${name}">${label}${optional && html` <span class="muted">${t('common.field.optional')}</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${error && html`<p class="error" id="${name}-error"><span class="sr-only">${t('common.field.error')}</span> ${error}</p>`}
${control(described)}</div>`
}

/** The errors of a form, at its top. Gets the focus when the page opens. */
export function errorList(t: Translate, errors: readonly FieldError[]): Html | false {
  return (
    errors.length > 0 &&
    html`<div class="errors notice bad" tabindex="-1" autofocus role="group" aria-labelledby="errors"><h2 id="errors">${t('common.errors.heading', { n: errors.length })}</h2>
<ul>${errors.map(({ field: of, message }) => html`<li><a href="#${of}">${message}</a></li>`)}</ul></div>`
  )
}

export function notice(t: Translate, kind: 'info' | 'good' | 'warn' | 'bad', heading: string, body: Part = null): Html {
  // The page opens with the focus on the error, and screen readers start there.
  const first = kind === 'bad' && html` tabindex="-1" autofocus`
  return html`<div class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}"${first}><span class="sr-only">${t(`common.notice.${kind}`)}</span><strong>${heading}</strong>${body}</div>`
}

/** A refusal or a fault, beside the button that caused it. */
export function problemNotice(t: Translate, problem: Pick<Problem, 'title'> | null): Html | false {
  return problem !== null && notice(t, 'bad', problem.title)
}

/** A submit button; when disabled it shows the reason. */
export function button(
  label: string,
  { kind = '', reason = '', attributes }: { kind?: string; reason?: string; attributes?: Html } = {},
): Html {
  if (reason === '') return html`<button class="${kind}" ${attributes}>${label}</button>`
  return html`<button type="button" class="${kind}" aria-disabled="true" aria-describedby="reason">${label}</button> <span class="reason" id="reason">${reason}</span>`
}

export function why(t: Translate, verdict: Verdict): string {
  return verdict.allowed ? '' : t(`refusals.${verdict.code}`, verdict.details)
}

/** The form field with the CSRF token. */
export function csrf({ csrf: token }: Pick<Session, 'csrf'>): Html | false {
  return token !== null && html`<input type="hidden" name="csrf" value="${token}">`
}

export function hidden(name: string, value: string): Html | false {
  return value !== '' && html`<input type="hidden" name="${name}" value="${value}">`
}

/** `?next=…`, or the empty string. */
export function withNext(path: string, next: string): string {
  return next === '' ? path : `${path}?next=${encodeURIComponent(next)}`
}
