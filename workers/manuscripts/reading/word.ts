import { Unfit } from '../shapes.ts'
import { type Block, lineOf, type Structure, type TextBlock, textBlocks } from './blocks.ts'
import { openPackage, type Package, type Relation, relationsOf } from './parts.ts'
import { type WordGround, WordPart } from './word-body.ts'
import { wordLists, wordStyles } from './word-styles.ts'

/** @throws Unfit */
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
  if (xml === null) throw new Unfit('damaged')
  const ground = { style: wordStyles(await part('styles')), isOrdered: wordLists(await part('numbering')) }
  const body = new WordPart({ ...ground, relations })
  const blocks = body.read(xml)
  const notes = new Map<string, readonly Block[]>()
  for (const type of ['footnotes', 'endnotes']) {
    for (const { target } of ofType(type)) await readNotes(source, target, ground, notes)
  }
  const margins = [...ofType('header'), ...ofType('footer')].map(({ target }) => target)
  return {
    blocks: [...(await readMargins(source, margins, ground)), ...blocks],
    notes,
    pictures: body.pictures,
  }
}

function isInside({ type, isExternal }: Relation, wanted: string): boolean {
  return type === wanted && !isExternal
}

async function mainPart(source: Package): Promise<string> {
  const relations = await relationsOf(source, '')
  const main = [...relations.values()].find((relation) => isInside(relation, 'officeDocument'))
  return main?.target ?? 'word/document.xml'
}

type Ground = Omit<WordGround, 'relations'>

async function readNotes(
  source: Package,
  name: string,
  ground: Ground,
  notes: Map<string, readonly Block[]>,
): Promise<void> {
  const xml = await source.part(name)
  if (xml === null) return
  const part = new WordPart({ ...ground, relations: await relationsOf(source, name) })
  part.read(xml)
  for (const [id, blocks] of part.notes) notes.set(id, blocks)
}

/** What stands above and below every page, each wording once. */
async function readMargins(source: Package, names: readonly string[], ground: Ground): Promise<TextBlock[]> {
  const lines = new Map<string, TextBlock>()
  for (const name of names) {
    const xml = await source.part(name)
    if (xml === null) continue
    const blocks = new WordPart({ ...ground, relations: await relationsOf(source, name) }).read(xml)
    for (const block of textBlocks(blocks)) {
      const line = lineOf(block)
      if (/\p{L}/u.test(line)) lines.set(line, { ...block, kind: 'header' })
    }
  }
  return [...lines.values()]
}
