import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { maxPixels } from './filtered.ts'
import { filterPicture } from './guard-picture.ts'
import type { PictureKind } from './kinds.ts'
import { fullPagesOf, joinTiffs } from './tiff.ts'

/** Like `Cleaned`, but with the kinds of picture that occur only inside manuscripts. */
interface CleanedPicture<K extends PictureKind = PictureKind> {
  readonly kind: K
  readonly bytes: Buffer
  readonly removed: readonly Stripped[]
}

/**
 * A picture of the same kind with the same pixels and nothing else: no EXIF, GPS, XMP, IPTC, comments, thumbnails, names of devices in colour
 * profiles, and no bytes after the end. A picture that its EXIF rotates, or that is cut off, is encoded again (JPEG at quality 95). The same input
 * always gives the same output.
 * @throws FileRejected wrong_type, damaged, too_many_pixels
 */
export async function cleanPicture<K extends PictureKind>(bytes: Buffer, kind: K): Promise<CleanedPicture<K>> {
  const filtered = filterPicture(bytes, kind)
  const result = filtered.remake ? filterPicture(await drawnAnew(bytes, kind), kind).bytes : filtered.bytes
  return { kind, bytes: result, removed: strippedThings.filter((thing) => filtered.removed.has(thing)) }
}

async function drawnAnew(bytes: Buffer, kind: PictureKind): Promise<Buffer> {
  // Loaded only when needed: loading libvips takes longer than filtering most pictures.
  const { default: sharp } = await import('sharp')
  try {
    // The limit applies to the decoded pixels, because the header can be false.
    if (kind === 'tif') return joinTiffs(await pagesDrawnAnew(bytes))
    const options = { limitInputPixels: maxPixels, failOn: 'none', pages: 1 } as const
    const picture = sharp(bytes, options).autoOrient()
    if (kind === 'jpg')
      return await picture.keepIccProfile().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
    if (kind === 'png') return await picture.keepIccProfile().png({ compressionLevel: 9 }).toBuffer()
    return await picture.keepIccProfile().webp({ lossless: true }).toBuffer()
  } catch {
    throw new FileRejected('damaged')
  }
}

/** Page by page: as one picture all pages would need the same size, and scanned pages differ. */
async function pagesDrawnAnew(bytes: Buffer): Promise<Buffer[]> {
  const { default: sharp } = await import('sharp')
  const drawn: Buffer[] = []
  for (const page of fullPagesOf(bytes)) {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'none', page }).autoOrient().keepIccProfile()
    drawn.push(await picture.tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer())
  }
  return drawn
}
