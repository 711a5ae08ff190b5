import type { FileRefusal, HoldReason, Stripped } from '../../server/domain/preparation.ts'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'

// What the parts of the pipeline hand each other. Every part is a function from bytes to bytes or facts: no database, no
// store, no network. Each runs in a child process of its own (sandbox/), so none needs to fear what it reads.

/** The file cannot be taken as it is, and its author can mend it. */
export class FileRejected extends Error {
  readonly code: FileRefusal
  constructor(code: FileRefusal) {
    super(code)
    this.code = code
  }
}

/** The file is not at fault, but no clean copy can be made of it here: an editor decides. */
export class FileHeld extends Error {
  readonly code: HoldReason
  constructor(code: HoldReason) {
    super(code)
    this.code = code
  }
}

/** What `guard` says of a file it lets pass: what works in it that must not reach anybody. */
export interface Guarded {
  readonly kind: FileKind
  readonly active: readonly Stripped[]
}

/** What a copy is made for. */
export interface CleanOptions {
  /** Whose names the addresses of its links must not say. */
  readonly people?: readonly KnownPerson[]
  /** In copies for reviewers no link leads out, for its address may be another for each paper; in what is published they stay. */
  readonly keepsLinks?: boolean
}

/** A new file, of the same kind unless said otherwise, with nothing in it but what its reader is meant to see. */
export interface Cleaned {
  readonly kind: FileKind
  readonly bytes: Buffer
  /** In the order of `strippedThings`, each once. */
  readonly removed: readonly Stripped[]
}

/** A harvested or known identity that a derivative still holds. */
export interface Match {
  readonly value: string
  /** `text` is what the page shows (the report's business); anything else keeps the file from being released. */
  readonly in: 'text' | 'metadata'
  /** The part and position, for people: `word/document.xml @w:author`, `object 12 /Author`, `EXIF Artist`. */
  readonly where: string
  /** What stands around it, where that is words. */
  readonly around?: string
}

/** What can be known of a manuscript by reading its clean copy. */
export interface Reading {
  readonly passages: readonly Passage[]
  /** ISO 639-1, null when it cannot be told. */
  readonly language: string | null
  readonly words: number
  readonly sections: readonly { readonly title: string; readonly words: number }[]
  readonly references: readonly string[]
  readonly figures: number
  readonly tables: number
  /** Pages whose text a machine cannot read: scans, letters turned into drawings, fonts that say other letters than they show. */
  readonly unread?: readonly number[]
  /** Pages that are read, and have pictures that may say more. */
  readonly pictured?: readonly number[]
}

/** What the file as it was handed in says about itself: offered to the author's form, shown to nobody else. */
export interface ExtractedMetadata {
  readonly title: string | null
  readonly abstract: string | null
  readonly keywords: readonly string[]
  readonly authors: readonly {
    readonly name: string
    readonly affiliation: string | null
    readonly email: string | null
  }[]
}
