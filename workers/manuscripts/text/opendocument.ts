import { FileRejected } from '../shapes.ts'
import { type Aside, lineOf, oneLine, type Structure, type TextBlock, textBlocks } from './blocks.ts'
import { distinct } from './drawn.ts'
import { walk } from './markup.ts'
import { OpenPart } from './opendocument-body.ts'
import { openStyles } from './opendocument-styles.ts'
import { openPackage } from './parts.ts'

/** @throws FileRejected */
export function openDocumentStructure(bytes: Buffer): Structure {
  const source = openPackage(bytes)
  const content = source.part('content.xml')
  if (content === null) throw new FileRejected('damaged')
  const drawn = source.part('styles.xml')
  const styles = openStyles([drawn, content])
  const body = new OpenPart(styles)
  const blocks = body.read(content, 'office:text')
  const margin = new OpenPart(styles)
  const margins = drawn === null ? [] : margin.read(drawn, 'office:master-styles')
  const lines = new Map<string, TextBlock>()
  for (const block of textBlocks(margins)) {
    const line = lineOf(block)
    if (/\p{L}/u.test(line)) lines.set(line, { ...block, kind: 'header' })
  }
  const asides = [...body.asides, ...margin.asides]
  for (const name of objectsIn(source.names)) {
    const xml = source.part(name)
    if (xml !== null) asides.push(...objectAsides(xml))
  }
  return {
    blocks: [...lines.values(), ...blocks],
    notes: body.notes,
    pictures: body.pictures,
    asides: distinct(asides),
  }
}

const mostObjects = 200

/** Charts, formulas and drawings in the text are embedded packages. */
function objectsIn(names: readonly string[]): readonly string[] {
  return names.filter((name) => /^.+\/content\.xml$/i.test(name)).slice(0, mostObjects)
}

/** All text of an object, a paragraph each; values of its table may not be drawn. */
function objectAsides(xml: Buffer): Aside[] {
  const asides: Aside[] = []
  let [text, isInside, isChart, tables] = ['', false, false, 0]
  const put = () => {
    const place = tables > 0 && isChart ? 'chart_table' : isChart ? 'chart' : 'embedded'
    if (/\p{L}/u.test(text)) asides.push({ place, text: oneLine(text) })
    text = ''
  }
  walk(xml, {
    open: (tag) => {
      if (tag.name === 'office:body' || tag.local === 'math') isInside = true
      else if (tag.name === 'office:chart') isChart = true
      else if (tag.name === 'table:table') tables += 1
    },
    close: (name) => {
      if (/(?::|^)(?:p|h|title|desc|annotation|math)$/.test(name)) put()
      if (name === 'table:table') tables -= 1
    },
    text: (part) => {
      if (isInside) text += part
    },
  })
  put()
  return asides
}
