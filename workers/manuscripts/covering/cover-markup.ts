import { SaxesParser } from 'saxes'
import type { CoverSearch, CoveredStretch } from '../../../server/identity/covers.ts'
import { coverMark } from '../../../server/identity/cover-places.ts'
import { FileRejected } from '../shapes.ts'
import { escapeAttribute, escapeText, lettersOf } from '../formats/package/xml-bytes.ts'

/** One text as its reader sees it, in the pieces in which the file stores it. */
interface Block {
  readonly pieces: number[]
  readonly texts: string[]
  /** The formatting codes in it. */
  readonly orders?: RegExp
}

/** Elements for a paragraph in Word, Excel and OpenDocument; text inside another paragraph's text is a paragraph of its own. */
const paragraphs = new Set(['w:p', 'a:p', 'text:p', 'text:h', 'si', 'is', 's:si', 's:is'])
/** Text inside a paragraph element that is not part of its text. */
const apart = new Set([
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'text:note-citation',
  'svg:title',
  'svg:desc',
  'wp:posOffset',
  'wp:align',
])

/** Headers and footers of a sheet: with codes for position, font and page number. */
const margins = /(?:^|:)(?:odd|even|first)(?:Header|Footer)$/
const marginOrders = /&(?:"[^"]*"|\d+|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|[A-Z&])/g

/** Attributes with text for people, or with names that people chose. The same name is replaced everywhere. */
const worded =
  /^(?:descr|title|alt|string|tooltip|caption|label|help|prompt|promptTitle|error|errorTitle|displayText|tableColumnName|anchor|string-value|current-value|description|href|ref-name|bookmark|location|text-value)$/
const named = new Set([
  'w:bookmarkStart@w:name',
  'w:name@w:val',
  'w:alias@w:val',
  'w:tag@w:val',
  'w:tblCaption@w:val',
  'w:tblDescription@w:val',
  'w:default@w:val',
  'w:result@w:val',
  'w:listEntry@w:val',
  'w:helpText@w:val',
  'w:statusText@w:val',
  'w:lvlText@w:val',
  'text:bookmark@text:name',
  'text:bookmark-start@text:name',
  'text:bookmark-end@text:name',
  'text:bookmark-ref@text:ref-name',
  'text:reference-mark@text:name',
  'text:reference-mark-start@text:name',
  'text:reference-mark-end@text:name',
  'text:section@text:name',
  'table:table@table:name',
  'tableColumn@name',
])

/** A part with everything covered that the search finds: in its text, also across pieces, and in its attributes. */
export function coverMarkup(bytes: Buffer, search: CoverSearch): Buffer {
  const pieces: string[] = []
  const blocks: Block[] = []
  const open: { readonly name: string; readonly block: Block | null; readonly own: Block | null }[] = []
  const fresh = (more: Pick<Block, 'orders'> = {}): Block => {
    const block = { pieces: [], texts: [], ...more }
    blocks.push(block)
    return block
  }
  const parser = new SaxesParser({ xmlns: false, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  parser.on('xmldecl', () => pieces.push('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'))
  parser.on('opentag', ({ name, attributes }) => {
    const above = open.at(-1)
    const block = paragraphs.has(name)
      ? fresh()
      : apart.has(name)
        ? instructionOf(above?.block ?? null, name)
        : (above?.block ?? null)
    open.push({ name, block, own: block === null ? fresh(margins.test(name) ? { orders: marginOrders } : {}) : null })
    const written = Object.entries(attributes).map(
      ([key, value]) => ` ${key}="${escapeAttribute(valueOf(name, key, value, search))}"`,
    )
    pieces.push(`<${name}${written.join('')}>`)
  })
  const instructions = new WeakMap<Block, Map<string, Block>>()
  /** A field's instruction may be in several pieces, too. */
  function instructionOf(paragraph: Block | null, name: string): Block {
    if (paragraph === null) return fresh()
    const known = instructions.get(paragraph) ?? new Map<string, Block>()
    instructions.set(paragraph, known)
    const block = known.get(name) ?? fresh()
    known.set(name, block)
    return block
  }
  const say = (text: string) => {
    const top = open.at(-1)
    const block = top?.block ?? top?.own
    if (block) {
      block.pieces.push(pieces.length)
      block.texts.push(text)
    }
    pieces.push(escapeText(text))
  }
  parser.on('text', say)
  parser.on('cdata', say)
  parser.on('closetag', ({ name }) => {
    open.pop()
    pieces.push(`</${name}>`)
  })
  parser.on('error', () => {
    throw new FileRejected('damaged')
  })
  for (const letters of lettersOf(bytes)) parser.write(letters)
  parser.close()
  for (const block of blocks) coverBlock(block, pieces, search)
  return Buffer.from(pieces.join(''), 'utf8')
}

function coverBlock({ pieces: places, texts, orders }: Block, pieces: string[], search: CoverSearch): void {
  const text = texts.join('')
  const said = orders === undefined ? text : text.replaceAll(orders, (order) => ' '.repeat(order.length))
  const stretches = search.in(said)
  if (stretches.length === 0) return
  let begin = 0
  for (const [n, text] of texts.entries()) {
    const place = places[n]
    if (place !== undefined) pieces[place] = escapeText(withoutCovered(text, begin, stretches))
    begin += text.length
  }
}

/** A piece of a text without what is covered; the mark is at the beginning of each range. */
function withoutCovered(piece: string, begin: number, stretches: readonly CoveredStretch[]): string {
  let result = ''
  let at = begin
  const end = begin + piece.length
  for (const { from, to } of stretches) {
    if (to <= begin || from >= end) continue
    result += piece.slice(at - begin, Math.max(at, from) - begin)
    if (from >= begin) result += coverMark
    at = Math.min(to, end)
  }
  return result + piece.slice(at - begin)
}

function valueOf(element: string, attribute: string, value: string, search: CoverSearch): string {
  const local = attribute.slice(attribute.indexOf(':') + 1)
  const isNaming =
    (local === 'name' || local === 'id') &&
    (/(?:cNvPr|docPr)$/.test(element) || element.startsWith('v:') || element.startsWith('draw:'))
  if (!worded.test(local) && !isNaming && !named.has(`${element}@${attribute}`)) return value
  let result = ''
  let at = 0
  for (const { from, to } of search.inValue(value)) {
    // These names must not begin or end with a bracket.
    result += `${value.slice(at, from)}${isSaid(element, local) ? coverMark : 'removed'}`
    at = to
  }
  return result + value.slice(at)
}

/** Text that people read, and no name to which something else refers. */
const isSaid = (element: string, attribute: string) =>
  !/^(?:name|id|anchor|href|ref-name|bookmark|location)$/.test(attribute) || element === 'tableColumn'
