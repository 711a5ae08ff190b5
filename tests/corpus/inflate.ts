import { inflateRawSync, inflateSync } from 'node:zlib'

/**
 * A search independent of the cleaners and the scan: it knows no format, unpacks whatever looks compressed, at any depth, and looks for a
 * string in every encoding that a file may use.
 */
export function survivors(bytes: Buffer, sought: readonly string[]): readonly string[] {
  const layers = unpacked(bytes)
  const readings = layers.flatMap(spellings).map(folded)
  return sought.filter((one) =>
    encodingsOf(one).some((encoding) => readings.some((reading) => reading.includes(encoding))),
  )
}

/** The bytes themselves and everything compressed in them. */
export function unpacked(bytes: Buffer, depth = 0): readonly Buffer[] {
  if (depth > 4) return [bytes]
  const inner = [...zipMembers(bytes), ...deflated(bytes)]
  return [bytes, ...inner.flatMap((one) => unpacked(one, depth + 1))]
}

const ceiling = { maxOutputLength: 64 * 1024 ** 2 }

/** Whether anything in the file unpacks to more than 64 MiB. */
export function swells(bytes: Buffer): boolean {
  return unpacked(bytes).some((layer) => tooLarge(zipMembers, layer) || tooLarge(deflated, layer))
}

const overflows = new WeakSet<Buffer>()

function tooLarge(unpack: (layer: Buffer) => readonly Buffer[], layer: Buffer): boolean {
  return unpack(layer).some((inner) => overflows.has(inner))
}

// Local headers only: a file may contain entries that its directory does not list.
function zipMembers(bytes: Buffer): readonly Buffer[] {
  return places(bytes, Buffer.from('PK\x03\x04', 'latin1')).flatMap((at) => {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) return []
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    return attempt(() => inflateRawSync(bytes.subarray(start), ceiling))
  })
}

// Anything that begins like a zlib stream: streams of PDFs, chunks of PNGs.
function deflated(bytes: Buffer): readonly Buffer[] {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return []
  return places(bytes, Buffer.from([0x78])).flatMap((at) =>
    [0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0)
      ? attempt(() => inflateSync(bytes.subarray(at), ceiling))
      : [],
  )
}

function places(bytes: Buffer, searched: Buffer): readonly number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(searched); at >= 0; at = bytes.indexOf(searched, at + 1)) found.push(at)
  return found
}

function attempt(unpack: () => Buffer): readonly Buffer[] {
  try {
    const out = unpack()
    return out.length > 0 ? [out] : []
  } catch (error) {
    if (!(error instanceof RangeError)) return []
    const overflow = Buffer.alloc(0)
    overflows.add(overflow)
    return [overflow]
  }
}

function spellings(layer: Buffer): readonly string[] {
  const plain = layer.toString('latin1')
  return [
    plain,
    withoutEntities(plain),
    withoutPdfEscapes(plain),
    ...pdfHex(plain),
    percentDecoded(plain),
    ...encoded(plain),
  ]
}

function withoutEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? ''
    const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal)
    return code < 0x110000 ? Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1') : ''
  })
}

function withoutPdfEscapes(text: string): string {
  return text
    .replaceAll(/\\([0-7]{1,3})/g, (_, octal) => String.fromCharCode(Number.parseInt(String(octal), 8) & 255))
    .replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
    .replaceAll(/\\\r?\n|\\(?=[()\\])/g, '')
}

function pdfHex(text: string): readonly string[] {
  const runs = text.match(/<[0-9a-fA-F\s]{8,}>|\b[0-9a-fA-F]{32,}\b/g) ?? []
  return runs.map((run) => Buffer.from(run.replaceAll(/[^0-9a-fA-F]/g, ''), 'hex').toString('latin1'))
}

function percentDecoded(text: string): string {
  return text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
}

function encoded(text: string): readonly string[] {
  const runs = text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []
  return runs.map((run) => Buffer.from(run, 'base64').toString('latin1'))
}

function encodingsOf(text: string): readonly string[] {
  const sixteen = Buffer.from(text, 'utf16le')
  const swapped = Buffer.from(sixteen).swap16()
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1'), sixteen, swapped].map((one) =>
    folded(one.toString('latin1')),
  )
}

function folded(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
