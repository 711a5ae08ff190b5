import type { Problem } from '../http/contract.ts'
import { html, type Html } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'
import type { Answered, Page, PlainRoute, Session, Visit } from './page.ts'
import {
  button,
  csrf,
  errorList,
  field,
  hidden,
  notice,
  password,
  problemNotice,
  tried,
  withNext,
  type FieldError,
} from './parts.ts'

// Signing in and registering. Both reply the same for known and unknown addresses; `next` is the page the person wanted.

/** Minimum length of a password, as in the contract. */
export const shortestPassword = 12

// Not type="email": browsers change an international address there into its ASCII form.
const emailAttributes = html`type="text" inputmode="email" autocapitalize="none" spellcheck="false"`

export const accountPages: readonly PlainRoute[] = [
  {
    method: 'GET',
    pattern: '/account/sign-in',
    answer: async (visit) => signInPage(visit, { next: visit.query('next'), sent: visit.query('sent') !== '' }),
  },
  { method: 'POST', pattern: '/account/sign-in', answer: signIn },
  {
    method: 'GET',
    pattern: '/account/register',
    answer: async (visit) => {
      const next = visit.query('next')
      return visit.query('sent') === '' ? registerPage(visit, { next }) : registered(visit, next)
    },
  },
  { method: 'POST', pattern: '/account/register', answer: register },
  { method: 'POST', pattern: '/account/register/again', answer: sendAgain },
  { method: 'POST', pattern: '/account/sign-out', answer: signOut },
]

interface SignInForm {
  readonly next: string
  readonly email?: string
  readonly sent?: boolean
  readonly errors?: readonly FieldError[]
  readonly problem?: Problem | null
}

function signInPage({ session, t }: Visit, { next, email, sent, errors = [], problem = null }: SignInForm): Page {
  const body = html`<div class="account-form stack">
<h1>${t('common.account.signIn.title')}</h1>
${sent === true && linkSent(t, session)}
<form class="stack" method="post" action="/account/sign-in" novalidate${sent !== true && html` data-in-window`}>${csrf(session)}${hidden('next', next)}
${errorList(t, errors)}${problemNotice(t, problem)}
${problem?.code === 'too_many_requests' && html`<p>${t('common.account.signIn.throttledHint')}</p>`}
${field(t, { name: 'email', label: t('common.account.email'), errors, value: email ?? '', attributes: html`${emailAttributes} autocomplete="username"` })}
${password(t, { name: 'password', label: t('common.account.password'), errors, attributes: html`autocomplete="current-password"` })}
<div class="actions">${button(t('common.signIn'), { kind: 'primary', attributes: html`name="by" value="password"` })}
${button(t('common.account.signIn.link'), { attributes: html`name="by" value="link"` })}</div>
</form>
<p class="muted small">${t('common.account.signIn.linkHint')}</p>
<p>${t('common.account.signIn.new')} <a href="${withNext('/account/register', next)}">${t('common.account.signIn.register')}</a></p>
</div>`
  return { title: t('common.title.signIn'), body, ...(problem !== null && { status: problem.status }) }
}

function linkSent(t: Translate, session: Session): Html {
  const words = html`<p>${t('common.account.link.sentText')}</p>${mailbox(t, session)}`
  return notice(t, 'good', t('common.account.link.sent'), words)
}

/** Trial only: a link to the letters that were sent. */
function mailbox(t: Translate, { mailbox: address }: Session): Html | false {
  return address !== null && html`<p><a href="${address}">${t('common.account.mailbox')}</a></p>`
}

async function signIn(visit: Visit): Promise<Answered> {
  const { form, ask, request, t } = visit
  const [email, secret, next] = [form.value('email'), form.value('password'), form.value('next')]
  const byLink = form.value('by') === 'link'
  const asked = byLink
    ? await tried(request, () => ask('POST /api/session/link', { body: { email, next } }))
    : await tried(request, () => ask('POST /api/session', { body: { email, password: secret, next } }))
  const { value, problem } = asked
  if (problem === null) {
    if ('next' in value) return { to: value.next }
    return signInPage(visit, { next, email, sent: true })
  }
  const errors = signInErrors(t, problem, byLink ? 'link' : secret)
  return signInPage(visit, { next, email, errors, problem: errors.length > 0 ? null : problem })
}

function signInErrors(t: Translate, problem: Problem, secret: string): FieldError[] {
  const missing = secret === '' ? [{ field: 'password', message: t('common.account.error.passwordMissing') }] : []
  if (problem.code === 'bad_input') return [...fieldErrors(t, problem), ...missing]
  if (problem.code !== 'sign_in_failed') return []
  if (missing.length > 0) return missing
  return [{ field: 'password', message: `${problem.title} ${t('common.account.signIn.failedHint')}` }]
}

const messages: Readonly<Record<string, string>> = {
  email: 'common.account.error.email',
  name: 'common.account.error.name',
  password: 'common.account.error.password',
}

/** Errors of single fields that the contract reported, with texts of the catalogue. */
export function fieldErrors(t: Translate, { code, fields = [] }: Problem): FieldError[] {
  if (code !== 'bad_input') return []
  return fields
    .filter(({ path }) => ['name', 'email', 'password', 'affiliation'].includes(path))
    .map(({ path, message, code: named }) => ({
      field: path,
      // For an invalid character, the contract's message is used, which names the character.
      message: isPlain(named)
        ? t(messages[path] ?? 'common.account.error.field', { field: path, min: shortestPassword })
        : message,
    }))
}

function isPlain(code: string | undefined): boolean {
  return code === undefined || code === 'text_blank' || code === 'text_email'
}

interface RegisterForm {
  readonly next: string
  readonly name?: string
  readonly email?: string
  readonly affiliation?: string
  readonly errors?: readonly FieldError[]
  readonly problem?: Problem | null
}

function registerPage(
  { session, t }: Visit,
  { next, name, email, affiliation, errors = [], problem = null }: RegisterForm,
): Page {
  const body = html`<div class="account-form stack">
<h1>${t('common.account.register.title')}</h1>
<p>${t('common.account.register.why')}</p>
<form class="stack" method="post" action="/account/register" novalidate data-in-window>${csrf(session)}${hidden('next', next)}
${errorList(t, errors)}${problemNotice(t, problem)}
${field(t, { name: 'name', label: t('common.account.name'), hint: t('common.account.register.nameHint'), errors, value: name ?? '', attributes: html`dir="auto" autocomplete="name"` })}
${field(t, { name: 'email', label: t('common.account.email'), hint: t('common.account.register.emailHint'), errors, value: email ?? '', attributes: html`${emailAttributes} autocomplete="email"` })}
${password(t, { name: 'password', label: t('common.account.password'), hint: t('common.account.passwordHint', { min: shortestPassword }), errors, attributes: html`autocomplete="new-password"` })}
${field(t, { name: 'affiliation', label: t('common.account.affiliation'), hint: t('common.account.affiliationHint'), optional: true, errors, value: affiliation ?? '', attributes: html`dir="auto" autocomplete="organization"` })}
<div class="actions">${button(t('common.account.register.act'), { kind: 'primary' })}</div>
</form>
<p>${t('common.account.register.known')} <a href="${withNext('/account/sign-in', next)}">${t('common.signIn')}</a></p>
</div>`
  return { title: t('common.title.register'), body, ...(problem !== null && { status: problem.status }) }
}

async function register(visit: Visit): Promise<Answered> {
  const { form, ask, request, t } = visit
  const [name, email, affiliation] = [form.value('name'), form.value('email'), form.value('affiliation')]
  const next = form.value('next')
  const body = { name, email, password: form.value('password'), affiliation, next }
  const { problem } = await tried(request, () => ask('POST /api/account/register', { body }))
  if (problem === null) return { to: `${withNext('/account/register', next)}${next === '' ? '?' : '&'}sent=1` }
  const errors = fieldErrors(t, problem)
  return registerPage(visit, { next, name, email, affiliation, errors, problem: errors.length > 0 ? null : problem })
}

function registered({ session, t }: Visit, next: string, again?: Html | false): Page {
  const words = html`<p>${t('common.account.register.sentText')}</p>${mailbox(t, session)}`
  const body = html`<div class="account-form stack">
<h1>${t('common.account.register.title')}</h1>
${again ?? notice(t, 'good', t('common.account.register.sent'), words)}
<p class="muted">${t('common.account.register.notArrived')}</p>
<form class="actions" method="post" action="/account/register/again">${csrf(session)}${hidden('next', next)}
${button(t('common.account.register.again'))} <a class="button quiet" href="${withNext('/account/register', next)}">${t('common.account.register.otherAddress')}</a></form>
</div>`
  return { title: t('common.title.register'), body }
}

/** To the address that was registered in this browser. */
async function sendAgain(visit: Visit): Promise<Answered> {
  const { form, ask, request, session, t } = visit
  const next = form.value('next')
  const { problem } = await tried(request, () => ask('POST /api/account/register/again'))
  if (problem !== null) return { ...registered(visit, next, problemNotice(t, problem)), status: problem.status }
  const words = html`<p>${t('common.account.register.sentText')}</p>${mailbox(t, session)}`
  return registered(visit, next, notice(t, 'good', t('common.account.register.sentAgain'), words))
}

async function signOut({ ask }: Visit): Promise<Answered> {
  await ask('DELETE /api/session')
  return { to: '/' }
}
