import { html, type Html, type Part } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'
import type { Answered, Page, PlainRoute, Visit } from './page.ts'
import { button, csrf, field, notice, problemNotice, tried, withNext } from './parts.ts'

// Pages that the links in letters open. The token is in the fragment, which no browser sends: opening the page changes nothing, so a mail
// scanner that opens links does not use up the token (docs/threat-model.md R-09). A script copies the token into the form; without a script
// the person pastes the link. The form sends it in its body, which appears in no log and no Referer.

interface LetterLink {
  readonly path: string
  /** Keys of its texts. */
  readonly title: string
  readonly text: string
  readonly act: string
  readonly bare?: true
  /** What the person can do when the link does not work. */
  readonly remedy: (t: Translate) => Part
  /** Shown below the button. */
  readonly below?: (t: Translate) => Part
  /** @returns the path of the next page */
  readonly redeem: (visit: Visit, token: string) => Promise<string>
}

const askAgain = (t: Translate) => html`<p>${t('common.account.link.uselessText')}</p>
<p class="actions"><a class="button" href="/account/sign-in">${t('common.account.link.askAgain')}</a></p>`

const letterLinks: readonly LetterLink[] = [
  {
    path: '/account/confirm',
    title: 'common.account.confirm.title',
    text: 'common.account.confirm.text',
    act: 'common.account.confirm.act',
    remedy: askAgain,
    redeem: async ({ ask }, token) => arrival(await ask('POST /api/account/confirm', { body: { token } })),
  },
  {
    path: '/account/link',
    title: 'common.account.link.title',
    text: 'common.account.link.text',
    act: 'common.signIn',
    remedy: askAgain,
    redeem: async ({ ask }, token) => arrival(await ask('POST /api/session/redeem', { body: { token } })),
  },
  {
    path: '/review/open',
    title: 'common.title.invitation',
    text: 'reviewer.open.lead',
    act: 'reviewer.open.submit',
    bare: true,
    remedy: (t) => html`<p>${t('reviewer.open.refused')}</p>`,
    below: (t) =>
      html`<p class="small muted">${t('reviewer.open.account')} <a href="/account/sign-in?next=%2Freview">${t('common.signIn')}</a></p>`,
    redeem: async ({ ask }, token) => (await ask('POST /api/invitations/open', { body: { token } })).next,
  },
]

export const letterLinkPages: readonly PlainRoute[] = letterLinks.flatMap((link): PlainRoute[] => [
  { method: 'GET', pattern: link.path, answer: async (visit) => pageOf(link, visit) },
  { method: 'POST', pattern: link.path, answer: (visit) => press(link, visit) },
])

/** People without a password choose one first. */
function arrival({ next, needsPassword }: { next: string; needsPassword: boolean }): string {
  return needsPassword ? withNext('/account/welcome', next) : next
}

function pageOf(
  { path, title, text, act, bare, below }: LetterLink,
  { session, t }: Visit,
  refused: Html | false = false,
  value = '',
): Page {
  const body = html`<div class="account-form stack">
<h1>${t(title)}</h1>
<p>${t(text)}</p>
${refused}
<form class="stack" method="post" action="${path}" data-letter-link>${csrf(session)}
${field(t, { name: 'token', label: t('common.plain.link'), hint: t('common.plain.linkHint'), value, attributes: html`autocomplete="off" autocapitalize="none" spellcheck="false"` })}
<div class="actions">${button(t(act), { kind: 'primary' })}</div>
</form>
${below?.(t)}
</div>`
  return { title: t(title), body, ...(bare && { bare }) }
}

async function press(link: LetterLink, visit: Visit): Promise<Answered> {
  const { t } = visit
  const token = tokenIn(visit.form.value('token'))
  const { value, problem } = await tried(visit.request, () => link.redeem(visit, token))
  if (problem === null) return { to: value }
  const isUseless = problem.status === 410
  const refused = isUseless ? notice(t, 'bad', problem.title, link.remedy(t)) : problemNotice(t, problem)
  // A link that may still work stays in the form.
  return { ...pageOf(link, visit, refused, isUseless ? '' : token), status: problem.status }
}

/** A whole link may be pasted, together with characters that a mail program put around it. */
function tokenIn(pasted: string): string {
  const [, fragment = pasted] = /#(.*)$/s.exec(pasted) ?? []
  return fragment.replaceAll(/[^\w.-]/g, '')
}
