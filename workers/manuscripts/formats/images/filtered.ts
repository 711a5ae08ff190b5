import type { Stripped } from '../../../../server/domain/preparation.ts'

/** A picture with only the parts that draw it, unchanged. */
export interface Filtered {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  /** Must be encoded again, because these parts alone show something else: metadata rotate the picture, it is cut off, or of a rare kind. */
  readonly remake: boolean
  readonly removed: ReadonlySet<Stripped>
}

/** A limit of memory, for the largest page of a picture. */
export const maxPixels = 100_000_000
