import { Unfit } from '../shapes.ts'
import { lineOf, type Structure, type TextBlock, textBlocks } from './blocks.ts'
import { OpenPart } from './opendocument-body.ts'
import { openStyles } from './opendocument-styles.ts'
import { openPackage } from './parts.ts'

/** @throws Unfit */
export async function openDocumentStructure(bytes: Buffer): Promise<Structure> {
  const source = await openPackage(bytes)
  const content = await source.part('content.xml')
  if (content === null) throw new Unfit('damaged')
  const drawn = await source.part('styles.xml')
  const styles = openStyles([drawn, content])
  const body = new OpenPart(styles)
  const blocks = body.read(content, 'office:text')
  const margins = drawn === null ? [] : new OpenPart(styles).read(drawn, 'office:master-styles')
  const lines = new Map<string, TextBlock>()
  for (const block of textBlocks(margins)) {
    const line = lineOf(block)
    if (/\p{L}/u.test(line)) lines.set(line, { ...block, kind: 'header' })
  }
  return { blocks: [...lines.values(), ...blocks], notes: body.notes, pictures: body.pictures }
}
