import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { maxPixels } from './filtered.ts'
import { filterPicture } from './guard-picture.ts'
import type { PictureKind } from './kinds.ts'
import { fullPagesOf, joinTiffs } from './tiff.ts'

/** `Cleaned`, of a picture that may be of a kind that is only found inside manuscripts. */
interface CleanedPicture<K extends PictureKind = PictureKind> {
  readonly kind: K
  readonly bytes: Buffer
  readonly removed: readonly Stripped[]
}

/**
 * A picture of the same kind with the same pixels and nothing besides: EXIF, GPS, XMP, IPTC, comments, thumbnails, what
 * profiles say of devices and what hangs behind the end are gone. One that is turned by its EXIF, or cut short, is drawn
 * anew (JPEG at quality 95). The same bytes always give the same bytes.
 * @throws FileRejected wrong_type, damaged, too_many_pixels
 */
export async function cleanPicture<K extends PictureKind>(bytes: Buffer, kind: K): Promise<CleanedPicture<K>> {
  const filtered = filterPicture(bytes, kind)
  const result = filtered.remake ? filterPicture(await drawnAnew(bytes, kind), kind).bytes : filtered.bytes
  return { kind, bytes: result, removed: strippedThings.filter((thing) => filtered.removed.has(thing)) }
}

async function drawnAnew(bytes: Buffer, kind: PictureKind): Promise<Buffer> {
  // Loading libvips takes longer than filtering most pictures, and few need it.
  const { default: sharp } = await import('sharp')
  try {
    // The limit holds for what is really decoded, whatever the header said.
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

/** Each by itself: drawn as one, all would have to be of one size, and scans of books are not. */
async function pagesDrawnAnew(bytes: Buffer): Promise<Buffer[]> {
  const { default: sharp } = await import('sharp')
  const drawn: Buffer[] = []
  for (const page of fullPagesOf(bytes)) {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'none', page }).autoOrient().keepIccProfile()
    drawn.push(await picture.tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer())
  }
  return drawn
}
