import type { ScanContext } from './statements.ts'
import { walkExif } from './tiff.ts'
import { readXmp } from './xmp.ts'

/** Chunks that change how the picture looks (PNG third edition, 11.3). */
const showing = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
)

/** A PNG picture, chunk by chunk. */
export function walkPng(bytes: Buffer, within: string, context: ScanContext): void {
  const where = `${within}PNG`
  const rows: Buffer[] = []
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const chunk = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') rows.push(chunk)
    readChunk(type, chunk, where, context)
    at += 12 + length
    if (type === 'IEND') break
  }
  emitRows(bytes, Buffer.concat(rows), where, context)
  emitBehind(bytes.subarray(at), where, context)
}

const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** No viewer shows bytes behind the last row. */
function emitRows(bytes: Buffer, packed: Buffer, where: string, context: ScanContext): void {
  if (bytes.length < 29) return
  const rows = context.allowance.inflateWhatCan(packed, 'zlib')
  const [width, height, depth, colour] = [
    bytes.readUInt32BE(16),
    bytes.readUInt32BE(20),
    bytes[24] ?? 8,
    bytes[25] ?? 0,
  ]
  const needed = height * (1 + Math.ceil((width * depth * (samples[colour] ?? 1)) / 8))
  const isInterlaced = bytes[28] === 1
  context.listener.bytes(`${where} rows`, rows, 'picture')
  if (!isInterlaced && rows.length > needed) emitBehind(rows.subarray(needed), `${where} rows`, context)
}

function emitBehind(behind: Buffer, where: string, { listener }: ScanContext): void {
  if (behind.every((byte) => byte === 0)) return
  listener.leftover(`${where} (behind its end)`, `${behind.length} bytes`)
  listener.bytes(`${where} (behind its end)`, behind, 'data')
}

function readChunk(type: string, chunk: Buffer, where: string, context: ScanContext): void {
  const { listener } = context
  if (type === 'eXIf') return walkExif(chunk, where, context)
  if (/^(tEXt|zTXt|iTXt)$/.test(type)) return emitText(type, chunk, where, context)
  if (type === 'IDAT' || type === 'fdAT') return listener.bytes(`${where} ${type}`, chunk, 'picture')
  if (!showing.has(type)) listener.leftover(`${where} ${type}`, type)
  listener.bytes(`${where} ${type}`, chunk, 'data')
  const profile = type === 'iCCP' ? chunk.indexOf(0) : -1
  if (profile >= 0)
    listener.bytes(`${where} iCCP`, context.allowance.inflateWhatCan(chunk.subarray(profile + 2), 'zlib'), 'data')
}

const people = /^(author|artist|creator|copyright|owner|by-?line|credit|source|company|e-?mail|contact)$/i

function emitText(type: string, chunk: Buffer, where: string, context: ScanContext): void {
  const { listener } = context
  const end = chunk.indexOf(0)
  const key = chunk.toString('latin1', 0, end < 0 ? chunk.length : end)
  const words = wordsOf(type, chunk.subarray(key.length + 1), context)
  const value = words.toString(type === 'iTXt' ? 'utf8' : 'latin1')
  listener.leftover(`${where} ${key}`, key)
  if (/<rdf:RDF|x:xmpmeta/.test(value)) return readXmp(value, where, context)
  const profile = /^Raw profile type (\w+)/.exec(key)?.[1]
  if (profile !== undefined) return readProfile(profile, value, where, context)
  const role = people.test(key) ? 'person' : 'origin'
  listener.statement({ role, position: 'png_text', where: `${where} ${key}`, value: value.trim() })
  listener.statement({ role: 'free', position: 'png_text', where: `${where} (key)`, value: key })
}

function wordsOf(type: string, rest: Buffer, { allowance }: ScanContext): Buffer {
  if (type === 'tEXt') return rest
  if (type === 'zTXt') return allowance.inflateWhatCan(rest.subarray(1), 'zlib')
  // Skips compression flag and method, language and translated keyword.
  const language = rest.indexOf(0, 2)
  const keyword = rest.indexOf(0, language + 1)
  const text = rest.subarray(keyword + 1)
  return rest[0] === 1 ? allowance.inflateWhatCan(text, 'zlib') : text
}

/** ImageMagick writes profiles as hexadecimal text behind a line with their name and a line with their length. */
function readProfile(kind: string, value: string, where: string, context: ScanContext): void {
  const bytes = Buffer.from(value.replace(/^\s*\w+\s+\d+\s/, '').replaceAll(/\s/g, ''), 'hex')
  if (/xmp/i.test(kind)) readXmp(bytes.toString('utf8'), where, context)
  else if (/^(exif|app1)$/i.test(kind))
    walkExif(bytes.subarray(bytes.toString('latin1', 0, 4) === 'Exif' ? 6 : 0), where, context)
  context.listener.bytes(`${where} ${kind}`, bytes, 'data')
}

/** A WebP picture: RIFF chunks (RFC 9649). */
export function walkWebp(bytes: Buffer, within: string, context: ScanContext): void {
  const where = `${within}WebP`
  let at = 12
  while (at + 8 <= bytes.length && at < bytes.readUInt32LE(4) + 8) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const chunk = bytes.subarray(at + 8, at + 8 + length)
    at += 8 + length + (length % 2)
    if (type === 'EXIF') walkExif(chunk.subarray(chunk.toString('latin1', 0, 4) === 'Exif' ? 6 : 0), where, context)
    else if (type === 'XMP ') readXmp(chunk.toString('utf8'), where, context)
    else {
      const shows = /^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/.test(type)
      if (!shows) context.listener.leftover(`${where} ${type}`, type)
      context.listener.bytes(`${where} ${type}`, chunk, /^(VP8[ L]|ANMF|ALPH)$/.test(type) ? 'picture' : 'data')
    }
  }
  emitBehind(bytes.subarray(at), where, context)
}

/** A GIF picture: comments and application blocks with XMP are between the frames (GIF89a, 24 to 26). */
export function walkGif(bytes: Buffer, within: string, context: ScanContext): void {
  const where = `${within}GIF`
  const latin1 = bytes.toString('latin1')
  const xmp = latin1.indexOf('XMP DataXMP')
  if (xmp >= 0) readXmp(bytes.subarray(xmp + 11).toString('utf8'), where, context)
  for (let at = bytes.indexOf('21fe', 0, 'hex'); at >= 0; at = bytes.indexOf('21fe', at + 1, 'hex')) {
    const length = bytes[at + 2] ?? 0
    const value = latin1.slice(at + 3, at + 3 + length)
    // Compressed frame data may contain these two bytes by chance.
    if (length < 2 || /[^\P{Cc}\s]/u.test(value)) continue
    context.listener.leftover(`${where} comment`, value)
    context.listener.statement({ role: 'origin', position: 'gif_comment', where: `${where} comment`, value })
  }
  context.listener.bytes(where, bytes, 'data')
}
