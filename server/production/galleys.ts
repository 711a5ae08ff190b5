import { text } from 'node:stream/consumers'
import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { refreshAttention, subjectFor } from '../db/cases.ts'
import { record } from '../db/record.ts'
import { articles, galleys } from '../db/schema/publication.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { mayRole, maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { fullTextFrom } from '../files/full-text.ts'
import { receive, type Received } from '../files/receive.ts'
import { serveFile } from '../files/serve-file.ts'
import type { FileReply } from '../http/contract.ts'
import { lockForProducing } from './actions.ts'
import { submissionOf } from './queries.ts'

export type GalleyKind = 'pdf' | 'html'

/** A text with its pictures; it is read into memory to be cleaned. */
const longestHtml = 8 * 1024 * 1024

/** Takes a galley in the place of the one of its kind. */
export async function storeGalley(
  deps: Deps,
  actor: Actor,
  articleId: string,
  kind: GalleyKind,
  request: FastifyRequest,
): Promise<{ id: string; sha256: string; bytes: number }> {
  const subject = await subjectFor(deps.sql, await submissionOf(deps.sql, articleId))
  allow(maySubmission('submission.produce', actor, subject))
  return receive(deps, request, kind === 'pdf' ? 'galley_pdf' : 'galley_html', async (received) => {
    const fullText = kind === 'html' ? await readFullText(deps, received) : null
    const { galley, replacedKey } = await keepGalley(deps, actor, articleId, kind, received, fullText)
    // What cannot be removed now is an object without a row, which the sweep of the store finds.
    if (replacedKey !== null) await deps.store.remove(replacedKey).catch(() => undefined)
    return galley
  })
}

async function readFullText({ store }: Deps, { storageKey, bytes }: Received): Promise<string> {
  if (bytes > longestHtml) throw new Refusal('too_large', { maxBytes: longestHtml })
  return fullTextFrom(await text(await store.get(storageKey)))
}

async function keepGalley(
  deps: Deps,
  actor: Actor,
  articleId: string,
  kind: GalleyKind,
  { storageKey, mediaType, bytes, sha256 }: Received,
  fullText: string | null,
) {
  return deps.db.transaction(async (tx) => {
    const { submission } = await lockForProducing(tx, actor, articleId)
    const sameKind = and(eq(galleys.articleId, articleId), eq(galleys.kind, kind))
    const [replaced] = await tx.delete(galleys).where(sameKind).returning({ storageKey: galleys.storageKey })
    const id = deps.ids.uuid()
    const storedAt = deps.clock.now()
    await tx.insert(galleys).values({ id, articleId, kind, mediaType, bytes, sha256, storageKey, storedAt })
    if (fullText !== null) await tx.update(articles).set({ fullText }).where(eq(articles.id, articleId))
    const submissionId = submission.id
    await record(tx, deps, actor, { type: 'production.galley_stored', submissionId, articleId, galleyId: id })
    await refreshAttention(tx, submissionId)
    return { galley: { id, sha256, bytes }, replacedKey: replaced?.storageKey ?? null }
  })
}

interface GalleyRow {
  readonly submissionId: string | null
  readonly kind: GalleyKind
  readonly mediaType: string
  readonly bytes: string
  readonly sha256: string
  readonly storageKey: string
}

/** A galley for those who make it and for its author, under the journal's own name for it. */
export async function fetchGalley(deps: Deps, actor: Actor, galleyId: string): Promise<FileReply> {
  const [galley] = await deps.sql<GalleyRow[]>`
    select a.submission_id as "submissionId", g.kind, g.media_type as "mediaType", g.bytes, g.sha256,
           g.storage_key as "storageKey"
    from journal.galleys g join journal.articles a on a.id = g.article_id where g.id = ${galleyId}`
  if (!galley) throw new Refusal('not_found')
  allow(
    galley.submissionId === null
      ? mayRole('production.list', actor)
      : maySubmission('submission.read_production', actor, await subjectFor(deps.sql, galley.submissionId)),
  )
  const { kind, bytes, ...stored } = galley
  return serveFile(deps, { ...stored, bytes: Number(bytes), name: servedFileName('galley', null, kind) })
}
