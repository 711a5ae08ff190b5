import { and, eq, isNull, ne } from 'drizzle-orm'
import { accounts, sessions } from '../db/schema/identity.ts'
import { tasks } from '../db/schema/outbox.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Session } from '../http/actor.ts'
import { BadInput } from '../http/bad-input.ts'
import type { Body } from '../http/contract.ts'
import { forgetBrowsers } from '../http/known-browser.ts'
import { hashPassword, passwordFits } from '../http/passwords.ts'
import { failures, giveBack, requireNoWait, take } from '../http/throttle.ts'
import type { accountsContract } from './contract.ts'

type Contract = typeof accountsContract
type AccountActor = Extract<Actor, { kind: 'account' }>

/** @throws BadInput naming a language that the journal has not */
export async function saveProfile(
  deps: Deps,
  actor: AccountActor,
  profile: Body<Contract['PUT /api/account']>,
): Promise<void> {
  if (profile.locale && !deps.settings.locales.includes(profile.locale))
    throw new BadInput([{ path: 'locale', key: 'refusals.input.choice' }])
  await deps.db.transaction(async (tx) => {
    await tx.update(accounts).set(profile).where(eq(accounts.id, actor.accountId))
    await dropUnsent(tx, actor, 'profile', 'own')
  })
}

/**
 * Sets the password, ends every other session and forgets every other browser. An account without a password (signed in by link) does not
 * have to give an old one. Wrong guesses are counted for the session they come from, not for the account.
 * @throws Refusal `sign_in_failed`, `too_many_requests`
 */
export async function setPassword(
  deps: Deps,
  actor: AccountActor,
  { tokenHash }: Pick<Session, 'tokenHash'>,
  browserId: string | null,
  change: Body<Contract['PUT /api/account/password']>,
): Promise<void> {
  const guesses = failures(`password ${tokenHash.toString('base64url')}`, 10)
  requireNoWait([await take(deps, guesses)])
  const [account] = await deps.sql<{ password_hash: string | null }[]>`
    select password_hash from identity.accounts where id = ${actor.accountId}`
  if (account?.password_hash && !(await passwordFits(account.password_hash, change.current ?? ''))) {
    throw new Refusal('sign_in_failed')
  }
  await giveBack(deps, [guesses])
  const passwordHash = await hashPassword(change.password)
  await deps.db.transaction(async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, actor.accountId))
    await tx.delete(sessions).where(and(eq(sessions.accountId, actor.accountId), ne(sessions.tokenHash, tokenHash)))
    await forgetBrowsers(tx, actor.accountId, browserId)
  })
}

/** Queues a failed task again. */
export async function retryTask(deps: Deps, taskId: string): Promise<void> {
  const [task] = await deps.db
    .update(tasks)
    .set({ failedAt: null, queuedAt: null, attempts: 0, runAt: deps.clock.now() })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt)))
    .returning({ id: tasks.id })
  if (!task) throw new Refusal('not_found')
}
