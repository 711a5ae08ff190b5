import { navigate, placeOf, safePath } from '../app/router.ts'
import { refreshSession } from '../app/session.ts'

/** After signing in: to where the person was going, else to where the server sends their role. */
export async function arrive(wanted: string | null, home: string): Promise<void> {
  await refreshSession()
  const to = wanted === null ? home : safePath(wanted)
  // The reader's pages are not made by the shell.
  if (placeOf(new URL(to, location.origin)) === null) return location.assign(to)
  navigate(to, { replace: true })
}
