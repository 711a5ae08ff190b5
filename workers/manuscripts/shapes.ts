import type { FileRefusal, FindingKind, HoldReason, Stripped } from '../../server/domain/preparation.ts'
import type { FileKind } from '../../server/files/kinds.ts'

// What the parts of the pipeline hand each other. Every part is a function from bytes to bytes or facts: no database, no
// store, no network. Each runs in a child process of its own (sandbox/), so none needs to fear what it reads.

/** The file cannot be taken as it is, and its author can mend it. */
export class Unfit extends Error {
  readonly code: FileRefusal
  constructor(code: FileRefusal) {
    super(code)
    this.code = code
  }
}

/** The file is not at fault, but no clean copy can be made of it here: an editor decides. */
export class Unfinished extends Error {
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

/** A new file, of the same kind unless said otherwise, with nothing in it but what its reader is meant to see. */
export interface Cleaned {
  readonly kind: FileKind
  readonly bytes: Buffer
  /** In the order of `strippedThings`, each once. */
  readonly removed: readonly Stripped[]
}

/** Somebody a reviewer must not meet. */
export interface KnownPerson {
  readonly name: string
  readonly penName: string | null
  readonly email: string | null
  readonly orcid: string | null
  readonly affiliation: string
}

/** Something the original says about who made it, besides in its text. */
export interface Harvested {
  /** Where: `creator`, `last_modified_by`, `company`, `manager`, `revision_author`, `comment_author`, `custom_property`,
   * `template_path`, `link_target`, `xmp`, `exif`, `iptc`, `annotation_author`, … */
  readonly position: string
  readonly value: string
}

/** A harvested or known identity that a derivative still holds. */
export interface Hit {
  readonly value: string
  /** `text` is what the page shows (the report's business); anything else keeps the file from being released. */
  readonly in: 'text' | 'metadata'
  /** The part and position, for people: `word/document.xml @w:author`, `object 12 /Author`, `EXIF Artist`. */
  readonly where: string
}

/** A stretch of text as its reader meets it. */
export interface Passage {
  readonly kind:
    | 'title'
    | 'heading'
    | 'paragraph'
    | 'list_item'
    | 'table_row'
    | 'note'
    | 'caption'
    | 'reference'
    | 'header'
  /** Of a heading: 1 is the highest. */
  readonly level?: number
  /** From 1, when the format has pages. */
  readonly page?: number
  readonly text: string
  /** Not what the page shows: text somebody made unreadable, or the words that stand for a picture. */
  readonly aside?: 'hidden' | 'picture'
  /** Where its links lead, unless the text says so itself. */
  readonly links?: readonly string[]
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
}

/** What the file as it was handed in says about itself: offered to the author's form, shown to nobody else. */
export interface Guess {
  readonly title: string | null
  readonly abstract: string | null
  readonly keywords: readonly string[]
  readonly authors: readonly {
    readonly name: string
    readonly affiliation: string | null
    readonly email: string | null
  }[]
}

/** One line of the identity-leak report. */
export interface Finding {
  readonly kind: FindingKind
  /** What was found, as it stands in the text. */
  readonly match: string
  /** Up to 160 characters around it. */
  readonly excerpt: string
  readonly page: number | null
  /** The heading it stands under. */
  readonly section: string | null
  /** How often it stands there. */
  readonly count: number
}
