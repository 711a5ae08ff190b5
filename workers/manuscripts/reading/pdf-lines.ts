import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Unfit } from '../shapes.ts'

/** A stretch of a line in one font. */
export interface Piece {
  readonly text: string
  readonly font: string
  readonly height: number
  readonly raised: 'super' | 'sub' | null
}

export interface Line {
  readonly page: number
  readonly pieces: readonly Piece[]
  readonly text: string
  /** In points from the left and from the bottom of the page. */
  readonly x: number
  readonly y: number
  readonly right: number
  /** Of most of its letters. */
  readonly height: number
  readonly font: string
  readonly pageHeight: number
  readonly rightToLeft: boolean
}

type PageText = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>
type Item = Extract<PageText['items'][number], { str: string }>

// Everything the library reads besides the file lies in its own package: nothing is fetched.
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Pages beyond this are no manuscript's. */
const mostPages = 2000

/** The lines of all pages, in the order in which the file draws them. @throws Unfit */
export async function pdfLines(bytes: Buffer): Promise<Line[]> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(library, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(library, 'standard_fonts') + sep,
    wasmUrl: join(library, 'wasm') + sep,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    return await linesOf(await loading.promise)
  } catch (error) {
    throw refusal(error)
  } finally {
    await loading.destroy()
  }
}

async function linesOf(document: PDFDocumentProxy): Promise<Line[]> {
  const lines: Line[] = []
  for (let number = 1; number <= Math.min(document.numPages, mostPages); number += 1) {
    // A page that cannot be read is no reason to hide the others.
    const page = await document.getPage(number).catch(() => null)
    if (page === null) continue
    const text = await page.getTextContent().catch(() => null)
    const box = page.view
    const items = (text?.items ?? []).flatMap((item) => ('str' in item ? [{ ...item, str: printable(item.str) }] : []))
    for (const line of pageLines(items, number, (box[3] ?? 0) - (box[1] ?? 0))) lines.push(line)
    page.cleanup()
  }
  return lines
}

/** Fonts without a table of letters give numbers in the place of blanks. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const shown = text.replaceAll(/[\u0000-\u0008\u000b-\u001f]/g, ' ')
  // A ligature of lam and alef is turned round with the line it stands in. No Arabic word has two alefs in a row, so
  // after the article that can be told and mended; inside a word it cannot: صالح and صلاح are both names.
  return shown.replaceAll(/ا([اأإآ])ل/g, 'ال$1')
}

function refusal(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return new Unfit('encrypted')
  // The library wraps what it trips over in a broken file as an unknown error, with its own name in the details.
  if (/^(?:InvalidPDF|UnknownError|Format|XRefParse|MissingPDF)(?:Exception|Error)$/.test(name))
    return new Unfit('damaged')
  return error
}

interface Placed {
  readonly item: Item
  readonly x: number
  readonly y: number
  readonly height: number
}

function pageLines(items: readonly Item[], page: number, pageHeight: number): Line[] {
  const lines: Line[] = []
  let open: Placed[] = []
  let before: Placed | undefined
  const close = () => {
    if (before !== undefined) lines.push(lineFrom(open, page, pageHeight))
    open = []
    before = undefined
  }
  for (const item of items) {
    const placed = place(item)
    if (before !== undefined && item.str.trim() !== '' && !isSameLine(before, placed)) close()
    if (item.str.trim() !== '') before = placed
    if (item.str !== '') open.push(placed)
  }
  close()
  return lines
}

function place(item: Item): Placed {
  const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as number[]
  return { item, x, y, height: Math.hypot(c, d) }
}

/** Raised and lowered letters are smaller and stand less than a line away. */
function isSameLine(before: Placed, next: Placed): boolean {
  const tall = Math.max(before.height, next.height)
  const small = Math.min(before.height, next.height)
  const distance = Math.abs(before.y - next.y)
  if (distance < tall * 0.25) return true
  return small < tall * 0.85 && distance < tall * 0.7 && next.x >= before.x - tall
}

function lineFrom(placed: readonly Placed[], page: number, pageHeight: number): Line {
  const isRightToLeft = mostly(placed, ({ item }) => item.dir === 'rtl')
  const ordered = isRightToLeft ? fromTheRight(placed) : placed
  const [height, font] = commonest(placed)
  const base = placed.find((one) => one.height === height)?.y ?? 0
  const pieces = ordered.map(({ item, y, height: own }, at): Piece => {
    const gap = at === 0 ? '' : gapBefore(ordered[at - 1], ordered[at])
    const raised =
      own > 0 && own < height * 0.85 ? (y > base + height * 0.15 ? 'super' : y < base - 1 ? 'sub' : null) : null
    return { text: gap + item.str, font: item.fontName, height: own, raised }
  })
  return {
    page,
    pieces: mergedPieces(pieces),
    text: pieces.map(({ text }) => text).join(''),
    x: placed.reduce((least, { x }) => Math.min(least, x), Infinity),
    y: base,
    right: placed.reduce((most, { x, item }) => Math.max(most, x + item.width), -Infinity),
    height,
    font,
    pageHeight,
    rightToLeft: isRightToLeft,
  }
}

/** Words of a language written the other way keep their own order inside the line. */
function fromTheRight(placed: readonly Placed[]): Placed[] {
  const ordered: Placed[] = []
  let other: Placed[] = []
  for (const one of placed.toSorted((one, other) => other.x - one.x)) {
    if (one.item.dir === 'ltr' && /[\p{L}/]/u.test(one.item.str)) other.unshift(one)
    else {
      for (const placed of other) ordered.push(placed)
      ordered.push(one)
      other = []
    }
  }
  return [...ordered, ...other]
}

/** Words of two cells of a table, or two columns, are drawn apart without a blank between them. */
function gapBefore(before: Placed | undefined, next: Placed | undefined): string {
  if (before === undefined || next === undefined) return ''
  if (/\s$/.test(before.item.str) || /^\s/.test(next.item.str)) return ''
  const [left, right] = before.x <= next.x ? [before, next] : [next, before]
  const distance = right.x - (left.x + left.item.width)
  return distance > Math.max(before.height, next.height) * 0.3 ? ' ' : ''
}

function mergedPieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (
      last !== undefined &&
      (piece.text.trim() === '' || (last.font === piece.font && last.raised === piece.raised))
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + piece.text }
    } else merged.push(piece)
  }
  return merged
}

function commonest(placed: readonly Placed[]): readonly [number, string] {
  const letters = new Map<string, { height: number; font: string; count: number }>()
  for (const { item, height } of placed) {
    const key = `${item.fontName} ${height}`
    const entry = letters.get(key) ?? { height, font: item.fontName, count: 0 }
    letters.set(key, { ...entry, count: entry.count + item.str.trim().length })
  }
  const most = [...letters.values()].sort((one, other) => other.count - one.count)[0]
  return [most?.height ?? 0, most?.font ?? '']
}

function mostly(placed: readonly Placed[], is: (one: Placed) => boolean): boolean {
  let balance = 0
  for (const one of placed) balance += one.item.str.trim().length * (is(one) ? 1 : -1)
  return balance > 0
}
