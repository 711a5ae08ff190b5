import { navigationFor } from '../app/navigation.ts'
import { navigate, placeOf, safePath } from '../app/router.ts'
import { account, refreshSession, type Role } from '../app/session.ts'

/** After signing in: to where the person was going, else to the first page of their work. */
export async function arrive(wanted: string | null, next: string): Promise<void> {
  await refreshSession()
  const to = wanted === null ? homeOr(next) : safePath(wanted)
  // The reader's pages are not made by the shell.
  if (placeOf(new URL(to, location.origin)) === null) return location.assign(to)
  navigate(to, { replace: true })
}

/** The server knows no better than the front page: then the desk, the reviews or the papers, by role. */
function homeOr(next: string): string {
  return next === '/' ? homeFor(account()?.roles ?? []) : next
}

export function homeFor(roles: readonly Role[]): string {
  const pages = navigationFor(roles).map(({ href }) => href)
  // Everybody may write to the journal; whoever also has work to do for it goes there first.
  return pages.find((href) => href !== '/author') ?? '/author'
}
