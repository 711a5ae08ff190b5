import { directionOf } from '../domain/languages.ts'
import { navigationFor } from '../domain/navigation.ts'
import type { Assets } from '../http/assets.ts'
import { html, type Html } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'
import type { Page, Session } from './page.ts'
import { csrf } from './parts.ts'

/** The part of a session that a page's header and footer show. */
export type Asker = Pick<Session, 'actor' | 'csrf'>

/** The whole document: header and footer as on the screens, one style sheet, and one script that the page works without. */
export function documentOf(assets: Assets, path: string, t: Translate, session: Asker, page: Page): string {
  return html`<!doctype html>
<html lang="${t.locale}" dir="${directionOf(t.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${page.title} · ${t('common.journal')}</title>
<link rel="stylesheet" href="${assets.url('web/plain/plain.css')}">
<script type="module" src="${assets.url('web/plain/plain.ts')}"${page.next && html` data-next="${nextFiles(assets, page.next)}"`}></script>
</head>
<body>
<div class="shell">
<a class="skip" href="#main">${t('common.skip')}</a>
<header class="masthead"><div>
<a class="journal" href="/">${t('common.journal')}</a>
${page.bare !== true && navigation(t, path, session)}${account(t, session)}
</div></header>
<main id="main" tabindex="-1">${page.body}</main>
<footer>${t('common.footer')}</footer>
</div>
</body>
</html>
`.toString()
}

function nextFiles(assets: Assets, bundle: string): string {
  const entries = ['web/app/main.ts', `web/${bundle}/pages.ts`]
  return [...new Set(entries.flatMap((entry) => [assets.url(entry), ...assets.imports(entry)]))].join(' ')
}

function navigation(t: Translate, path: string, { actor }: Asker): Html | false {
  const entries = navigationFor(actor.kind === 'account' ? actor.roles : null)
  if (entries.length === 0) return false
  const here = entries.find(({ href }) => path === href || path.startsWith(`${href}/`))
  return html`<nav aria-label="${t('common.nav.label')}"><ul>
${entries.map((entry) => html`<li><a href="${entry.href}"${entry === here && html` aria-current="true"`}>${t(entry.title)}</a></li>`)}
</ul></nav>`
}

function account(t: Translate, session: Asker): Html {
  const { actor } = session
  if (actor.kind !== 'account')
    return html`<div class="account"><a class="button quiet" href="/account/sign-in">${t('common.signIn')}</a></div>`
  return html`<div class="account"><a class="name" href="/account"><bdi>${actor.name}</bdi></a>
<form method="post" action="/account/sign-out">${csrf(session)}<button class="quiet">${t('common.signOut')}</button></form></div>`
}
