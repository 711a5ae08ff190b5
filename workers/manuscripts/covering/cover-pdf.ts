import { coverMark } from '../../../server/identity/cover-places.ts'
import type { CoveredStretch, CoverSearch } from '../../../server/identity/covers.ts'
import { type PdfDocument, readPdf } from '../formats/pdf/document.ts'
import { type Dict, isDict, nameOf, type PdfObject, Ref, Stream } from '../formats/pdf/objects.ts'
import { type OldPage, pagesOf } from '../formats/pdf/pages.ts'
import { asPlaced, goesOn } from './page-places.ts'
import { type Drawn, drawnBy, type Letter, type Saying } from './pdf-drawing.ts'
import { Edits } from './pdf-edits.ts'
import { writtenWith } from './written-pdf.ts'

/**
 * A clean PDF with its covers applied: the letters are removed from the instructions that draw them, and the mark is written instead.
 * Nothing else on the page moves: lines were set around the covered text, and moving the rest would tell as much as the gap. Text outside
 * the pages is replaced.
 */
export function coverPdf(bytes: Buffer, search: CoverSearch): Buffer {
  return readPdf(bytes, (document) => {
    const pages = pagesOf(document)
    const edits = new Edits()
    const contents = pages.map((page) => contentOf(page, document))
    for (const [n, page] of pages.entries())
      coverDrawn(drawnBy(document, `page ${n}`, contents[n] ?? none, resourcesOf(page.dict, document)), search, edits)
    for (const [number, { stream, resources }] of otherDrawings(document))
      coverDrawn(drawnBy(document, `${number}`, document.unpacked(stream).bytes, resources), search, edits)
    return writtenWith(document, pages, contents, edits, search)
  })
}

const none = Buffer.alloc(0)
function contentOf({ dict }: OldPage, document: PdfDocument): Buffer {
  const found = document.get(dict.get('Contents'))
  const parts = (Array.isArray(found) ? found : [found]).map(document.get)
  return Buffer.concat(
    parts.flatMap((part) => (part instanceof Stream ? [document.unpacked(part).bytes, Buffer.from('\n')] : [])),
  )
}

function resourcesOf(dict: Dict, { get }: PdfDocument): Dict {
  const own = get(dict.get('Resources'))
  return isDict(own) ? own : new Map()
}

/** Patterns, glyphs that are drawings, and forms, which may be drawn by something that is no page. */
function otherDrawings(document: PdfDocument): ReadonlyMap<number, { stream: Stream; resources: Dict }> {
  const found = new Map<number, { stream: Stream; resources: Dict }>()
  const seen = new Set<number>()
  const open: PdfObject[] = [document.catalog]
  const add = (at: PdfObject | undefined, resources: Dict) => {
    const stream = document.get(at)
    if (at instanceof Ref && stream instanceof Stream) found.set(at.number, { stream, resources })
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next instanceof Ref) {
      if (seen.has(next.number)) continue
      seen.add(next.number)
    }
    const object = document.get(next)
    if (Array.isArray(object)) open.push(...object)
    const dict = object instanceof Stream ? object.dict : object
    if (!isDict(dict)) continue
    if (object instanceof Stream) {
      const isForm = nameOf(document.get(dict.get('Subtype'))) === 'Form'
      if (isForm || document.get(dict.get('PatternType')) === 1) add(next, resourcesOf(dict, document))
    }
    const letters = document.get(dict.get('CharProcs'))
    if (isDict(letters)) for (const letter of letters.values()) add(letter, resourcesOf(dict, document))
    open.push(...dict.values())
  }
  return found
}

function coverDrawn({ letters, sayings }: Drawn, search: CoverSearch, edits: Edits): void {
  // Some programs write right-to-left text in reading order, some by position on the page.
  const placed = asPlaced(letters)
  for (const order of [letters, letters.toReversed(), placed, placed.toReversed()]) {
    const texts = order.map((letter) => letter?.text ?? ' ')
    for (const stretch of search.in(texts.join(''), false)) {
      const covered = within(order, texts, stretch).filter((letter) => letter !== null)
      // Letters one below the other are covered together, too.
      for (const [n, run] of together(covered).entries())
        edits.cover({ letters: run, isMarked: n === 0 || run.length > 1 })
    }
  }
  const texts = sayings.map(({ text }) => text)
  coverSayings(sayings, texts, search.inValue(texts.join('')), edits)
  for (const saying of sayings) coverSayings([saying], [saying.text], search.inValue(saying.text), edits)
}

/** One mark for adjacent letters: a mark for each instruction would tell how many letters were covered. */
function together(letters: readonly Letter[]): Letter[][] {
  const runs: Letter[][] = []
  for (const letter of letters) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    if (last !== undefined && before !== undefined && (letter.by === before.by || goesOn(before, letter)))
      last.push(letter)
    else runs.push([letter])
  }
  return runs
}

function within<T>(all: readonly T[], texts: readonly string[], { from, to }: CoveredStretch): T[] {
  const found: T[] = []
  let at = 0
  for (const [n, text] of texts.entries()) {
    const one = all[n]
    if (at < to && at + text.length > from && one !== undefined) found.push(one)
    at += text.length
  }
  return found
}

function coverSayings(
  sayings: readonly Saying[],
  texts: readonly string[],
  stretches: readonly CoveredStretch[],
  edits: Edits,
): void {
  for (const stretch of stretches) {
    const covered = within(sayings, texts, stretch)
    // A replacement text may be given for each letter, or for the whole.
    for (const [n, saying] of covered.entries()) {
      if (covered.length > 1) edits.say(saying, n === 0 ? coverMark : '')
      else
        edits.say(
          saying,
          stretches.length === 1 && texts.length === 1
            ? saying.text.slice(0, stretch.from) + coverMark + saying.text.slice(stretch.to)
            : coverMark,
        )
    }
  }
}
