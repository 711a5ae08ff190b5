import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { textsIn } from '../strings/translate.ts'
import type { PageLanguage } from './frame.ts'
import type { Site } from './make-pages.ts'

/** What of a site is the same in every language. */
export type StandingSite = Omit<Site, keyof PageLanguage>

/** The language of a page that is asked for. */
export function languageOf(request: FastifyRequest, { locales }: Pick<Deps['settings'], 'locales'>): PageLanguage {
  const { locale, isLanguageInAddress } = request
  return {
    locale,
    t: textsIn(locale, 'reader'),
    inAddress: isLanguageInAddress,
    offered: locales,
  }
}
