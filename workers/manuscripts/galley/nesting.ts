/** More than any text of people's: a parser's work grows with the square of it. */
const deepest = 256

const tag = /<(\/?)([a-z][^\s/>]*)/gi
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
// Their ends may be left out: the next of the same kind ends them.
const endedByTheNext = new Set('p li dt dd tr td th thead tbody tfoot option'.split(' '))

/** Whether a page's elements are nested deeper than can be read in reasonable time. One pass, which ends as soon as they are. */
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
