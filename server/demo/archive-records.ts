import type { SectionKey } from './setting.ts'

/** The types of what archive.ts makes of archive.json. Null and empty mean that no source gave the value. */

export interface ArchivedSpecialSection {
  readonly name: string
  readonly guestEditors: readonly string[]
}

export interface ArchivedIssue {
  /** `34-1`: volume and number; articles refer to their issue with it. */
  readonly key: string
  readonly volume: number
  readonly number: string
  /** The year on the cover; the issue may have been put online in the next one. */
  readonly nominalYear: number | null
  /** Month as the source printed it ("May"). */
  readonly month: string | null
  /** ISO day, when the source shows one. */
  readonly publishedOn: string | null
  readonly theme: string | null
  /** Guest editors the source names for the issue as a whole. */
  readonly guestEditors: readonly string[]
  readonly specialSections: readonly ArchivedSpecialSection[]
  /** Issue id in the old system's addresses (`/issue/view/<id>`), for the redirect. */
  readonly legacyId: string | null
  readonly legacyUrl: string | null
  readonly note: string | null
}

export interface ArchivedName {
  readonly name: string
  /** Index style, family name and initials ("Pérez Sales P"): the full name was not shown. */
  readonly abbreviated: boolean
}

export interface ArchivedArticle {
  /** Stable within the archive: `34-1/3` is the third record of 34(1), in the order of archive.json. */
  readonly key: string
  readonly issueKey: string
  /** `doi`: read off the DOI suffix, not seen printed. `listing`: the source lists the article within that issue. */
  readonly issueFrom: 'source' | 'doi' | 'listing'
  readonly titleKnown: boolean
  /** null when no source gives a title: show `note` instead, never an invented title. */
  readonly title: string | null
  /** The beginning of a title that is cut off in the source. */
  readonly titleFragment: string | null
  readonly titleOnLandingPage: string | null
  readonly subtitle: string | null
  readonly byline: readonly ArchivedName[]
  /** null when no source gives the section. */
  readonly section: SectionKey | null
  readonly sectionAsFound: string | null
  readonly specialSection: string | null
  readonly year: number | null
  readonly month: string | null
  readonly publishedOn: string | null
  readonly firstPage: string | null
  /** null when only the first page was seen. */
  readonly lastPage: string | null
  /** As found, even when malformed. Do not derive anything from it. */
  readonly doi: string | null
  readonly doiValid: boolean
  readonly pmid: string | null
  readonly meshTerms: readonly string[]
  readonly keywords: readonly string[]
  readonly keywordsAsFound: readonly string[]
  readonly language: string | null
  /** Languages in which an abstract is known to exist. The abstracts themselves are not part of the archive. */
  readonly abstractLanguages: readonly string[]
  /** Article id in the old system's addresses (`/article/view/<id>`), for the redirect. */
  readonly legacyId: string | null
  readonly legacyUrl: string | null
  readonly note: string | null
}

export interface ArchivedCall {
  readonly topic: string
  readonly guestEditors: readonly string[]
  readonly legacyUrl: string
  readonly note: string | null
}
