import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../domain/languages.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Cache } from './cache.ts'
import { makeNotFound, type MakePage, type Site } from './make-pages.ts'
import { languageOf, type StandingSite } from './page-language.ts'
import type { PdfCache } from './pdf.ts'
import type { SearchLimit } from './search-limit.ts'
import { rendered, sendPage, type RenderedPage } from './send-page.ts'

// What the routes of the public site share.

/** Public things whose ids are used in example addresses. */
export interface PublicThings {
  readonly articleNumber: number | string
  readonly year: number
  readonly volume: number
  readonly issueSlug: string
  readonly callSlug: string
  readonly words: string
  readonly oldArticleId: string
  readonly oldIssueId: string
}

export interface Address {
  Params: Readonly<Record<string, string>>
  Querystring: Readonly<Record<string, unknown>>
}

export type ReaderRequest = FastifyRequest<Address>
export type Answer = (context: ReaderContext, request: ReaderRequest, reply: FastifyReply) => Promise<FastifyReply>

export interface ReaderRoute {
  readonly pattern: string
  /** An existing address of this pattern: the anonymity sweep requests all of them. */
  readonly example: (things: PublicThings) => string
  readonly answer: Answer
}

/** What the public site needs, for the lifetime of the server. */
export interface ReaderContext {
  readonly site: StandingSite
  readonly locales: readonly Locale[]
  readonly pages: Cache<RenderedPage>
  readonly pdfs: PdfCache
  readonly searches: SearchLimit
}

export const longestMs = 60_000

/** A page in the language of the request; if the address names the language, the links of the page do, too. */
export function cachedPage(
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

/** A file in no language of the interface: a list of addresses, a reference. */
export function cachedFile(
  { site, pages }: ReaderContext,
  key: string,
  make: () => Promise<{ readonly text: string; readonly mediaType: string } | null>,
): Promise<RenderedPage | null> {
  const now = site.now().getTime()
  return pages.get(key, now, async () => {
    const file = await make()
    return file && { value: await rendered(file.text, 200, file.mediaType), until: now + longestMs }
  })
}

export async function notFound(
  context: ReaderContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await cachedPage(context, request, '404', (site) => makeNotFound(site, {}, ''))
  if (found === null) throw new Refusal('not_found')
  return sendPage(request, reply, found, context.locales)
}
