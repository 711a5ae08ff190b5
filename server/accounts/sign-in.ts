import { eq } from 'drizzle-orm'
import { recordOtherEvent } from '../db/events.ts'
import { linkRequests, sessions } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { rememberBrowser } from '../http/known-browser.ts'
import { ownPath } from '../http/own-path.ts'
import { passwordFits } from '../http/passwords.ts'
import { countAttempt } from '../http/rate-limit.ts'
import { openSession } from '../http/session-cookie.ts'
import type { Source } from '../http/source.ts'
import { failures, giveBack, requireNoWait, take, waitOf, type Throttle } from '../http/throttle.ts'
import type { accountsContract } from './contract.ts'
import type { SignedIn } from './register.ts'
import { rolesOf } from './roles.ts'

/** The client of a request without a session. */
export interface SignInClient {
  readonly sources: readonly Source[]
  /** Set for a browser that has signed in before, to any account. */
  readonly browserId: string | null
}

/**
 * The number of wrong passwords before a wait is needed: from one known browser for one account, from one source for one account, from all
 * sources for one account, from one source for all accounts.
 */
const free = { browser: 10, place: 10, everywhere: 100, source: 30 }

/**
 * Signs in with a password. Only failures count. Failures of others never delay a browser that has signed in to the account before: it has
 * a counter of its own. While somebody has to wait, they can ask for a link by e-mail.
 * @throws Refusal `sign_in_failed`, the same for an unknown address, a wrong password and an unconfirmed account; `too_many_requests` with
 * the seconds to wait
 */
export async function signIn(
  deps: Deps,
  { email, password, next }: Body<(typeof accountsContract)['POST /api/session']>,
  client: SignInClient,
): Promise<SignedIn> {
  const [account] = await deps.sql<{ id: string; password_hash: string | null; known: boolean }[]>`
    select a.id, a.password_hash,
           exists (select from identity.known_browsers b where b.account_id = a.id and b.browser_id = ${client.browserId}) as known
    from identity.accounts a
    where a.email = ${email} and a.confirmed_at is not null and a.disabled_at is null`
  const { ofAccount, ofSources } = throttlesFor(email, client, account?.known === true)
  for (const throttle of ofSources) requireNoWait([await waitOf(deps, throttle)])
  const counted = await countAll(deps, ofAccount)
  const fits = await passwordFits(account?.password_hash ?? null, password)
  if (!account || !fits) {
    for (const throttle of ofSources) await take(deps, throttle)
    throw new Refusal('sign_in_failed')
  }
  await giveBack(deps, counted)
  return deps.db.transaction(async (tx) => ({
    token: await openSession(tx, deps, { accountId: account.id }),
    browserId: await rememberBrowser(tx, deps, client.browserId, account.id),
    needsPassword: false,
    next: ownPath(next),
    roles: await rolesOf(tx, account.id),
  }))
}

function throttlesFor(email: string, { sources, browserId }: SignInClient, known: boolean) {
  if (known) return { ofAccount: [failures(`sign-in ${email} from browser ${browserId}`, free.browser)], ofSources: [] }
  return {
    ofAccount: [
      ...sources.map(({ subject, households }) =>
        failures(`sign-in ${email} from ${subject}`, free.place * households),
      ),
      failures(`sign-in ${email}`, free.everywhere),
    ],
    ofSources: sources.map(({ subject, households }) => failures(`sign-in from ${subject}`, free.source * households)),
  }
}

/**
 * Counted before the password is checked, so that a hundred guesses at once are limited, too; subtracted again when the password is right.
 */
async function countAll(deps: Deps, throttles: readonly Throttle[]): Promise<readonly Throttle[]> {
  const counted: Throttle[] = []
  for (const throttle of throttles) {
    const wait = await take(deps, throttle)
    if (wait > 0) {
      await giveBack(deps, counted)
      requireNoWait([wait])
    }
    counted.push(throttle)
  }
  return counted
}

const minute = 60_000

/**
 * Letters to one address, whoever asks for them: three at once, then one in twenty minutes. A link works for thirty minutes, so that the
 * mailbox always contains one that works, however often a stranger asks.
 */
const lettersTo = (email: string): Throttle => ({
  subject: `link to ${email}`,
  free: 3,
  firstMs: 20 * minute,
  longestMs: 20 * minute,
  forgetMs: 120 * minute,
})

/** For a browser that has signed in to the account before: strangers cannot use up its letters. */
const lettersFrom = (email: string, browserId: string | null): Throttle => ({
  ...lettersTo(email),
  subject: `link to ${email} from browser ${browserId}`,
  firstMs: 5 * minute,
  longestMs: 10 * minute,
})

/** How many links one source may ask for in a quarter of an hour, for any addresses. */
const linksFromOnePlace = 100

/**
 * Requests a sign-in link for an address; the worker finds out whether it is known. The same statements run for known and unknown
 * addresses, and the reply is the same even when a letter has just been sent (docs/threat-model.md R-06).
 */
export async function requestLink(
  deps: Deps,
  { email, next }: Body<(typeof accountsContract)['POST /api/session/link']>,
  { sources, browserId }: SignInClient,
): Promise<void> {
  const [found] = await deps.sql<{ known: boolean }[]>`
    select exists (select from identity.known_browsers b join identity.accounts a on a.id = b.account_id
                   where a.email = ${email} and b.browser_id = ${browserId}) as known`
  const known = found?.known === true
  if (!known)
    for (const { subject, households } of sources)
      await countAttempt(deps, `link from ${subject}`, { hits: linksFromOnePlace * households, minutes: 15 })
  if ((await take(deps, known ? lettersFrom(email, browserId) : lettersTo(email))) > 0) return
  await deps.db.transaction(async (tx) => {
    const requestId = deps.ids.uuid()
    await tx.insert(linkRequests).values({ id: requestId, email, next: ownPath(next), createdAt: deps.clock.now() })
    await recordOtherEvent(tx, deps, null, { type: 'account.link_wanted', requestId })
  })
}

export async function signOut(deps: Deps, tokenHash: Buffer): Promise<void> {
  await deps.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
}
