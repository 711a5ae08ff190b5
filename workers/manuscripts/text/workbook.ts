import { FileRejected } from '../shapes.ts'
import type { Allowance } from '../formats/package/archive.ts'
import type { Aside, Block, Cell, Structure, TextBlock } from './blocks.ts'
import { distinct, drawnAsides, type InnerReader } from './drawn.ts'
import { walk } from './markup.ts'
import { openPackage, type Package, type Relation, relationsOf } from './parts.ts'

/** Further rows are data that no reader's page shows. */
const mostRows = 5000

/** The cells of a workbook as tables, one sheet after the other under its name. @throws FileRejected */
export function workbookStructure(bytes: Buffer, allowance?: Allowance): Structure {
  const source = openPackage(bytes, allowance)
  const main =
    [...relationsOf(source, '').values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const workbook = source.part(main)
  if (workbook === null) throw new FileRejected('damaged')
  const relations = relationsOf(source, main)
  const shared = [...relations.values()].find(({ type }) => type === 'sharedStrings')
  const strings = sharedStrings(shared === undefined ? null : source.part(shared.target))
  const blocks: Block[] = []
  const asides: Aside[] = []
  for (const { name, id } of sheetsOf(workbook)) {
    const relation = relations.get(id)
    const sheet = relation === undefined || relation.isExternal ? null : source.part(relation.target)
    if (relation === undefined || sheet === null) continue
    const within = relationsOf(source, relation.target)
    asides.push(...drawnAsides(source, within.values(), noInner), ...tableNames(source, within))
    const rows = relation.type === 'worksheet' ? rowsOf(sheet, strings) : []
    blocks.push(...marginsOf(sheet))
    // A sheet's name is shown on its tab, also when the sheet is empty.
    blocks.push({ kind: 'heading', level: 1, spans: [{ text: name }] })
    if (rows.length > 0) blocks.push({ kind: 'table', rows })
    asides.push(...choicesOf(sheet))
  }
  return { blocks, notes: new Map(), pictures: 0, asides: distinct(asides) }
}

/** Documents embedded in sheets are not read. */
const noInner: InnerReader = () => null

const margins = new Set('x:oddHeader x:oddFooter x:evenHeader x:evenFooter x:firstHeader x:firstFooter'.split(' '))

/** Headers and footers of a sheet, without their formatting codes (ECMA-376 part 1, 18.3.1.39). */
function marginsOf(sheet: Buffer): TextBlock[] {
  const lines = new Set<string>()
  let text: string | null = null
  walk(sheet, {
    open: ({ name }) => {
      if (margins.has(name)) text = ''
    },
    close: (name) => {
      if (!margins.has(name) || text === null) return
      for (const section of text.split(/&[LCR]/)) {
        const line = section
          .replaceAll(/&(?:"[^"]*"|K[\dA-Fa-f+-]{2,6}|\d+|[A-Z])/g, ' ')
          .replaceAll('&&', '&')
          .trim()
        if (/\p{L}/u.test(line)) lines.add(line)
      }
      text = null
    },
    text: (part) => {
      if (text !== null) text += part
    },
  })
  return [...lines].map((line) => ({ kind: 'header', spans: [{ text: line }] }))
}

/** The choices that a cell offers, from its validation rule. */
function choicesOf(sheet: Buffer): Aside[] {
  const asides: Aside[] = []
  let formula: string | null = null
  walk(sheet, {
    open: ({ local }) => {
      if (local === 'formula1' || local === 'formula2') formula = ''
    },
    close: (name) => {
      if (formula !== null && /(?:^|:)formula[12]$/.test(name)) {
        if (/^\s*".*\p{L}.*"\s*$/su.test(formula))
          asides.push({ place: 'form', text: formula.replaceAll('"', ' ').trim() })
        formula = null
      }
    },
    text: (part) => {
      if (formula !== null) formula += part
    },
  })
  return asides
}

/** The names of a table's columns, shown in formulas and filters. */
function tableNames(source: Package, relations: ReadonlyMap<string, Relation>): Aside[] {
  const asides: Aside[] = []
  for (const { type, target, isExternal } of relations.values()) {
    const xml = type === 'table' && !isExternal ? source.part(target) : null
    if (xml === null) continue
    walk(xml, {
      open: (tag) => {
        const name = tag.local === 'tableColumn' ? (tag.attribute('name') ?? '') : ''
        if (/\p{L}/u.test(name)) asides.push({ place: 'table', text: name })
      },
    })
  }
  return asides
}

function sheetsOf(workbook: Buffer): { readonly name: string; readonly id: string }[] {
  const sheets: { name: string; id: string }[] = []
  walk(workbook, {
    open: (tag) => {
      if (tag.name !== 'x:sheet') return
      sheets.push({ name: tag.attribute('name') ?? '', id: tag.attribute('r:id') ?? '' })
    },
  })
  return sheets
}

function sharedStrings(xml: Buffer | null): readonly string[] {
  const strings: string[] = []
  let [text, isText, isReading] = ['', false, false]
  if (xml === null) return strings
  walk(xml, {
    open: ({ name }) => {
      if (name === 'x:si') text = ''
      else if (name === 'x:rPh') isReading = true
      else if (name === 'x:t') isText = true
    },
    close: (name) => {
      if (name === 'x:si') strings.push(text)
      else if (name === 'x:rPh') isReading = false
      else if (name === 'x:t') isText = false
    },
    text: (part) => {
      if (isText && !isReading) text += part
    },
  })
  return strings
}

function rowsOf(xml: Buffer, strings: readonly string[]): Cell[][] {
  const rows: Cell[][] = []
  let [type, value, isValue] = ['', '', false]
  walk(xml, {
    open: (tag) => {
      if (tag.name === 'x:row') rows.push([])
      else if (tag.name === 'x:c') [type, value] = [tag.attribute('t') ?? 'n', '']
      else if (tag.name === 'x:v' || tag.name === 'x:t') isValue = true
    },
    close: (name) => {
      if (name === 'x:v' || name === 'x:t') isValue = false
      else if (name === 'x:c' && value !== '' && rows.length <= mostRows) {
        const text = type === 's' ? (strings[Number(value)] ?? '') : value
        rows.at(-1)?.push({
          blocks: [{ kind: 'paragraph', spans: [{ text }] }],
          columns: 1,
          rows: 1,
          isHeading: false,
        })
      }
    },
    text: (part) => {
      if (isValue) value += part
    },
  })
  return rows.filter(({ length }) => length > 0).slice(0, mostRows)
}
