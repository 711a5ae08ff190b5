import { api, setCsrfToken, type Answer } from './api.ts'
import { forgetDrafts } from './drafts.ts'

/** Who is signed in, as the server says; kept in memory only. */
export type Session = Answer<'GET /api/session'>
export type Account = Extract<Session['actor'], { kind: 'account' }>
export type Role = Account['roles'][number]

let current: Session | null = null
const listeners = new Set<() => void>()

export function session(): Session | null {
  return current
}

/** The account that is signed in; null for a visitor and for a reviewer who came by a letter's link. */
export function account(): Account | null {
  return current?.actor.kind === 'account' ? current.actor : null
}

/** Asks the server again: at the start, and after signing in or out. */
export async function refreshSession(): Promise<Session> {
  const before = who(current)
  current = await api('GET /api/session')
  setCsrfToken(current.csrf)
  if (before !== who(current)) forgetDrafts()
  for (const listener of listeners) listener()
  return current
}

function who(session: Session | null): string {
  return JSON.stringify(session?.actor ?? null)
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
