import type { FindingKind, FindingPlace } from '../domain/preparation.ts'

/** Something one of the report's engines found, and where. */
export interface Located {
  readonly kind: FindingKind
  /** As it stands in the text. */
  readonly match: string
  /** `passage` counts the reading's passages from 0; `from` and `to` are places in that passage's text, `to` behind the last. */
  readonly at: { readonly passage: number; readonly from: number; readonly to: number }
  /** What is found of one group makes one line of the report, however it is spelled; without, each spelling makes its own. */
  readonly group?: string
  /** Where that is, when the passage does not say so. */
  readonly place?: FindingPlace
}
