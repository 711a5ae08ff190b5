import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { sessionOf } from '../http/actor.ts'
import { giveRegistrationCookie, registeredHere } from '../http/registration-cookie.ts'
import { csrfToken } from '../http/security.ts'
import { serve } from '../http/serve.ts'
import { giveCookie, takeCookie } from '../http/session-cookie.ts'
import {
  inviteAccount,
  redeemLink,
  register,
  requestLink,
  retryTask,
  saveProfile,
  setPassword,
  setRoles,
  signIn,
  signOut,
  type SignedIn,
} from './actions.ts'
import { accountsContract } from './contract.ts'
import { listAccounts, nameOf, profileOf, queueState } from './queries.ts'

/** Where somebody lands after signing in; the web client knows better when it asked for a page. */
const home = '/'
/** Where a password can be chosen. */
const ownAccount = '/account'
const sent = { sent: true } as const

export async function registerAccounts(app: FastifyInstance, deps: Deps): Promise<void> {
  const mailbox = deps.settings.mailboxDir === null ? null : '/dev/mailbox'
  serve(app, deps, accountsContract, {
    'GET /api/session': async ({ actor, request }) => {
      const session = await sessionOf(deps, request)
      const csrf = session && csrfToken(deps, session.tokenHash)
      return { actor: actor.kind === 'account' ? await withName(deps, actor) : actor, csrf, mailbox }
    },
    'POST /api/account/register': async ({ body, reply }) => {
      giveRegistrationCookie(reply, deps.settings, await register(deps, body))
      return sent
    },
    'POST /api/account/confirm': async ({ body, request, reply }) => {
      const registered = registeredHere(request, deps.settings)
      return arrive(reply, await redeemLink(deps, 'confirm', body.token, registered))
    },
    'POST /api/session': async ({ body, reply }) => {
      giveCookie(reply, await signIn(deps, body))
      return { next: home }
    },
    'POST /api/session/link': async ({ body }) => {
      await requestLink(deps, body.email)
      return sent
    },
    'POST /api/session/redeem': async ({ body, request, reply }) => {
      const registered = registeredHere(request, deps.settings)
      return arrive(reply, await redeemLink(deps, 'sign_in', body.token, registered))
    },
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
      if (session) await setPassword(deps, account(actor), session.tokenHash, body)
      return undefined
    },
    'GET /api/accounts': ({ query }) => listAccounts(deps.sql, query),
    'POST /api/accounts': async ({ actor, body }) => ({ id: await inviteAccount(deps, actor, body) }),
    'PUT /api/accounts/:id/roles': async ({ actor, params, body }) => {
      await setRoles(deps, actor, params.id, body)
      return undefined
    },
    'GET /api/queue': () => queueState(deps.sql),
    'POST /api/queue/:task/retry': async ({ params }) => {
      await retryTask(deps, params.task)
      return undefined
    },
  })
}

/** Whoever has just proved an address and has no password of their own is led to where one is chosen. */
function arrive(reply: FastifyReply, { token, needsPassword }: SignedIn) {
  giveCookie(reply, token)
  return { next: needsPassword ? ownAccount : home }
}

async function withName(deps: Deps, actor: Extract<Actor, { kind: 'account' }>) {
  return { kind: 'account' as const, name: await nameOf(deps.sql, actor.accountId), roles: [...actor.roles] }
}

/** The contract's access rule has let only accounts through. */
function account(actor: Actor): Extract<Actor, { kind: 'account' }> {
  if (actor.kind !== 'account') throw new Refusal('sign_in_required')
  return actor
}
