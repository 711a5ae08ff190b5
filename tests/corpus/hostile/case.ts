import type { FileRefusal, HoldReason, Stripped } from '../../../server/domain/preparation.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'

/** A file that means harm, and what becomes of it: one of the three, never left open. */
export interface HostileCase {
  readonly name: string
  readonly kind: FileKind
  readonly make: () => Buffer
  readonly becomes: Refused | Held | Harmless
}

export interface Refused {
  readonly refused: FileRefusal
}

/** No copy can be made without losing what its author wrote: an editor decides, nobody else sees it. */
export interface Held {
  readonly held: HoldReason
}

export interface Harmless {
  /** What stands in the file handed in, and in its copy no more. */
  readonly gone: readonly string[]
  /** What its author is told was taken out. */
  readonly removed?: readonly Stripped[]
  /** The lines left to read, null where that is not the question. */
  readonly text?: readonly string[]
}

export function refused(kind: FileKind, name: string, code: FileRefusal, make: () => Buffer): HostileCase {
  return { name, kind, make, becomes: { refused: code } }
}

export function held(kind: FileKind, name: string, reason: HoldReason, make: () => Buffer): HostileCase {
  return { name, kind, make, becomes: { held: reason } }
}

export function harmless(kind: FileKind, name: string, becomes: Harmless, make: () => Buffer): HostileCase {
  return { name, kind, make, becomes }
}
