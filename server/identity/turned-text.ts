/**
 * A control character that makes the following text run from right to left, up to the one that ends it: the page shows the letters in
 * reverse.
 */
const turned = /[\u202e\u2067]([^\u202c\u202d\u2069\n]{2,400})/g

interface Turned {
  readonly from: number
  readonly to: number
  /** As readers see it. */
  readonly text: string
}

/** Latin letters that a control character reverses. */
export function turnedIn(text: string): Turned[] {
  if (!/[\u202e\u2067]/.test(text)) return []
  return [...text.matchAll(turned)]
    .filter(([, inside = '']) => /\p{Script=Latin}/u.test(inside))
    .map(({ 0: whole, 1: inside = '', index }) => ({
      from: index,
      to: index + whole.length,
      text: Array.from(inside).toReversed().join(''),
    }))
}
