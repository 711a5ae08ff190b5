import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { localeNamed, type Locale } from '../domain/languages.ts'
import type { Actor, Role } from '../domain/policy.ts'

/** `__Host-`: browsers accept it over a secure channel only, for this host only, for the whole site. They treat localhost as secure. */
export const sessionCookie = '__Host-tj'

export interface Session {
  readonly actor: Actor
  /** SHA-256 of the token, the key of the session's row. */
  readonly tokenHash: Buffer
  /** The language its holder's account has chosen. */
  readonly locale: Locale | null
}

const visitor: Actor = { kind: 'visitor' }
const sessions = new WeakMap<FastifyRequest, Session | null>()
const idleMinutes = 60

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The actor of a request: looked up once a request, in one statement. Roles are read each time, so that a change takes effect at once. */
export async function actorOf(deps: Pick<Deps, 'sql' | 'clock'>, request: FastifyRequest): Promise<Actor> {
  return (await sessionOf(deps, request))?.actor ?? visitor
}

/** The language that whoever is asking has chosen for their account; null before that was looked up. */
export function chosenLocale(request: FastifyRequest): Locale | null {
  return sessions.get(request)?.locale ?? null
}

export async function sessionOf(deps: Pick<Deps, 'sql' | 'clock'>, request: FastifyRequest): Promise<Session | null> {
  const known = sessions.get(request)
  if (known !== undefined) return known
  const token = request.cookies[sessionCookie]
  const session = token ? await readSession(deps, hashToken(token)) : null
  sessions.set(request, session)
  return session
}

interface SessionRow {
  account_id: string | null
  invitation_id: string | null
  roles: Role[]
  stale: boolean
  locale: string | null
}

async function readSession({ sql, clock }: Pick<Deps, 'sql' | 'clock'>, tokenHash: Buffer): Promise<Session | null> {
  const now = clock.now()
  const [row] = await sql<SessionRow[]>`
    select s.account_id, s.invitation_id, s.last_seen_at < ${minutesBefore(now, 5)} as stale, a.locale,
           array(select r.role from identity.account_roles r where r.account_id = s.account_id) as roles
    from identity.sessions s
    left join identity.reviewers v on v.invitation_id = s.invitation_id
    left join identity.accounts a on a.id = coalesce(s.account_id, v.account_id)
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and s.last_seen_at > ${minutesBefore(now, idleMinutes)}
      and a.disabled_at is null`
  if (!row) return null
  // Written every five minutes at most, so that reading a page does not write a row.
  if (row.stale) await sql`update identity.sessions set last_seen_at = ${now} where token_hash = ${tokenHash}`
  const actor: Actor = row.account_id
    ? { kind: 'account', accountId: row.account_id, roles: row.roles }
    : { kind: 'link', invitationId: row.invitation_id ?? '' }
  return { actor, tokenHash, locale: localeNamed(row.locale) }
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}
