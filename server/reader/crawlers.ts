import { html } from '../rendering/html.ts'
import { isoDay } from './dates.ts'
import { journalRecord, publicAddresses } from './queries.ts'
import type { Site } from './make-pages.ts'

const standing = ['/', '/issues', '/calls', '/about']

/** Everything that is public and nothing else, with the day it appeared (sitemaps.org 0.9). */
export async function sitemap(site: Site): Promise<string> {
  const { sql } = site.source
  const [journal, addresses] = await Promise.all([journalRecord(sql), publicAddresses(sql)])
  const all = [...standing.map((path) => ({ path, changedAt: null })), ...addresses]
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${all.map(
  ({ path, changedAt }) =>
    html`<url><loc>${site.origin}${path}</loc>${changedAt && html`<lastmod>${isoDay(changedAt, journal.timeZone)}</lastmod>`}</url>\n`,
)}</urlset>
`.toString()
}

/** The working screens hold no data and are closed by sign-in; there is nothing for a crawler in them. */
export function robots(site: Site): string {
  const closed = ['/api/', '/account', '/author', '/review', '/editor', '/admin', '/preview/', '/search']
  return [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${site.origin}/sitemap.xml`,
    '',
  ].join('\n')
}
