import { accountRoles, accounts, links } from '../db/schema/identity.ts'
import { systemClock, systemIds } from '../system.ts'
import type { Database } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'

const linkDays = 14

/**
 * Invites the first administrator by e-mail: they choose a password and invite the others. Does nothing when there is an administrator, so
 * it may run at every start.
 */
export async function inviteFirstAdministrator({ db, sql }: Database, email: string): Promise<void> {
  const there = await sql`select from identity.account_roles where role = 'administrator' limit 1`
  if (there.length > 0) return
  const now = systemClock.now()
  const [accountId, linkId] = [systemIds.uuid(), systemIds.uuid()]
  await db.transaction(async (tx) => {
    await tx.insert(accounts).values({ id: accountId, email, name: email, createdAt: now })
    await tx.insert(accountRoles).values((['administrator', 'editor'] as const).map((role) => ({ accountId, role })))
    const expiresAt = new Date(now.getTime() + linkDays * 24 * 3_600_000)
    await tx.insert(links).values({ id: linkId, purpose: 'confirm', accountId, createdAt: now, expiresAt })
    await recordOtherEvent(tx, { clock: systemClock, ids: systemIds }, null, {
      type: 'account.invited',
      accountId,
      linkId,
    })
  })
}
