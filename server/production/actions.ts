import { and, DrizzleQueryError, eq, ne, sql as dsql } from 'drizzle-orm'
import postgres from 'postgres'
import { act, type Acting, type Done } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { loadFacts } from '../cases/possible-acts-facts.ts'
import { newestProofs } from '../cases/proofs.ts'
import { articleSearch } from '../db/search.ts'
import { contributors } from '../db/schema/identity.ts'
import { productions, articles, bylines, galleys, proofs } from '../db/schema/publication.ts'
import { settings } from '../db/schema/settings.ts'
import { submissions } from '../db/schema/submissions.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { doiProblem } from '../domain/article.ts'
import { localeFor } from '../domain/languages.ts'
import { pagesAreBackwards } from '../domain/page-numbers.ts'
import type { Actor } from '../domain/policy.ts'
import { possibleActs } from '../domain/possible-acts.ts'
import { canMoveTo, opensProofs, type ProductionStep } from '../domain/production.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { next } from '../domain/transitions.ts'
import type { Body } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import { translate } from '../strings/translate.ts'
import type { workContract } from './contract.ts'
import { submissionOf } from './submission-of.ts'

/**
 * Starts the production of an accepted submission. Refused until the acceptance can no longer be taken back. In order: creates the
 * article from the submitted version, with its bylines; starts production at copyediting; changes the status. Then, caused by the event: letters to the authors.
 * @throws Refusal `in_grace`
 */
export async function startProduction(deps: Deps, actor: Actor, submissionId: string): Promise<{ articleId: string }> {
  return act(deps, actor, submissionId, 'submission.start_production', async ({ tx, submission, now }) => {
    const { facts } = await loadFacts(tx, submissionId, now)
    allow(possibleActs(actor, facts).startProduction)
    const articleId = await beginArticle(tx, deps, submission)
    await tx.insert(productions).values({ submissionId, step: 'copyediting', stepSince: now, startedAt: now })
    await tx
      .update(submissions)
      .set({ status: next(submission.status, 'start_production'), statusSince: now })
      .where(eq(submissions.id, submissionId))
    return { events: [{ type: 'production.started', articleId }], reply: { articleId } }
  })
}

async function beginArticle(tx: Tx, { ids }: Deps, submission: Acting['submission']): Promise<string> {
  const [journal] = await tx.select({ licence: settings.licence, licenceUrl: settings.licenceUrl }).from(settings)
  const [drawn] = await tx.execute<{ number: string }>(dsql`select nextval('journal.article_numbers') as number`)
  if (!journal || !drawn) throw new Error('the journal has no settings')
  const id = ids.uuid()
  const { sectionId, language, title, abstract, keywords, keyPoints, contentNote } = submission
  await tx.insert(articles).values({
    id,
    number: Number(drawn.number),
    submissionId: submission.id,
    status: 'assembling',
    sectionId,
    language,
    title,
    ...articleSearch({ title }),
    abstract,
    keywords,
    keyPoints,
    contentNote,
    ...journal,
    receivedOn: submission.submittedAt,
    acceptedOn: submission.acceptedAt,
  })
  await printBylines(tx, id, submission)
  return id
}

/** Creates the bylines: names, pen names, or only that a name is withheld. */
async function printBylines(
  tx: Tx,
  articleId: string,
  { id: submissionId, language }: Acting['submission'],
): Promise<void> {
  const withheld = translate(localeFor(language), 'reader.byline.withheld')
  const people = await tx
    .select()
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId))
    .orderBy(contributors.position)
  const printed = people.map((person, n) => {
    const named = person.byline === 'name'
    return {
      articleId,
      position: n + 1,
      name: named ? person.name : (person.penName ?? withheld),
      // A sort name, an affiliation or an ORCID would reveal the person behind a pen name.
      sortName: named ? person.sortName : '',
      affiliation: named ? person.affiliation : '',
      orcid: named ? person.orcid : null,
      corresponding: named && person.corresponding,
    }
  })
  if (printed.length > 0) await tx.insert(bylines).values(printed)
}

/** An action of production on the submission of an article. */
export async function produce<Reply>(
  deps: Deps,
  actor: Actor,
  articleId: string,
  work: (acting: Acting) => Promise<Done<Reply>>,
): Promise<Reply> {
  return act(deps, actor, await submissionOf(deps.sql, articleId), 'submission.produce', work)
}

type Saved = Body<(typeof workContract)['PUT /api/articles/:id']>

/** Saves what will be printed. @throws BadInput naming `doi` or `lastPage`, Refusal `edited_elsewhere` */
export async function editArticle(
  deps: Deps,
  actor: Actor,
  articleId: string,
  { version, ...saved }: Saved,
): Promise<{ version: number }> {
  return produce(deps, actor, articleId, async ({ tx }) => {
    await requirePrintable(tx, articleId, saved)
    const { bylines: names, ...rest } = saved
    const [kept] = await tx
      .update(articles)
      .set({ ...rest, ...articleSearch(rest), version: version + 1 })
      .where(and(eq(articles.id, articleId), eq(articles.version, version)))
      .returning({ version: articles.version })
      .catch(takenMeanwhile)
    if (!kept) throw new Refusal('edited_elsewhere')
    await tx.delete(bylines).where(eq(bylines.articleId, articleId))
    await tx.insert(bylines).values(names.map((byline, n) => ({ ...byline, articleId, position: n + 1 })))
    await dropUnsent(tx, actor, 'article', articleId)
    return { events: [{ type: 'production.edited', articleId }], reply: kept }
  })
}

async function requirePrintable(
  tx: Tx,
  articleId: string,
  { doi, firstPage, lastPage }: Omit<Saved, 'version'>,
): Promise<void> {
  const problem = doi === null ? null : (doiProblem(doi) ?? ((await isTaken(tx, articleId, doi)) ? 'taken' : null))
  if (problem) throw wrongDoi(problem)
  if (pagesAreBackwards({ firstPage, lastPage }))
    throw new BadInput([{ path: 'lastPage', key: 'editor.production.pagesBackwards' }])
}

function wrongDoi(problem: 'prefix' | 'suffix' | 'taken'): BadInput {
  return new BadInput([{ path: 'doi', key: `editor.production.doi.${problem}` }])
}

/** Another article got the DOI after `isTaken` had checked: reported by the index `articles_doi`. */
function takenMeanwhile(fault: unknown): never {
  const cause = fault instanceof DrizzleQueryError ? fault.cause : fault
  const isTakenNow =
    cause instanceof postgres.PostgresError && cause.code === '23505' && cause.constraint_name === 'articles_doi'
  throw isTakenNow ? wrongDoi('taken') : fault
}

/** A DOI belongs to one article for ever; upper and lower case are the same (DOI handbook 2.4). */
async function isTaken(tx: Tx, articleId: string, doi: string): Promise<boolean> {
  const others = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(ne(articles.id, articleId), dsql`lower(${articles.doi}) = lower(${doi})`))
    .limit(1)
  return others.length > 0
}

/**
 * Moves production on or back. Proofs are sent to the author, who approves them; each sending is a new round, so that earlier answers stay.
 */
export async function moveTo(deps: Deps, actor: Actor, articleId: string, step: ProductionStep): Promise<undefined> {
  return produce(deps, actor, articleId, async ({ tx, submission, now }) => {
    const submissionId = submission.id
    const [production] = await tx.select().from(productions).where(eq(productions.submissionId, submissionId))
    if (!production) throw new Refusal('not_found')
    const newest = await newestProofs(tx, submissionId)
    const sends = opensProofs({ step: production.step, proofs: newest }, step)
    // Repeated, or done in another window: the step is reached already.
    if (production.step === step && !sends) return { events: [], reply: undefined }
    const pdfs = await tx
      .select({ state: galleys.state, sha256: galleys.receivedSha256, storedAt: galleys.storedAt })
      .from(galleys)
      .where(and(eq(galleys.articleId, articleId), eq(galleys.kind, 'pdf')))
    const pdfReady = pdfs.filter(({ state }) => state === 'ready').length
    allow(canMoveTo({ step: production.step, pdfGalleys: pdfs.length, pdfReady }, step))
    await tx.update(productions).set({ step, stepSince: now }).where(eq(productions.submissionId, submissionId))
    const number = (newest?.number ?? 0) + 1
    if (sends) {
      const [pdf] = pdfs
      await tx.insert(proofs).values({
        submissionId,
        number,
        sentAt: now,
        galleySha256: pdf?.sha256 ?? null,
        galleyStoredAt: pdf?.storedAt ?? null,
      })
    }
    const sent = sends ? { proofs: number } : {}
    return { events: [{ type: 'production.moved', articleId, step, ...sent }], reply: undefined }
  })
}
