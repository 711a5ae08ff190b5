/**
 * Pages about the journal that its editors write, in the order of the footer. The address of a page never changes: other sites link to it.
 */
export const pageSlugs = ['guidelines', 'after-submitting', 'policies', 'board', 'contact', 'privacy'] as const
export type PageSlug = (typeof pageSlugs)[number]
