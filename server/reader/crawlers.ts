import { html } from '../rendering/html.ts'
import { isoDay } from '../domain/day.ts'
import { journalRecord, publicAddresses } from './queries.ts'
import type { StandingSite } from './page-language.ts'

const standing = ['/', '/issues', '/calls', '/about']

/** All public pages and no others, with their dates of publication (sitemaps.org 0.9). */
export async function sitemap(site: StandingSite): Promise<string> {
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

/** Crawlers are kept from the working screens, which contain nothing without signing in. */
export function robots(site: StandingSite): string {
  const closed = ['/api/', '/account', '/author', '/review', '/editor', '/admin', '/preview/', '/search']
  return [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${site.origin}/sitemap.xml`,
    '',
  ].join('\n')
}
