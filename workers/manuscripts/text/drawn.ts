import type { FindingPlace } from '../../../server/domain/preparation.ts'
import type { Allowance } from '../formats/package/archive.ts'
import { type Aside, lineOf, oneLine, type Structure, textBlocks } from './blocks.ts'
import { walk } from './markup.ts'
import { type Package, type Relation, relationsOf } from './parts.ts'

/** Parts drawn in a text, by the last word of their relationship's type. */
const drawn: Readonly<Record<string, FindingPlace>> = {
  chart: 'chart',
  chartEx: 'chart',
  chartUserShapes: 'chart',
  diagramData: 'diagram',
  diagramDrawing: 'diagram',
  drawing: 'text_box',
}
const deepest = 3
const mostDocuments = 50

/** Reads an embedded document; null when no reader knows its kind. */
export type InnerReader = (bytes: Buffer, allowance: Allowance) => Structure | null

/**
 * All text of parts drawn beside the text: charts, diagrams, text boxes of a sheet, and embedded documents.
 * @throws FileRejected
 */
export function drawnAsides(source: Package, relations: Iterable<Relation>, readInner: InnerReader): Aside[] {
  const asides: Aside[] = []
  const met = new Set<string>()
  const read = (from: Iterable<Relation>, depth: number) => {
    for (const { type, target, isExternal } of from) {
      if (isExternal || met.has(target) || depth > deepest) continue
      const place = drawn[type]
      if (place !== undefined) {
        met.add(target)
        const xml = source.part(target)
        if (xml === null) continue
        asides.push(...wordsDrawn(xml, place))
        read(relationsOf(source, target).values(), depth + 1)
      } else if ((type === 'package' || type === 'aFChunk') && met.size < mostDocuments) {
        met.add(target)
        const bytes = source.part(target)
        if (bytes !== null) asides.push(...innerAsides(readInner(bytes, source.allowance)))
      }
    }
  }
  read(relations, 0)
  return distinct(asides)
}

/** The text of a drawing: its paragraphs, and the values that a chart has copied from its cells. */
function wordsDrawn(xml: Buffer, place: FindingPlace): Aside[] {
  const asides: Aside[] = []
  let [paragraph, value, isText, isValue] = ['', '', false, false]
  const put = (text: string, where = place) => {
    if (/\p{L}/u.test(text)) asides.push({ place: where, text: oneLine(text) })
  }
  walk(xml, {
    open: (tag) => {
      if (tag.local === 't') isText = true
      else if (tag.local === 'br') paragraph += '\n'
      else if (tag.local === 'v' || tag.local === 'pt') {
        isValue = true
        value = ''
      } else if (tag.local === 'cNvPr' || tag.local === 'docPr') {
        put(tag.attribute('title') ?? '', 'picture_description')
        put(tag.attribute('descr') ?? '', 'picture_description')
      }
    },
    close: (name) => {
      const local = name.slice(name.indexOf(':') + 1)
      if (local === 't') isText = false
      else if (local === 'p') {
        put(paragraph)
        paragraph = ''
      } else if ((local === 'v' || local === 'pt') && isValue) {
        isValue = false
        put(value)
      }
    },
    text: (text) => {
      if (isText) paragraph += text
      else if (isValue) value += text
    },
  })
  put(paragraph)
  return asides
}

function innerAsides(structure: Structure | null): Aside[] {
  if (structure === null) return []
  const { blocks, notes, asides = [] } = structure
  const texts = textBlocks([...blocks, ...[...notes.values()].flat()])
  return [
    ...texts.map((block): Aside => ({ place: 'embedded', text: lineOf(block) })),
    ...asides.map((aside): Aside => ({ ...aside, place: 'embedded' })),
  ].filter(({ text }) => text !== '')
}

/**
 * Drops repeated texts: a diagram is stored as data and as drawing, and a chart repeats its categories for each series.
 */
export function distinct(asides: readonly Aside[]): Aside[] {
  const known = new Map(asides.map((aside) => [`${aside.place} ${aside.text}`, aside]))
  return [...known.values()]
}

/** Drops asides whose words are already in the text. */
export function unsaid(asides: readonly Aside[], texts: () => readonly string[]): readonly Aside[] {
  if (asides.length === 0) return asides
  const said = lettersOf(texts().join(' '))
  return asides.filter(({ text }) => {
    const letters = lettersOf(text)
    return letters !== '' && !said.includes(letters)
  })
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
