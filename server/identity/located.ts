import type { FindingKind, FindingPlace } from '../domain/preparation.ts'

/** Something that a part of the report found, and where. */
export interface Located {
  readonly kind: FindingKind
  /** As it is written in the text. */
  readonly match: string
  /** `passage` is an index from 0 of the reading's passages; `from` and `to` are positions in that passage's text, `to` exclusive. */
  readonly at: { readonly passage: number; readonly from: number; readonly to: number }
  /** Places with the same group make one finding, however they are spelled; without a group, each spelling makes one. */
  readonly group?: string
  /** The place, when the passage does not say it. */
  readonly place?: FindingPlace
}
