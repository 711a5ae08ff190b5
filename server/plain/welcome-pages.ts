import { isBlank } from '../domain/text.ts'
import type { Problem } from '../http/contract.ts'
import { html } from '../rendering/html.ts'
import { ownPath } from '../http/own-path.ts'
import { fieldErrors, shortestPassword } from './account-pages.ts'
import type { Translate } from '../strings/translate.ts'
import type { Answer, Answered, Page, PlainRoute, Visit } from './page.ts'
import {
  button,
  csrf,
  errorList,
  field,
  hidden,
  password,
  problemNotice,
  tried,
  withNext,
  type FieldError,
} from './parts.ts'

// For people who confirmed an address in another browser than the one in which they registered. What they typed there counts only there
// (http/registration-cookie.ts), so this page asks for name and password.

export const welcomePages: readonly PlainRoute[] = [
  { method: 'GET', pattern: '/account/welcome', answer: welcome },
  { method: 'POST', pattern: '/account/welcome', answer: choose },
]

type Profile = Answer<'GET /api/account'>

async function welcome(visit: Visit): Promise<Answered> {
  const { ask, query, session } = visit
  if (session.actor.kind !== 'account') return { to: withNext('/account/sign-in', query('next')) }
  const profile = await ask('GET /api/account')
  return page(visit, profile, query('next'), { name: nameIn(profile) })
}

/** An account without a chosen name is called after its address, which is not suggested as a name. */
function nameIn({ name, email }: Profile): string {
  return name === email.split('@', 1)[0] ? '' : name
}

interface Entered {
  readonly name: string
  readonly errors?: readonly FieldError[]
  readonly problem?: Problem | null
}

function page(
  { session, t }: Visit,
  { email }: Profile,
  next: string,
  { name, errors = [], problem = null }: Entered,
): Page {
  const onwards = ownPath(next) ?? '/author'
  const body = html`<div class="account-form stack">
<h1>${t('common.account.welcome.title')}</h1>
<p>${t('common.account.welcome.text')}</p>
<p>${t('common.account.welcome.otherBrowser')}</p>
<form class="stack" method="post" action="/account/welcome" novalidate data-in-window>${csrf(session)}${hidden('next', next)}
${errorList(t, errors)}${problemNotice(t, problem)}
<input type="text" name="username" autocomplete="username" value="${email}" hidden readonly>
${field(t, { name: 'name', label: t('common.account.name'), hint: t('common.account.register.nameHint'), errors, value: name, attributes: html`dir="auto" autocomplete="name"` })}
${password(t, { name: 'password', label: t('common.account.password'), hint: t('common.account.passwordHint', { min: shortestPassword }), errors, attributes: html`autocomplete="new-password"` })}
<div class="actions">${button(t('common.account.welcome.act'), { kind: 'primary' })}
<a class="button quiet" href="${onwards}">${t('common.account.welcome.later')}</a></div>
<p class="muted small">${t('common.account.welcome.laterHint')}</p>
</form>
</div>`
  return {
    title: t('common.account.welcome.title'),
    body,
    next: 'author',
    ...(problem !== null && { status: problem.status }),
  }
}

async function choose(visit: Visit): Promise<Answered> {
  const { ask, form, request, session, t } = visit
  const next = form.value('next')
  if (session.actor.kind !== 'account') return { to: withNext('/account/sign-in', next) }
  const profile = await ask('GET /api/account')
  const { affiliation, country, orcid, locale, languages, expertise } = profile
  const [name, secret] = [form.value('name'), form.value('password')]
  const missing = gaps(t, name, secret)
  if (missing.length > 0) return page(visit, profile, next, { name, errors: missing })
  // The name first: it can be saved again, but a password that was set can only be changed with the old one.
  const { problem } = await tried(request, async () => {
    await ask('PUT /api/account', { body: { name, affiliation, country, orcid, locale, languages, expertise } })
    await ask('PUT /api/account/password', { body: { current: null, password: secret } })
  })
  if (problem === null) return { to: ownPath(next) ?? '/author' }
  if (problem.code === 'sign_in_failed')
    return page(visit, profile, next, {
      name,
      problem: { ...problem, title: t('common.account.welcome.hasPassword') },
    })
  const errors = fieldErrors(t, problem)
  return page(visit, profile, next, { name, errors, problem: errors.length > 0 ? null : problem })
}

function gaps(t: Translate, name: string, secret: string): FieldError[] {
  return [
    ...(isBlank(name) ? [{ field: 'name', message: t('common.account.error.name') }] : []),
    ...(secret.length < shortestPassword
      ? [{ field: 'password', message: t('common.account.error.password', { min: shortestPassword }) }]
      : []),
  ]
}
