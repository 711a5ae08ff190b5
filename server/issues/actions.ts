import { and, eq, inArray, ne, notInArray, sql as dsql } from 'drizzle-orm'
import { concludeOnIssue } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'
import { articles, issues, specialSections } from '../db/schema/publication.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { slugOfIssue } from '../domain/issue.ts'
import { placeInIssue } from '../domain/page-numbers.ts'
import type { Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import type { issuesContract } from './contract.ts'
import { isBeingAssembled } from './queries.ts'

type Sent<R extends keyof typeof issuesContract> = Body<(typeof issuesContract)[R]>
type IssueRow = typeof issues.$inferSelect

// Locks are always taken in this order, so that two actions never wait for each other: issue, submissions by id, articles.

/** Locks an issue that is not published yet. @throws Refusal `wrong_status` when it has been published */
async function lockIssue(tx: Tx, id: string): Promise<IssueRow> {
  const [issue] = await tx.select().from(issues).where(eq(issues.id, id)).for('update')
  if (!issue) throw new Refusal('not_found')
  allow(isBeingAssembled(issue.status))
  return issue
}

/**
 * Locks an issue for a change to the version that the editor saw, and increases the version: in one statement.
 * @throws Refusal `wrong_status` when it has been published, `edited_elsewhere` when somebody has changed it since
 */
async function lockForChange(tx: Tx, id: string, seen: number): Promise<void> {
  const [issue] = await tx
    .update(issues)
    .set({ version: dsql`${issues.version} + 1` })
    .where(eq(issues.id, id))
    .returning({ status: issues.status, version: issues.version })
  if (!issue) throw new Refusal('not_found')
  allow(isBeingAssembled(issue.status))
  if (issue.version !== seen + 1) throw new Refusal('edited_elsewhere', { version: issue.version - 1 })
}

function refused(path: string, key: string): BadInput {
  return new BadInput([{ path, key: `editor.issue.${key}` }])
}

export async function beginIssue(deps: Deps, actor: Actor, details: Sent<'POST /api/issues'>): Promise<{ id: string }> {
  return deps.db.transaction(async (tx) => {
    const id = deps.ids.uuid()
    const slug = await freeSlug(tx, id, details)
    const begun = await tx
      .insert(issues)
      .values({ id, ...details, slug, status: 'assembling', createdAt: deps.clock.now() })
      .onConflictDoNothing({ target: [issues.volume, issues.number] })
      .returning({ id: issues.id })
    if (begun.length === 0) throw refused('number', 'numberTaken')
    await dropUnsent(tx, actor, 'issue', 'new')
    await recordOtherEvent(tx, deps, actor, { type: 'issue.created', issueId: id })
    return { id }
  })
}

/** The last part of the issue's address, unique in its volume. A lock on the volume keeps two issues from choosing the same one. */
async function freeSlug(tx: Tx, id: string, { volume, number }: Pick<IssueRow, 'volume' | 'number'>): Promise<string> {
  await tx.execute(dsql`select pg_advisory_xact_lock(hashtext('issues.slug'), ${volume}::int)`)
  const others = await tx
    .select({ slug: issues.slug })
    .from(issues)
    .where(and(eq(issues.volume, volume), ne(issues.id, id)))
  return slugOfIssue(
    number,
    others.map(({ slug }) => slug),
  )
}

export async function nameIssue(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...details }: Sent<'PUT /api/issues/:id'>,
): Promise<undefined> {
  return deps.db.transaction(async (tx) => {
    await lockForChange(tx, id, version)
    const { volume, number } = details
    const others = and(eq(issues.volume, volume), eq(issues.number, number), ne(issues.id, id))
    if ((await tx.$count(issues, others)) > 0) throw refused('number', 'numberTaken')
    const slug = await freeSlug(tx, id, details)
    await tx
      .update(issues)
      .set({ ...details, slug })
      .where(eq(issues.id, id))
    await dropUnsent(tx, actor, 'issue', id)
    await recordOtherEvent(tx, deps, actor, { type: 'issue.changed', issueId: id })
    return undefined
  })
}

/** Puts articles into the issue in this order; articles of the issue that are not named become available again. */
export async function setContents(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, contents }: Sent<'PUT /api/issues/:id/contents'>,
): Promise<undefined> {
  return deps.db.transaction(async (tx) => {
    await lockForChange(tx, id, version)
    const named = contents.map(({ articleId }) => articleId)
    const touched = await lockArticles(tx, id, named)
    await requirePlaceable(tx, id, contents, touched)
    await tx
      .update(articles)
      .set({ issueId: null, specialSectionId: null, position: 0 })
      .where(and(eq(articles.issueId, id), named.length > 0 ? notInArray(articles.id, named) : undefined))
    for (const [position, { articleId, specialSectionId }] of contents.entries()) {
      await tx
        .update(articles)
        .set({ issueId: id, specialSectionId, position: position + 1 })
        .where(eq(articles.id, articleId))
    }
    const about = touched.flatMap(({ submissionId }) => submissionId ?? [])
    await concludeOnIssue(tx, deps, actor, { type: 'issue.changed', issueId: id }, about)
    return undefined
  })
}

interface Touched extends Record<string, unknown> {
  readonly id: string
  readonly issueId: string | null
  readonly submissionId: string | null
  readonly status: string | null
}

/** Locks all articles of the issue and all named ones, with their submissions. */
async function lockArticles(tx: Tx, issueId: string, named: readonly string[]): Promise<Touched[]> {
  const ids = dsql`array(select jsonb_array_elements_text(${JSON.stringify(named)}::jsonb)::uuid)`
  const chosen = dsql`(a.issue_id = ${issueId} or a.id = any(${ids}))`
  await tx.execute(dsql`
    select s.id from journal.submissions s
    where s.id in (select a.submission_id from journal.articles a where ${chosen}) order by s.id for update`)
  await tx.execute(dsql`select a.id from journal.articles a where ${chosen} order by a.id for update`)
  return tx.execute<Touched>(dsql`
    select a.id, a.issue_id as "issueId", a.submission_id as "submissionId", s.status
    from journal.articles a left join journal.submissions s on s.id = a.submission_id where ${chosen}`)
}

async function requirePlaceable(
  tx: Tx,
  issueId: string,
  contents: Sent<'PUT /api/issues/:id/contents'>['contents'],
  found: readonly Touched[],
): Promise<void> {
  const sections = await tx
    .select({ id: specialSections.id })
    .from(specialSections)
    .where(eq(specialSections.issueId, issueId))
  const known = new Map(found.map((article) => [article.id, article]))
  const seen = new Set<string>()
  contents.forEach(({ articleId, specialSectionId }, n) => {
    const article = known.get(articleId)
    if (article?.issueId && article.issueId !== issueId) throw new Refusal('already_in_issue')
    // An article withdrawn after it was placed may stay until an editor removes it: it is an obstacle, not an error.
    const placeable = article && (article.issueId === issueId || article.status === 'in_production')
    if (!placeable || seen.has(articleId)) throw refused(`contents.${n}.articleId`, 'unknownArticle')
    if (specialSectionId !== null && !sections.some(({ id }) => id === specialSectionId))
      throw refused(`contents.${n}.specialSectionId`, 'unknownSection')
    seen.add(articleId)
  })
}

/** Saves the special sections in this order; the articles of a removed section stay in the issue. */
export async function setSpecialSections(
  deps: Deps,
  actor: Actor,
  issueId: string,
  { version, specialSections: wanted }: Sent<'PUT /api/issues/:id/special-sections'>,
): Promise<undefined> {
  return deps.db.transaction(async (tx) => {
    await lockForChange(tx, issueId, version)
    const own = eq(specialSections.issueId, issueId)
    const standing = await tx.select({ id: specialSections.id }).from(specialSections).where(own)
    const unknown = wanted.findIndex(({ id }) => id !== null && !standing.some((section) => section.id === id))
    if (unknown >= 0) throw refused(`specialSections.${unknown}.id`, 'unknownSection')
    await removeSections(
      tx,
      standing.map(({ id }) => id).filter((id) => !wanted.some((section) => section.id === id)),
    )
    // Positions are unique, also within the transaction: all are made negative first.
    await tx
      .update(specialSections)
      .set({ position: dsql`-${specialSections.position}` })
      .where(own)
    for (const [n, { id, ...section }] of wanted.entries()) {
      const values = { ...section, position: n + 1 }
      await (id === null
        ? tx.insert(specialSections).values({ id: deps.ids.uuid(), issueId, ...values })
        : tx.update(specialSections).set(values).where(eq(specialSections.id, id)))
    }
    await recordOtherEvent(tx, deps, actor, { type: 'issue.changed', issueId })
    return undefined
  })
}

async function removeSections(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.update(articles).set({ specialSectionId: null }).where(inArray(articles.specialSectionId, ids))
  await tx.delete(specialSections).where(inArray(specialSections.id, ids))
}

/** Numbers the pages of all articles in the order of the issue. @throws BadInput naming an article whose length is missing */
export async function numberPages(
  deps: Deps,
  actor: Actor,
  issueId: string,
  { version, startAt, lengths }: Sent<'POST /api/issues/:id/pages'>,
): Promise<undefined> {
  return deps.db.transaction(async (tx) => {
    await lockForChange(tx, issueId, version)
    await lockArticles(tx, issueId, [])
    const inOrder = await tx
      .select({ id: articles.id, firstPage: articles.firstPage, lastPage: articles.lastPage })
      .from(articles)
      .where(eq(articles.issueId, issueId))
      .orderBy(articles.position, articles.number)
    let page = startAt
    for (const { id, ...numbered } of inOrder) {
      // An article with a number of its own takes up no pages.
      if (placeInIssue(numbered).kind === 'article_number') continue
      const length = lengths[id]
      if (length === undefined) throw refused(`lengths.${id}`, 'lengthMissing')
      const numbers = { firstPage: String(page), lastPage: String(page + length - 1) }
      await tx.update(articles).set(numbers).where(eq(articles.id, id))
      page += length
    }
    await recordOtherEvent(tx, deps, actor, { type: 'issue.changed', issueId })
    return undefined
  })
}

/** Locks an issue and everything in it: nobody can withdraw, move or edit an article while the issue is published. */
export async function lockForPublishing(tx: Tx, issueId: string): Promise<IssueRow> {
  const issue = await lockIssue(tx, issueId)
  await lockArticles(tx, issueId, [])
  return issue
}
