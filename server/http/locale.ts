import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { defaultLocale, type Locale } from '../domain/languages.ts'
import { chosenLocale } from './actor.ts'

// The language of a request. The address names a language by a query (`?lang=`) and not by a prefix of the path: the query needs no second
// set of routes, and an address without it shows the same page in the reader's language.

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The account's choice, else that of the address, else the best match for Accept-Language. The account is considered only after
     * the session was read (http/actor.ts); the public site never reads it.
     */
    readonly locale: Locale
    /** Whether the address names this language: then the answer's links have to name it, too. */
    readonly isLanguageInAddress: boolean
  }
}

export function registerLocale(app: FastifyInstance, { locales }: Pick<Deps['settings'], 'locales'>): void {
  const offered = (wanted: unknown) => locales.find((locale) => locale === wanted) ?? null
  app.decorateRequest('locale', {
    getter() {
      return offered(chosenLocale(this)) ?? offered(languageInAddress(this)) ?? acceptedLocale(this, locales)
    },
  })
  app.decorateRequest('isLanguageInAddress', {
    getter() {
      return languageInAddress(this) === this.locale
    },
  })
}

function languageInAddress({ query }: FastifyRequest): unknown {
  return (query as { readonly lang?: unknown }).lang
}

/** The first language of Accept-Language that is offered (RFC 9110, 12.5.4); "ar-EG" matches "ar". */
function acceptedLocale({ headers }: FastifyRequest, locales: readonly Locale[]): Locale {
  const wanted = headers['accept-language']
  if (wanted === undefined || locales.length === 1) return defaultLocale
  return (
    wishesIn(wanted)
      .map((wish) => bestFor(wish, locales))
      .find((locale) => locale !== undefined) ?? defaultLocale
  )
}

function bestFor(wish: string, locales: readonly Locale[]): Locale | undefined {
  const exact = locales.find((locale) => locale.toLowerCase() === wish)
  return exact ?? locales.find((locale) => locale === wish.split('-', 1)[0])
}

// More than any browser sends: the rest of a very long header is ignored.
const mostWishes = 20

function wishesIn(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',', mostWishes)
    .map((entry) => {
      const [tag = '', weight = ''] = entry.split(';').map((part) => part.trim())
      return { tag: tag.toLowerCase(), weight: weight.startsWith('q=') ? Number(weight.slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

/** The `Vary` of a page: what it depends on besides its address. */
export function varyBy(locales: readonly Locale[]): string {
  return locales.length > 1 ? 'accept-encoding, accept-language' : 'accept-encoding'
}
