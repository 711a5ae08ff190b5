import type { Role } from './policy.ts'

const editors: readonly Role[] = ['editor', 'section_editor']
const production: readonly Role[] = ['editor', 'copyeditor']

/** The main menu, in the order of a working day. `null`: for everybody who is signed in. */
const entries = [
  { href: '/editor', title: 'common.nav.desk', roles: editors },
  { href: '/editor/submissions', title: 'common.nav.submissions', roles: editors },
  { href: '/editor/calls', title: 'common.nav.calls', roles: editors },
  { href: '/editor/production', title: 'common.nav.production', roles: production },
  { href: '/editor/issues', title: 'common.nav.issues', roles: production },
  { href: '/editor/pages', title: 'common.nav.pages', roles: ['editor'] },
  { href: '/review', title: 'common.nav.reviews', roles: ['reviewer'] },
  { href: '/admin', title: 'common.nav.people', roles: ['administrator'] },
  { href: '/admin/editors', title: 'common.nav.editors', roles: ['administrator'] },
  { href: '/admin/journal', title: 'common.nav.settings', roles: ['editor', 'administrator'] },
  { href: '/admin/queue', title: 'common.nav.queue', roles: ['administrator'] },
  { href: '/author', title: 'common.nav.papers', roles: null },
] as const satisfies readonly { href: string; title: string; roles: readonly Role[] | null }[]

type NavigationEntry = (typeof entries)[number]

/** @param held the roles of the signed-in person; null when nobody is signed in */
export function navigationFor(held: readonly Role[] | null): readonly NavigationEntry[] {
  if (held === null) return []
  return entries.filter(({ roles }) => roles === null || roles.some((role: Role) => held.includes(role)))
}

/** The first page after signing in. Everybody may submit papers; people who also have work for the journal start there. */
export function homeFor(held: readonly Role[]): string {
  return navigationFor(held).find(({ href }) => href !== '/author')?.href ?? '/author'
}
