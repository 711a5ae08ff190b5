import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'
import { accountRoles, accounts, links, registrations } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { defaultLocale, type Locale } from '../domain/languages.ts'
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
 * Records that somebody wants to register an address. Only the worker, which writes the letter, looks up whether the address is known: the
 * statements here are the same in both cases, so that neither the reply nor its time shows it (docs/threat-model.md R-06).
 * @returns the registration's id, which a cookie keeps in this browser
 */
export async function register(
  deps: Deps,
  { email, name, affiliation, password, next }: Body<(typeof accountsContract)['POST /api/account/register']>,
  locale: Locale,
): Promise<string> {
  await countAttempt(deps, `register ${email}`, { hits: 5, minutes: 60 })
  const passwordHash = await hashPassword(password)
  return deps.db.transaction(async (tx) => {
    const registrationId = deps.ids.uuid()
    const createdAt = deps.clock.now()
    await tx.insert(registrations).values({
      id: registrationId,
      email,
      name,
      affiliation,
      passwordHash,
      locale: chosen(locale),
      next: ownPath(next),
      createdAt,
    })
    await recordOtherEvent(tx, deps, null, { type: 'account.registration_wanted', registrationId })
    return registrationId
  })
}

/**
 * Somebody who registers on a page in another language than the default one has chosen it. The default one is not stored, so that a
 * language added later is offered to the others.
 */
function chosen(locale: Locale): Locale | null {
  return locale === defaultLocale ? null : locale
}

/**
 * Has the letter of a registration written again. For a known address the worker has deleted the registration and told the address's owner;
 * the same statements run, and the reply is the same.
 */
export async function registerAgain(deps: Deps, registrationId: string): Promise<void> {
  await countAttempt(deps, `register again ${registrationId}`, { hits: 3, minutes: 60 })
  await deps.db.transaction(async (tx) => {
    await tx.update(registrations).set({ answeredAt: null }).where(eq(registrations.id, registrationId))
    await recordOtherEvent(tx, deps, null, { type: 'account.registration_wanted', registrationId })
  })
}

/** The result of opening a link, which proves that the mailbox is theirs. */
export interface SignedIn {
  readonly token: string
  readonly browserId: string
  readonly needsPassword: boolean
  /** The page they wanted before signing in. */
  readonly next: string | null
  readonly roles: readonly Role[]
}

/** The browser in which a link is opened, identified by its cookies. */
export interface Browser {
  /** The registration that was made in this browser. The name and password of another browser's registration are not used. */
  readonly registrationId: string | null
  readonly browserId: string | null
}

/** Signs in with a confirmation or sign-in link; both prove that the mailbox is theirs. Each link works once. */
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
    if (purpose === 'confirm') await recordOtherEvent(tx, deps, null, { type: 'account.confirmed', accountId })
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

/** The account that a link belongs to, now confirmed; created when there is none. */
async function accountBehind(tx: Tx, deps: Deps, { accountId, registrationId }: Link, browser: Browser) {
  if (accountId !== null) return { accountId, needsPassword: await confirm(tx, deps, accountId, null) }
  if (registrationId === null) throw new Refusal('link_invalid')
  const [registration] = await tx.select().from(registrations).where(eq(registrations.id, registrationId))
  if (!registration) throw new Refusal('link_invalid')
  const own = registration.id === browser.registrationId ? registration : null
  const id = await accountFor(tx, deps, registration.email, own)
  // Deletes all registrations of this address: its owner has confirmed it.
  await tx.delete(registrations).where(eq(registrations.email, registration.email))
  return { accountId: id, needsPassword: await confirm(tx, deps, id, own?.passwordHash ?? null) }
}

type Registration = typeof registrations.$inferSelect

/**
 * The account of an address; created when there is none. An account that an editor or administrator made keeps its name. The name of a
 * registration is used only in the browser in which it was typed: anybody can register somebody else's address under any name.
 */
async function accountFor(tx: Tx, { ids, clock }: Deps, email: string, own: Registration | null): Promise<string> {
  const name = own?.name ?? (email.split('@', 1)[0] || email)
  const affiliation = own?.affiliation ?? ''
  await tx
    .insert(accounts)
    .values({ id: ids.uuid(), email, name, affiliation, locale: own?.locale ?? null, createdAt: clock.now() })
    .onConflictDoNothing()
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email))
  if (!account) throw new Error('an account was neither found nor made')
  await tx.insert(accountRoles).values({ accountId: account.id, role: 'author' }).onConflictDoNothing()
  return account.id
}

/**
 * Marks the account as confirmed.
 * @param passwordHash of the password chosen in this browser: used only when the account has none
 * @returns whether its owner has to choose a password
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
