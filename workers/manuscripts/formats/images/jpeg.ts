import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { plainColourProfile } from './colour-profile.ts'
import type { Filtered } from './filtered.ts'
import { orientationOf } from './orientation.ts'

const marks = { again: 0xd8, end: 0xd9, scan: 0xda, jfif: 0xe0, exif: 0xe1, profile: 0xe2, adobe: 0xee, comment: 0xfe }
const profileName = 'ICC_PROFILE\0'
const longestProfilePart = 65_519

interface Segment {
  readonly marker: number
  /** The segment without its marker and length. */
  readonly payload: Buffer
  /** All its bytes in the file; for a scan, with the pixels. */
  readonly whole: Buffer
}

/**
 * A JPEG with what decoders read: tables, pixels, JFIF density, colour profile and Adobe's colour transform. Every other segment is removed (EXIF,
 * XMP, IPTC, comments, thumbnails, maker notes), and all bytes after the first end marker, where cameras store second pictures.
 * @throws FileRejected damaged
 */
export function filterJpeg(bytes: Buffer): Filtered {
  const { segments, complete } = segmentsOf(bytes)
  const frame = segments.find(({ marker }) => isFrame(marker))?.payload
  if (frame === undefined || frame.length < 6 || !segments.some(({ marker }) => marker === marks.scan))
    throw new FileRejected('damaged')
  const orientation = segments.map(orientationIn).find((turned) => turned !== 1)
  const kept = [
    ...openingOf(segments),
    ...profileSegments(segments),
    ...segments.filter(draws).map(({ whole }) => whole),
  ]
  return {
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8]), ...kept, Buffer.from([0xff, marks.end])]),
    height: frame.readUInt16BE(1),
    width: frame.readUInt16BE(3),
    remake: orientation !== undefined || !complete,
    removed: removedFrom(segments, bytes),
  }
}

/**
 * The same for a picture, or a set of tables, inside a PDF or a TIFF, where its profile and orientation are ignored. Never throws; bytes that are
 * not a JPEG become an empty one.
 */
export function filterDctStream(bytes: Buffer): Buffer {
  const { segments } = segmentsOf(bytes)
  const kept = [...openingOf(segments), ...segments.filter(draws).map(({ whole }) => whole)]
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...kept, Buffer.from([0xff, marks.end])])
}

function segmentsOf(bytes: Buffer): { segments: Segment[]; complete: boolean } {
  const segments: Segment[] = []
  let at = bytes.indexOf(Buffer.from([0xff, 0xd8])) + 2
  while (at >= 2) {
    at = nextMark(bytes, at)
    const marker = bytes[at + 1]
    if (marker === undefined) break
    if (marker === marks.end) return { segments, complete: true }
    if (hasNoLength(marker)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end < at + 4 || end > bytes.length) break
    const pixelsEnd = marker === marks.scan ? endOfPixels(bytes, end) : end
    segments.push({ marker, payload: bytes.subarray(at + 4, end), whole: bytes.subarray(at, pixelsEnd) })
    at = pixelsEnd
  }
  return { segments, complete: false }
}

/** The position of the next marker: an FF that is followed by neither 00 nor another FF. */
function nextMark(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && (bytes[at + 1] === 0 || bytes[at + 1] === 0xff)) at = bytes.indexOf(0xff, at + 1)
  return at === -1 ? bytes.length : at
}

function endOfPixels(bytes: Buffer, from: number): number {
  let at = nextMark(bytes, from)
  while (isRestart(bytes[at + 1])) at = nextMark(bytes, at + 2)
  return Math.min(at, bytes.length)
}

const isRestart = (marker: number | undefined) => marker !== undefined && marker >= 0xd0 && marker <= 0xd7
const hasNoLength = (marker: number) => isRestart(marker) || marker === marks.again || marker === 0x01
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
// Frames, Huffman and arithmetic tables; scans, quantisation tables, line counts, restart intervals, hierarchical data.
const draws = ({ marker }: Segment) =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdf)
const startsWith = ({ payload }: Segment, name: string) => payload.toString('latin1', 0, name.length) === name

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}

const isDensity = (s: Segment) => s.marker === marks.jfif && startsWith(s, 'JFIF\0') && s.payload.length >= 14
const isTransform = (s: Segment) => s.marker === marks.adobe && startsWith(s, 'Adobe') && s.payload.length >= 12
const isProfile = (s: Segment) => s.marker === marks.profile && startsWith(s, profileName) && s.payload.length > 14

/** The JFIF segment without its thumbnail, and the first twelve bytes of Adobe's segment. */
function openingOf(segments: readonly Segment[]): Buffer[] {
  const density = segments.find(isDensity)
  const transform = segments.find(isTransform)
  return [
    ...(density ? [segment(marks.jfif, Buffer.concat([density.payload.subarray(0, 12), Buffer.alloc(2)]))] : []),
    ...(transform ? [segment(marks.adobe, transform.payload.subarray(0, 12))] : []),
  ]
}

function profileSegments(segments: readonly Segment[]): Buffer[] {
  const parts = segments.filter(isProfile).sort((a, b) => (a.payload[12] ?? 0) - (b.payload[12] ?? 0))
  const profile = plainColourProfile(Buffer.concat(parts.map(({ payload }) => payload.subarray(14))))
  if (profile === null) return []
  const count = Math.ceil(profile.length / longestProfilePart)
  return Array.from({ length: count }, (_, n) =>
    segment(
      marks.profile,
      Buffer.concat([
        Buffer.from(profileName, 'latin1'),
        Buffer.from([n + 1, count]),
        profile.subarray(n * longestProfilePart, (n + 1) * longestProfilePart),
      ]),
    ),
  )
}

function orientationIn(s: Segment): number {
  return s.marker === marks.exif && startsWith(s, 'Exif\0') ? orientationOf(s.payload.subarray(6)) : 1
}

function removedFrom(segments: readonly Segment[], bytes: Buffer): Set<Stripped> {
  const removed = new Set<Stripped>()
  const gone = segments.filter((s) => !draws(s) && !isDensity(s) && !isTransform(s) && !isProfile(s))
  if (gone.length > 0) removed.add('picture_metadata')
  if (segments.some((s) => isDensity(s) && s.payload.length > 14)) removed.add('thumbnails')
  const read = segments.at(-1)
  const end = read === undefined ? 0 : read.whole.byteOffset - bytes.byteOffset + read.whole.length + 2
  if (end < bytes.length) removed.add('custom_data')
  return removed
}
