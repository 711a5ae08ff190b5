import type { Stripped } from '../../../server/domain/preparation.ts'
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
    // As stored: word processors do not turn pictures by their EXIF, they note the turn in the text.
    const { bytes: cleaned, removed } = filterPicture(bytes, kind)
    return cleanedMedia(kind, cleaned, [...removed])
  } catch (error) {
    if (error instanceof Unfit) return placeholder
    throw error
  }
}

function cleanedMedia(extension: string, bytes: Buffer, removed: readonly Stripped[]): CleanMedia {
  return { extension, contentType: contentTypes[extension] ?? '', bytes, removed }
}
