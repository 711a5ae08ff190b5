import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { publicChannel } from '../db/events.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../domain/languages.ts'
import { Refusal } from '../domain/refusal.ts'
import { pageSlugs } from '../domain/public-pages.ts'
import { assetsOf } from '../http/assets.ts'
import { Cache } from './cache.ts'
import { citationFile } from './citation-files.ts'
import { robots, sitemap } from './crawlers.ts'
import {
  makeAbout,
  makeArchive,
  makeArticle,
  makeCall,
  makeCalls,
  makeHome,
  makeIssue,
  makeNotFound,
  makeSearch,
  makeText,
  type MakePage,
  type Site,
} from './make-pages.ts'
import { PdfCache } from './pdf.ts'
import { registerPreviews } from './preview.ts'
import { languageOf, type StandingSite } from './page-language.ts'
import { movedTo } from './queries.ts'
import { rendered, sendPage, type RenderedPage } from './send-page.ts'

/** Public things whose ids are used in example addresses. */
interface PublicThings {
  readonly articleNumber: number | string
  readonly volume: number
  readonly issueSlug: string
  readonly callSlug: string
  readonly words: string
  readonly oldArticleId: string
  readonly oldIssueId: string
}

interface Address {
  Params: Readonly<Record<string, string>>
  Querystring: Readonly<Record<string, unknown>>
}

type ReaderRequest = FastifyRequest<Address>
type Answer = (context: ReaderContext, request: ReaderRequest, reply: FastifyReply) => Promise<FastifyReply>

interface ReaderRoute {
  readonly pattern: string
  /** An existing address of this pattern: the anonymity sweep requests all of them. */
  readonly example: (things: PublicThings) => string
  readonly answer: Answer
}

/** All public addresses. An address that is not in this list is not public. */
export const readerRoutes: readonly ReaderRoute[] = [
  { pattern: '/', example: () => '/', answer: page(makeHome) },
  { pattern: '/issues', example: () => '/issues', answer: page(makeArchive) },
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
  { pattern: '/calls/:slug', example: (of) => `/calls/${of.callSlug}`, answer: page(makeCall) },
  { pattern: '/about', example: () => '/about', answer: page(makeAbout) },
  ...pageSlugs.map((slug) => ({ pattern: `/${slug}`, example: () => `/${slug}`, answer: page(makeText(slug)) })),
  { pattern: '/search', example: (of) => `/search?q=${encodeURIComponent(of.words)}`, answer: page(makeSearch) },
  { pattern: '/sitemap.xml', example: () => '/sitemap.xml', answer: sitemapXml },
  { pattern: '/robots.txt', example: () => '/robots.txt', answer: robotsTxt },
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

/** What the public site needs, for the lifetime of the server. */
interface ReaderContext {
  readonly site: StandingSite
  readonly locales: readonly Locale[]
  readonly pages: Cache<RenderedPage>
  readonly pdfs: PdfCache
}

const pageCacheBytes = 64 * 1024 * 1024
const longestMs = 60_000

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
  }
  return { context, notFound: (request, reply) => notFound(context, request, reply) }
}

/** The public site: published rows only; uses no session, policy or queue. */
export async function registerReader(app: FastifyInstance, deps: Deps, { context }: Reader): Promise<void> {
  const invalidate = () => {
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
    origin: settings.publicUrl.replace(/\/$/, ''),
    style: assets.url('web/reader/reader.css'),
    island: assets.url('web/reader/island.ts'),
    preview: false,
    now: () => clock.now(),
  }
}

function page(make: MakePage): Answer {
  return async (context, request, reply) => {
    const { pathname, query } = addressOf(request)
    const { params } = request
    const key = query === '' ? pathname : `${pathname}?${query}`
    const found = await cachedPage(context, request, key, (site) => make(site, params, query))
    return found === null ? notFound(context, request, reply) : sendPage(request, reply, found, context.locales)
  }
}

/** The path, and the only query parameter that pages use: the words of a search. With others, strangers could fill the cache. */
function addressOf(request: ReaderRequest): { pathname: string; query: string } {
  const [pathname = '/'] = request.url.split('?', 1)
  const { q } = request.query
  return { pathname, query: pathname === '/search' && typeof q === 'string' ? q.trim().slice(0, 200) : '' }
}

/** A page in the language of the request; if the address names the language, the links of the page do, too. */
function cachedPage(
  { site, locales, pages }: ReaderContext,
  request: FastifyRequest,
  key: string,
  make: (site: Site) => ReturnType<MakePage>,
): Promise<RenderedPage | null> {
  const now = site.now().getTime()
  const language = languageOf(request, { locales })
  const { locale, inAddress } = language
  return pages.get(`${locale}${inAddress ? '?' : ''} ${key}`, now, async () => {
    const made = await make({ ...site, ...language })
    if (made === null) return null
    const until = Math.min(now + longestMs, made.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY)
    const page = await rendered(made.text, made.status, undefined, locale)
    const location = made.location && inAddress ? `${made.location}?lang=${locale}` : made.location
    return { value: { ...page, location }, until }
  })
}

async function notFound(context: ReaderContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const found = await cachedPage(context, request, '404', (site) => makeNotFound(site, {}, ''))
  if (found === null) throw new Refusal('not_found')
  return sendPage(request, reply, found, context.locales)
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
    const now = context.site.now().getTime()
    const found = await context.pages.get(`/articles/${number}/cite.${format}`, now, async () => {
      const file = await citationFile(context.site, number, format)
      return file && { value: await rendered(file.text, 200, file.mediaType), until: now + longestMs }
    })
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

async function sitemapXml(context: ReaderContext, request: ReaderRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { site, pages } = context
  const now = site.now().getTime()
  const found = await pages.get('sitemap', now, async () => ({
    value: await rendered(await sitemap(site), 200, 'application/xml; charset=utf-8'),
    until: now + longestMs,
  }))
  if (found === null) throw new Refusal('not_found')
  return sendPage(request, reply, found, context.locales)
}

async function robotsTxt({ site }: ReaderContext, _request: ReaderRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8').send(robots(site))
}
