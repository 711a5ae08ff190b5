import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Tx } from './client.ts'
import { idempotency } from './schema/identity.ts'

/** A request that its caller may repeat because it does not know whether the first one arrived. */
export interface IdempotentRequest {
  /** The account or invitation that the key belongs to. Nobody gets a reply that was made for another. */
  readonly holder: string
  readonly key: string
  /** What identifies this request: route, parameters, body. */
  readonly request: readonly unknown[]
}

/**
 * Does `work` once for a key and returns the first reply every time after that (docs/threat-model.md K3). A repeated request that runs at
 * the same time waits here for the first; if the first is rolled back, the repeated one does the work.
 * Call it first in the transaction, before any row is locked: the waiting request must not hold a lock that the first one needs.
 * @throws Refusal `key_reused` when the key was used for another request before
 */
export async function withIdempotencyKey<Reply>(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  { holder, key, request }: IdempotentRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const mine = and(eq(idempotency.holder, holder), eq(idempotency.key, key))
  const first = await tx
    .insert(idempotency)
    .values({ holder, key, request: fingerprint, createdAt: clock.now() })
    .onConflictDoNothing()
    .returning({ key: idempotency.key })
  if (first.length === 0) return earlierReply<Reply>(tx, mine, fingerprint)
  const reply = await work()
  await tx.update(idempotency).set({ reply }).where(mine)
  return reply
}

async function earlierReply<Reply>(tx: Tx, mine: ReturnType<typeof and>, fingerprint: string): Promise<Reply> {
  const [earlier] = await tx
    .select({ request: idempotency.request, reply: idempotency.reply })
    .from(idempotency)
    .where(mine)
  if (earlier?.request !== fingerprint) throw new Refusal('key_reused')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same request's own reply, written above
  return earlier.reply as Reply
}
