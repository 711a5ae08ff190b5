import type { Allowance } from '../formats/package/archive.ts'
import { FileRejected } from '../shapes.ts'
import { type Aside, type Block, lineOf, type Structure, type TextBlock, textBlocks, textOf } from './blocks.ts'
import { distinct, drawnAsides, type InnerReader, unsaid } from './drawn.ts'
import { openPackage, type Package, type Relation, relationsOf } from './parts.ts'
import { type WordPartContext, WordPart } from './word-body.ts'
import { wordLists, wordStyles } from './word-styles.ts'
import { workbookStructure } from './workbook.ts'

/** @throws FileRejected */
export function wordStructure(bytes: Buffer, allowance?: Allowance): Structure {
  const source = openPackage(bytes, allowance)
  const main = mainPart(source)
  const relations = relationsOf(source, main)
  const ofType = (type: string) => [...relations.values()].filter((relation) => isInside(relation, type))
  const part = (type: string) => {
    const target = ofType(type)[0]?.target
    return target === undefined ? null : source.part(target)
  }
  const xml = source.part(main)
  if (xml === null) throw new FileRejected('damaged')
  const context = { style: wordStyles(part('styles')), isOrdered: wordLists(part('numbering')) }
  const body = new WordPart({ ...context, relations })
  const blocks = body.read(xml)
  const asides = [...body.asides, ...drawnAsides(source, relations.values(), innerStructure)]
  const notes = new Map<string, readonly Block[]>()
  for (const type of ['footnotes', 'endnotes']) {
    for (const { target } of ofType(type)) readNotes(source, target, context, { notes, asides })
  }
  const margins = [...ofType('header'), ...ofType('footer')].map(({ target }) => target)
  const lines = readMargins(source, margins, context, asides)
  const all = [...lines, ...blocks, ...[...notes.values()].flat()]
  const fallbacks = asides.filter(({ place }) => place === 'fallback')
  return {
    blocks: [...lines, ...blocks],
    notes,
    pictures: body.pictures,
    asides: distinct([
      ...unsaid(fallbacks, () => textBlocks(all).map(textOf)),
      ...asides.filter(({ place }) => place !== 'fallback'),
    ]),
  }
}

/** A workbook or text embedded in a text. */
const innerStructure: InnerReader = (bytes, allowance) => {
  const source = openPackage(bytes, allowance)
  const isWorkbook = source.names.some((name) => name.startsWith('xl/'))
  return isWorkbook ? workbookStructure(bytes, allowance) : wordStructure(bytes, allowance)
}

function isInside({ type, isExternal }: Relation, wanted: string): boolean {
  return type === wanted && !isExternal
}

function mainPart(source: Package): string {
  const relations = relationsOf(source, '')
  const main = [...relations.values()].find((relation) => isInside(relation, 'officeDocument'))
  return main?.target ?? 'word/document.xml'
}

type WordContext = Omit<WordPartContext, 'relations'>

function readNotes(
  source: Package,
  name: string,
  context: WordContext,
  { notes, asides }: { readonly notes: Map<string, readonly Block[]>; readonly asides: Aside[] },
): void {
  const xml = source.part(name)
  if (xml === null) return
  const relations = relationsOf(source, name)
  const part = new WordPart({ ...context, relations })
  part.read(xml)
  asides.push(...part.asides, ...drawnAsides(source, relations.values(), innerStructure))
  for (const [id, blocks] of part.notes) notes.set(id, blocks)
}

/** Headers and footers, each text once. */
function readMargins(source: Package, names: readonly string[], context: WordContext, asides: Aside[]): TextBlock[] {
  const lines = new Map<string, TextBlock>()
  for (const name of names) {
    const xml = source.part(name)
    if (xml === null) continue
    const relations = relationsOf(source, name)
    const part = new WordPart({ ...context, relations })
    const blocks = part.read(xml)
    asides.push(...part.asides, ...drawnAsides(source, relations.values(), innerStructure))
    for (const block of textBlocks(blocks)) {
      const line = lineOf(block)
      if (/\p{L}/u.test(line)) lines.set(line, { ...block, kind: 'header' })
    }
  }
  return [...lines.values()]
}
