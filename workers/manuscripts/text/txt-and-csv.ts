import type { Block, Cell, Structure } from './blocks.ts'

/** Decodes text of any encoding. Old Windows files are no UTF-8. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Empty lines separate paragraphs; without any, each line is a paragraph. */
export function typedStructure(bytes: Buffer): Structure {
  const text = decoded(bytes).replaceAll(/\r\n?/g, '\n')
  const lines = text.split('\n')
  const paragraphs: string[] = []
  let open: string[] = []
  const byLine = !lines.some((line, at) => line.trim() === '' && at > 0 && at < lines.length - 1)
  for (const line of [...lines, '']) {
    if (line.trim() !== '') open.push(line.trim())
    if ((byLine || line.trim() === '') && open.length > 0) {
      paragraphs.push(open.join('\n'))
      open = []
    }
  }
  const blocks = paragraphs.map((text): Block => ({ kind: 'paragraph', spans: [{ text }] }))
  return { blocks, notes: new Map(), pictures: 0 }
}

export function separatedStructure(bytes: Buffer): Structure {
  const text = decoded(bytes)
  const separator = mostFrequent(text.slice(0, 2000), [',', ';', '\t'])
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => fieldsOf(line, separator).map(cellOf))
  return { blocks: rows.length === 0 ? [] : [{ kind: 'table', rows }], notes: new Map(), pictures: 0 }
}

function mostFrequent(text: string, candidates: readonly string[]): string {
  const counts = candidates.map((candidate) => text.split(candidate).length)
  return candidates[counts.indexOf(Math.max(...counts))] ?? ','
}

/** The fields of one line. A quoted field with line breaks is split there: all its words are read. */
function fieldsOf(line: string, separator: string): string[] {
  const fields = ['']
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === separator && !isQuoted) fields.push('')
    else fields[fields.length - 1] += character
  }
  return fields
}

function cellOf(text: string): Cell {
  return { blocks: [{ kind: 'paragraph', spans: [{ text }] }], columns: 1, rows: 1, isHeading: false }
}
