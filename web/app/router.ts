import type { StringKey, Area } from './strings.ts'
import { loadStrings } from './strings.ts'
import type { Role } from './session.ts'

/** A folder in web/ with a `pages.ts`; its first step names the texts. The editors' screens are several, so that the desk loads little. */
type Bundle =
  | 'account'
  | 'author'
  | 'reviewer'
  | 'editor/desk'
  | 'editor/submission'
  | 'editor/issues'
  | 'editor/calls'
  | 'admin'

export interface Route {
  /** `/editor/submissions/:id`: a named part matches one step of the path. */
  readonly path: string
  /** The page's element, defined by its bundle (`web/<bundle>/pages.ts`). */
  readonly page: string
  readonly bundle: Bundle
  /** For the window's title: the kind of page, never a paper's title. */
  readonly title: StringKey
  /** Roles of which one is needed. Absent: anybody, signed in or not. Empty: anybody signed in. */
  readonly roles?: readonly Role[]
  /** Also open to a reviewer without an account who came by the link of a letter. */
  readonly link?: true
  /** Without navigation, for people who come by the link of a letter. */
  readonly bare?: true
}

const editors: readonly Role[] = ['editor', 'section_editor']
const production: readonly Role[] = ['editor', 'copyeditor']

/** All working screens. A new one needs a page file and a line here. Pages that are complete as HTML are in server/plain/. */
const routes: readonly Route[] = [
  { path: '/account', page: 'account-page', bundle: 'account', title: 'common.title.account', roles: [] },

  { path: '/author', page: 'author-home-page', bundle: 'author', title: 'common.title.myPapers', roles: [] },
  { path: '/author/:id', page: 'author-submission-page', bundle: 'author', title: 'common.title.paper', roles: [] },
  {
    path: '/author/:id/revise',
    page: 'author-revision-page',
    bundle: 'author',
    title: 'common.title.revise',
    roles: [],
  },

  { path: '/review', page: 'reviewer-home-page', bundle: 'reviewer', title: 'common.title.reviews', roles: [] },
  {
    path: '/review/:id',
    page: 'review-page',
    bundle: 'reviewer',
    title: 'common.title.review',
    roles: [],
    link: true,
    bare: true,
  },

  { path: '/editor', page: 'desk-page', bundle: 'editor/desk', title: 'common.title.desk', roles: editors },
  {
    path: '/editor/submissions',
    page: 'submissions-page',
    bundle: 'editor/desk',
    title: 'common.title.submissions',
    roles: editors,
  },
  {
    path: '/editor/submissions/:id',
    page: 'submission-page',
    bundle: 'editor/submission',
    title: 'common.title.submission',
    roles: editors,
  },
  {
    path: '/editor/submissions/:id/decide',
    page: 'decide-page',
    bundle: 'editor/submission',
    title: 'common.title.decide',
    roles: editors,
  },
  {
    path: '/editor/submissions/:id/invite',
    page: 'invite-page',
    bundle: 'editor/submission',
    title: 'common.title.invite',
    roles: editors,
  },
  { path: '/editor/calls', page: 'calls-page', bundle: 'editor/calls', title: 'common.title.calls', roles: editors },
  {
    path: '/editor/pages',
    page: 'public-pages-page',
    bundle: 'editor/calls',
    title: 'common.title.pages',
    roles: ['editor'],
  },
  {
    path: '/editor/pages/:slug',
    page: 'public-page-page',
    bundle: 'editor/calls',
    title: 'common.title.page',
    roles: ['editor'],
  },
  { path: '/editor/calls/:id', page: 'call-page', bundle: 'editor/calls', title: 'common.title.call', roles: editors },
  {
    path: '/editor/production',
    page: 'production-page',
    bundle: 'editor/issues',
    title: 'common.title.production',
    roles: production,
  },
  {
    path: '/editor/production/:id',
    page: 'article-page',
    bundle: 'editor/issues',
    title: 'common.title.article',
    roles: [...production, 'section_editor'],
  },
  {
    path: '/editor/issues',
    page: 'issues-page',
    bundle: 'editor/issues',
    title: 'common.title.issues',
    roles: production,
  },
  {
    path: '/editor/issues/:id',
    page: 'issue-page',
    bundle: 'editor/issues',
    title: 'common.title.issue',
    roles: production,
  },

  { path: '/admin', page: 'people-page', bundle: 'admin', title: 'common.title.people', roles: ['administrator'] },
  {
    path: '/admin/editors',
    page: 'editors-page',
    bundle: 'admin',
    title: 'common.title.editors',
    roles: ['administrator'],
  },
  ...['/admin/journal', '/admin/journal/sections', '/admin/journal/forms', '/admin/journal/file'].map((path) => ({
    path,
    page: 'journal-page',
    bundle: 'admin' as const,
    title: 'common.title.settings' as const,
    roles: ['editor', 'administrator'] as const,
  })),
  { path: '/admin/queue', page: 'queue-page', bundle: 'admin', title: 'common.title.queue', roles: ['administrator'] },
]

export interface Place {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

const compiled = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`),
}))

/** The route of an address with its parameters, or null for a 404. Fixed paths precede named parts in the list, so they win. */
export function placeOf(url: URL): Place | null {
  for (const { route, pattern } of compiled) {
    const found = pattern.exec(url.pathname)
    if (found !== null) return { route, params: decoded(found.groups ?? {}), query: url.searchParams }
  }
  return null
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}

const bundles = import.meta.glob('../**/pages.ts')
const areas = {
  account: 'common',
  author: 'author',
  reviewer: 'reviewer',
  editor: 'editor',
  admin: 'admin',
} as const satisfies Record<string, Area>

function areaOf(bundle: Bundle): Area {
  const [first] = bundle.split('/') as [keyof typeof areas]
  return areas[first]
}

/** Loads the page's bundle and texts, and creates the page. */
export async function makePage({ route, params, query }: Place): Promise<HTMLElement> {
  await Promise.all([bundles[`../${route.bundle}/pages.ts`]?.(), loadStrings(areaOf(route.bundle))])
  if (customElements.get(route.page) === undefined) throw new Error(`No bundle defines <${route.page}>`)
  return Object.assign(document.createElement(route.page), { params, query })
}

/**
 * Opens a working screen without reloading the shell; a page that the server renders (server/plain/) is loaded. `replace` replaces the
 * history entry.
 */
export function navigate(href: string, { replace = false } = {}): void {
  const url = new URL(href, location.href)
  if (placeOf(url) === null) return replace ? location.replace(url) : location.assign(url)
  if (replace) history.replaceState(null, '', url)
  else history.pushState(null, '', url)
  dispatchEvent(new CustomEvent('tj-navigate'))
}

/** Handles plain clicks on links to working screens; the browser handles modified clicks, downloads and the reader's pages. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return
    const sameDocument = link.pathname === location.pathname && link.search === location.search
    if ((sameDocument && link.hash !== '') || placeOf(new URL(link.href)) === null) return
    event.preventDefault()
    navigate(link.href, { replace: link.href === location.href })
  })
}
