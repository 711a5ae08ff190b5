import type { FastifyReply } from 'fastify'
import {
  cachedFile,
  notFound,
  type Answer,
  type ReaderContext,
  type ReaderRequest,
  type ReaderRoute,
} from './cached-pages.ts'
import { robots, sitemapIndex, sitemapOfArticles, sitemapOfIssues, sitemapOfPages } from './crawlers.ts'
import { blockOf } from './public-addresses.ts'
import type { StandingSite } from './page-language.ts'
import { sendPage } from './send-page.ts'

/** Addresses for crawlers. The sitemaps are at the top, because a sitemap lists only addresses below its own folder. */
export const crawlerRoutes: readonly ReaderRoute[] = [
  { pattern: '/sitemap.xml', example: () => '/sitemap.xml', answer: xml(sitemapIndex) },
  { pattern: '/sitemap-pages.xml', example: () => '/sitemap-pages.xml', answer: xml(sitemapOfPages) },
  {
    pattern: '/sitemap-issues-:part.xml',
    example: (of) => `/sitemap-issues-${of.year}.xml`,
    answer: xml(sitemapOfIssues),
  },
  {
    pattern: '/sitemap-articles-:part.xml',
    example: (of) => `/sitemap-articles-${blockOf(Number(of.articleNumber))}.xml`,
    answer: xml(sitemapOfArticles),
  },
  { pattern: '/robots.txt', example: () => '/robots.txt', answer: robotsTxt },
]

/** @param make returns null when there is no such part */
function xml(make: (site: StandingSite, part: number) => Promise<string | null>): Answer {
  return async (context, request, reply) => {
    const { part = '0' } = request.params
    const found = isPart(part)
      ? await cachedFile(context, `${request.routeOptions.url} ${part}`, () => file(part))
      : null
    return found === null ? notFound(context, request, reply) : sendPage(request, reply, found, context.locales)

    async function file(of: string) {
      const text = await make(context.site, Number(of))
      return text === null ? null : { text, mediaType: 'application/xml; charset=utf-8' }
    }
  }
}

const isPart = (part: string) => /^(?:0|[1-9]\d{0,11})$/.test(part)

async function robotsTxt({ site }: ReaderContext, _request: ReaderRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8').send(robots(site))
}
