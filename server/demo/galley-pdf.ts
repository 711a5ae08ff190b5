import { type DocumentMetadata, noise } from './documents.ts'

/**
 * A plain PDF 1.4 galley: A4, Times, with line and page breaks; page numbers continue those of the issue. The base-14 fonts need no font
 * file but have WinAnsi characters only; text in other scripts is replaced by the script's name in brackets, and stands in the HTML galley.
 */

interface GalleyPdfInput {
  readonly title: string
  /** Paragraphs, one empty line between them; a line that begins with "# " is a heading. */
  readonly bodyText: string
  /** Printed page numbers. At least `last - first + 1` pages are made, more when the text needs them. */
  readonly pages: { readonly first: number; readonly last: number }
  readonly metadata?: DocumentMetadata
  readonly atLeastBytes?: number
}

interface Line {
  readonly text: string
  readonly font: 'body' | 'heading'
}

const page = { width: 595, height: 842, margin: 72 }
const size = 11
const leading = 16
const measure = page.width - 2 * page.margin
const linesPerPage = Math.floor((page.height - 2 * page.margin) / leading)

export function galleyPdf(input: GalleyPdfInput): Uint8Array {
  const sheets = paginate([...headLines(input.title), ...bodyLines(input.bodyText)], input.pages)
  const pageIds = sheets.map((_, position) => 5 + position * 2)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Count ${sheets.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>',
    ...sheets.flatMap((lines, position) => pageObjects(lines, position, input.pages.first)),
  ]
  const withInfo = [...objects, info(input)]
  const missing = (input.atLeastBytes ?? 0) - serialise(withInfo, withInfo.length).length
  if (missing <= 0) return serialise(withInfo, withInfo.length)
  return serialise([...withPicture(withInfo, withInfo.length + 1), picture(missing)], withInfo.length)
}

/** The picture becomes a resource of the first page: an object that no page refers to is not carried into a clean copy. */
function withPicture(objects: readonly string[], id: number): readonly string[] {
  const at = objects.findIndex((object) => object.startsWith('<< /Type /Page /'))
  return objects.with(
    at,
    (objects[at] ?? '').replace('/Resources << ', `/Resources << /XObject << /Noise ${id} 0 R >> `),
  )
}

function picture(bytes: number): string {
  const width = 1000
  const height = Math.ceil(bytes / width)
  const samples = latin1(noise(width * height))
  return `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${samples.length} >>\nstream\n${samples}\nendstream`
}

function headLines(title: string): readonly Line[] {
  return [...wrap(title, 'heading'), blank]
}

const blank: Line = { text: '', font: 'body' }

function bodyLines(bodyText: string): readonly Line[] {
  return bodyText.split(/\n\s*\n/).flatMap((paragraph) => {
    const heading = paragraph.startsWith('# ')
    return [...wrap(heading ? paragraph.slice(2) : paragraph, heading ? 'heading' : 'body'), blank]
  })
}

/** Spreads the lines over the pages asked for, so that a short text fills the whole page range it is cited with. */
function paginate(lines: readonly Line[], pages: GalleyPdfInput['pages']): readonly (readonly Line[])[] {
  const count = Math.max(pages.last - pages.first + 1, Math.ceil(lines.length / linesPerPage), 1)
  const each = Math.ceil(lines.length / count)
  return Array.from({ length: count }, (_, position) => lines.slice(position * each, (position + 1) * each))
}

function pageObjects(lines: readonly Line[], position: number, first: number): readonly string[] {
  const contentId = 6 + position * 2
  const text = lines.map((line) => `/${line.font === 'heading' ? 'F2' : 'F1'} ${size} Tf ${literal(line.text)} Tj T*`)
  const number = String(first + position)
  const content = [
    `BT ${leading} TL ${page.margin} ${page.height - page.margin} Td`,
    ...text,
    'ET',
    `BT /F1 9 Tf ${page.width / 2 - 4} 40 Td ${literal(number)} Tj ET`,
  ]
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${contentId} 0 R >>`,
    stream(content.join('\n')),
  ]
}

function info({ title, metadata }: GalleyPdfInput): string {
  const entries = [
    ['Title', title],
    ['Author', metadata?.author],
    ['Creator', metadata?.application],
    ['Company', metadata?.company],
    ['LastModifiedBy', metadata?.lastModifiedBy],
  ] as const
  const written = entries.flatMap(([key, value]) => (value === undefined ? [] : [`/${key} ${textString(value)}`]))
  return `<< ${written.join(' ')} >>`
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Objects numbered from 1, cross-reference table, trailer. Every character of the strings is one byte. */
function serialise(objects: readonly string[], infoId: number): Uint8Array {
  // The binary comment tells transfer programs that the file is not text (ISO 32000-1, 7.5.2).
  const parts = ['%PDF-1.4\n%\xE2\xE3\xCF\xD3\n']
  const offsets: number[] = []
  let position = parts[0]?.length ?? 0
  objects.forEach((object, index) => {
    const written = `${index + 1} 0 obj\n${object}\nendobj\n`
    offsets.push(position)
    parts.push(written)
    position += written.length
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
  parts.push(
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${infoId} 0 R >>\nstartxref\n${position}\n%%EOF\n`,
  )
  return Buffer.from(parts.join(''), 'latin1')
}

function wrap(text: string, font: Line['font']): readonly Line[] {
  const lines: string[] = []
  let line = ''
  for (const word of winAnsi(text).split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > measure) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line].map((line) => ({ text: line, font }))
}

// Times-Roman advance widths of the characters 32 to 126 in thousandths of the size (Adobe Core 14 metrics).
const widths = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
  722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
  444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
  200, 480, 541,
]
/** Bold and accented letters are a little wider than the table says: the margin is wide enough for that. */
const otherWidth = 550

function widthOf(text: string): number {
  const thousandths = Array.from(text).reduce(
    (sum, character) => sum + (widths[character.charCodeAt(0) - 32] ?? otherWidth),
    0,
  )
  return (thousandths * size) / 1000
}

/** Windows-1252 codes of the characters that Latin-1 lacks. */
const beyondLatin1: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '€': 0x80,
    '‚': 0x82,
    ƒ: 0x83,
    '„': 0x84,
    '…': 0x85,
    '†': 0x86,
    '‡': 0x87,
    ˆ: 0x88,
    '‰': 0x89,
    Š: 0x8a,
    '‹': 0x8b,
    Œ: 0x8c,
    Ž: 0x8e,
    '‘': 0x91,
    '’': 0x92,
    '“': 0x93,
    '”': 0x94,
    '•': 0x95,
    '–': 0x96,
    '—': 0x97,
    '˜': 0x98,
    '™': 0x99,
    š: 0x9a,
    '›': 0x9b,
    œ: 0x9c,
    ž: 0x9e,
    Ÿ: 0x9f,
  }),
)

/** Keeps WinAnsi characters, takes the accents off other Latin letters, and names any other script. */
function winAnsi(text: string): string {
  const kept = Array.from(
    text.normalize('NFC'),
    (character) => winAnsiLetter(character) ?? winAnsiLetter(bare(character)) ?? '\0',
  )
  return kept.join('').replace(/\0(?:[\0 ]*\0)?/g, '[text in another script]')
}

function winAnsiLetter(character: string): string | null {
  const code = character.charCodeAt(0)
  if (character === '\n' || (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff)) return character
  const byte = beyondLatin1.get(character)
  return byte === undefined ? null : String.fromCharCode(byte)
}

function bare(character: string): string {
  const undecomposed: Readonly<Record<string, string>> = {
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ı: 'i',
    ħ: 'h',
    '‑': '-',
    '−': '-',
  }
  return undecomposed[character] ?? character.normalize('NFD').charAt(0)
}

function literal(text: string): string {
  return `(${text.replace(/[\\()]/g, '\\$&')})`
}

/** A text string of the Info dictionary: UTF-16 with a byte order mark, so that any script can be planted and searched. */
function textString(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return literal(text)
  const bigEndian = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  return `<${bigEndian.toString('hex').toUpperCase()}>`
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
