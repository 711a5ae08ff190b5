import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import { record } from '../db/record.ts'
import { accountRoles, accounts, links, sessions } from '../db/schema/identity.ts'
import { tasks } from '../db/schema/outbox.ts'
import type { Tx } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import type { Actor, Role } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { readLinkToken } from '../http/links.ts'
import { countAttempt } from '../http/rate-limit.ts'
import { openSession } from '../http/session-cookie.ts'
import { hashPassword, passwordFits } from '../http/passwords.ts'
import type { accountsContract } from './contract.ts'

type Contract = typeof accountsContract
type AccountActor = Extract<Actor, { kind: 'account' }>

const day = 24 * 3_600_000

/**
 * Registers an address, or writes to it that it has an account already. The caller learns neither: same answer, and the
 * password is hashed either way so that it takes as long.
 * @returns the id of the link that was written, or a drawn one: the browser is given a mark either way
 */
export async function register(
  deps: Deps,
  { email, name, affiliation, password }: Body<Contract['POST /api/account/register']>,
): Promise<string> {
  await countAttempt(deps, `register ${email}`, { hits: 5, minutes: 60 })
  const passwordHash = await hashPassword(password)
  return deps.db.transaction(async (tx) => {
    const accountId = deps.ids.uuid()
    const created = await tx
      .insert(accounts)
      .values({ id: accountId, email, name, affiliation, passwordHash, createdAt: deps.clock.now() })
      .onConflictDoNothing()
      .returning({ id: accounts.id })
    if (created.length > 0) {
      await tx.insert(accountRoles).values({ accountId, role: 'author' })
      const linkId = await newLink(tx, deps, 'confirm', accountId, 7 * day)
      await record(tx, deps, null, { type: 'account.registered', accountId, linkId })
      return linkId
    }
    const [known] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email))
    if (known) await record(tx, deps, null, { type: 'account.register_repeated', accountId: known.id })
    return deps.ids.uuid()
  })
}

/** A session, and whether a password is still to be chosen by somebody who has just proved the mailbox theirs. */
export interface SignedIn {
  readonly token: string
  readonly needsPassword: boolean
}

/**
 * Signs in with a confirmation or sign-in link; either proves that the mailbox is theirs. Each works once.
 * @param registeredHere the link whose password was chosen in the same browser: anybody else's is forgotten
 */
export async function redeemLink(
  deps: Deps,
  purpose: 'confirm' | 'sign_in',
  token: string,
  registeredHere: string | null,
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
      .returning({ accountId: links.accountId })
    if (!link?.accountId) throw new Refusal('link_invalid')
    const needsPassword = await confirm(tx, link.accountId, now, registeredHere === linkId)
    if (purpose === 'confirm') await record(tx, deps, null, { type: 'account.confirmed', accountId: link.accountId })
    return { token: await openSession(tx, deps, { accountId: link.accountId }), needsPassword }
  })
}

/** The mailbox is theirs; a password that somebody else may have chosen for it is not. @returns whether one is to be chosen */
async function confirm(tx: Tx, accountId: string, now: Date, ownPassword: boolean): Promise<boolean> {
  const [account] = await tx
    .select({ confirmedAt: accounts.confirmedAt, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
    .for('update')
  if (!account) throw new Refusal('link_invalid')
  if (account.confirmedAt !== null) return false
  const passwordHash = ownPassword ? account.passwordHash : null
  await tx.update(accounts).set({ confirmedAt: now, passwordHash }).where(eq(accounts.id, accountId))
  return passwordHash === null
}

/** @throws Refusal `sign_in_failed`, the same for an unknown address, a wrong password and an unconfirmed account */
export async function signIn(deps: Deps, { email, password }: Body<Contract['POST /api/session']>): Promise<string> {
  await countAttempt(deps, `sign-in ${email}`, { hits: 10, minutes: 15 })
  const [account] = await deps.sql<{ id: string; password_hash: string | null }[]>`
    select id, password_hash from identity.accounts
    where email = ${email} and confirmed_at is not null and disabled_at is null`
  const fits = await passwordFits(account?.password_hash ?? null, password)
  if (!account || !fits) throw new Refusal('sign_in_failed')
  return deps.db.transaction((tx) => openSession(tx, deps, { accountId: account.id }))
}

/** Writes a sign-in link to a known address; to an unknown one, nothing. The caller gets the same answer. */
export async function requestLink(deps: Deps, email: string): Promise<void> {
  await countAttempt(deps, `link ${email}`, { hits: 5, minutes: 60 })
  await deps.db.transaction(async (tx) => {
    const [account] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.email, email), isNull(accounts.disabledAt)))
    if (!account) return
    const linkId = await newLink(tx, deps, 'sign_in', account.id, 30 * 60_000)
    await record(tx, deps, null, { type: 'account.link_requested', accountId: account.id, linkId })
  })
}

export async function signOut(deps: Deps, tokenHash: Buffer): Promise<void> {
  await deps.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
}

export async function saveProfile(
  deps: Deps,
  actor: AccountActor,
  profile: Body<Contract['PUT /api/account']>,
): Promise<void> {
  await deps.db.update(accounts).set(profile).where(eq(accounts.id, actor.accountId))
}

/** Sets the password and ends every other session. Whoever signed in by link and has none yet need not know an old one. */
export async function setPassword(
  deps: Deps,
  actor: AccountActor,
  tokenHash: Buffer,
  change: Body<Contract['PUT /api/account/password']>,
): Promise<void> {
  const [account] = await deps.sql<{ password_hash: string | null }[]>`
    select password_hash from identity.accounts where id = ${actor.accountId}`
  if (account?.password_hash && !(await passwordFits(account.password_hash, change.current ?? ''))) {
    throw new Refusal('sign_in_failed')
  }
  const passwordHash = await hashPassword(change.password)
  await deps.db.transaction(async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, actor.accountId))
    await tx.delete(sessions).where(and(eq(sessions.accountId, actor.accountId), ne(sessions.tokenHash, tokenHash)))
  })
}

/** Gives somebody an account with roles. A known address gets the roles added; nobody is told which it was. */
export async function inviteAccount(
  deps: Deps,
  actor: Actor,
  person: Body<Contract['POST /api/accounts']>,
): Promise<string> {
  return deps.db.transaction(async (tx) => {
    const { roles, ...details } = person
    await tx
      .insert(accounts)
      .values({ id: deps.ids.uuid(), ...details, createdAt: deps.clock.now() })
      .onConflictDoNothing()
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, person.email))
    if (!account) throw new Refusal('not_found')
    await giveRoles(tx, account.id, roles)
    const linkId = await newLink(tx, deps, 'confirm', account.id, 14 * day)
    await record(tx, deps, actor, { type: 'account.invited', accountId: account.id, linkId })
    return account.id
  })
}

/** Sets roles; takes effect with the person's next request. @throws Refusal `last_administrator` */
export async function setRoles(
  deps: Deps,
  actor: Actor,
  accountId: string,
  { roles, disabled }: Body<Contract['PUT /api/accounts/:id/roles']>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    // Locked together, so that two administrators cannot remove each other at once.
    const administrators = await tx
      .select({ accountId: accountRoles.accountId })
      .from(accountRoles)
      .innerJoin(accounts, eq(accounts.id, accountRoles.accountId))
      .where(and(eq(accountRoles.role, 'administrator'), isNull(accounts.disabledAt)))
      .for('update')
    const others = administrators.filter((holder) => holder.accountId !== accountId)
    if (others.length === 0 && (disabled || !roles.includes('administrator'))) throw new Refusal('last_administrator')
    const [account] = await tx
      .update(accounts)
      .set({ disabledAt: disabled ? deps.clock.now() : null })
      .where(eq(accounts.id, accountId))
      .returning({ id: accounts.id })
    if (!account) throw new Refusal('not_found')
    await tx.delete(accountRoles).where(eq(accountRoles.accountId, accountId))
    await giveRoles(tx, accountId, roles)
    if (disabled) await tx.delete(sessions).where(eq(sessions.accountId, accountId))
    await record(tx, deps, actor, { type: 'account.roles_changed', accountId })
  })
}

async function giveRoles(tx: Tx, accountId: string, roles: readonly Role[]): Promise<void> {
  if (roles.length === 0) return
  await tx
    .insert(accountRoles)
    .values(roles.map((role) => ({ accountId, role })))
    .onConflictDoNothing()
}

async function newLink(
  tx: Tx,
  { clock, ids }: Deps,
  purpose: 'confirm' | 'sign_in',
  accountId: string,
  lifeMs: number,
): Promise<string> {
  const id = ids.uuid()
  const now = clock.now()
  await tx.insert(links).values({ id, purpose, accountId, createdAt: now, expiresAt: new Date(now.getTime() + lifeMs) })
  return id
}

/** Puts a given-up task back into the queue. */
export async function retryTask(deps: Deps, taskId: string): Promise<void> {
  const [task] = await deps.db
    .update(tasks)
    .set({ failedAt: null, queuedAt: null, attempts: 0, runAt: deps.clock.now() })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt)))
    .returning({ id: tasks.id })
  if (!task) throw new Refusal('not_found')
}
