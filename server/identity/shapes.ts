import type { FindingKind, FindingPlace } from '../domain/preparation.ts'

// Inputs and results of the search for identities in a text. Everything in this folder is a pure function of plain values: the API uses it
// for typed text, the worker for uploaded files.

/** A match as it is written in a text, with the letters before and behind it. */
export interface CoverPlace {
  readonly text: string
  /** Folded; begins with `edge` where the passage begins. */
  readonly before: string
  /** Folded; ends with `edge` where the passage ends. */
  readonly after: string
}

/** A person whom a reviewer must not recognise. */
export interface KnownPerson {
  readonly name: string
  readonly penName: string | null
  readonly email: string | null
  readonly orcid: string | null
  readonly affiliation: string
}

/** What the original says about its makers, outside its text. */
export interface Harvested {
  /** Where: `creator`, `last_modified_by`, `company`, `manager`, `revision_author`, `comment_author`, `custom_property`,
   * `template_path`, `link_target`, `xmp`, `exif`, `iptc`, `annotation_author`, … */
  readonly position: string
  readonly value: string
}

/** A passage of text as its reader sees it. */
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
  /** Counts from 1, when the format has pages. */
  readonly page?: number
  readonly text: string
  /** Text that the page does not show: hidden text, or the description of a picture. */
  readonly aside?: 'hidden' | 'picture'
  /** The place, when `kind` and `aside` do not say it: in a chart, outside the page, in the abstract field. */
  readonly place?: FindingPlace
  /** Addresses of its links, unless the text contains them. */
  readonly links?: readonly string[]
}

/** One finding of the identity-leak report. */
export interface Finding {
  readonly kind: FindingKind
  /** The match, as it is written in the text. */
  readonly match: string
  /** How often it occurs. */
  readonly count: number
  /** Where it occurs, in the order of the text; the first `mostExcerpts`. */
  readonly excerpts: readonly Excerpt[]
}

/** A finding with its places, those of the excerpts first and in their order: covers are made of them. */
export interface PlacedFinding extends Finding {
  readonly places: readonly CoverPlace[]
}

export interface Excerpt {
  readonly place: FindingPlace
  /** Up to 160 characters around the match. */
  readonly text: string
  readonly page: number | null
  /** The heading above it. */
  readonly section: string | null
}
