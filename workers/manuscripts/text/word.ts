import { FileRejected } from '../shapes.ts'
import { type Aside, type Block, lineOf, type Structure, type TextBlock, textBlocks, textOf } from './blocks.ts'
import { distinct, drawnAsides, type InnerReader, unsaid } from './drawn.ts'
import { openPackage, type Package, type Relation, relationsOf } from './parts.ts'
import { type WordPartContext, WordPart } from './word-body.ts'
import { wordLists, wordStyles } from './word-styles.ts'
import { workbookStructure } from './workbook.ts'

/** @throws FileRejected */
export async function wordStructure(bytes: Buffer): Promise<Structure> {
  const source = await openPackage(bytes)
  const main = await mainPart(source)
  const relations = await relationsOf(source, main)
  const ofType = (type: string) => [...relations.values()].filter((relation) => isInside(relation, type))
  const part = async (type: string) => {
    const target = ofType(type)[0]?.target
    return target === undefined ? null : source.part(target)
  }
  const xml = await source.part(main)
  if (xml === null) throw new FileRejected('damaged')
  const context = { style: wordStyles(await part('styles')), isOrdered: wordLists(await part('numbering')) }
  const body = new WordPart({ ...context, relations })
  const blocks = body.read(xml)
  const asides = [...body.asides, ...(await drawnAsides(source, relations.values(), innerStructure))]
  const notes = new Map<string, readonly Block[]>()
  for (const type of ['footnotes', 'endnotes']) {
    for (const { target } of ofType(type)) await readNotes(source, target, context, { notes, asides })
  }
  const margins = [...ofType('header'), ...ofType('footer')].map(({ target }) => target)
  const lines = await readMargins(source, margins, context, asides)
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
const innerStructure: InnerReader = async (bytes) => {
  const source = await openPackage(bytes)
  const isWorkbook = source.names.some((name) => name.startsWith('xl/'))
  return isWorkbook ? workbookStructure(bytes) : wordStructure(bytes)
}

function isInside({ type, isExternal }: Relation, wanted: string): boolean {
  return type === wanted && !isExternal
}

async function mainPart(source: Package): Promise<string> {
  const relations = await relationsOf(source, '')
  const main = [...relations.values()].find((relation) => isInside(relation, 'officeDocument'))
  return main?.target ?? 'word/document.xml'
}

type WordContext = Omit<WordPartContext, 'relations'>

async function readNotes(
  source: Package,
  name: string,
  context: WordContext,
  { notes, asides }: { readonly notes: Map<string, readonly Block[]>; readonly asides: Aside[] },
): Promise<void> {
  const xml = await source.part(name)
  if (xml === null) return
  const relations = await relationsOf(source, name)
  const part = new WordPart({ ...context, relations })
  part.read(xml)
  asides.push(...part.asides, ...(await drawnAsides(source, relations.values(), innerStructure)))
  for (const [id, blocks] of part.notes) notes.set(id, blocks)
}

/** Headers and footers, each text once. */
async function readMargins(
  source: Package,
  names: readonly string[],
  context: WordContext,
  asides: Aside[],
): Promise<TextBlock[]> {
  const lines = new Map<string, TextBlock>()
  for (const name of names) {
    const xml = await source.part(name)
    if (xml === null) continue
    const relations = await relationsOf(source, name)
    const part = new WordPart({ ...context, relations })
    const blocks = part.read(xml)
    asides.push(...part.asides, ...(await drawnAsides(source, relations.values(), innerStructure)))
    for (const block of textBlocks(blocks)) {
      const line = lineOf(block)
      if (/\p{L}/u.test(line)) lines.set(line, { ...block, kind: 'header' })
    }
  }
  return [...lines.values()]
}
