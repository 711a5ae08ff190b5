import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { publicChannel } from '../db/events.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import { pageSlugs } from '../domain/public-pages.ts'
import { assetsOf } from '../http/assets.ts'
import { sourcesOf } from '../http/source.ts'
import {
  cachedFile,
  cachedPage,
  longestMs,
  notFound,
  type Address,
  type Answer,
  type PublicThings,
  type ReaderContext,
  type ReaderRequest,
  type ReaderRoute,
} from './cached-pages.ts'
import { Cache } from './cache.ts'
import { citationFile } from './citation-files.ts'
import { crawlerRoutes } from './crawler-routes.ts'
import {
  makeAbout,
  makeArchive,
  makeArchiveBefore,
  makeArticle,
  makeCall,
  makeCalls,
  makeCallsBefore,
  makeHome,
  makeIssue,
  makeSearch,
  makeText,
  makeYear,
  type MakePage,
} from './make-pages.ts'
import { keepJournalFacts } from './journal-facts.ts'
import { PdfCache } from './pdf.ts'
import { registerPreviews } from './preview.ts'
import type { StandingSite } from './page-language.ts'
import { movedTo } from './public-addresses.ts'
import { createSearchLimit } from './search-limit.ts'
import { sendPage } from './send-page.ts'

/** All public addresses. An address that is not in this list is not public. */
export const readerRoutes: readonly ReaderRoute[] = [
  { pattern: '/', example: () => '/', answer: page(makeHome) },
  { pattern: '/issues', example: () => '/issues', answer: page(makeArchive) },
  { pattern: '/issues/years/:year', example: (of) => `/issues/years/${of.year}`, answer: page(makeYear) },
  {
    pattern: '/issues/before/:volume/:number',
    example: (of) => `/issues/before/${of.volume}/${of.issueSlug}`,
    answer: page(makeArchiveBefore),
  },
  {
    pattern: '/issues/:volume/:number',
    example: (of) => `/issues/${of.volume}/${of.issueSlug}`,
    answer: page(makeIssue),
  },
  { pattern: '/articles/:number', example: (of) => `/articles/${of.articleNumber}`, answer: page(makeArticle) },
  { pattern: '/articles/:number/pdf', example: (of) => `/articles/${of.articleNumber}/pdf`, answer: pdf },
  {
    pattern: '/articles/:number/cite.bib',
    example: (of) => `/articles/${of.articleNumber}/cite.bib`,
    answer: cite('bib'),
  },
  {
    pattern: '/articles/:number/cite.ris',
    example: (of) => `/articles/${of.articleNumber}/cite.ris`,
    answer: cite('ris'),
  },
  { pattern: '/calls', example: () => '/calls', answer: page(makeCalls) },
  { pattern: '/calls/before/:slug', example: (of) => `/calls/before/${of.callSlug}`, answer: page(makeCallsBefore) },
  { pattern: '/calls/:slug', example: (of) => `/calls/${of.callSlug}`, answer: page(makeCall) },
  { pattern: '/about', example: () => '/about', answer: page(makeAbout) },
  ...pageSlugs.map((slug) => ({ pattern: `/${slug}`, example: () => `/${slug}`, answer: page(makeText(slug)) })),
  { pattern: '/search', example: (of) => `/search?q=${encodeURIComponent(of.words)}`, answer: search },
  ...crawlerRoutes,
  ...['/index.php/torture-journal', '/torture-journal'].flatMap((old) => [
    { pattern: `${old}/article/view/:id`, example: oldArticle(old), answer: moved('article') },
    { pattern: `${old}/article/view/:id/:galley`, example: oldGalley(old), answer: moved('article') },
    { pattern: `${old}/issue/view/:id`, example: oldIssue(old), answer: moved('issue') },
  ]),
  { pattern: '/*', example: () => '/nothing-here', answer: nothingHere },
]

function oldArticle(old: string) {
  return (of: PublicThings) => `${old}/article/view/${of.oldArticleId}`
}

function oldGalley(old: string) {
  return (of: PublicThings) => `${old}/article/view/${of.oldArticleId}/1`
}

function oldIssue(old: string) {
  return (of: PublicThings) => `${old}/issue/view/${of.oldIssueId}`
}

const pageCacheBytes = 64 * 1024 * 1024

interface Reader {
  readonly context: ReaderContext
  /** The reply for an address that does not exist. */
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

export function openReader(deps: Deps): Reader {
  const site = siteOf(deps)
  const context: ReaderContext = {
    site,
    locales: deps.settings.locales,
    pdfs: new PdfCache(site.source, deps.store),
    pages: new Cache(pageCacheBytes),
    searches: createSearchLimit(),
  }
  return { context, notFound: (request, reply) => notFound(context, request, reply) }
}

/** The public site: published rows only; uses no session, policy or queue. */
export async function registerReader(app: FastifyInstance, deps: Deps, { context }: Reader): Promise<void> {
  const invalidate = () => {
    context.site.journal.invalidate()
    context.pages.clear()
    context.pdfs.invalidate()
  }
  // Called again after a lost connection, because notifications were missed in the meantime.
  app.addHook('onReady', async () => void (await deps.readerSql.listen(publicChannel, invalidate, invalidate)))
  for (const { pattern, answer } of readerRoutes) {
    app.get<Address>(pattern, (request, reply) => answer(context, request, reply))
  }
  registerPreviews(app, deps, context.site)
}

function siteOf({ readerSql, settings, clock }: Deps): StandingSite {
  const assets = assetsOf(settings)
  return {
    source: { sql: readerSql, schema: 'published' },
    journal: keepJournalFacts({ readerSql, clock }),
    origin: settings.publicUrl.replace(/\/$/, ''),
    style: assets.url('web/reader/reader.css'),
    island: assets.url('web/reader/island.ts'),
    preview: false,
    now: () => clock.now(),
  }
}

// Of the query only the words of a search are in a key. With others, strangers could fill the cache.
function page(make: MakePage): Answer {
  return async (context, request, reply) => {
    const [pathname = '/'] = request.url.split('?', 1)
    const found = await cachedPage(context, request, pathname, (site) => make(site, request.params, ''))
    return found === null ? notFound(context, request, reply) : sendPage(request, reply, found, context.locales)
  }
}

async function search(context: ReaderContext, request: ReaderRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { q } = request.query
  const words = typeof q === 'string' ? q.trim().slice(0, 200) : ''
  const now = context.site.now().getTime()
  const found = await cachedPage(context, request, `/search?${words}`, (site) =>
    context.searches.run(sourcesOf(request), now, () => makeSearch(site, {}, words)),
  )
  return found === null ? notFound(context, request, reply) : sendPage(request, reply, found, context.locales)
}

/** http/errors.ts decides who gets a page and who a problem document. */
async function nothingHere(): Promise<FastifyReply> {
  throw new Refusal('not_found')
}

async function pdf(context: ReaderContext, request: ReaderRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { number = '' } = request.params
  const now = context.site.now().getTime()
  const found = await context.pdfs.find(number, now, now + longestMs)
  return found === null ? notFound(context, request, reply) : context.pdfs.send(request, reply, found)
}

function cite(format: 'bib' | 'ris'): Answer {
  return async (context, request, reply) => {
    const { number = '' } = request.params
    const found = await cachedFile(context, `/articles/${number}/cite.${format}`, () =>
      citationFile(context.site, number, format),
    )
    if (found === null) return notFound(context, request, reply)
    reply.header('content-disposition', `attachment; filename="torture-${number}.${format}"`)
    return sendPage(request, reply, found, context.locales)
  }
}

function moved(kind: 'article' | 'issue'): Answer {
  return async (context, request, reply) => {
    const { id = '' } = request.params
    const target = /^\d{1,15}$/.test(id) ? await movedTo(context.site.source.sql, kind, id) : null
    if (target === null) return notFound(context, request, reply)
    return reply.header('cache-control', 'public, max-age=86400').redirect(target, 301)
  }
}
