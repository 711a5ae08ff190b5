import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Who } from '../make/worlds.ts'

/** A file with an identity in one position, named by it. */
export interface DirtyCase {
  readonly name: string
  readonly kind: FileKind
  readonly make: (who: Who) => Buffer
  /** What stands in the file, so that neither the search nor the meter may miss it there; `who.mark` unless said otherwise. */
  readonly planted: (who: Who) => readonly string[]
  /** The lines a reader must still read, neither more nor less; null for pictures, which must keep their pixels. */
  readonly text: readonly string[] | null
  /** What a reader meets outside the lines: in charts and drawings. */
  readonly keeps: readonly string[]
  /** Remains of the position that must be gone in either world, though they name nobody. */
  readonly traces: readonly string[]
  /** A position that says who somebody is: the meter harvests it from the original. */
  readonly person: boolean
  /**
   * Where the meter must see it: `anywhere` is for what a page shows too; `no` for times and other things that name nobody.
   */
  readonly meter: 'metadata' | 'anywhere' | 'no'
}

export type Choices = Partial<Omit<DirtyCase, 'name' | 'kind' | 'make'>>

export function dirty(kind: FileKind, name: string, make: (who: Who) => Buffer, choices: Choices = {}): DirtyCase {
  return {
    name,
    kind,
    make,
    planted: (who) => [who.mark],
    text: null,
    keeps: [],
    traces: [],
    person: false,
    meter: 'metadata',
    ...choices,
  }
}
