import type { FileKind } from '../../../../server/storage/file-kinds.ts'
import { FileRejected } from '../../shapes.ts'
import { type Filtered, maxPixels } from './filtered.ts'
import { filterGif } from './gif.ts'
import { filterJpeg } from './jpeg.ts'
import { type PictureKind, pictureKindOf } from './kinds.ts'
import { filterPng } from './png.ts'
import { filterTiff } from './tiff.ts'
import { filterWebp } from './webp.ts'

const filters: Record<PictureKind, (bytes: Buffer) => Filtered> = {
  jpg: filterJpeg,
  png: filterPng,
  tif: filterTiff,
  webp: filterWebp,
  gif: filterGif,
}

/**
 * A picture without data about its maker; its pixels are not decoded.
 * @throws FileRejected empty, wrong_type when it is not of that kind, damaged, too_many_pixels
 */
export function filterPicture(bytes: Buffer, kind: PictureKind): Filtered {
  if (bytes.length === 0) throw new FileRejected('empty')
  if (pictureKindOf(bytes) !== kind) throw new FileRejected('wrong_type')
  const filtered = filters[kind](bytes)
  if (filtered.width * filtered.height > maxPixels) throw new FileRejected('too_many_pixels')
  if (filtered.width * filtered.height === 0) throw new FileRejected('damaged')
  return filtered
}

/** A picture has no active content to report. @throws FileRejected empty, wrong_type, damaged, too_many_pixels */
export async function guardPicture<K extends PictureKind & FileKind>(
  bytes: Buffer,
  kind: K,
): Promise<{ kind: K; active: readonly [] }> {
  filterPicture(bytes, kind)
  return { kind, active: [] }
}
