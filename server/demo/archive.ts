import archive from './archive.json' with { type: 'json' }
import type {
  ArchivedArticle,
  ArchivedCall,
  ArchivedIssue,
  ArchivedName,
  ArchivedSpecialSection,
} from './archive-records.ts'
import type { SectionKey } from './setting.ts'

/**
 * The journal's real bibliographic facts (archive.json, collected by hand from public pages) as typed records. What a source did not show
 * is null or empty here, never guessed. A cleaned value stands beside the original one. The set is a sample: no issue has its complete
 * contents.
 */

type RawIssue = (typeof archive.issues)[number]
type RawArticle = (typeof archive.articles)[number]

/** ISO 26324 allows any suffix; Crossref recommends these characters only. */
export function isDoi(value: string): boolean {
  return /^10\.\d{4,9}\/[-._;()/:A-Za-z0-9]+$/.test(value)
}

/** A keyword in the sources may hold several terms, or end with a dot. Keeps the order, drops repeated terms. */
export function cleanKeywords(found: readonly string[]): readonly string[] {
  const terms = found.flatMap((keyword) => keyword.split(/[;,]/)).map((term) => term.trim().replace(/[.\s]+$/, ''))
  const lowered = terms.map((term) => term.toLowerCase())
  return terms.filter((term, position) => term !== '' && lowered.indexOf(term.toLowerCase()) === position)
}

/**
 * "Special Section: X", "Special section: X" and "Special Section. X" are one section with the name X; every other name is one of the
 * journal's own sections.
 */
export function readSection(found: string): { readonly section: SectionKey; readonly specialSection: string | null } {
  const special = /^special section[:.]\s*(?<name>.+)$/i.exec(found)?.groups?.['name']
  if (special !== undefined) return { section: 'special-section', specialSection: special }
  const section = sectionNames.get(found.toLowerCase())
  if (section === undefined) throw new Error(`archive.json names a section the journal does not have: ${found}`)
  return { section, specialSection: null }
}

const sectionNames: ReadonlyMap<string, SectionKey> = new Map([
  ['editorial', 'editorial'],
  ['review article', 'review-article'],
  ['scientific article', 'scientific-article'],
])

/** One record carries no issue; its note says that the listing puts it straight after the editorial of 31(3). */
const listedIn = { pages: '19-31', issueKey: '31-3' }

function issueKeyOf(raw: RawArticle): string {
  if (raw.volume !== undefined && raw.issue !== undefined) return `${raw.volume}-${raw.issue}`
  if (raw.pages === listedIn.pages) return listedIn.issueKey
  throw new Error('archive.json holds an article that belongs to no issue')
}

function issueFrom(raw: RawArticle): ArchivedArticle['issueFrom'] {
  if (raw.volume === undefined) return 'listing'
  return raw.volume_issue_from === 'doi' ? 'doi' : 'source'
}

function legacyId(url: string | undefined): string | null {
  return /\/view\/(\d+)$/.exec(url ?? '')?.[1] ?? null
}

function bylineOf(raw: RawArticle): readonly ArchivedName[] {
  const whole = (raw.authors ?? []).map((name) => ({ name, abbreviated: false }))
  return [...whole, ...(raw.authors_abbreviated ?? []).map((name) => ({ name, abbreviated: true }))]
}

function pagesOf(raw: RawArticle): Pick<ArchivedArticle, 'firstPage' | 'lastPage'> {
  const [first, last] = raw.pages?.split('-') ?? [raw.page_start]
  return { firstPage: first ?? null, lastPage: last ?? null }
}

function titleOf(raw: RawArticle) {
  return {
    titleKnown: raw.title !== undefined,
    title: raw.title ?? null,
    titleFragment: raw.title_fragment ?? null,
    titleOnLandingPage: raw.title_on_landing_page ?? null,
    subtitle: raw.subtitle ?? null,
  }
}

function doiOf(raw: RawArticle): Pick<ArchivedArticle, 'doi' | 'doiValid'> {
  const doi = raw.doi ?? raw.doi_as_found ?? null
  return { doi, doiValid: doi !== null && isDoi(doi) }
}

function sectionOf(raw: RawArticle): Pick<ArchivedArticle, 'section' | 'sectionAsFound' | 'specialSection'> {
  if (raw.section === undefined) return { section: null, sectionAsFound: null, specialSection: null }
  return { ...readSection(raw.section), sectionAsFound: raw.section }
}

function toArticle(raw: RawArticle, position: number): ArchivedArticle {
  const issueKey = issueKeyOf(raw)
  return {
    key: `${issueKey}/${position}`,
    issueKey,
    issueFrom: issueFrom(raw),
    ...titleOf(raw),
    byline: bylineOf(raw),
    ...sectionOf(raw),
    year: raw.year ?? null,
    month: raw.month ?? null,
    publishedOn: raw.published ?? null,
    ...pagesOf(raw),
    ...doiOf(raw),
    pmid: raw.pmid ?? null,
    meshTerms: raw.mesh_terms ?? [],
    keywords: cleanKeywords(raw.keywords ?? []),
    keywordsAsFound: raw.keywords ?? [],
    language: raw.language ?? null,
    abstractLanguages: raw.languages_of_abstract ?? [],
    legacyId: legacyId(raw.url),
    legacyUrl: raw.url ?? null,
    note: raw.note ?? null,
  }
}

function readArticles(): readonly ArchivedArticle[] {
  const seen = new Map<string, number>()
  return archive.articles.map((raw) => {
    const position = (seen.get(issueKeyOf(raw)) ?? 0) + 1
    seen.set(issueKeyOf(raw), position)
    return toArticle(raw, position)
  })
}

/** All 32 articles, in the order of archive.json. */
export const archivedArticles = readArticles()

/**
 * The name printed over the articles takes precedence over the issue's; the issue's guest editors are those of its only special section.
 */
function specialSectionsOf(raw: RawIssue, key: string): readonly ArchivedSpecialSection[] {
  const overArticles = archivedArticles
    .filter((article) => article.issueKey === key)
    .map((article) => article.specialSection)
  const names = [...overArticles, raw.special_section].filter((name) => name !== null && name !== undefined)
  return [...new Set(names)].map((name) => ({ name, guestEditors: raw.guest_editors ?? [] }))
}

function toIssue(raw: RawIssue): ArchivedIssue {
  const key = `${raw.volume}-${raw.issue}`
  return {
    key,
    volume: raw.volume,
    number: raw.issue,
    nominalYear: raw.year,
    month: raw.month ?? null,
    publishedOn: raw.published ?? null,
    theme: raw.theme ?? null,
    guestEditors: raw.guest_editors ?? [],
    specialSections: specialSectionsOf(raw, key),
    legacyId: legacyId(raw.url),
    legacyUrl: raw.url ?? null,
    note: raw.note ?? null,
  }
}

/** The 12 issues that the sources describe, newest first. */
export const archivedIssues: readonly ArchivedIssue[] = archive.issues.map(toIssue)

function impliedIssue(key: string): ArchivedIssue {
  const [volume, number] = key.split('-')
  const years = new Set(archivedArticles.filter((article) => article.issueKey === key).map((article) => article.year))
  const [year] = years
  return {
    key,
    volume: Number(volume),
    number: String(number),
    nominalYear: years.size === 1 ? (year ?? null) : null,
    month: null,
    publishedOn: null,
    theme: null,
    guestEditors: [],
    specialSections: [],
    legacyId: null,
    legacyUrl: null,
    note: 'Known only from the articles that name it.',
  }
}

/** Issues that no source describes but that articles refer to (34(3), 34(2), 32(3)): volume, number and, where known, year. */
export const impliedIssues: readonly ArchivedIssue[] = [...new Set(archivedArticles.map((article) => article.issueKey))]
  .filter((key) => !archivedIssues.some((issue) => issue.key === key))
  .map(impliedIssue)

/** The four real calls whose topics are public; their texts are not. */
export const archivedCalls: readonly ArchivedCall[] = archive.calls_for_papers.map((call) => ({
  topic: call.topic,
  guestEditors: call.guest_editors ?? [],
  legacyUrl: call.url,
  note: call.note ?? null,
}))
