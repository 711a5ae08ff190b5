import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import './pdf-without-drawing.ts'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { FileRejected } from '../shapes.ts'
import { composed } from './accents.ts'
import type { Aside } from './blocks.ts'
import { type Box, isOutside, isSizeless, type Item, place, type Placed } from './pdf-items.ts'
import { hasTurnedLigatures, turnedBack, withArticlesMended } from './lam-alef.ts'
import { type Line, pageLines } from './pdf-lines.ts'
import { byPosition, lettersOf, otherOrder, otherWords } from './pdf-order.ts'
import { type PdfSource, sourceOf } from './pdf-source.ts'
import { byStructure, type Marked } from './pdf-tagged.ts'

/** The text of a PDF: the lines of its pages in drawing order, and all other text. */
interface PdfText {
  readonly lines: readonly Line[]
  readonly asides: readonly Aside[]
  /** Pages whose text is not what they show, and pages with pictures that may show more. */
  readonly unread: readonly number[]
  readonly pictured: readonly number[]
}

interface PageText extends Pick<PdfText, 'lines' | 'asides'> {
  /** Whether its ligatures of lam and alef are reversed. */
  readonly isTurned: boolean
}

// Everything else that pdf.js reads is in its own package: nothing is fetched.
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** A manuscript does not have more pages. */
const mostPages = 2000

const nothing: PdfText = { lines: [], asides: [], unread: [], pictured: [] }

/** @throws FileRejected */
export async function pdfText(bytes: Buffer): Promise<PdfText> {
  const source = sourceOf(bytes)
  const wide = source === null ? null : await withDocument(source.bytes, (document) => textOf(document, source))
  return wide ?? (await withDocument(bytes, (document) => textOf(document, null))) ?? nothing
}

async function withDocument<T>(bytes: Buffer, work: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
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
    return await work(await loading.promise)
  } catch (error) {
    throw refusal(error)
  } finally {
    await loading.destroy()
  }
}

function refusal(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return new FileRejected('encrypted')
  // pdf.js reports failures in a broken file as an unknown error, with the original name in the details.
  if (/^(?:InvalidPDF|UnknownError|Format|XRefParse|MissingPDF)(?:Exception|Error)$/.test(name))
    return new FileRejected('damaged')
  return error
}

/** @returns null when pdf.js does not see the same pages as the source has */
async function textOf(document: PDFDocumentProxy, source: PdfSource | null): Promise<PdfText | null> {
  const boxes = source?.boxes ?? []
  const drawings = source?.drawings ?? []
  if (source !== null && document.numPages !== boxes.length + drawings.length) return null
  const lines: Line[] = []
  const asides: Aside[] = [...(source?.asides ?? [])]
  let turned = false
  const looks = { unread: [] as number[], pictured: [] as number[] }
  for (let number = 1; number <= Math.min(document.numPages - drawings.length, mostPages); number += 1) {
    const read = await readPage(document, number, boxes[number - 1])
    if (read === null) continue
    for (const line of read.lines) lines.push(line)
    asides.push(...read.asides)
    turned ||= read.isTurned
    const look = source === null ? null : source.lookAt(number, read.lines.map(({ text }) => text).join('\n'))
    if (look !== null) looks[look].push(number)
  }
  const told = lettersOf(lines.map(({ text }) => text).join(''))
  for (const [n, { place, page }] of drawings.entries()) {
    const read = await readPage(document, boxes.length + n + 1, everywhere)
    const text = read?.lines.map(({ text }) => text).join(' ') ?? ''
    // Of glyphs that are drawings, and of forms that nothing draws, only words that are nowhere else.
    if (text !== '' && (place !== 'text' || !told.includes(lettersOf(text))))
      asides.push({ place, text, ...(page !== null && { page }) })
  }
  if (turned) asides.push(...turnedLines(lines))
  return { lines, asides, ...looks }
}

/** Where ligatures are reversed, names may be written either way. */
function turnedLines(lines: readonly Line[]): Aside[] {
  return lines.flatMap(({ text, page }) => {
    const other = turnedBack(text)
    return other === null ? [] : [{ place: 'text' as const, text: other, page }]
  })
}

const everywhere: Box = [-1e6, -1e6, 1e6, 1e6]

/** A page that cannot be read does not stop the others. */
async function readPage(document: PDFDocumentProxy, number: number, known: Box | undefined): Promise<PageText | null> {
  const page = await document.getPage(number).catch(() => null)
  if (page === null) return null
  const text = await page.getTextContent({ includeMarkedContent: true }).catch(() => null)
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const box = known ?? ([left, bottom, right, top] as const)
  const items = text?.items ?? []
  const isTurned = items.some((item) => 'str' in item && hasTurnedLigatures(item.str))
  const { shown, outside, sizeless, marked } = sorted(items, box)
  const lines = pageLines(shown, number, box)
  const said = lines.map(({ text }) => text)
  const others = [
    ...otherWords(byPosition(shown).map(composed), said),
    ...otherOrder((await byStructure(page, marked)).map(composed), said),
  ]
  const asides: Aside[] = others.map((text) => ({ place: 'text', text, page: number }))
  if (sizeless !== '') asides.push({ place: 'hidden', text: sizeless, page: number })
  const beyond = pageLines(outside, number, box).map(({ text }) => text)
  for (const text of [beyond.join(' '), ...otherWords(byPosition(outside).map(composed), beyond)])
    if (text !== '') asides.push({ place: 'outside_page', text, page: number })
  page.cleanup()
  return { lines, asides, isTurned }
}

type Given = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>['items'][number]

/** Separates text on the page from text outside it, and collects marked-content sequences. */
function sorted(items: readonly Given[], box: Box) {
  const [shown, outside]: [Placed[], Placed[]] = [[], []]
  const marked: Marked = new Map()
  const open: (string | null)[] = []
  let endsLine = false
  let sizeless = ''
  for (const given of items) {
    if (!('str' in given)) {
      if (given.type === 'endMarkedContent') open.pop()
      else open.push(given.id ?? null)
      continue
    }
    const item: Item = { ...given, str: printable(given.str) }
    if (isOutside(item, box)) outside.push(place(item, box))
    else if (isSizeless(item)) sizeless += item.str.trim()
    else shown.push(place(item, box))
    const id = open.findLast((one) => one !== null)
    const before = id === undefined || id === null ? undefined : marked.get(id)
    if (id === undefined || id === null || (before === undefined && item.str === '')) continue
    marked.set(id, before === undefined ? item.str : before + (endsLine ? ' ' : '') + item.str)
    endsLine = item.hasEOL
  }
  return { shown, outside, sizeless, marked }
}

/** Fonts without a table of letters give control characters instead of blanks. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const shown = text.replaceAll(/[\u0000-\u0008\u000b-\u001f]/g, ' ')
  return withArticlesMended(shown)
}
