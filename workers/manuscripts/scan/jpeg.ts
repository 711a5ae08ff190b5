import { readPhotoshop } from './iptc.ts'
import type { ScanContext } from './statements.ts'
import { walkExif } from './tiff.ts'
import { readXmp, xmpIn } from './xmp.ts'

const deepest = 5
const markers = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe, app0: 0xe0, app15: 0xef } as const

interface Segment {
  readonly marker: number
  readonly bytes: Buffer
}

/** A JPEG picture, segment by segment (ISO/IEC 10918-1, annex B). */
export function walkJpeg(bytes: Buffer, within: string, context: ScanContext): void {
  const { segments, end } = segmentsOf(bytes)
  const extension = segments.filter(isExtendedXmp)
  for (const segment of segments) if (!isExtendedXmp(segment)) readSegment(segment, `${within}JPEG`, context)
  if (extension.length > 0)
    readXmp(Buffer.concat(extension.map(({ bytes }) => bytes.subarray(75))).toString('utf8'), `${within}JPEG`, context)
  context.listener.bytes(`${within}JPEG`, bytes.subarray(0, end), 'picture')
  const behind = bytes.subarray(end)
  // Writers pad files with these bytes.
  if (behind.every((byte) => byte === 0 || byte === 0xff || byte === 0x0a || byte === 0x0d || byte === 0x20)) return
  context.listener.leftover(`${within}JPEG (behind its end)`, `${behind.length} bytes`)
  context.listener.bytes(`${within}JPEG (behind its end)`, behind, 'data')
  for (const packet of xmpIn(behind)) readXmp(packet, `${within}JPEG (behind its end)`, context)
  // Cameras append a second picture with metadata of its own.
  if (behind[0] === 0xff && behind[1] === 0xd8 && context.depth < deepest)
    walkJpeg(behind, `${within}second `, { ...context, depth: context.depth + 1 })
}

/** Segments that have content, and the position of the picture's end. */
function segmentsOf(bytes: Buffer): { readonly segments: Segment[]; readonly end: number } {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) {
      at = nextMarker(bytes, at)
      continue
    }
    const marker = bytes[at + 1] ?? 0
    if (marker === markers.end) return { segments, end: at + 2 }
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= markers.start) || marker === 1) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    segments.push({ marker, bytes: bytes.subarray(at + 4, at + 2 + length) })
    at += 2 + Math.max(length, 2)
    if (marker === markers.scan) at = nextMarker(bytes, at)
  }
  return { segments, end: bytes[at] === 0xff && bytes[at + 1] === markers.end ? at + 2 : bytes.length }
}

/**
 * Position of the next marker after compressed picture data; stuffed 0 bytes and restart markers belong to the data.
 */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at
  }
  return bytes.length
}

const xmpStart = 'http://ns.adobe.com/xap/1.0/\0'

function isExtendedXmp({ marker, bytes }: Segment): boolean {
  return marker === 0xe1 && bytes.toString('latin1', 0, 35) === 'http://ns.adobe.com/xmp/extension/\0'
}

function readSegment({ marker, bytes }: Segment, where: string, context: ScanContext): void {
  const { listener } = context
  if (marker === markers.comment) {
    const value = bytes.toString('utf8').replaceAll('\0', '').trim()
    if (value === '') return
    listener.statement({ role: 'origin', position: 'jpeg_comment', where: `${where} COM`, value })
    listener.leftover(`${where} COM`, value)
  }
  if (marker < markers.app0 || marker > markers.app15) return
  const start = bytes.toString('latin1', 0, 40)
  if (start.startsWith('Exif\0')) walkExif(bytes.subarray(6), where, context)
  else if (start.startsWith(xmpStart)) readXmp(bytes.subarray(xmpStart.length).toString('utf8'), where, context)
  else if (marker === 0xed) readPhotoshop(bytes, where, context, walkExif)
  else {
    // JFIF, Adobe's colour transform and colour profiles say how to show the picture; a clean copy has no other
    // segment.
    const isColour = /^(JFIF\0|Adobe|ICC_PROFILE\0|AVI1|Ducky|MPF\0|JFXX\0)/.test(start)
    if (!isColour || /^(MPF|JFXX)/.test(start))
      listener.leftover(`${where} APP${marker - 0xe0}`, start.split('\0')[0] ?? '')
    listener.bytes(`${where} APP${marker - 0xe0}`, bytes, 'data')
  }
}
