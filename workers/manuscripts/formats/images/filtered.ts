import type { Stripped } from '../../../../server/domain/preparation.ts'

/** A picture with only the parts that draw it, byte for byte as they were. */
export interface Filtered {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  /** The parts alone do not make the picture its author saw: it is turned by its metadata, cut short, or of a rare make. */
  readonly remake: boolean
  readonly removed: ReadonlySet<Stripped>
}

/** Dimensions of the largest page are what must fit in memory. */
export const maxPixels = 100_000_000
