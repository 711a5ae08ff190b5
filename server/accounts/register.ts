import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { record } from '../db/events.ts'
import { accountRoles, accounts, links, registrations } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import type { Role } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { rememberBrowser } from '../http/known-browser.ts'
import { readLinkToken } from '../rendering/links.ts'
import { ownPath } from '../http/own-path.ts'
import { hashPassword } from '../http/passwords.ts'
import { countAttempt } from '../http/rate-limit.ts'
import { openSession } from '../http/session-cookie.ts'
import type { accountsContract } from './contract.ts'
import { rolesOf } from './roles.ts'

/**
 * Notes that somebody says an address is theirs. Whether it is known is found out by the worker, which writes the letter:
 * here the same is done for both, so that neither the answer nor its time tells (docs/threat-model.md R-06).
 * @returns the registration's id, by which this browser is known again
 */
export async function register(
  deps: Deps,
  { email, name, affiliation, password, next }: Body<(typeof accountsContract)['POST /api/account/register']>,
): Promise<string> {
  await countAttempt(deps, `register ${email}`, { hits: 5, minutes: 60 })
  const passwordHash = await hashPassword(password)
  return deps.db.transaction(async (tx) => {
    const registrationId = deps.ids.uuid()
    const createdAt = deps.clock.now()
    await tx
      .insert(registrations)
      .values({ id: registrationId, email, name, affiliation, passwordHash, next: ownPath(next), createdAt })
    await record(tx, deps, null, { type: 'account.registration_wanted', registrationId })
    return registrationId
  })
}

/**
 * Has the letter of a registration written again. For a known address there is no registration any more (the worker has told
 * its owner so): the same statements run for both, and the same is answered.
 */
export async function registerAgain(deps: Deps, registrationId: string): Promise<void> {
  await countAttempt(deps, `register again ${registrationId}`, { hits: 3, minutes: 60 })
  await deps.db.transaction(async (tx) => {
    await tx.update(registrations).set({ answeredAt: null }).where(eq(registrations.id, registrationId))
    await record(tx, deps, null, { type: 'account.registration_wanted', registrationId })
  })
}

/** Somebody who has proved a mailbox theirs: a session, a browser that is known from now on, and what is still to be done. */
export interface SignedIn {
  readonly token: string
  readonly browserId: string
  readonly needsPassword: boolean
  /** Where they were going. */
  readonly next: string | null
  readonly roles: readonly Role[]
}

/** The browser a link is opened in, as its cookies tell. */
export interface Browser {
  /** The registration whose password was chosen in it: anybody else's is forgotten. */
  readonly registrationId: string | null
  readonly browserId: string | null
}

/** Signs in with a confirmation or sign-in link; either proves that the mailbox is theirs. Each works once. */
export async function redeemLink(
  deps: Deps,
  purpose: 'confirm' | 'sign_in',
  token: string,
  browser: Browser,
): Promise<SignedIn> {
  const linkId = readLinkToken(deps.settings, purpose, token)
  if (linkId === null) throw new Refusal('link_invalid')
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const [link] = await tx
      .update(links)
      .set({ usedAt: now })
      .where(
        and(
          eq(links.id, linkId),
          eq(links.purpose, purpose),
          isNull(links.usedAt),
          isNull(links.revokedAt),
          gt(links.expiresAt, now),
        ),
      )
      .returning({ accountId: links.accountId, registrationId: links.registrationId, next: links.next })
    if (!link) throw new Refusal('link_invalid')
    const { accountId, needsPassword } = await accountBehind(tx, deps, link, browser)
    if (purpose === 'confirm') await record(tx, deps, null, { type: 'account.confirmed', accountId })
    return {
      token: await openSession(tx, deps, { accountId }),
      browserId: await rememberBrowser(tx, deps, browser.browserId, accountId),
      needsPassword,
      next: ownPath(link.next),
      roles: await rolesOf(tx, accountId),
    }
  })
}

interface Link {
  readonly accountId: string | null
  readonly registrationId: string | null
}

/** The account behind a link, confirmed: made now when there was none. */
async function accountBehind(tx: Tx, deps: Deps, { accountId, registrationId }: Link, browser: Browser) {
  if (accountId !== null) return { accountId, needsPassword: await confirm(tx, deps, accountId, null) }
  if (registrationId === null) throw new Refusal('link_invalid')
  const [registration] = await tx.select().from(registrations).where(eq(registrations.id, registrationId))
  if (!registration) throw new Refusal('link_invalid')
  const own = registration.id === browser.registrationId ? registration : null
  const id = await accountFor(tx, deps, registration.email, own)
  // Whatever else was said of this address is over: its owner has spoken.
  await tx.delete(registrations).where(eq(registrations.email, registration.email))
  return { accountId: id, needsPassword: await confirm(tx, deps, id, own?.passwordHash ?? null) }
}

type Registration = typeof registrations.$inferSelect

/**
 * The account of an address, made when there is none. One that an editor or administrator made keeps its name. A name
 * counts only in the browser in which it was typed: anybody can register somebody's address under any name.
 */
async function accountFor(tx: Tx, { ids, clock }: Deps, email: string, own: Registration | null): Promise<string> {
  const name = own?.name ?? (email.split('@', 1)[0] || email)
  const affiliation = own?.affiliation ?? ''
  await tx
    .insert(accounts)
    .values({ id: ids.uuid(), email, name, affiliation, createdAt: clock.now() })
    .onConflictDoNothing()
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email))
  if (!account) throw new Error('an account was neither found nor made')
  await tx.insert(accountRoles).values({ accountId: account.id, role: 'author' }).onConflictDoNothing()
  return account.id
}

/**
 * The mailbox is theirs.
 * @param passwordHash of the password chosen in this browser: it counts only for an account that has none
 * @returns whether one is to be chosen
 */
async function confirm(tx: Tx, { clock }: Deps, accountId: string, passwordHash: string | null): Promise<boolean> {
  const [account] = await tx
    .select({ confirmedAt: accounts.confirmedAt, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
    .for('update')
  if (!account) throw new Refusal('link_invalid')
  if (account.confirmedAt !== null) return false
  await tx.update(accounts).set({ confirmedAt: clock.now(), passwordHash }).where(eq(accounts.id, accountId))
  return passwordHash === null
}
