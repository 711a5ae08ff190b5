import { html, trusted } from '../../server/rendering/html.ts'
import type { Printed } from '../manuscripts/toolchain.ts'

/** A web page's clean markup as a file, for authors who read their proofs. */
export function pageOf({ title, bylines, language }: Printed, markup: string): Buffer {
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><article>
<h1>${title}</h1>
<p>${bylines.join(', ')}</p>
${trusted(markup)}
</article></body></html>
`
  return Buffer.from(page.toString())
}
