import type { Db } from '../db/client.ts'
import { articles, bylines, issues, specialSections } from '../db/schema/publication.ts'
import { articleSearch } from '../db/search.ts'
import { slugOfIssue } from '../domain/issue.ts'
import { archivedArticles, archivedIssues, impliedIssues } from './archive.ts'
import type { ArchivedArticle, ArchivedIssue } from './archive-records.ts'
import { fixedId, sectionId } from './fixtures.ts'
import { journal } from './setting.ts'

/** Adds the archive's issues and articles to the public site: what the sources show, and nothing else. */
export async function shelveArchive(db: Db): Promise<void> {
  const shelved = [...archivedIssues, ...impliedIssues]
  await db.transaction(async (tx) => {
    await tx.insert(issues).values(shelved.map((issue) => issueRow(issue, shelved)))
    const special = shelved.flatMap((issue) =>
      namesOfSpecialSections(issue).map((title, position) => ({
        id: specialId(issue.key, title),
        issueId: issueId(issue.key),
        title,
        guestEditors: [
          ...(issue.specialSections.find(({ name }) => name === title)?.guestEditors ?? issue.guestEditors),
        ],
        position,
      })),
    )
    if (special.length > 0) await tx.insert(specialSections).values(special)
    await tx.insert(articles).values(archivedArticles.map((article, i) => articleRow(article, i, shelved)))
    await tx
      .insert(bylines)
      .values(
        archivedArticles.flatMap((article) =>
          article.byline.map(({ name }, position) => ({ articleId: articleId(article.key), position, name })),
        ),
      )
  })
}

const issueId = (key: string) => fixedId(`issue ${key}`)
const articleId = (key: string) => fixedId(`article ${key}`)
const specialId = (issueKey: string, title: string) => fixedId(`special section ${issueKey} ${title}`)

function namesOfSpecialSections(issue: ArchivedIssue): string[] {
  const named = archivedArticles
    .filter(({ issueKey }) => issueKey === issue.key)
    .map(({ specialSection }) => specialSection)
  return [...new Set([...issue.specialSections.map(({ name }) => name), ...named.filter((name) => name !== null)])]
}

/** When the source does not show a nominal year, it is taken from another issue of the volume: the journal has one volume a year. */
function yearOf(issue: ArchivedIssue, shelved: readonly ArchivedIssue[]): number {
  const year =
    issue.nominalYear ?? shelved.find(({ volume, nominalYear }) => volume === issue.volume && nominalYear)?.nominalYear
  if (!year) throw new Error(`no year is known for ${issue.key}`)
  return year
}

// The day is known for a few issues only; the others are ordered within their year, and pages show only the year.
function publishedAt(issue: ArchivedIssue, shelved: readonly ArchivedIssue[]): Date {
  if (issue.publishedOn) return new Date(`${issue.publishedOn}T12:00:00Z`)
  const month = Math.min(12, Number.parseInt(issue.number, 10) * 4)
  return new Date(`${yearOf(issue, shelved)}-${String(month).padStart(2, '0')}-01T12:00:00Z`)
}

function issueRow(issue: ArchivedIssue, shelved: readonly ArchivedIssue[]): typeof issues.$inferInsert {
  const at = publishedAt(issue, shelved)
  return {
    id: issueId(issue.key),
    volume: issue.volume,
    number: issue.number,
    slug: slugOfIssue(issue.number),
    year: yearOf(issue, shelved),
    title: issue.theme ?? '',
    status: 'published',
    publishedAt: at,
    dayKnown: issue.publishedOn !== null,
    createdAt: at,
    legacyUrl: issue.legacyUrl,
  }
}

function articleRow(
  article: ArchivedArticle,
  i: number,
  shelved: readonly ArchivedIssue[],
): typeof articles.$inferInsert {
  const issue = shelved.find(({ key }) => key === article.issueKey)
  if (!issue) throw new Error(`no issue ${article.issueKey}`)
  const title = article.title ?? article.titleFragment ?? ''
  return {
    id: articleId(article.key),
    number: Number(article.legacyId ?? 100 + i),
    issueId: issueId(article.issueKey),
    specialSectionId: article.specialSection && specialId(article.issueKey, article.specialSection),
    sectionId: article.section && sectionId(article.section),
    position: i,
    status: 'published',
    title,
    subtitle: article.subtitle,
    ...articleSearch({ title, subtitle: article.subtitle }),
    keywords: [...article.keywords],
    doi: article.doi,
    firstPage: article.firstPage,
    lastPage: article.lastPage,
    licence: journal.licence.name,
    licenceUrl: journal.licence.url,
    publishedAt: article.publishedOn ? new Date(`${article.publishedOn}T12:00:00Z`) : publishedAt(issue, shelved),
    dayKnown: article.publishedOn !== null,
    legacyUrl: article.legacyUrl,
    note: article.note,
  }
}
