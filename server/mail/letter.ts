import { html, type Html } from '../rendering/html.ts'
import { directionOf, type Locale } from '../domain/languages.ts'
import { translate } from '../strings/translate.ts'

/** A letter to be sent, with the same content in plain text and in HTML. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A part of a letter. */
export type Part =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

export const words = (text: string): Part => ({ kind: 'words', text })
export const quote = (text: string): Part => ({ kind: 'quote', text })
export const link = (label: string, url: string): Part => ({ kind: 'link', label, url })

/** A link to a page; for a reader without access to the page, a sentence naming who has it. */
export const pageOrWords = (locale: Locale, label: string, url: string | null): Part =>
  url === null ? words(translate(locale, 'letters.noPage')) : link(label, url)

/** The role of the reader, for the greeting; a letter never contains the reader's name. */
export type Reader = 'author' | 'reviewer' | 'editor' | 'account'

/** What is particular to a letter: greeting and signature are the same for all letters to one kind of reader. */
export interface Content {
  readonly subject: string
  readonly parts: readonly Part[]
  /** In place of the journal's. */
  readonly signature?: string
  /** The parts have a greeting and a signature of their own: an editor wrote them. */
  readonly isWhole?: true
}

export function write(locale: Locale, reader: Reader, { subject, parts, signature, isWhole }: Content): Letter {
  const t = (key: string) => translate(locale, `letters.${key}`)
  const all = isWhole ? parts : [words(t(`greeting.${reader}`)), ...parts, words(signature ?? t('signature'))]
  return {
    subject,
    text: `${all.map(asText).join('\n\n')}\n\n-- \n${t('footer')}\n`,
    html: page(locale, subject, html`${all.map((part) => asHtml(locale, part))}`, t('footer')).toString(),
  }
}

function asText(part: Part): string {
  if (part.kind === 'link') return `${part.label}:\n${part.url}`
  if (part.kind === 'words') return part.text
  return part.text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

// Colours as in web/styles/tokens.css; mail programs load no style sheet, and the letter must not fetch anything.
const paper = 'margin:0;padding:24px 16px;background:#fcfaf5;color:#1c2124;font:17px/1.6 Georgia,serif'
const sheet = 'max-width:34em;margin:0 auto'
const masthead = 'margin:0 0 28px;padding:0 0 12px;border-bottom:1px solid #ded9cc;color:#0a5a5c;font-size:20px'
// Few mail programs know `border-inline-start`.
const aside = {
  ltr: 'margin:0 0 18px;padding:2px 0 2px 16px;border-left:3px solid #ded9cc',
  rtl: 'margin:0 0 18px;padding:2px 16px 2px 0;border-right:3px solid #ded9cc',
}
const button =
  'display:inline-block;padding:10px 20px;border-radius:3px;background:#0a5a5c;color:#fffefb;text-decoration:none'
const small = 'margin:0 0 18px;color:#565c60;font-size:14px;overflow-wrap:anywhere'
const foot = 'margin:32px 0 0;padding:12px 0 0;border-top:1px solid #ded9cc;color:#565c60;font-size:14px'

function page(locale: Locale, subject: string, body: Html, footer: string): Html {
  return html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject}</title>
</head>
<body style="${paper}">
<div style="${sheet}">
<p style="${masthead}">${translate(locale, 'letters.journal')}</p>
${body}
<p style="${foot}">${footer}</p>
</div>
</body>
</html>
`
}

function asHtml(locale: Locale, part: Part): Html {
  if (part.kind === 'quote')
    return html`<blockquote style="${aside[directionOf(locale)]}">${paragraphs(part.text)}</blockquote>\n`
  if (part.kind === 'words') return html`${paragraphs(part.text)}`
  return html`<p style="margin:24px 0 12px"><a href="${part.url}" style="${button}">${part.label}</a></p>
<p style="${small}">${translate(locale, 'letters.link.copy')}<br>${part.url}</p>
`
}

function paragraphs(text: string): readonly Html[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').map((line, n) => (n === 0 ? html`${line}` : html`<br>${line}`))
      return html`<p style="margin:0 0 18px" dir="auto">${lines}</p>\n`
    })
}
