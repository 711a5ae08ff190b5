import { like, ne, and, sql as dsql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { calls } from '../db/schema/calls.ts'

const longest = 80

/** A title as the last part of an address: Latin letters without diacritics, digits and hyphens; "call" when nothing else remains. */
function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '')
  return slug === '' ? 'call' : slug
}

/** The title's slug, with a number when another call has it. A lock keeps two calls written at the same time from getting the same one. */
export async function freeSlug(tx: Tx, title: string, callId: string): Promise<string> {
  await tx.execute(dsql`select pg_advisory_xact_lock(hashtext('journal.calls.slug'))`)
  const wanted = slugOf(title)
  const alike = await tx
    .select({ slug: calls.slug })
    .from(calls)
    .where(and(like(calls.slug, `${wanted}%`), ne(calls.id, callId)))
  const taken = new Set(alike.map(({ slug }) => slug))
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`
  return slug
}
