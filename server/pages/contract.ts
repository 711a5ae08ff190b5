import { z } from 'zod'
import { pageSlugs } from '../domain/public-pages.ts'
import { contract } from '../http/contract.ts'
import { Id, Instant, requiredLine, text, Verdict, Version } from '../http/shapes.ts'

const Slug = z.enum(pageSlugs)
const SlugParams = z.strictObject({ slug: Slug })

const Summary = z.object({
  id: Id,
  slug: Slug,
  title: z.string(),
  version: z.number(),
  /** The text came with the system, and nobody at the journal has confirmed it. */
  firstText: z.boolean(),
  savedAt: Instant,
})

export const pagesContract = contract({
  'GET /api/pages': {
    summary: 'The pages about the journal, for those who write them',
    access: 'page.write',
    reply: z.object({ pages: z.array(Summary) }),
  },
  'GET /api/pages/:slug': {
    summary: 'One page with its kept versions',
    access: 'page.write',
    params: SlugParams,
    reply: Summary.extend({
      body: z.string(),
      versions: z.array(
        z.object({ number: z.number(), title: z.string(), body: z.string(), firstText: z.boolean(), savedAt: Instant }),
      ),
      can: z.object({ write: Verdict }),
    }),
  },
  'PUT /api/pages/:slug': {
    summary: 'Save a new version of a page; refused when another was saved meanwhile',
    access: 'page.write',
    params: SlugParams,
    body: z.strictObject({ version: Version, title: requiredLine(200), body: text(40_000) }),
    reply: z.object({ version: z.number() }),
  },
})
