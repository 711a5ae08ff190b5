import { and, eq, ne, or, sql as dsql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { accounts, unsentTexts } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { mostUnsent } from '../domain/unsent.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { unsentContract } from './contract.ts'
import { ownerOf, type About } from './queries.ts'

type Keeping = (typeof unsentContract)['PUT /api/unsent/:act/:id']

/**
 * Stores a text in place of the one its owner has seen. Records no event.
 * @throws Refusal `edited_elsewhere` when another window has stored one in the meantime, `too_many_unsent`
 */
export async function keep(
  deps: Deps,
  actor: Actor,
  about: About,
  { version, content }: Body<Keeping>,
): Promise<ReplyOf<Keeping>> {
  const accountId = await ownerOf(deps, actor, about)
  const savedAt = deps.clock.now()
  return deps.db.transaction(async (tx) => {
    await requireRoom(tx, accountId, about)
    const [kept] = await tx
      .insert(unsentTexts)
      .values({ accountId, act: about.act, subject: about.id, content, version: 1, savedAt })
      .onConflictDoUpdate({
        target: [unsentTexts.accountId, unsentTexts.act, unsentTexts.subject],
        set: { content, savedAt, version: dsql`${unsentTexts.version} + 1` },
        setWhere: eq(unsentTexts.version, version),
      })
      .returning({ version: unsentTexts.version })
    if (kept === undefined) throw new Refusal('edited_elsewhere')
    return { version: kept.version, savedAt: savedAt.toISOString() }
  })
}

async function requireRoom(tx: Tx, accountId: string, { act, id }: About): Promise<void> {
  // Makes requests of one person count one after the other, for example from two windows.
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('no key update')
  const others = or(ne(unsentTexts.act, act), ne(unsentTexts.subject, id))
  const held = await tx.$count(unsentTexts, and(eq(unsentTexts.accountId, accountId), others))
  if (held >= mostUnsent) throw new Refusal('too_many_unsent', { most: mostUnsent })
}

export async function drop(deps: Deps, actor: Actor, about: About): Promise<void> {
  const accountId = await ownerOf(deps, actor, about)
  await deps.db
    .delete(unsentTexts)
    .where(and(eq(unsentTexts.accountId, accountId), eq(unsentTexts.act, about.act), eq(unsentTexts.subject, about.id)))
}
