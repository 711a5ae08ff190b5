import { eq } from 'drizzle-orm'
import { recordOtherEvent } from '../db/events.ts'
import { pages, pageVersions } from '../db/schema/pages.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import type { pagesContract } from './contract.ts'

/**
 * Saves a new version; earlier versions are kept. A saved text counts as confirmed by the journal and is no longer marked as first text.
 * @throws Refusal `edited_elsewhere` when somebody has saved another version since
 */
export async function savePage(
  deps: Deps,
  actor: Actor,
  slug: PageSlug,
  { version: seen, title, body }: Body<(typeof pagesContract)['PUT /api/pages/:slug']>,
): Promise<{ version: number }> {
  return deps.db.transaction(async (tx) => {
    const [page] = await tx.select().from(pages).where(eq(pages.slug, slug)).for('update')
    if (!page) throw new Refusal('not_found')
    if (page.version !== seen) throw new Refusal('edited_elsewhere', { version: page.version })
    const number = page.version + 1
    const savedAt = deps.clock.now()
    await tx.insert(pageVersions).values({ pageId: page.id, number, title, body, firstText: false, savedAt })
    await tx.update(pages).set({ version: number }).where(eq(pages.id, page.id))
    await dropUnsent(tx, actor, 'page', page.id)
    await recordOtherEvent(tx, deps, actor, { type: 'page.saved', pageId: page.id, version: number })
    return { version: number }
  })
}
