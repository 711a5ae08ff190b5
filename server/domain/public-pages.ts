/** Pages about the journal that its editors write, in the order of the footer. An address never changes: links of years lead to it. */
export const pageSlugs = ['guidelines', 'after-submitting', 'policies', 'board', 'contact', 'privacy'] as const
export type PageSlug = (typeof pageSlugs)[number]
