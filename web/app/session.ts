import { adoptSession, api, holderOf, type Answer } from './api.ts'
import { adoptZone } from './dates.ts'
import { openStore } from './device-store.ts'
import { forgetDrafts } from './open-drafts.ts'
import { signedInEvent } from './session-events.ts'
import { adoptLanguage } from './strings.ts'
import { restoreUnsent } from './unsent.ts'

/** The session as the server describes it; kept in memory only. */
type Session = Answer<'GET /api/session'>
export type Account = Extract<Session['actor'], { kind: 'account' }>
export type Role = Account['roles'][number]

let current: Session | null = null
const listeners = new Set<() => void>()

export function session(): Session | null {
  return current
}

/** The signed-in account; null for a visitor and for a reviewer who came by the link of a letter. */
export function account(): Account | null {
  return current?.actor.kind === 'account' ? current.actor : null
}

/** Gets the session from the server: at the start, and after signing in or out. */
export async function refreshSession(): Promise<Session> {
  return adopt(await api('GET /api/session'))
}

/**
 * After a session has ended: checks whether there is a new one, opened here or in another window. Typed text is kept if the new one belongs
 * to the same person, or if there is none yet.
 */
export async function resumeSession(): Promise<'resumed' | 'somebody_else' | 'nobody'> {
  const found = await api('GET /api/session')
  if (holderOf(found) === null) return 'nobody'
  const same = current !== null && holderOf(current) === holderOf(found)
  await adopt(found)
  if (!same) return 'somebody_else'
  window.dispatchEvent(new Event(signedInEvent))
  return 'resumed'
}

async function adopt(found: Session): Promise<Session> {
  const isSame = current !== null && holderOf(current) === holderOf(found)
  if (!isSame) forgetDrafts()
  current = found
  adoptSession(found)
  adoptZone(found.timeZone)
  await adoptLanguage(found.locale)
  restoreUnsent(await openStore(found.deviceKey, found.csrf ?? ''))
  for (const listener of listeners) listener()
  return found
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
