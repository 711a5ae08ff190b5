import type { Deps } from '../deps.ts'
import type { Tx } from './client.ts'
import { links } from './schema/identity.ts'

/** The account or the unconfirmed registration that a link belongs to: the link proves that its mailbox is theirs. */
export type LinkHolder = { readonly accountId: string } | { readonly registrationId: string }

/** Stores a link that is sent in a letter and works once. @returns its id */
export async function newLink(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  link: { readonly purpose: 'confirm' | 'sign_in'; readonly next?: string | null } & LinkHolder,
  lifeMs: number,
): Promise<string> {
  const id = ids.uuid()
  const now = clock.now()
  await tx.insert(links).values({ id, ...link, createdAt: now, expiresAt: new Date(now.getTime() + lifeMs) })
  return id
}
