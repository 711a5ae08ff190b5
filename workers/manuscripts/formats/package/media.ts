import { gunzipSync } from 'node:zlib'
import type { Stripped } from '../../../../server/domain/preparation.ts'
import { cleanPicture } from '../images/clean-picture.ts'
import { filterPicture } from '../images/guard-picture.ts'
import { pictureKindOf } from '../images/kinds.ts'
import { FileHeld, FileRejected } from '../../shapes.ts'
import { cleanBmp, isBmp } from '../drawings/bmp.ts'
import { cleanEmf, isEmf } from '../drawings/emf.ts'
import { cleanSvm, isSvm } from '../drawings/svm.ts'
import { drawnSvg, isSvg } from '../drawings/svg.ts'
import { cleanWmf, isWmf } from '../drawings/wmf.ts'

export interface CleanMedia {
  readonly extension: string
  readonly contentType: string
  readonly bytes: Buffer
  readonly removed: readonly Stripped[]
}

const contentTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  emf: 'image/x-emf',
  wmf: 'image/x-wmf',
  pdf: 'application/pdf',
  svm: 'application/x-openoffice-gdimetafile',
}

const maxUnzipped = 50 * 1024 * 1024
// One grey dot, which is stretched to the size of the picture it replaces.
const greyDot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AwAAzgDN1GaQsAAAAABJRU5ErkJggg==',
  'base64',
)

/** Replaces a picture that was left out. */
export const placeholder: CleanMedia = {
  extension: 'png',
  contentType: 'image/png',
  bytes: greyDot,
  removed: ['pictures_not_cleanable'],
}

/**
 * A picture of a manuscript without data about its maker; a grey placeholder when it cannot be cleaned.
 * @param isNamed whether a text names somebody who must not be named
 */
export async function cleanMedia(bytes: Buffer, isNamed: (text: string) => boolean = () => false): Promise<CleanMedia> {
  try {
    return (await cleanKnown(isZipped(bytes) ? unzipped(bytes) : bytes, isNamed)) ?? placeholder
  } catch (error) {
    if (error instanceof FileRejected || error instanceof FileHeld) return placeholder
    throw error
  }
}

async function cleanKnown(bytes: Buffer, isNamed: (text: string) => boolean): Promise<CleanMedia | null> {
  const kind = pictureKindOf(bytes)
  if (kind !== null) {
    const filtered = filterPicture(bytes, kind)
    // Unrotated: word processors ignore the EXIF orientation and store the rotation in the text.
    if (!filtered.remake || kind === 'jpg') return media(kind, filtered.bytes, [...filtered.removed])
    const drawn = await cleanPicture(bytes, kind)
    return media(kind, drawn.bytes, drawn.removed)
  }
  if (isEmf(bytes)) return media('emf', cleanEmf(bytes), [])
  if (isWmf(bytes)) return media('wmf', cleanWmf(bytes), [])
  if (isBmp(bytes)) return media('bmp', cleanBmp(bytes), [])
  if (isSvm(bytes)) return media('svm', cleanSvm(bytes), [])
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return cleanDrawnPdf(bytes)
  if (!isSvg(bytes)) return null
  const drawn = await drawnSvg(bytes, isNamed)
  return media('png', drawn.bytes, drawn.removed)
}

/** Word on macOS stores drawings as PDF. */
async function cleanDrawnPdf(bytes: Buffer): Promise<CleanMedia> {
  const { cleanPdf } = await import('../pdf/clean-pdf.ts')
  const cleaned = await cleanPdf(bytes)
  return media('pdf', cleaned.bytes, cleaned.removed)
}

function media(extension: string, bytes: Buffer, removed: readonly Stripped[]): CleanMedia {
  return { extension, contentType: contentTypes[extension] ?? '', bytes, removed }
}

/** Word compresses metafiles a second time (.emz, .wmz). */
function isZipped(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function unzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnzipped })
  } catch {
    throw new FileRejected('damaged')
  }
}
