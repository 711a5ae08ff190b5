import type { Configuration } from '../../../server/domain/configuration.ts'
import { merge } from '../../app/merge.ts'

/** What `mine` changed of `base`, changed in `theirs`; a value that both changed becomes mine. */
export function applied(base: Configuration, mine: Configuration, theirs: Configuration): Configuration {
  const { text } = merge(keyed(base), keyed(mine), keyed(theirs))
  const { order, sections, forms, ...rest } = text
  const place = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length)
  return {
    ...rest,
    sections: Object.values(sections).toSorted((a, b) => place(a.slug) - place(b.slug)),
    forms: Object.values(forms),
  }
}

/** Lists as records, so that two people can change two sections. */
function keyed({ sections, forms, ...rest }: Configuration) {
  return {
    ...rest,
    order: sections.map(({ slug }) => slug),
    sections: Object.fromEntries(sections.map((section) => [section.slug, section])),
    forms: Object.fromEntries(forms.map((form) => [form.name, form])),
  }
}
