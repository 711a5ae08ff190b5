import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { journalZone } from '../cases/deadlines.ts'
import type { Deps } from '../deps.ts'
import { homeFor } from '../domain/navigation.ts'
import { type Actor, holderOf } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { sessionOf } from '../http/actor.ts'
import { browserOf, giveBrowserCookie } from '../http/known-browser.ts'
import type { Warning } from '../http/proxy-warnings.ts'
import { giveRegistrationCookie, registeredHere } from '../http/registration-cookie.ts'
import { csrfToken, deviceKeyOf } from '../http/security.ts'
import { serve } from '../http/serve.ts'
import { giveCookie, takeCookie } from '../http/session-cookie.ts'
import { sourcesOf } from '../http/source.ts'
import { retryTask, saveProfile, setPassword } from './actions.ts'
import { accountsContract } from './contract.ts'
import { listAccounts, nameOf, profileOf, queueState, roleChanges } from './queries.ts'
import { redeemLink, register, registerAgain, type Browser, type SignedIn } from './register.ts'
import { inviteAccount, setRoles } from './roles.ts'
import { requestLink, signIn, signOut, type SignInClient } from './sign-in.ts'

const sent = { sent: true } as const

/** @param warnings faults of the installation that administrators should correct, as of now */
export async function registerAccounts(
  app: FastifyInstance,
  deps: Deps,
  warnings: () => readonly Warning[],
): Promise<void> {
  const mailbox = deps.settings.mailboxDir === null ? null : '/dev/mailbox'
  serve(app, deps, accountsContract, {
    'GET /api/session': async ({ actor, request }) => {
      const [session, timeZone, who] = await Promise.all([
        sessionOf(deps, request),
        journalZone(deps.db),
        actor.kind === 'account' ? withName(deps, actor) : actor,
      ])
      const csrf = session && csrfToken(deps, session.tokenHash)
      const deviceKey = actor.kind === 'visitor' ? null : deviceKeyOf(deps, holderOf(actor))
      return {
        actor: who,
        csrf,
        timeZone,
        locale: request.locale,
        locales: [...deps.settings.locales],
        deviceKey,
        mailbox,
      }
    },
    'POST /api/account/register': async ({ body, request, reply }) => {
      giveRegistrationCookie(reply, deps.settings, await register(deps, body, request.locale))
      return sent
    },
    'POST /api/account/register/again': async ({ request }) => {
      const registrationId = registeredHere(request, deps.settings)
      if (registrationId === null) throw new Refusal('not_found')
      await registerAgain(deps, registrationId)
      return sent
    },
    'POST /api/account/confirm': async ({ body, request, reply }) =>
      arrive(deps, reply, await redeemLink(deps, 'confirm', body.token, browserIn(deps, request))),
    'POST /api/session': async ({ body, request, reply }) =>
      arrive(deps, reply, await signIn(deps, body, clientOf(deps, request))),
    'POST /api/session/link': async ({ body, request }) => {
      await requestLink(deps, body, clientOf(deps, request))
      return sent
    },
    'POST /api/session/redeem': async ({ body, request, reply }) =>
      arrive(deps, reply, await redeemLink(deps, 'sign_in', body.token, browserIn(deps, request))),
    'DELETE /api/session': async ({ request, reply }) => {
      const session = await sessionOf(deps, request)
      if (session) await signOut(deps, session.tokenHash)
      takeCookie(reply)
      return undefined
    },
    'GET /api/account': ({ actor }) => profileOf(deps.sql, account(actor).accountId),
    'PUT /api/account': async ({ actor, body }) => {
      await saveProfile(deps, account(actor), body)
      return profileOf(deps.sql, account(actor).accountId)
    },
    'PUT /api/account/password': async ({ actor, body, request }) => {
      const session = await sessionOf(deps, request)
      if (session) await setPassword(deps, account(actor), session, browserOf(request, deps.settings), body)
      return undefined
    },
    'GET /api/accounts': ({ actor, query }) => listAccounts(deps.sql, account(actor).accountId, query),
    'POST /api/accounts': async ({ actor, body }) => ({ id: await inviteAccount(deps, actor, body) }),
    'PUT /api/accounts/:id/roles': async ({ actor, params, body }) => {
      await setRoles(deps, actor, params.id, body)
      return undefined
    },
    'GET /api/accounts/changes': ({ actor }) => roleChanges(deps.sql, account(actor).accountId),
    'GET /api/warnings': async () => ({ warnings: [...warnings()] }),
    'GET /api/queue': ({ actor }) => queueState(deps.sql, account(actor).accountId),
    'POST /api/queue/:task/retry': async ({ params }) => {
      await retryTask(deps, params.task)
      return undefined
    },
  })
}

function arrive({ settings }: Deps, reply: FastifyReply, signedIn: SignedIn) {
  const { token, browserId, needsPassword, next, roles } = signedIn
  giveCookie(reply, token)
  giveBrowserCookie(reply, settings, browserId)
  return { next: next ?? homeFor(roles), needsPassword }
}

function clientOf({ settings }: Deps, request: FastifyRequest): SignInClient {
  return { sources: sourcesOf(request), browserId: browserOf(request, settings) }
}

function browserIn({ settings }: Deps, request: FastifyRequest): Browser {
  return { registrationId: registeredHere(request, settings), browserId: browserOf(request, settings) }
}

async function withName(deps: Deps, actor: Extract<Actor, { kind: 'account' }>) {
  return {
    kind: 'account' as const,
    id: actor.accountId,
    name: await nameOf(deps.sql, actor.accountId),
    roles: [...actor.roles],
  }
}

/** The contract's access rule admits accounts only. */
function account(actor: Actor): Extract<Actor, { kind: 'account' }> {
  if (actor.kind !== 'account') throw new Refusal('sign_in_required')
  return actor
}
