import type { KnownPerson } from '../../../../server/identity/shapes.ts'
import { defaultLocale } from '../../../../server/domain/languages.ts'
import { translate } from '../../../../server/strings/translate.ts'
import { isPublicAddress, lettersOfAddress, namesSomebody } from '../../link-addresses.ts'
import type { PdfDocument } from './document.ts'
import { type NewPdf, packed } from './new-pdf.ts'
import { type Dict, dictOf, Name, type Ref } from './objects.ts'
import { shownLetters } from './shown-letters.ts'

/** An address that a link led to, in page order. */
export interface LeftLink {
  readonly address: string
  /** From 1; null for a bookmark. */
  readonly page: number | null
}

const sheet = { width: 595, height: 842, margin: 72, top: 770, leading: 14, letters: 92, lines: 48 } as const
/** A limit for hostile files: nobody reads thousands of links. */
const mostListed = 2000

/**
 * Pages with the addresses of a copy's links that its pages do not show. The links themselves are removed, because an address can be unique to
 * the paper and then shows its owner who reads. Addresses that identify a person are left out.
 * @returns the pages' addresses in `target`; none when there is nothing to list
 */
export function linkPages(
  document: PdfDocument,
  target: NewPdf,
  { links, pages, people, parent }: Listing,
): readonly Ref[] {
  const lines = listOf(links, (page) => shownOn(document, pages[page - 1]), people)
  if (lines.length === 0) return []
  const font = target.add(
    dictOf({
      Type: new Name('Font'),
      Subtype: new Name('Type1'),
      BaseFont: new Name('Helvetica'),
      Encoding: new Name('WinAnsiEncoding'),
    }),
  )
  const wrapped = [translate(defaultLocale, 'common.links.heading'), '', ...lines.flatMap(wrap)]
  return Array.from({ length: Math.ceil(wrapped.length / sheet.lines) }, (_, n) =>
    target.add(pageOf(wrapped.slice(n * sheet.lines, (n + 1) * sheet.lines), target, font, parent)),
  )
}

interface Listing {
  readonly links: readonly LeftLink[]
  readonly pages: readonly Dict[]
  readonly people: readonly KnownPerson[]
  readonly parent: Ref
}

function listOf(
  links: readonly LeftLink[],
  shown: (page: number) => string,
  people: readonly KnownPerson[],
): readonly string[] {
  const met = new Set<string>()
  const lines: string[] = []
  let listed = 0
  for (const { address, page } of links) {
    if (lines.length >= mostListed || met.has(address)) continue
    met.add(address)
    if (page !== null && shown(page).includes(lettersOfAddress(address))) continue
    const isListed = isPublicAddress(address) && !namesSomebody(address, people)
    if (isListed) listed += 1
    const words = isListed ? encodeURI(decodable(address)) : translate(defaultLocale, 'common.links.leftOut')
    const n = lines.length + 1
    lines.push(
      page === null ? `${n}. ${words}` : `${n}. ${translate(defaultLocale, 'common.links.onPage', { page })} ${words}`,
    )
  }
  // When no other address is listed, the omitted one is not missed: the page shows the words of its link.
  return listed === 0 ? [] : lines
}

/** Bytes in other encodings stay as they are. */
function decodable(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address.replaceAll(/%(?![\da-f]{2})/gi, '%25')
  }
}

function shownOn(document: PdfDocument, page: Dict | undefined): string {
  if (page === undefined) return ''
  const known = shownBefore.get(page)
  if (known !== undefined) return known
  const letters = lettersOfAddress(shownLetters(document, page))
  shownBefore.set(page, letters)
  return letters
}

const shownBefore = new WeakMap<Dict, string>()

function wrap(line: string): string[] {
  return line.match(new RegExp(`.{1,${sheet.letters}}`, 'gu')) ?? []
}

function pageOf(lines: readonly string[], target: NewPdf, font: Ref, parent: Ref): Dict {
  const { width, height, margin, top, leading } = sheet
  const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj T*`).join('\n')
  const content = `BT /F1 10 Tf ${leading} TL ${margin} ${top} Td\n${shown}\nET`
  // In the order in which the cleaner writes a page: a copy of a copy must be equal.
  return dictOf({
    MediaBox: [0, 0, width, height],
    Type: new Name('Page'),
    Parent: parent,
    Resources: dictOf({ Font: dictOf({ F1: font }) }),
    Contents: target.add(packed(new Map(), Buffer.from(content, 'latin1'))),
  })
}
