import type { Stripped } from '../../../server/domain/preparation.ts'
import { cleanPicture } from '../pictures/clean-picture.ts'
import { filterPicture } from '../pictures/guard-picture.ts'
import { pictureKindOf } from '../pictures/kinds.ts'
import { Unfit } from '../shapes.ts'

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
}

// One light grey dot: it is stretched to the size of the picture it stands for.
const greyDot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mN4AAAA2ADXjuOqsAAAAABJRU5ErkJggg==',
  'base64',
)

export const placeholder: CleanMedia = {
  extension: 'png',
  contentType: 'image/png',
  bytes: greyDot,
  removed: ['pictures_not_cleanable'],
}

/** A picture of a manuscript with what tells of its maker gone; a grey one where that cannot be done. */
export async function cleanMedia(bytes: Buffer): Promise<CleanMedia> {
  const kind = pictureKindOf(bytes)
  try {
    if (kind === null) return placeholder
    const filtered = filterPicture(bytes, kind)
    // As stored: word processors do not turn photographs by their EXIF, they note the turn in the text.
    if (!filtered.remake || kind === 'jpg') return cleanedMedia(kind, filtered.bytes, [...filtered.removed])
    const drawn = await cleanPicture(bytes, kind)
    return cleanedMedia(kind, drawn.bytes, drawn.removed)
  } catch (error) {
    if (error instanceof Unfit) return placeholder
    throw error
  }
}

function cleanedMedia(extension: string, bytes: Buffer, removed: readonly Stripped[]): CleanMedia {
  return { extension, contentType: contentTypes[extension] ?? '', bytes, removed }
}
