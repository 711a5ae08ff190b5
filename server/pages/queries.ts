import type { Deps } from '../deps.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { pagesContract } from './contract.ts'

type Contract = typeof pagesContract
type Summary = ReplyOf<Contract['GET /api/pages']>['pages'][number]
type One = ReplyOf<Contract['GET /api/pages/:slug']>

type SummaryRow = Omit<Summary, 'savedAt'> & { readonly savedAt: Date }

export async function listPages({ sql }: Pick<Deps, 'sql'>): Promise<ReplyOf<Contract['GET /api/pages']>> {
  const rows = await sql<SummaryRow[]>`
    select p.id, p.slug, v.title, p.version, v.first_text as "firstText", v.saved_at as "savedAt"
    from journal.pages p join journal.page_versions v on v.page_id = p.id and v.number = p.version
    order by p.position`
  return { pages: rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })) }
}

const mostVersions = 50

/** With its newest versions; the database has all. @throws Refusal `not_found` */
export async function readPage({ sql }: Pick<Deps, 'sql'>, actor: Actor, slug: PageSlug): Promise<One> {
  const rows = await sql<(SummaryRow & { readonly body: string; readonly number: number })[]>`
    select p.id, p.slug, v.title, p.version, v.first_text as "firstText", v.saved_at as "savedAt", v.body, v.number
    from journal.pages p join journal.page_versions v on v.page_id = p.id
    where p.slug = ${slug} order by v.number desc limit ${mostVersions}`
  const versions = rows.map(({ number, title, body, firstText, savedAt }) => {
    return { number, title, body, firstText, savedAt: savedAt.toISOString() }
  })
  const newest = rows.find(({ number, version }) => number === version)
  if (!newest) throw new Refusal('not_found')
  const { id, title, version, firstText, savedAt, body } = newest
  return {
    id,
    slug,
    title,
    version,
    firstText,
    savedAt: savedAt.toISOString(),
    body,
    versions,
    can: { write: mayRole('page.write', actor) },
  }
}
