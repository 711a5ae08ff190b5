import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { firstVisit } from '../support/slow-line.ts'
import type { System } from './system.ts'

type Manifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }>

/** Compressed bytes of a first visit: a reader's page with its style, and all the script of the editor's first screen. */
export async function firstVisits({ origin, fixtures }: System): Promise<string[]> {
  const folder = 'dist/web'
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  // What gains nothing by it has no compressed twin.
  const compressed = (file: string) =>
    statSync(join(folder, existsSync(join(folder, `${file}.br`)) ? `${file}.br` : file)).size
  const page = await fetch(`${origin}/articles/${fixtures.articleNumber}`, { headers: { 'accept-encoding': 'gzip' } })
  const html = Number(page.headers.get('content-length') ?? 0)
  const style = compressed(manifest['web/reader/reader.css']?.file ?? '')
  const scripts = new Set<string>()
  const collect = (entry: string) => {
    const found = manifest[entry]
    if (!found || scripts.has(found.file)) return
    scripts.add(found.file)
    for (const next of found.imports ?? []) collect(next)
  }
  for (const entry of Object.keys(manifest).filter((name) =>
    /app\/main\.ts|editor\/pages\.ts|strings\/en\/(common|refusals|editor)/.test(name),
  ))
    collect(entry)
  const script = [...scripts].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + compressed(file), 0)
  return [
    `first visit, article page: ${((html + style) / 1000).toFixed(1)} kB compressed (page ${(html / 1000).toFixed(1)}, style ${(style / 1000).toFixed(1)})`,
    `first visit, editor's desk: ${(script / 1000).toFixed(1)} kB of compressed script`,
  ]
}

interface Visited {
  readonly name: string
  readonly path: (system: System) => string
  /** A session it needs. */
  readonly as?: (system: System) => { readonly cookie: string }
  readonly useful: (page: Page) => ReturnType<Page['locator']>
}

const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first()

const visited: readonly Visited[] = [
  { name: 'start of a submission', path: () => '/author/submit', useful: button('Sign in') },
  { name: "a letter's link", path: () => '/review/open#token.token', useful: button('Open the invitation') },
  {
    name: 'invitation to review',
    path: ({ fixtures }) => `/review/${fixtures.unansweredId}/invitation`,
    as: ({ invited }) => invited,
    useful: button('Accept'),
  },
  { name: 'registering', path: () => '/account/register', useful: button('Register') },
  { name: 'home', path: () => '/', useful: (page) => page.getByRole('heading', { level: 1 }) },
  {
    name: 'article',
    path: ({ fixtures }) => `/articles/${fixtures.articleNumber}`,
    useful: (page) => page.getByRole('heading', { level: 1 }),
  },
]

/** What a first visit costs on a bad line, in a browser that keeps nothing: 50 kbit/s, 800 ms there and back. */
export async function firstVisitsOnABadLine(system: System): Promise<string[]> {
  await using browser = await launchBrowser()
  const lines: string[] = []
  for (const { name, path, as, useful } of visited) {
    const context = await browser.newContext({ locale: 'en-GB' })
    const [cookie, value = ''] = as?.(system).cookie.split('=') ?? []
    // By an address that is secure, as such a cookie wants; this one is, being the own machine's.
    const url = system.origin.replace('http:', 'https:')
    if (cookie !== undefined) await context.addCookies([{ name: cookie, value, url, secure: true, httpOnly: true }])
    const { requests, bytes, seconds } = await firstVisit(await context.newPage(), system.origin + path(system), useful)
    await context.close()
    lines.push(
      `50 kbit/s, 800 ms, ${name}: useful after ${seconds.toFixed(1)} s, ${(bytes / 1000).toFixed(1)} kB, ${requests} requests`,
    )
  }
  return lines
}
