import type { ShownTo } from '../domain/anonymity.ts'
import type { ArticleStatus } from '../domain/article.ts'
import type { CallStatus } from '../domain/call.ts'

// The records that the public reads. A field that the anonymity table does not grant to everybody does not compile.

export type JournalRecord = ShownTo<
  'public',
  'journal',
  {
    readonly title: string
    readonly fullTitle: string
    readonly issn: string
    readonly publisher: string
    readonly about: string
    readonly contact: string
    readonly licence: string
    readonly licenceUrl: string
    readonly timeZone: string
  }
>

export type SpecialSection = ShownTo<
  'public',
  'specialSection',
  {
    readonly id: string
    readonly title: string
    readonly guestEditors: readonly string[]
  }
>

export type IssueRecord = ShownTo<
  'public',
  'issue',
  {
    readonly id: string
    readonly volume: number
    readonly number: string
    readonly slug: string
    readonly year: number
    readonly title: string
    readonly summary: string
    readonly publishedAt: Date | null
    /** False when only the year is known, as often in the archive: then only the year is shown. */
    readonly dayKnown: boolean
    readonly specialSections: readonly SpecialSection[]
  }
>

export type LatestIssue = IssueRecord & { readonly articles: number }

/** An article's place; all null when it is in no issue. */
interface InIssue {
  readonly volume: number | null
  readonly issueNumber: string | null
  readonly issueSlug: string | null
  readonly year: number | null
}

/** One entry of a list of articles. */
export type ArticleLine = InIssue &
  ShownTo<
    'public',
    'article',
    {
      readonly number: string
      readonly title: string
      readonly subtitle: string | null
      readonly note: string | null
      readonly language: string
      readonly specialSectionId: string | null
      readonly bylines: readonly string[]
      readonly firstPage: string | null
      readonly lastPage: string | null
      readonly demonstration: boolean
    }
  > & {
    readonly section: string | null
    readonly hasPdf: boolean
  }

export type Byline = ShownTo<
  'public',
  'byline',
  {
    readonly name: string
    /** "Family, Given"; empty when nobody has given it. */
    readonly sortName: string
    readonly affiliation: string
    readonly orcid: string | null
    readonly corresponding: boolean
  }
>

export type PdfRecord = ShownTo<
  'public',
  'galley',
  {
    readonly id: string
    readonly bytes: number
    readonly sha256: string
    readonly storageKey: string
  }
>

export type ArticleRecord = InIssue &
  ShownTo<
    'public',
    'article',
    {
      readonly number: string
      readonly status: ArticleStatus
      readonly language: string
      readonly title: string
      readonly subtitle: string | null
      readonly note: string | null
      readonly abstract: Readonly<Record<string, string>>
      readonly keywords: readonly string[]
      readonly keyPoints: readonly string[]
      readonly contentNote: string
      readonly doi: string | null
      readonly fromArchive: boolean
      readonly firstPage: string | null
      readonly lastPage: string | null
      readonly licence: string
      readonly licenceUrl: string
      readonly fullText: string | null
      readonly receivedOn: Date | null
      readonly acceptedOn: Date | null
      readonly publishedAt: Date | null
      readonly dayKnown: boolean
      readonly demonstration: boolean
      readonly bylines: readonly Byline[]
      readonly pdf: PdfRecord | null
    }
  > & {
    readonly section: string | null
    readonly specialSection: string | null
  }

export type CallRecord = ShownTo<
  'public',
  'call',
  {
    readonly id: string
    readonly slug: string
    readonly status: CallStatus
    readonly opensAt: Date | null
    readonly closesAt: Date | null
    readonly language: string
    readonly title: string
    readonly summary: string
    readonly body: {
      readonly background: string
      readonly themes: readonly string[]
      readonly orientation: string
      readonly guidelines: string
      readonly contact: string
      readonly editors: readonly string[]
    }
  }
>

/** One entry of a list of calls. */
export type CallLine = Omit<CallRecord, 'body'>

export type PageRecord = ShownTo<
  'public',
  'page',
  {
    readonly slug: string
    readonly title: string
    readonly body: string
    readonly firstText: boolean
  }
>
