import type { FindingKind, FindingPlace } from '../domain/preparation.ts'

// What the search for identities in a text takes and gives. Everything in this folder is a pure function of plain values: the
// API asks it about what is typed, the worker about what is uploaded.

/** Something found, as it stands in a text, with the letters before and behind it. */
export interface CoverPlace {
  readonly text: string
  /** Folded; begins with `edge` where the passage begins. */
  readonly before: string
  /** Folded; ends with `edge` where the passage ends. */
  readonly after: string
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
  /** Where it stands, when `kind` and `aside` do not say so: in a chart, outside the page, in the abstract field. */
  readonly place?: FindingPlace
  /** Where its links lead, unless the text says so itself. */
  readonly links?: readonly string[]
}

/** One line of the identity-leak report. */
export interface Finding {
  readonly kind: FindingKind
  /** What was found, as it stands in the text. */
  readonly match: string
  /** How often it stands there. */
  readonly count: number
  /** Where, in the order of the text; the first `mostExcerpts` of them. */
  readonly excerpts: readonly Excerpt[]
}

/** A line with where its places stand, those of the excerpts first and in their order: what a cover is made of. */
export interface PlacedFinding extends Finding {
  readonly places: readonly CoverPlace[]
}

export interface Excerpt {
  readonly place: FindingPlace
  /** Up to 160 characters around it. */
  readonly text: string
  readonly page: number | null
  /** The heading it stands under. */
  readonly section: string | null
}
