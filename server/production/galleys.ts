import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { loadPolicySubject } from '../cases/lock.ts'
import { articles, galleys, printFindings } from '../db/schema/publication.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { mayPrepareGalleyAgain } from '../domain/galley.ts'
import { mayRole, maySubmission, type Actor } from '../domain/policy.ts'
import type { PreparationState } from '../domain/preparation.ts'
import type { GalleyKind } from '../domain/production.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { maxFileBytes, receive, type Received } from '../http/receive-file.ts'
import { serveFile } from '../storage/serve-file.ts'
import type { FileReply } from '../storage/serve-file.ts'
import { produce } from './actions.ts'
import { submissionOf } from './submission-of.ts'

/** Bytes. A text with its pictures, which is read into memory to be cleaned. */
const longestHtml = 8 * 1024 * 1024

/** Stores a galley and replaces the one of the same kind. The worker makes the copy that others may see. */
export async function storeGalley(
  deps: Deps,
  actor: Actor,
  articleId: string,
  kind: GalleyKind,
  request: FastifyRequest,
): Promise<{ id: string; sha256: string; bytes: number }> {
  const subject = await loadPolicySubject(deps.sql, await submissionOf(deps.sql, articleId))
  allow(maySubmission('submission.produce', actor, subject))
  const accepted = {
    takenFor: kind === 'pdf' ? 'galley_pdf' : 'galley_html',
    maxBytes: await maxFileBytes(deps.sql),
  } as const
  return receive(deps, request, accepted, async (received) => {
    if (kind === 'html' && received.bytes > longestHtml) throw new Refusal('too_large', { maxBytes: longestHtml })
    const { galley, obsolete } = await keepGalley(deps, actor, articleId, kind, received)
    // An object that cannot be deleted now has no row; the job delete-orphans finds it.
    for (const key of obsolete) await deps.store.remove(key).catch(() => undefined)
    return galley
  })
}

async function keepGalley(
  deps: Deps,
  actor: Actor,
  articleId: string,
  kind: GalleyKind,
  { storageKey: receivedKey, mediaType, bytes, sha256 }: Received,
) {
  return produce(deps, actor, articleId, async ({ tx, now: storedAt }) => {
    // In the worker's order: the article, then its galleys.
    await tx.select({ id: articles.id }).from(articles).where(eq(articles.id, articleId)).for('update')
    const [replaced] = await tx
      .delete(galleys)
      .where(and(eq(galleys.articleId, articleId), eq(galleys.kind, kind)))
      .returning({ id: galleys.id, receivedKey: galleys.receivedKey, storageKey: galleys.storageKey })
    if (replaced) await tx.delete(printFindings).where(eq(printFindings.galleyId, replaced.id))
    const id = deps.ids.uuid()
    const received = { receivedKey, receivedBytes: bytes, receivedSha256: sha256 }
    await tx.insert(galleys).values({ id, articleId, kind, mediaType, ...received, storedAt, begunAt: storedAt })
    // The full text belonged to the replaced galley.
    if (kind === 'html') await tx.update(articles).set({ fullText: null }).where(eq(articles.id, articleId))
    const obsolete = [replaced?.receivedKey, replaced?.storageKey].filter((key) => typeof key === 'string')
    return {
      events: [{ type: 'production.galley_stored', articleId, galleyId: id }],
      reply: { galley: { id, sha256, bytes }, obsolete },
    }
  })
}

/** Has a held galley prepared again. */
export async function prepareGalleyAgain(deps: Deps, actor: Actor, galleyId: string): Promise<undefined> {
  const [found] = await deps.db.select({ articleId: galleys.articleId }).from(galleys).where(eq(galleys.id, galleyId))
  if (!found) throw new Refusal('not_found')
  const { articleId } = found
  return produce(deps, actor, articleId, async ({ tx, now }) => {
    const [galley] = await tx.select({ state: galleys.state }).from(galleys).where(eq(galleys.id, galleyId))
    if (!galley) throw new Refusal('not_found')
    // Repeated: preparation is running already.
    if (galley.state === 'preparing') return { events: [], reply: undefined }
    allow(mayPrepareGalleyAgain(galley))
    await tx.update(galleys).set({ state: 'preparing', reason: null, begunAt: now }).where(eq(galleys.id, galleyId))
    return { events: [{ type: 'production.galleys_wanted', articleId }], reply: undefined }
  })
}

interface GalleyRow {
  readonly submissionId: string | null
  readonly kind: GalleyKind
  readonly mediaType: string
  readonly state: PreparationState
  readonly bytes: string
  readonly sha256: string
  readonly storageKey: string | null
}

/** The copy of a galley for those who make it and for its author, under the journal's own name; never the uploaded file. */
export async function fetchGalley(deps: Deps, actor: Actor, galleyId: string): Promise<FileReply> {
  const [galley] = await deps.sql<GalleyRow[]>`
    select a.submission_id as "submissionId", g.kind, g.state, g.media_type as "mediaType", g.bytes, g.sha256,
           g.storage_key as "storageKey"
    from journal.galleys g join journal.articles a on a.id = g.article_id where g.id = ${galleyId}`
  if (!galley) throw new Refusal('not_found')
  allow(
    galley.submissionId === null
      ? mayRole('production.list', actor)
      : maySubmission('submission.read_production', actor, await loadPolicySubject(deps.sql, galley.submissionId)),
  )
  const { kind, state, bytes, sha256, mediaType, storageKey } = galley
  if (storageKey === null) throw new Refusal('galley_not_ready', { state })
  const name = servedFileName('galley', null, kind)
  return serveFile(deps, { storageKey, sha256, mediaType, bytes: Number(bytes), name })
}
