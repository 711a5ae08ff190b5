import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import PostalMime from 'postal-mime'
import { textsIn, type Translate } from '../strings/translate.ts'
import { directionOf } from '../domain/languages.ts'
import type { Assets } from './assets.ts'
import { html, type Html } from '../rendering/html.ts'

const newest = 100

/** Trial only: shows the letters that the embedded SMTP server received, so that one person can try every role. */
export function registerMailbox(app: FastifyInstance, folder: string, assets: Assets): void {
  app.get<{ Querystring: { to?: string } }>('/dev/mailbox', async (request, reply) => {
    const letters = await readLetters(folder, request.query.to ?? '')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page(textsIn(request.locale), letters, assets).toString())
  })
}

interface Letter {
  readonly to: string
  readonly subject: string
  readonly date: string
  readonly text: string
}

async function readLetters(folder: string, to: string): Promise<Letter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
  const recent = names.sort().slice(-newest).toReversed()
  const letters = await Promise.all(recent.map((name) => readLetter(join(folder, name))))
  return letters.filter((letter) => to === '' || letter.to === to)
}

async function readLetter(path: string): Promise<Letter> {
  const mail = await PostalMime.parse(await readFile(path))
  return { to: mail.to?.[0]?.address ?? '', subject: mail.subject ?? '', date: mail.date ?? '', text: mail.text ?? '' }
}

function page(t: Translate, letters: readonly Letter[], assets: Assets): Html {
  return html`<!doctype html>
<html lang="${t.locale}" dir="${directionOf(t.locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${t('common.mailbox.title')}</title>
    <link rel="stylesheet" href="${assets.url('web/app/app.css')}">
  </head>
  <body>
    <main class="mailbox">
      <h1>${t('common.mailbox.title')}</h1>
      <p>${t('common.mailbox.explanation')}</p>
      ${letters.length === 0 && html`<p>${t('common.mailbox.empty')}</p>`}
      ${letters.map(
        (letter) => html`
      <article>
        <h2>${letter.subject}</h2>
        <p class="muted">${t('common.mailbox.to', { address: letter.to, date: letter.date })}</p>
        <div class="letter">${withLinks(letter.text)}</div>
      </article>`,
      )}
    </main>
  </body>
</html>`
}

function withLinks(text: string): Html {
  const pieces = text.split(/(https?:\/\/\S+)/)
  return html`${pieces.map((piece, i) => (i % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : html`${piece}`))}`
}
