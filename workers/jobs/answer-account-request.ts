import { desc, eq } from 'drizzle-orm'
import { newLink, type LinkHolder } from '../../server/db/account-links.ts'
import type { Tx } from '../../server/db/client.ts'
import { recordOtherEvent } from '../../server/db/events.ts'
import { accounts, linkRequests, registrations } from '../../server/db/schema/identity.ts'
import type { WorkerDeps } from '../deps.ts'
import type { Task } from '../task.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute

/**
 * Looks up whether an address that was registered, or for which a link was requested, is known, and has the right letter written. The
 * worker does this and not the API, so that the reply's time does not tell whether the address is known. A second run finds nothing to do.
 */
export async function answerAccountRequest(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  await deps.db.transaction(async (tx) => {
    if (event.type === 'account.registration_wanted') await answerRegistration(tx, deps, event.registrationId)
    if (event.type === 'account.link_wanted') await answerLinkRequest(tx, deps, event.requestId)
  })
}

/** Only a mailbox's owner is told that it has an account; the registration of a new address waits for the link in the letter. */
async function answerRegistration(tx: Tx, deps: WorkerDeps, registrationId: string): Promise<void> {
  const [registration] = await tx
    .select({ email: registrations.email, answeredAt: registrations.answeredAt, next: registrations.next })
    .from(registrations)
    .where(eq(registrations.id, registrationId))
    .for('update')
  if (!registration || registration.answeredAt !== null) return
  const [account] = await tx
    .select({ id: accounts.id, confirmedAt: accounts.confirmedAt, disabledAt: accounts.disabledAt })
    .from(accounts)
    .where(eq(accounts.email, registration.email))
  if (account && (account.confirmedAt !== null || account.disabledAt !== null)) {
    await tx.delete(registrations).where(eq(registrations.id, registrationId))
    await recordOtherEvent(tx, deps, null, {
      type: 'account.register_repeated',
      accountId: account.id,
      // An event about a person must not refer to one of their submissions.
      ...(registration.next?.startsWith('/author/submit') === true && { next: registration.next }),
    })
    return
  }
  await tx.update(registrations).set({ answeredAt: deps.clock.now() }).where(eq(registrations.id, registrationId))
  const linkId = await newLink(tx, deps, { purpose: 'confirm', registrationId, next: registration.next }, week)
  await recordOtherEvent(tx, deps, null, { type: 'account.registered', linkId })
}

async function answerLinkRequest(tx: Tx, deps: WorkerDeps, requestId: string): Promise<void> {
  const [request] = await tx.delete(linkRequests).where(eq(linkRequests.id, requestId)).returning()
  if (!request) return
  const holder = await holderOfAddress(tx, request.email)
  if (holder === null) return
  const linkId = await newLink(tx, deps, { purpose: 'sign_in', ...holder, next: request.next }, 30 * minute)
  await recordOtherEvent(tx, deps, null, { type: 'account.link_requested', linkId })
}

/** The account of an address, or its newest registration when there is no account. */
async function holderOfAddress(tx: Tx, email: string): Promise<LinkHolder | null> {
  const [account] = await tx
    .select({ id: accounts.id, disabledAt: accounts.disabledAt })
    .from(accounts)
    .where(eq(accounts.email, email))
  if (account) return account.disabledAt === null ? { accountId: account.id } : null
  const [registration] = await tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(eq(registrations.email, email))
    .orderBy(desc(registrations.createdAt))
    .limit(1)
  return registration ? { registrationId: registration.id } : null
}
