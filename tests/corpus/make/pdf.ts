import { deflateSync } from 'node:zlib'

/** What a case adds to a small sound page. Objects 1 to 5 are the base's: catalogue, pages, page, its text, its font. */
export interface PageIngredients {
  /** Inside the catalogue's dictionary. */
  readonly catalog?: string
  readonly page?: string
  readonly resources?: string
  /** Drawn behind the text. */
  readonly content?: string
  /** Inside the dictionary of the page's content stream. */
  readonly contentKeys?: string
  /** From 10 on. */
  readonly objects?: Readonly<Record<number, PdfObject>>
  readonly trailer?: string
  readonly prefix?: string | Buffer
  readonly suffix?: string | Buffer
  /** Between the objects, belonging to none. */
  readonly between?: string
  /** The objects of a later revision, written behind the first with its own table. */
  readonly revision?: {
    readonly objects: Readonly<Record<number, PdfObject>>
    readonly trailer?: string
    readonly freed?: readonly number[]
  }
  /** Dictionaries go into an object stream and the table is a stream, as in PDF 1.5. */
  readonly packed?: boolean
  /** Object streams also hold these, which no table names. */
  readonly unlisted?: Readonly<Record<number, string>>
}

export type PdfObject =
  | string
  | { readonly dictionary: string; readonly bytes: Buffer | string; readonly raw?: boolean }

/** A text string as a producer would write it. */
export function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replaceAll(/[\\()]/g, (character) => `\\${character}`)})`
  return hexText(value)
}

export function hexText(value: string): string {
  return `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

export function octalText(value: string): string {
  return `(${[...Buffer.from(value, 'latin1')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')})`
}

export const pdfDate = (date: string): string => `(D:${date.replaceAll(/[-:TZ]/g, '')}+03'00')`

export function pdf(ingredients: PageIngredients = {}): Buffer {
  const objects = { ...baseObjects(ingredients), ...ingredients.objects }
  const head = Buffer.concat([
    bytesOf(ingredients.prefix ?? ''),
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
  ])
  const body = ingredients.packed === true ? packed(head, objects, ingredients) : plain(head, objects, ingredients)
  const revised = ingredients.revision === undefined ? body : revise(body, objects, ingredients)
  return Buffer.concat([revised, bytesOf(ingredients.suffix ?? '')])
}

function baseObjects({
  catalog = '',
  page = '',
  resources = '',
  content = '',
  contentKeys = '',
}: PageIngredients): Record<number, PdfObject> {
  const drawn = `BT /F1 14 Tf 72 760 Td (Rest and recovery) Tj ET\nBT /F1 11 Tf 72 730 Td (Eleven people spoke of sleep & of waking.) Tj ET\n${content}`
  return {
    1: `<< /Type /Catalog /Pages 2 0 R /Lang (en) ${catalog} >>`,
    2: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> ${resources} >> /Contents 4 0 R ${page} >>`,
    4: { dictionary: contentKeys, bytes: drawn },
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  }
}

function bytesOf(value: string | Buffer): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'latin1') : value
}

function written(number: number, object: PdfObject): Buffer {
  const open = `${number} 0 obj\n`
  if (typeof object === 'string') return bytesOf(`${open}${object}\nendobj\n`)
  const content = bytesOf(object.bytes)
  const stream = object.raw === true ? content : deflateSync(content)
  const filter = object.raw === true ? '' : '/Filter /FlateDecode '
  return Buffer.concat([
    bytesOf(`${open}<< ${object.dictionary} ${filter}/Length ${stream.length} >>\nstream\n`),
    stream,
    bytesOf('\nendstream\nendobj\n'),
  ])
}

interface Placed {
  readonly bytes: Buffer
  readonly offsets: ReadonlyMap<number, number>
}

function place(start: Buffer, objects: Readonly<Record<number, PdfObject>>, between = ''): Placed {
  const pieces = [start]
  const offsets = new Map<number, number>()
  let at = start.length
  for (const [number, object] of entriesOf(objects)) {
    const piece = Buffer.concat([written(number, object), bytesOf(between)])
    offsets.set(number, at)
    pieces.push(piece)
    at += piece.length
  }
  return { bytes: Buffer.concat(pieces), offsets }
}

const entriesOf = <T>(objects: Readonly<Record<number, T>>) =>
  Object.entries(objects).map(([number, object]) => [Number(number), object] as const)

function tableRows(offsets: ReadonlyMap<number, number>, freed: readonly number[] = []): string {
  const rows = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  return `xref\n0 1\n0000000000 65535 f \n${rows.join('')}${freed.map((number) => `${number} 1\n0000000000 00001 f \n`).join('')}`
}

function sizeOf(objects: Readonly<Record<number, PdfObject>>): number {
  return Object.keys(objects).reduce((most, number) => Math.max(most, Number(number)), 0) + 1
}

function plain(
  head: Buffer,
  objects: Readonly<Record<number, PdfObject>>,
  { trailer = '', between }: PageIngredients,
): Buffer {
  const { bytes, offsets } = place(head, objects, between)
  const end = `${tableRows(offsets)}trailer\n<< /Size ${sizeOf(objects)} /Root 1 0 R ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`
  return Buffer.concat([bytes, bytesOf(end)])
}

function revise(
  first: Buffer,
  objects: Readonly<Record<number, PdfObject>>,
  { revision, trailer = '' }: PageIngredients,
): Buffer {
  if (revision === undefined) return first
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(first.toString('latin1'))?.[1])
  const { bytes, offsets } = place(first, revision.objects)
  const size = sizeOf({ ...objects, ...revision.objects })
  const end = `${tableRows(offsets, revision.freed)}trailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} ${revision.trailer ?? trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`
  return Buffer.concat([bytes, bytesOf(end)])
}

/** PDF 1.5: an object stream for all dictionaries, a stream for the table. */
function packed(
  head: Buffer,
  objects: Readonly<Record<number, PdfObject>>,
  { trailer = '', unlisted = {} }: PageIngredients,
): Buffer {
  const loose = Object.fromEntries(entriesOf(objects).filter(([, object]) => typeof object !== 'string'))
  const inside = entriesOf(objects).flatMap(([number, object]) =>
    typeof object === 'string' ? [[number, object] as const] : [],
  )
  const all = [...inside, ...entriesOf(unlisted)]
  const holder = sizeOf({ ...objects, ...unlisted })
  let at = 0
  const index = all.map(([number, object]) => {
    const row = `${number} ${at}`
    at += object.length + 1
    return row
  })
  const first = `${index.join(' ')}\n`
  const holderObject: PdfObject = {
    dictionary: `/Type /ObjStm /N ${all.length} /First ${first.length}`,
    bytes: first + all.map(([, object]) => object).join('\n'),
  }
  const { bytes, offsets } = place(head, { ...loose, [holder]: holderObject })
  const rows: Buffer[] = []
  const table = holder + 1
  for (let number = 0; number <= table; number++)
    rows.push(streamRow(number, { offsets, inside, holder, table, at: bytes.length }))
  const crossReference: PdfObject = {
    dictionary: `/Type /XRef /W [1 4 2] /Size ${table + 1} /Root 1 0 R ${trailer}`,
    bytes: Buffer.concat(rows),
  }
  return Buffer.concat([bytes, written(table, crossReference), bytesOf(`startxref\n${bytes.length}\n%%EOF\n`)])
}

interface Plan {
  readonly offsets: ReadonlyMap<number, number>
  readonly inside: readonly (readonly [number, string])[]
  readonly holder: number
  readonly table: number
  readonly at: number
}

function streamRow(number: number, { offsets, inside, holder, table, at }: Plan): Buffer {
  const row = Buffer.alloc(7)
  const position = inside.findIndex(([one]) => one === number)
  const offset = number === table ? at : offsets.get(number)
  if (offset !== undefined) {
    row[0] = 1
    row.writeUInt32BE(offset, 1)
  } else if (position >= 0) {
    row[0] = 2
    row.writeUInt32BE(holder, 1)
    row.writeUInt16BE(position, 5)
  }
  return row
}
