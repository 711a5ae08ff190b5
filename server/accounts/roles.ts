import { and, eq, inArray, isNull, notInArray, sql as dsql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'
import { accountRoles, accounts, sessions, unsentTexts } from '../db/schema/identity.ts'
import { newLink } from '../db/account-links.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { holderOf, roles as allRoles, type Actor, type Role } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { forgetBrowsers } from '../http/known-browser.ts'
import type { accountsContract } from './contract.ts'

type Contract = typeof accountsContract

const day = 24 * 3_600_000

/**
 * Gives somebody an account with roles. An account that exists gets the roles in addition; the reply does not tell which of the two it was.
 */
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
    const [account] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.email, person.email))
      .for('update')
    if (!account) throw new Refusal('not_found')
    const before = await rolesOf(tx, account.id)
    await giveRoles(tx, account.id, roles)
    await becomeKnown(tx, account.id, roles)
    const after = await rolesOf(tx, account.id)
    await dropUnsent(tx, actor, 'account', 'new')
    const linkId = await newLink(tx, deps, { purpose: 'confirm', accountId: account.id }, 14 * day)
    await recordOtherEvent(tx, deps, actor, { type: 'account.invited', accountId: account.id, linkId, before, after })
    return account.id
  })
}

/** Sets roles, from the person's next request on. @throws Refusal `last_administrator` */
export async function setRoles(
  deps: Deps,
  actor: Actor,
  accountId: string,
  { roles, disabled }: Body<Contract['PUT /api/accounts/:id/roles']>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireAnotherAdministrator(tx, accountId, !disabled && roles.includes('administrator'))
    const before = await rolesOf(tx, accountId)
    const [account] = await tx
      .update(accounts)
      .set({ disabledAt: disabled ? deps.clock.now() : null })
      .where(eq(accounts.id, accountId))
      .returning({ id: accounts.id })
    if (!account) throw new Refusal('not_found')
    // Roles that stay keep their `givenFor`, unless the administrator who saves is not allowed to see it.
    await tx
      .delete(accountRoles)
      .where(and(eq(accountRoles.accountId, accountId), notInArray(accountRoles.role, [...roles])))
    await giveRoles(tx, accountId, roles)
    await becomeKnownTo(tx, actor, accountId)
    if (disabled) {
      await tx.delete(sessions).where(eq(sessions.accountId, accountId))
      await tx.delete(unsentTexts).where(eq(unsentTexts.accountId, accountId))
      await forgetBrowsers(tx, accountId)
    }
    const after = await rolesOf(tx, accountId)
    await recordOtherEvent(tx, deps, actor, { type: 'account.roles_changed', accountId, before, after, disabled })
  })
}

/** Locks all administrators, so that two of them cannot remove each other at the same time. */
async function requireAnotherAdministrator(tx: Tx, accountId: string, stays: boolean): Promise<void> {
  const administrators = await tx
    .select({ accountId: accountRoles.accountId })
    .from(accountRoles)
    .innerJoin(accounts, eq(accounts.id, accountRoles.accountId))
    .where(and(eq(accountRoles.role, 'administrator'), isNull(accounts.disabledAt)))
    .for('update')
  if (!stays && !administrators.some((holder) => holder.accountId !== accountId)) {
    throw new Refusal('last_administrator')
  }
}

/** In the order of `allRoles`, so that two lists can be compared. */
export async function rolesOf(tx: Tx, accountId: string): Promise<Role[]> {
  const held = await tx
    .select({ role: accountRoles.role })
    .from(accountRoles)
    .where(eq(accountRoles.accountId, accountId))
  return allRoles.filter((role) => held.some((row) => row.role === role))
}

/** An account that an administrator invites is visible to all from then on, even if an invitation to review had created it. */
async function becomeKnown(tx: Tx, accountId: string, roles: readonly Role[]): Promise<void> {
  await tx.update(accounts).set({ createdFor: null }).where(eq(accounts.id, accountId))
  await tx
    .update(accountRoles)
    .set({ givenFor: null })
    .where(and(eq(accountRoles.accountId, accountId), inArray(accountRoles.role, [...roles])))
}

/**
 * A role that an administrator gives becomes visible, when the account had it already from a submission that this administrator is walled
 * off from.
 */
async function becomeKnownTo(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const walled = dsql`(select submission_id from identity.walls where account_id = ${holderOf(actor)})`
  await tx
    .update(accountRoles)
    .set({ givenFor: null })
    .where(and(eq(accountRoles.accountId, accountId), dsql`${accountRoles.givenFor} in ${walled}`))
}

async function giveRoles(tx: Tx, accountId: string, roles: readonly Role[]): Promise<void> {
  if (roles.length === 0) return
  await tx
    .insert(accountRoles)
    .values(roles.map((role) => ({ accountId, role })))
    .onConflictDoNothing()
}
