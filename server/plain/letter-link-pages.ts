import { html, type Html, type Part } from '../rendering/html.ts'
import type { Answered, Page, PlainRoute, Session, Visit } from './page.ts'
import { button, csrf, field, notice, problemNotice, tried, withNext } from './parts.ts'
import { t } from './words.ts'

// Pages that the links in letters open. The token is in the fragment, which no browser sends: opening the page changes nothing, so a mail
// scanner that opens links does not use up the token (docs/threat-model.md R-09). A script copies the token into the form; without a script
// the person pastes the link. The form sends it in its body, which appears in no log and no Referer.

interface LetterLink {
  readonly path: string
  readonly title: string
  readonly text: string
  readonly act: string
  readonly bare?: true
  /** What the person can do when the link does not work. */
  readonly remedy: Part
  /** Shown below the button. */
  readonly below?: Part
  /** @returns the path of the next page */
  readonly redeem: (visit: Visit, token: string) => Promise<string>
}

const askAgain = html`<p>${t('common.account.link.uselessText')}</p>
<p class="actions"><a class="button" href="/account/sign-in">${t('common.account.link.askAgain')}</a></p>`

const letterLinks: readonly LetterLink[] = [
  {
    path: '/account/confirm',
    title: t('common.account.confirm.title'),
    text: t('common.account.confirm.text'),
    act: t('common.account.confirm.act'),
    remedy: askAgain,
    redeem: async ({ ask }, token) => arrival(await ask('POST /api/account/confirm', { body: { token } })),
  },
  {
    path: '/account/link',
    title: t('common.account.link.title'),
    text: t('common.account.link.text'),
    act: t('common.signIn'),
    remedy: askAgain,
    redeem: async ({ ask }, token) => arrival(await ask('POST /api/session/redeem', { body: { token } })),
  },
  {
    path: '/review/open',
    title: t('common.title.invitation'),
    text: t('reviewer.open.lead'),
    act: t('reviewer.open.submit'),
    bare: true,
    remedy: html`<p>${t('reviewer.open.refused')}</p>`,
    below: html`<p class="small muted">${t('reviewer.open.account')} <a href="/account/sign-in?next=%2Freview">${t('common.signIn')}</a></p>`,
    redeem: async ({ ask }, token) => (await ask('POST /api/invitations/open', { body: { token } })).next,
  },
]

export const letterLinkPages: readonly PlainRoute[] = letterLinks.flatMap((link): PlainRoute[] => [
  { method: 'GET', pattern: link.path, answer: async ({ session }) => pageOf(link, session) },
  { method: 'POST', pattern: link.path, answer: (visit) => press(link, visit) },
])

/** People without a password choose one first. */
function arrival({ next, needsPassword }: { next: string; needsPassword: boolean }): string {
  return needsPassword ? withNext('/account/welcome', next) : next
}

function pageOf(
  { path, title, text, act, bare, below }: LetterLink,
  session: Session,
  refused: Html | false = false,
  value = '',
): Page {
  const body = html`<div class="account-form stack">
<h1>${title}</h1>
<p>${text}</p>
${refused}
<form class="stack" method="post" action="${path}" data-letter-link>${csrf(session)}
${field({ name: 'token', label: t('common.plain.link'), hint: t('common.plain.linkHint'), value, attributes: html`autocomplete="off" autocapitalize="none" spellcheck="false"` })}
<div class="actions">${button(act, { kind: 'primary' })}</div>
</form>
${below}
</div>`
  return { title, body, ...(bare && { bare }) }
}

async function press(link: LetterLink, visit: Visit): Promise<Answered> {
  const token = tokenIn(visit.form.value('token'))
  const { value, problem } = await tried(visit.request, () => link.redeem(visit, token))
  if (problem === null) return { to: value }
  const isUseless = problem.status === 410
  const refused = isUseless ? notice('bad', problem.title, link.remedy) : problemNotice(problem)
  // A link that may still work stays in the form.
  return { ...pageOf(link, visit.session, refused, isUseless ? '' : token), status: problem.status }
}

/** A whole link may be pasted, together with characters that a mail program put around it. */
function tokenIn(pasted: string): string {
  const [, fragment = pasted] = /#(.*)$/s.exec(pasted) ?? []
  return fragment.replaceAll(/[^\w.-]/g, '')
}
