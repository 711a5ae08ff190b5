import type { FileRefusal, HoldReason, Stripped } from '../../server/domain/preparation.ts'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'

// What the parts of the pipeline pass to each other. Every part is a function from bytes to bytes or facts, without database, store or
// network. Each runs in a child process of its own (sandbox/), so a hostile file can harm only that process.

/** The file cannot be taken as it is, and its author can correct it. */
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

/** What `guard` reports of a file that it accepts: the active content that must not reach anybody. */
export interface Guarded {
  readonly kind: FileKind
  readonly active: readonly Stripped[]
}

/** Options that depend on who gets the copy. */
export interface CleanOptions {
  /** The people whom the addresses of links must not name. */
  readonly people?: readonly KnownPerson[]
  /** Copies for reviewers keep no links, because a link's address may be unique to one paper; published files keep them. */
  readonly keepsLinks?: boolean
}

/** A new file, of the same kind unless said otherwise, that contains only what its reader is meant to see. */
export interface Cleaned {
  readonly kind: FileKind
  readonly bytes: Buffer
  /** In the order of `strippedThings`, without repeats. */
  readonly removed: readonly Stripped[]
}

/** A harvested or known identity that is still in a copy. */
export interface Match {
  readonly value: string
  /** `text` is shown on the page (the report decides); any other match keeps the file from being released. */
  readonly in: 'text' | 'metadata'
  /** Part and position, for display: `word/document.xml @w:author`, `object 12 /Author`, `EXIF Artist`. */
  readonly where: string
  /** The words around the value, when it is in text. */
  readonly around?: string
}

/** What reading the clean copy of a manuscript gives. */
export interface Reading {
  readonly passages: readonly Passage[]
  /** ISO 639-1, null when unknown. */
  readonly language: string | null
  readonly words: number
  readonly sections: readonly { readonly title: string; readonly words: number }[]
  readonly references: readonly string[]
  readonly figures: number
  readonly tables: number
  /** Pages whose text no program can read: scans, letters turned into drawings, fonts that show other letters than they encode. */
  readonly unread?: readonly number[]
  /** Pages whose text is read, with pictures that may contain more text. */
  readonly pictured?: readonly number[]
}

/** Metadata read from the title page of the submitted file: suggested in the author's form, shown to nobody else. */
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
