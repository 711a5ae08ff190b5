import { Unfit } from '../shapes.ts'
import type { Block, Cell, Structure } from './blocks.ts'
import { walk } from './markup.ts'
import { openPackage, relationsOf } from './parts.ts'

/** Rows beyond this are data, and no reader's page shows them. */
const mostRows = 5000

/** The cells of a workbook as tables, a sheet after the other, under its name. @throws Unfit */
export async function workbookStructure(bytes: Buffer): Promise<Structure> {
  const source = await openPackage(bytes)
  const main =
    [...(await relationsOf(source, '')).values()].find(({ type }) => type === 'officeDocument')?.target ??
    'xl/workbook.xml'
  const workbook = await source.part(main)
  if (workbook === null) throw new Unfit('damaged')
  const relations = await relationsOf(source, main)
  const shared = [...relations.values()].find(({ type }) => type === 'sharedStrings')
  const strings = sharedStrings(shared === undefined ? null : await source.part(shared.target))
  const blocks: Block[] = []
  for (const { name, id } of sheetsOf(workbook)) {
    const relation = relations.get(id)
    const sheet = relation?.type === 'worksheet' ? await source.part(relation.target) : null
    if (sheet === null) continue
    const rows = rowsOf(sheet, strings)
    if (rows.length === 0) continue
    blocks.push({ kind: 'heading', level: 1, spans: [{ text: name }] }, { kind: 'table', rows })
  }
  return { blocks, notes: new Map(), pictures: 0 }
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
