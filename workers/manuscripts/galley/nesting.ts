/** Deeper than any real text: a parser's time grows with the square of the depth. */
const deepest = 256

const tag = /<(\/?)([a-z][^\s/>]*)/gi
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
// Their end tags may be omitted: the next element of the kind ends them.
const endedByTheNext = new Set('p li dt dd tr td th thead tbody tfoot option'.split(' '))

/** Whether a page's elements are nested too deep to be parsed in reasonable time. One pass, which stops at the limit. */
export function isTooDeep(markup: string): boolean {
  const open: string[] = []
  for (const [, end, written = ''] of markup.matchAll(tag)) {
    const name = written.toLowerCase()
    if (empty.has(name)) continue
    if (end !== '') {
      const at = open.lastIndexOf(name)
      if (at >= 0) open.length = at
    } else if (!(endedByTheNext.has(name) && open.at(-1) === name)) {
      open.push(name)
      if (open.length > deepest) return true
    }
  }
  return false
}
