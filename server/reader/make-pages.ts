import { searchQuery } from '../domain/search.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import { documentOf, type Frame, type Page } from './frame.ts'
import { aboutPage, notFoundPage, searchPage } from './pages/plain-pages.ts'
import { articlePage } from './pages/article-page.ts'
import { callPage, callsPage } from './pages/call-page.ts'
import { homePage } from './pages/home-page.ts'
import { archivePage, issuePage } from './pages/issue-page.ts'
import { issuePath } from './pages/pieces.ts'
import { textPage } from './pages/text-page.ts'
import {
  articleNumbered,
  articlesOfIssue,
  callAt,
  callList,
  issueAt,
  issueList,
  journalRecord,
  latestIssue,
  pageAt,
  recentArticles,
  searchByTitle,
  sectionsForAuthors,
  type Source,
} from './queries.ts'
import type { CallRecord } from './public-records.ts'

/** What making a page needs: the source of its data, and the frame. */
export interface Site extends Omit<Frame, 'journal' | 'now'> {
  readonly source: Source
  now(): Date
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
  calls: readonly CallRecord[] = [],
): Promise<MadePage | null> {
  const { source, ...frameOf } = site
  const now = site.now()
  const frame: Frame = { ...frameOf, journal: await journalRecord(source.sql), now }
  const page = write(frame)
  return page && { text: documentOf(frame, page), status: page.status ?? 200, expiresAt: nextCallChange(calls, now) }
}

/** When the next call opens or closes. */
function nextCallChange(calls: readonly CallRecord[], now: Date): Date | null {
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
    callList(source.sql),
  ])
  const articlesInIssue = issue === null ? 0 : (await articlesOfIssue(source, issue.id)).length
  return made(site, (frame) => homePage(frame, { issue, articlesInIssue, recent, calls }), calls)
}

export const makeArchive: MakePage = async (site) => {
  const issues = await issueList(site.source)
  return made(site, (frame) => archivePage(frame, issues))
}

export const makeIssue: MakePage = async (site, { volume = '', number = '' }) => {
  if (!/^\d{1,4}$/.test(volume)) return null
  const issue = await issueAt(site.source, Number(volume), number)
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

export const makeCalls: MakePage = async (site) => {
  const calls = await callList(site.source.sql)
  return made(site, (frame) => callsPage(frame, calls), calls)
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
