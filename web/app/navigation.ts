import type { Role } from './session.ts'
import type { StringKey } from './strings.ts'

export interface NavigationEntry {
  readonly href: string
  readonly title: StringKey
}

const editors: readonly Role[] = ['editor', 'section_editor']
const production: readonly Role[] = ['editor', 'copyeditor']

/** The masthead, in the order of a working day. `null`: everybody who is signed in. */
const entries: readonly (NavigationEntry & { readonly roles: readonly Role[] | null })[] = [
  { href: '/editor', title: 'common.nav.desk', roles: editors },
  { href: '/editor/submissions', title: 'common.nav.submissions', roles: editors },
  { href: '/editor/calls', title: 'common.nav.calls', roles: editors },
  { href: '/editor/production', title: 'common.nav.production', roles: production },
  { href: '/editor/issues', title: 'common.nav.issues', roles: production },
  { href: '/editor/pages', title: 'common.nav.pages', roles: ['editor'] },
  { href: '/review', title: 'common.nav.reviews', roles: ['reviewer'] },
  { href: '/admin', title: 'common.nav.people', roles: ['administrator'] },
  { href: '/admin/editors', title: 'common.nav.editors', roles: ['administrator'] },
  { href: '/admin/queue', title: 'common.nav.queue', roles: ['administrator'] },
  { href: '/author', title: 'common.nav.papers', roles: null },
]

/** `held`: the roles of who is signed in; null when nobody is. */
export function navigationFor(held: readonly Role[] | null): readonly NavigationEntry[] {
  if (held === null) return []
  return entries.filter(({ roles }) => roles === null || roles.some((role) => held.includes(role)))
}
