import { html } from '../rendering/html.ts'
import { isoDay } from '../domain/day.ts'
import { yearsOfIssues } from './queries.ts'
import type { StandingSite } from './page-language.ts'
import {
  articleAddresses,
  articleBlocks,
  issueAddresses,
  pageAddresses,
  type PublicAddress,
} from './public-addresses.ts'

// All public pages and no others, with their dates of publication (sitemaps.org 0.9).

const standing = ['/', '/issues', '/calls', '/about'].map((path) => ({ path, changedAt: null }))
/** In the index of sitemaps, by sitemaps.org. */
const mostSitemaps = 50_000

/** The list of all sitemaps: one for pages, one for the issues of each year, and one for each block of article numbers. */
export async function sitemapIndex({ source: { sql }, origin }: StandingSite): Promise<string> {
  const [years, blocks] = await Promise.all([yearsOfIssues(sql, mostSitemaps), articleBlocks(sql)])
  const names = ['pages', ...years.map((year) => `issues-${year}`), ...blocks.map((block) => `articles-${block}`)]
  return html`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${names.map((name) => html`<sitemap><loc>${origin}/sitemap-${name}.xml</loc></sitemap>\n`)}</sitemapindex>
`.toString()
}

export async function sitemapOfPages(site: StandingSite): Promise<string> {
  return sitemap(site, [...standing, ...(await pageAddresses(site.source.sql))])
}

export async function sitemapOfIssues(site: StandingSite, year: number): Promise<string | null> {
  const addresses = year > 9999 ? [] : await issueAddresses(site.source.sql, year)
  return addresses.length === 0 ? null : sitemap(site, addresses)
}

/** @param block of article numbers (blockOf) */
export async function sitemapOfArticles(site: StandingSite, block: number): Promise<string | null> {
  const addresses = await articleAddresses(site.source.sql, block)
  return addresses.length === 0 ? null : sitemap(site, addresses)
}

async function sitemap({ origin, journal }: StandingSite, addresses: readonly PublicAddress[]): Promise<string> {
  const { timeZone } = await journal.read()
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map(
  ({ path, changedAt }) =>
    html`<url><loc>${origin}${path}</loc>${changedAt && html`<lastmod>${isoDay(changedAt, timeZone)}</lastmod>`}</url>\n`,
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
