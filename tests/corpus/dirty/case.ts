import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Who } from '../make/worlds.ts'

/** A file with an identity in one position, named by it. */
export interface DirtyCase {
  readonly name: string
  readonly kind: FileKind
  readonly make: (who: Who) => Buffer
  /** Values that the file contains, and that the search and the name scan must find in it; `who.mark` by default. */
  readonly planted: (who: Who) => readonly string[]
  /** The exact lines of the clean copy; null for pictures, which must keep their pixels. */
  readonly text: readonly string[] | null
  /** Text that the clean copy must keep outside its lines: in charts and drawings. */
  readonly keeps: readonly string[]
  /** Other parts of the position that the clean copy must not contain, though they name nobody. */
  readonly traces: readonly string[]
  /** A position that names a person: the name scan reads it from the original. */
  readonly person: boolean
  /**
   * Where the name scan must find it: `anywhere` for text that a page also shows; `no` for times and other values that name nobody.
   */
  readonly foundIn: 'metadata' | 'anywhere' | 'no'
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
    foundIn: 'metadata',
    ...choices,
  }
}
