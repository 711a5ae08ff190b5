/** Where a dragged article would come to stand. */
export type Drop =
  | { readonly kind: 'out' }
  | { readonly kind: 'into'; readonly specialSectionId: string | null }
  | { readonly kind: 'before' | 'after'; readonly articleId: string }

/** What is under the pointer; null over nothing that takes an article. */
export function dropAt(x: number, y: number, articleId: string): Drop | null {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
  const { drop, row, special } = place?.dataset ?? {}
  if (place === null || place === undefined || row === articleId) return null
  if (drop === 'out') return { kind: 'out' }
  if (drop === 'article' && row !== undefined) {
    const { top, height } = place.getBoundingClientRect()
    return { kind: y < top + height / 2 ? 'before' : 'after', articleId: row }
  }
  return { kind: 'into', specialSectionId: drop === 'group' && special ? special : null }
}

export function sameDrop(a: Drop | null, b: Drop | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
