import type { InPrint } from '../../server/cases/names-in-print.ts'
import type { PreparationNote, Stripped } from '../../server/domain/preparation.ts'
import { strippedThings } from '../../server/domain/preparation.ts'
import type { GalleyKind } from '../../server/domain/production.ts'
import type { Finding, Passage } from '../../server/identity/shapes.ts'
import { FileHeld, FileRejected } from '../manuscripts/shapes.ts'
import type { OneFile, Printed, Toolchain } from '../manuscripts/toolchain.ts'
import { isPlainMarkup } from './markup.ts'
import { hiddenIn, notTold } from './search.ts'

/** A galley's copy for readers, and the hidden people it names. */
export interface MadeGalley {
  readonly bytes: Buffer
  /** For a web page: the markup that the article's page shows. */
  readonly markup: string | null
  readonly removed: readonly Stripped[]
  readonly notes: readonly PreparationNote[]
  readonly findings: readonly Finding[]
}

/**
 * Cleans a galley like a manuscript, stamps it with what is printed of the article, and searches the result for everybody whom the byline
 * does not show.
 * @throws FileRejected when its maker has to send another file; FileHeld when our programs cannot prepare it
 */
export async function makeGalley(
  toolchain: Toolchain,
  kind: GalleyKind,
  received: Buffer,
  print: InPrint,
): Promise<MadeGalley> {
  const notes: PreparationNote[] = toolchain.isolated ? [] : ['not_isolated']
  if (toolchain.scan === null) notes.push('not_scanned')
  else if ((await toolchain.scan(received)) === 'malware') throw new FileRejected('malware')
  const made = await (kind === 'pdf' ? makePdf : makePage)(toolchain, { kind, bytes: received }, print)
  return { ...made, notes: [...notes, ...made.notes] }
}

async function makePdf(toolchain: Toolchain, original: OneFile, print: InPrint): Promise<MadeGalley> {
  const { steps } = toolchain
  const { active } = await steps.guard(original)
  const clean = await steps.clean({ ...original, people: print.hidden, keepsLinks: true })
  const { matches, unread, passages } = await lookThrough(toolchain, original, clean, print)
  const told = await hiddenIn(steps, passages, print)
  // Stamped last: the scan would take the title and byline in its properties for a name left there.
  const { bytes } = await steps.galley({ file: clean, printed: printedOf(print) })
  const findings = [...told, ...notTold(matches, told, print)]
  return { bytes, markup: null, removed: inOrder(active, clean.removed), notes: unread, findings }
}

async function lookThrough({ steps, check }: Toolchain, original: OneFile, clean: OneFile, print: InPrint) {
  const { harvested, matches } = await steps.scanNames({ original, derivatives: [clean], people: print.hidden })
  const sought = print.hidden.flatMap(({ name, email, orcid, affiliation }) => [name, email, orcid, affiliation])
  const named = sought.filter((identifier) => identifier !== null).filter((identifier) => identifier.trim() !== '')
  const checked = await check(clean, named)
  const passages = await readOrNull(steps, clean)
  const all = [...matches, ...checked]
  // The names of the original's makers may be printed: most of them are in the byline.
  const makers = new Set(harvested.map(({ value }) => value.trim()))
  const known = new Set(named)
  if (all.some(({ value, in: place }) => place === 'metadata' && !makers.has(value) && !known.has(value)))
    throw new FileHeld('names_left')
  if (print.hidden.length > 0 && !hasText(passages ?? [])) throw new FileHeld('no_text')
  const unread: PreparationNote[] = passages === null ? ['not_read'] : []
  return { matches: all, unread, passages: passages ?? [] }
}

/** Average per page; a scanned page may have its number and a stamp as text. */
const fewestLettersOnAPage = 15

/** Whether there is enough text that a name in it would be found. */
function hasText(passages: readonly Passage[]): boolean {
  const pages = Math.max(1, ...passages.map(({ page = 1 }) => page))
  const letters = passages.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0)
  return letters / pages >= fewestLettersOnAPage
}

async function readOrNull(steps: Toolchain['steps'], clean: OneFile): Promise<readonly Passage[] | null> {
  try {
    const { reading } = await steps.read({ clean, pages: clean.bytes })
    return reading.passages
  } catch (fault) {
    if (fault instanceof FileRejected || fault instanceof FileHeld) return null
    throw fault
  }
}

async function makePage({ steps }: Toolchain, original: OneFile, print: InPrint): Promise<MadeGalley> {
  const { bytes, passages, removed } = await steps.galley({ file: original, printed: printedOf(print) })
  const markup = bytes.toString()
  if (!isPlainMarkup(markup)) throw new FileHeld('cannot_be_cleaned')
  const told = await hiddenIn(steps, passages, print)
  const { matches } = await steps.scanNames({
    original: { kind: 'html', bytes },
    derivatives: [{ kind: 'html', bytes }],
    people: print.hidden,
  })
  return { bytes, markup, removed, notes: [], findings: [...told, ...notTold(matches, told, print)] }
}

export function printedOf({ record }: InPrint): Printed {
  const { title, subtitle, bylines, language, doi } = record
  return { title: subtitle ? `${title}: ${subtitle}` : title, bylines: bylines.map(({ name }) => name), language, doi }
}

function inOrder(...lists: readonly (readonly Stripped[])[]): Stripped[] {
  const removed = new Set(lists.flat())
  return strippedThings.filter((thing) => removed.has(thing))
}
