import type { Client } from './client.ts'

// Pages that are complete as HTML, used as a browser without scripts uses them.

/** Opens a page and returns its text. */
export async function pageAt(client: Client, path: string): Promise<string> {
  const { status, body } = await client.open(path)
  if (status !== 200) throw new Error(`${path}: ${status}`)
  return String(body)
}

/** The values of a page's hidden fields. */
export function hiddenFields(page: string): Record<string, string> {
  const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

export interface Sent {
  readonly status: number
  /** Target of the redirect; null when the page is shown again. */
  readonly to: string | null
  readonly page: string
}

/** Sends a form as a browser does without a script: no header of ours. */
export async function sendForm(
  client: Client,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const answer = await client.send(
    'POST',
    path,
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-tj-csrf': '', ...headers },
      body: String(new URLSearchParams(fields)),
    },
    `POST ${path}`,
  )
  return { status: answer.status, to: answer.headers.get('location'), page: String(answer.body) }
}

function unescaped(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
