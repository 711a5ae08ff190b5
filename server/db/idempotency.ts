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
  deps: Pick<Deps, 'clock'>,
  request: IdempotentRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const earlier = await claimKey(tx, deps, request)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same request's own reply, written by storeReply
  if (earlier !== null) return earlier.reply as Reply
  const reply = await work()
  await storeReply(tx, request, reply)
  return reply
}

interface EarlierReply {
  readonly reply: unknown
}

/**
 * The first half of `withIdempotencyKey`, for work whose first statements are sent together with this one.
 * @returns the first reply; null when the key is new
 * @throws Refusal `key_reused`
 */
export async function claimKey(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  asked: IdempotentRequest,
): Promise<EarlierReply | null> {
  const { holder, key, request } = asked
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const first = await tx
    .insert(idempotency)
    .values({ holder, key, request: fingerprint, createdAt: clock.now() })
    .onConflictDoNothing()
    .returning({ key: idempotency.key })
  return first.length === 0 ? earlierReply(tx, asked, fingerprint) : null
}

/** The second half of `withIdempotencyKey`. */
export async function storeReply(tx: Tx, request: IdempotentRequest, reply: unknown): Promise<void> {
  await tx.update(idempotency).set({ reply }).where(rowOf(request))
}

function rowOf({ holder, key }: IdempotentRequest) {
  return and(eq(idempotency.holder, holder), eq(idempotency.key, key))
}

async function earlierReply(tx: Tx, request: IdempotentRequest, fingerprint: string): Promise<EarlierReply> {
  const [earlier] = await tx
    .select({ request: idempotency.request, reply: idempotency.reply })
    .from(idempotency)
    .where(rowOf(request))
  if (earlier?.request !== fingerprint) throw new Refusal('key_reused')
  return { reply: earlier.reply }
}
