import { searchQuery } from '../domain/search.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import { documentOf, type Frame, type Page } from './frame.ts'
import { aboutPage, notFoundPage, searchPage } from './pages/plain-pages.ts'
import { articlePage } from './pages/article-page.ts'
import { callPage, callsBeforePath, callsPage } from './pages/call-page.ts'
import { homePage } from './pages/home-page.ts'
import { archivePage, beforePath, yearPath } from './pages/archive-page.ts'
import { issuePage } from './pages/issue-page.ts'
import type { JournalFacts } from './journal-facts.ts'
import { issueName, issuePath } from './pages/pieces.ts'
import { textPage } from './pages/text-page.ts'
import {
  articleNumbered,
  articlesOfIssue,
  callAt,
  callsAhead,
  closedCalls,
  issueAt,
  issuesBefore,
  issuesOfYear,
  latestIssue,
  newestIssues,
  pageAt,
  recentArticles,
  searchByTitle,
  sectionsForAuthors,
  yearsOfIssues,
  type Source,
} from './queries.ts'
import type { CallLine, CallRecord, IssueRecord } from './public-records.ts'

/** What making a page needs: the source of its data, and the frame. */
export interface Site extends Omit<Frame, 'journal' | 'now'> {
  readonly source: Source
  readonly journal: JournalFacts
  readonly now: () => Date
}

/** A page, and the instant at which it changes without any edit, because a deadline passes. */
export interface MadePage {
  readonly text: string
  readonly status: number
  /** The present address, when the page was requested by an old one. */
  readonly location?: string
  readonly expiresAt: Date | null
}

export type MakePage = (site: Site, params: Readonly<Record<string, string>>, query: string) => Promise<MadePage | null>

async function made(
  site: Site,
  write: (frame: Frame) => Page | null,
  calls: readonly CallLine[] = [],
): Promise<MadePage | null> {
  const { source: _source, ...frameOf } = site
  const now = site.now()
  const frame: Frame = { ...frameOf, journal: await site.journal.read(), now }
  const page = write(frame)
  return page && { text: documentOf(frame, page), status: page.status ?? 200, expiresAt: nextCallChange(calls, now) }
}

/** When the next call opens or closes. */
function nextCallChange(calls: readonly CallLine[], now: Date): Date | null {
  const instants = calls.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt])
  const ahead = instants.filter((instant) => instant !== null).filter((instant) => instant > now)
  return ahead.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

const recentOnHome = 8

export const makeHome: MakePage = async (site) => {
  const { source } = site
  const [issue, recent, calls] = await Promise.all([
    latestIssue(source),
    recentArticles(source, recentOnHome),
    callsAhead(source.sql, site.now()),
  ])
  return made(site, (frame) => homePage(frame, { issue, recent, calls }), calls)
}

/** Issues on one page of the archive, and years in its list. */
const mostInArchive = 60

interface ArchivePart {
  readonly path: string
  readonly title: (frame: Frame) => string
  readonly find: (source: Source, count: number) => Promise<readonly IssueRecord[]>
}

/** One page of the archive. The first has a list of years, unless it has all issues. */
async function archive(site: Site, { path, title, find }: ArchivePart): Promise<MadePage | null> {
  const { source } = site
  const found = await find(source, mostInArchive + 1)
  if (found.length === 0 && path !== '/issues') return null
  const more = found.length > mostInArchive
  const years = path === '/issues' && more ? await yearsOfIssues(source.sql, mostInArchive) : []
  const issues = found.slice(0, mostInArchive)
  return made(site, (frame) => archivePage(frame, { path, title: title(frame), issues, more, years }))
}

export const makeArchive: MakePage = (site) =>
  archive(site, { path: '/issues', title: ({ t }) => t('issues.title'), find: newestIssues })

export const makeYear: MakePage = async (site, { year = '' }) => {
  if (!/^[1-9]\d{3}$/.test(year)) return null
  return archive(site, {
    path: yearPath(Number(year)),
    title: ({ t }) => t('issues.ofYear', { year }),
    find: (source, count) => issuesOfYear(source, Number(year), count),
  })
}

export const makeArchiveBefore: MakePage = async (site, { volume = '', number = '' }) => {
  const issue = await issueOf(site, volume, number)
  if (issue === null) return null
  return archive(site, {
    path: beforePath(issue),
    title: (frame) => frame.t('issues.before', { issue: issueName(frame, issue) }),
    find: (source, count) => issuesBefore(source, issue, count),
  })
}

async function issueOf({ source }: Site, volume: string, number: string): Promise<IssueRecord | null> {
  return /^\d{1,4}$/.test(volume) ? issueAt(source, Number(volume), number) : null
}

export const makeIssue: MakePage = async (site, { volume = '', number = '' }) => {
  const issue = await issueOf(site, volume, number)
  if (issue === null) return null
  if (issue.slug !== number) return { text: '', status: 301, location: issuePath(issue), expiresAt: null }
  const articles = await articlesOfIssue(site.source, issue.id)
  return made(site, (frame) => issuePage(frame, issue, articles))
}

export const isArticleNumber = (number: string) => /^[1-9]\d{0,14}$/.test(number)

export const makeArticle: MakePage = async (site, { number = '' }) => {
  const article = isArticleNumber(number) ? await articleNumbered(site.source, number) : null
  return article && made(site, (frame) => articlePage(frame, article))
}

const mostClosedCalls = 50

/** @param before a call: the page then has only calls that were closed before it */
async function calls(site: Site, path: string, ahead: readonly CallLine[], before: CallRecord | null) {
  const closed = await closedCalls(site.source.sql, site.now(), before, mostClosedCalls + 1)
  const more = closed.length > mostClosedCalls
  return made(site, (frame) => callsPage(frame, { path, ahead, closed: closed.slice(0, mostClosedCalls), more }), ahead)
}

export const makeCalls: MakePage = async (site) =>
  calls(site, '/calls', await callsAhead(site.source.sql, site.now()), null)

export const makeCallsBefore: MakePage = async (site, { slug = '' }) => {
  const call = await callAt(site.source.sql, slug)
  return call && calls(site, callsBeforePath(call), [], call)
}

export const makeCall: MakePage = async (site, { slug = '' }) => {
  const call = await callAt(site.source.sql, slug)
  return call && made(site, (frame) => callPage(frame, call), [call])
}

/** @param slug of a page about the journal */
export function makeText(slug: PageSlug): MakePage {
  return async (site) => {
    const { sql } = site.source
    const [page, sections] = await Promise.all([pageAt(sql, slug), sectionsForAuthors(sql)])
    return page && made(site, (frame) => textPage(frame.t, page, sections))
  }
}

export const makeAbout: MakePage = (site) => made(site, aboutPage)

const mostFound = 50

export const makeSearch: MakePage = async (site, _params, query) => {
  const wanted = searchQuery(query)
  const found = wanted === null ? [] : await searchByTitle(site.source, wanted, mostFound + 1)
  const search = { query, found: found.slice(0, mostFound), more: found.length > mostFound }
  return made(site, (frame) => searchPage(frame, search))
}

export const makeNotFound: MakePage = (site) => made(site, (frame) => notFoundPage(frame, ''))
