import { buffer } from 'node:stream/consumers'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { localeFor, mainLanguage } from '../domain/languages.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { openStored, serveFile } from '../storage/serve-file.ts'
import type { FileReply } from '../storage/serve-file.ts'
import { html, trusted } from '../rendering/html.ts'
import { assetsOf } from '../http/assets.ts'
import { translate } from '../strings/translate.ts'
import { fileOfInsider, invitationsOf } from './download.ts'

interface CopyRow {
  readonly kind: string
  readonly n: number
  readonly purpose: string
  readonly version: number | null
  readonly language: string | null
  readonly mediaType: string
  readonly extension: string
  readonly bytes: string
  readonly sha256: string
  readonly storageKey: string
}

interface Wanted {
  readonly id: string
  readonly kind: 'clean' | 'pdf' | 'view' | 'page'
  readonly n: number
}

/** A copy of a file: reviewers get released ones, the author and editors all that are ready. */
export async function downloadCopy(deps: Deps, actor: Actor, wanted: Wanted): Promise<FileReply> {
  const copy = (await forReviewer(deps, actor, wanted)) ?? (await forInsider(deps, actor, wanted))
  if (copy === null) throw new Refusal('not_found')
  const { storageKey, sha256, mediaType } = copy
  const name = servedFileName(copy.purpose, copy.version, copy.n === 0 ? copy.extension : `${copy.n}.${copy.extension}`)
  if (copy.kind !== 'view') return serveFile(deps, { storageKey, sha256, mediaType, name, bytes: Number(copy.bytes) })
  const page = asPage(deps, await buffer(await openStored(deps, copy)), copy.language)
  return { stream: page, mediaType, name, bytes: page.length, asPage: true }
}

/** The text as a page of its own: no script, no pictures, readable on any device and over any connection. */
function asPage({ settings }: Deps, body: Buffer, language: string | null): Buffer {
  const page = html`<!doctype html>
<html lang="${language ?? mainLanguage}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${translate(localeFor(language), 'common.manuscript')}</title><link rel="stylesheet" href="${assetsOf(settings).url('web/reader/reader.css')}"></head>
<body><main class="reading-view" dir="auto">${trusted(body.toString())}</main></body></html>`
  return Buffer.from(page.toString())
}

/** With the reviewers' database role, which sees released files of accepted invitations and no names. */
async function forReviewer({ sql, reviewerSql }: Deps, actor: Actor, wanted: Wanted): Promise<CopyRow | null> {
  const invitationIds = await invitationsOf(sql, actor)
  if (invitationIds.length === 0) return null
  const [copy] = await reviewerSql<CopyRow[]>`
    select kind, n, purpose, version, language, media_type as "mediaType", extension, bytes, sha256,
           storage_key as "storageKey"
    from reviewing.copies
    where file_id = ${wanted.id} and kind = ${wanted.kind} and n = ${wanted.n}
      and invitation_id = any(${invitationIds}::uuid[])`
  return copy ?? null
}

async function forInsider(deps: Deps, actor: Actor, wanted: Wanted): Promise<CopyRow | null> {
  const found = await fileOfInsider(deps, actor, wanted.id)
  if (found === null) return null
  const { purpose, version } = found.file
  const [copy] = await deps.sql<Omit<CopyRow, 'purpose' | 'version'>[]>`
    select c.kind, c.n, p.language, c.media_type as "mediaType", c.extension, c.bytes, c.sha256,
           c.storage_key as "storageKey"
    from journal.file_copies c
    join journal.preparations p on p.file_id = c.file_id and p.state = 'ready'
    where c.file_id = ${wanted.id} and c.kind = ${wanted.kind} and c.n = ${wanted.n}`
  return copy === undefined ? null : { ...copy, purpose, version }
}
