import { createHmac } from 'node:crypto'
import type { Env } from '../env.ts'

/** Logins besides the owner's; their rights are defined in migrations/0001_roles_and_views.sql. */
export const databaseRoles = ['tj_api', 'tj_worker', 'tj_reviewer', 'tj_reader'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

const ownAddress = {
  tj_api: 'DATABASE_API_URL',
  tj_worker: 'DATABASE_WORKER_URL',
  tj_reviewer: 'DATABASE_REVIEWER_URL',
  tj_reader: 'DATABASE_READER_URL',
} as const satisfies Record<DatabaseRole, keyof Env>

/** The password of a role for which the installation gives no address: derived from the secret, so that nobody has to store it. */
export function rolePassword(secret: string, role: DatabaseRole): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

export function roleUrl(env: Env, role: DatabaseRole): string {
  const own = env[ownAddress[role]]
  if (own) return own
  const url = new URL(env.DATABASE_URL)
  url.username = role
  url.password = rolePassword(env.SECRET, role)
  return url.href
}

/** Whether the installation manages this role itself. */
export function hasOwnAddress(env: Env, role: DatabaseRole): boolean {
  return env[ownAddress[role]] !== undefined
}
