import type { Who } from './worlds.ts'

// The directory format of TIFF, which is also what cameras hide in JPEG, PNG and WebP.

export interface Field {
  readonly tag: number
  /** 1 byte, 2 ASCII, 3 short, 4 long, 5 rational, 7 undefined. */
  readonly type: 1 | 2 | 3 | 4 | 5 | 7
  readonly value?: Buffer
  /** The field points at a directory … */
  readonly directory?: readonly Field[]
  /** … or at bytes that lie elsewhere, as pixels and thumbnails do. */
  readonly elsewhere?: Buffer
}

const widths = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 } as const

export const ascii = (tag: number, text: string): Field => ({ tag, type: 2, value: Buffer.from(`${text}\0`, 'utf8') })
export const opaque = (tag: number, value: Buffer): Field => ({ tag, type: 7, value })
export const bytes = (tag: number, value: Buffer): Field => ({ tag, type: 1, value })
export const short = (tag: number, ...values: readonly number[]): Field => {
  const value = Buffer.alloc(values.length * 2)
  values.forEach((number, i) => value.writeUInt16LE(number, i * 2))
  return { tag, type: 3, value }
}
export const long = (tag: number, number: number): Field => {
  const value = Buffer.alloc(4)
  value.writeUInt32LE(number)
  return { tag, type: 4, value }
}
export const rationals = (tag: number, ...values: readonly number[]): Field => {
  const value = Buffer.alloc(values.length * 8)
  values.forEach((number, i) => {
    value.writeUInt32LE(Math.round(number * 1000), i * 8)
    value.writeUInt32LE(1000, i * 8 + 4)
  })
  return { tag, type: 5, value }
}

/** A whole TIFF: its directories one after the other. */
export function tiffBlock(...directories: readonly (readonly Field[])[]): Buffer {
  const pieces: Buffer[] = [Buffer.from('II\x2a\0\x08\0\0\0', 'latin1')]
  let at = 8
  directories.forEach((fields, i) => {
    const piece = directory(fields, at, i < directories.length - 1)
    pieces.push(piece)
    at += piece.length
  })
  return Buffer.concat(pieces)
}

function directory(fields: readonly Field[], at: number, more: boolean): Buffer {
  const sorted = [...fields].sort((a, b) => a.tag - b.tag)
  const table = Buffer.alloc(2 + sorted.length * 12 + 4)
  table.writeUInt16LE(sorted.length, 0)
  const behind: Buffer[] = []
  let free = at + table.length
  const place = (block: Buffer) => {
    const where = free
    const padded = block.length % 2 === 0 ? block : Buffer.concat([block, Buffer.alloc(1)])
    behind.push(padded)
    free += padded.length
    return where
  }
  sorted.forEach((field, i) => {
    const row = 2 + i * 12
    table.writeUInt16LE(field.tag, row)
    table.writeUInt16LE(field.type, row + 2)
    const value = field.value ?? Buffer.alloc(4)
    table.writeUInt32LE(value.length / widths[field.type], row + 4)
    if (field.directory !== undefined) table.writeUInt32LE(place(directory(field.directory, free, false)), row + 8)
    else if (field.elsewhere !== undefined) table.writeUInt32LE(place(field.elsewhere), row + 8)
    else if (value.length <= 4) value.copy(table, row + 8)
    else table.writeUInt32LE(place(value), row + 8)
  })
  if (more) table.writeUInt32LE(free, table.length - 4)
  return Buffer.concat([table, ...behind])
}

const gpsFields = (who: Who): readonly Field[] => [
  ascii(1, 'N'),
  rationals(2, who.latitude, 41, 37.5),
  ascii(3, 'W'),
  rationals(4, 17, 26, 48.1),
  opaque(27, Buffer.from(`ASCII\0\0\0${who.mark}`, 'utf8')),
  ascii(29, dateOf(who).slice(0, 10)),
]

export const dateOf = ({ day }: Who): string =>
  `${day.year}:${String(day.month).padStart(2, '0')}:${String(day.day).padStart(2, '0')} 10:11:12`

/** What the named field of a camera's record says; each position of its own, so that each is a case. */
export const exifFields = {
  artist: (who) => [ascii(0x013b, who.full)],
  copyright: (who) => [ascii(0x8298, `(c) ${who.full}`)],
  'image description': (who) => [ascii(0x010e, who.full)],
  'host computer and software': (who) => [
    ascii(0x013c, who.mark),
    ascii(0x0131, who.software),
    ascii(0x0132, dateOf(who)),
  ],
  'XPAuthor in UTF-16': (who) => [bytes(0x9c9d, Buffer.from(`${who.full}\0`, 'utf16le'))],
  'user comment': (who) => [exifDirectory(opaque(0x9286, Buffer.from(`ASCII\0\0\0${who.full}`, 'utf8')))],
  'camera owner and serial number': (who) => [
    exifDirectory(
      ascii(0xa430, who.full),
      ascii(0xa431, who.mark),
      ascii(0x9003, dateOf(who)),
      ascii(0x9010, '+03:00'),
    ),
  ],
  'maker note': (who) => [exifDirectory(opaque(0x927c, Buffer.from(`Zcam\0\0${who.full}`, 'utf8')))],
  position: (who) => [{ tag: 0x8825, type: 4, directory: gpsFields(who) }],
} as const satisfies Record<string, (who: Who) => readonly Field[]>

function exifDirectory(...fields: readonly Field[]): Field {
  return { tag: 0x8769, type: 4, directory: [opaque(0x9000, Buffer.from('0230')), ...fields] }
}

export function xmpPacket(who: Who): string {
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ' +
    'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ' +
    `xmp:CreateDate="${who.date}" xmp:CreatorTool="${who.mark}" xmpMM:DocumentID="uuid:${who.guid}">` +
    `<dc:creator><rdf:Seq><rdf:li>${escape(who.full)}</rdf:li></rdf:Seq></dc:creator>` +
    `<pdf:Producer>${escape(who.software)}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
