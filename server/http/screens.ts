import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { directionOf } from '../domain/languages.ts'
import { textsIn, type Translate } from '../strings/translate.ts'
import { assetsOf, registerAssets } from './assets.ts'
import { html, type Html } from '../rendering/html.ts'
import { registerMailbox } from './mailbox.ts'
import { screenPrefixes } from './screen-prefixes.ts'

/**
 * One empty page for all working screens: it contains no data, so it is the same for everybody with the same language. It looks up no
 * account; the screens adopt the account's language from the session (web/app/strings.ts).
 */
export async function registerScreens(app: FastifyInstance, { settings }: Deps): Promise<void> {
  await registerAssets(app, settings)
  const head = settings.viteUrl === null ? builtHead(settings) : developmentHead(settings.viteUrl)
  const pages = new Map(settings.locales.map((locale) => [locale, shell(textsIn(locale), head)]))
  for (const prefix of screenPrefixes) {
    for (const url of [prefix, `${prefix}/*`]) {
      app.get(url, async ({ locale }, reply) =>
        reply
          .type('text/html; charset=utf-8')
          .headers({ 'cache-control': 'no-store', 'content-language': locale })
          .send(pages.get(locale)),
      )
    }
  }
  if (settings.mailboxDir !== null) registerMailbox(app, settings.mailboxDir, assetsOf(settings))
}

function builtHead(settings: Deps['settings']): Html {
  const assets = assetsOf(settings)
  return html`
    <link rel="stylesheet" href="${assets.url('web/app/app.css')}">
    ${assets.imports('web/app/main.ts').map((address) => html`<link rel="modulepreload" href="${address}">`)}
    <script type="module" src="${assets.url('web/app/main.ts')}"></script>`
}

function developmentHead(viteUrl: string): Html {
  return html`
    <link rel="stylesheet" href="${viteUrl}/web/app/app.css">
    <script type="module" src="${viteUrl}/@vite/client"></script>
    <script type="module" src="${viteUrl}/web/app/main.ts"></script>`
}

function shell(t: Translate, head: Html): string {
  return html`<!doctype html>
<html lang="${t.locale}" dir="${directionOf(t.locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <link rel="icon" href="data:,">
    <title>${t('common.journal')}</title>
    ${head}
  </head>
  <body>
    <tj-app></tj-app>
    <noscript><p>${t('common.needsScript')}</p></noscript>
  </body>
</html>
`.toString()
}
