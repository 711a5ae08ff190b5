import { allowed, closed, type Verdict } from './refusal.ts'

/**
 * The stages of preparing an uploaded file, in order, before anybody but its author and the editors see it (docs/file-pipeline.md 6). The
 * labels are in the catalogue under `common.stage.<code>`.
 */
export const stages = ['guard', 'scan', 'convert', 'clean', 'render', 'scan_names', 'read', 'report'] as const
export type Stage = (typeof stages)[number]

/** The state of a file. `held`: programs could not finish, and an editor decides. `refused`: its author can correct the file. */
export const preparationStates = ['preparing', 'ready', 'held', 'refused'] as const
export type PreparationState = (typeof preparationStates)[number]

/** Why a file is refused. Each has a text that tells its author what to do. */
export const fileRefusals = [
  'encrypted',
  'damaged',
  'wrong_type',
  'macros',
  'too_large_inside',
  'too_many_parts',
  'nested_too_deeply',
  'ambiguous_archive',
  'nested_archives',
  'unsafe_names',
  'dtd',
  'too_many_pixels',
  'malware',
  'empty',
] as const
export type FileRefusal = (typeof fileRefusals)[number]

/** Why a file waits for an editor. */
export const holdReasons = [
  'no_converter',
  'cannot_be_cleaned',
  'names_left',
  'not_covered',
  'no_text',
  'took_too_long',
  'took_too_much_memory',
  'tool_failed',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** What was removed from the copies that others see; shown to the author. */
export const strippedThings = [
  'properties',
  'comments',
  'tracked_changes',
  'hidden_text',
  'macros',
  'embedded_objects',
  'attachments',
  'external_links',
  'web_links',
  'dde_fields',
  'pdf_actions',
  'annotations',
  'signatures',
  'form_data',
  'form_letters',
  'picture_metadata',
  'pictures_not_cleanable',
  'names_in_drawings',
  'thumbnails',
  'custom_data',
] as const
export type Stripped = (typeof strippedThings)[number]

/**
 * The kinds of findings in the identity-leak report. `known` findings block until the text is changed or they are confirmed one by one;
 * `hint` findings are for author and editor to consider; `survivor` findings are for editors only; `left` is what remains in the copy
 * outside its text: such a file is held, and no confirmation releases it. `unread` is a text that no program can read: nothing is released
 * until an editor has looked at the pages.
 */
export const findingKinds = {
  known_name: 'known',
  known_email: 'known',
  known_orcid: 'known',
  known_affiliation: 'known',
  unlisted_author: 'known',
  possible_name: 'hint',
  possible_institution: 'hint',
  email: 'hint',
  self_citation: 'hint',
  acknowledgements: 'hint',
  funding: 'hint',
  hidden_text: 'hint',
  survivor_name: 'survivor',
  survivor_date: 'survivor',
  survivor_number: 'survivor',
  survivor_phone: 'survivor',
  survivor_address: 'survivor',
  survivor_coordinates: 'survivor',
  survivor_vehicle: 'survivor',
  survivor_relative: 'survivor',
  name_left: 'left',
  unreadable_text: 'unread',
} as const satisfies Record<string, 'known' | 'hint' | 'survivor' | 'left' | 'unread'>
export type FindingKind = keyof typeof findingKinds
export const findingKindNames = Object.keys(findingKinds) as [FindingKind, ...FindingKind[]]
/** Findings that block a file until somebody has confirmed them. */
export const stoppingKinds = findingKindNames.filter((kind) => findingKinds[kind] === 'known')
/** Findings that only an editor can confirm, and that block the release of a file until then. */
export const unreadKinds = findingKindNames.filter((kind) => findingKinds[kind] === 'unread')

/**
 * Where in a file or a form something was found. Labels: `common.place.<code>`. `text` is the visible text of a page; the last ones are
 * fields of forms.
 */
export const findingPlaces = [
  'text',
  'title',
  'heading',
  'header',
  'note',
  'caption',
  'table',
  'reference',
  'text_box',
  'chart',
  'chart_table',
  'diagram',
  'embedded',
  'fallback',
  'picture',
  'picture_description',
  'hidden',
  'outside_page',
  'actual_text',
  'pattern',
  'form',
  'annotation',
  'outline',
  'link',
  'bookmark',
  'property',
  'byline_field',
  'title_field',
  'abstract_field',
  'keywords_field',
  'key_points_field',
  'content_note_field',
  'response_field',
  'review',
  'letter',
  'other',
] as const
export type FindingPlace = (typeof findingPlaces)[number]

/**
 * The kinds of copies made of a file. `converted`: a Word file made of an older format, not clean and shown to nobody; `clean`: the copy
 * without identities; `pdf`: its pages in one file, `page`: as pictures; `view`: its text for weak devices; `reading`: the text that the
 * report is made from.
 */
export const copyKinds = ['converted', 'clean', 'pdf', 'page', 'view', 'reading'] as const
export type CopyKind = (typeof copyKinds)[number]

/** What could not be done and does not block a file. */
export const preparationNotes = [
  'not_scanned',
  'no_preview',
  'no_pages',
  'pages_cut',
  'not_isolated',
  'not_read',
  'text_unreadable',
  'read_from_pictures',
] as const
export type PreparationNote = (typeof preparationNotes)[number]

/** Whether the author or the editor sees a finding: what may name a survivor is for editors only, who protect survivors. */
export function seenBy(viewer: 'author' | 'editor', kind: FindingKind): boolean {
  return viewer === 'editor' || findingKinds[kind] !== 'survivor'
}

/** Whether somebody may confirm a finding. */
export function mayConfirm(by: 'author' | 'editor', kind: FindingKind): Verdict {
  return by === 'author' && findingKinds[kind] === 'unread' ? closed('editors_look') : allowed
}

/** Findings that cannot be redacted: they concern a whole part of a text, and not a word that stands there. */
const uncoverable: readonly FindingKind[] = [
  'self_citation',
  'acknowledgements',
  'funding',
  'hidden_text',
  'name_left',
  'unreadable_text',
]

/** Formats whose copies can be written with redactions; in other formats the author or an editor changes the file. */
const coverableFormats: readonly string[] = ['docx', 'odt', 'xlsx', 'doc', 'rtf', 'pdf', 'txt', 'csv']

/** Whether a finding of a file's report can be redacted in its copies. */
export function canBeCovered(kind: FindingKind, extension: string): Verdict {
  return uncoverable.includes(kind) || !coverableFormats.includes(extension) ? closed('cannot_be_covered') : allowed
}

/** An author adds and removes redactions until the file is submitted; an editor until it is released. */
export function mayStillCover(
  by: 'author' | 'editor',
  { handedIn, released }: { readonly handedIn: boolean; readonly released: boolean },
): Verdict {
  if (by === 'author' && handedIn) return closed('files_handed_in')
  return released ? closed('files_released') : allowed
}

/** State of a redaction: `waiting` until the copies are made, `covered` in all of them, `left` when the report still finds the text. */
export const coverStandings = ['waiting', 'covered', 'left'] as const
type CoverStanding = (typeof coverStandings)[number]

export function standingOfCover(state: PreparationState, isStillSaid: boolean): CoverStanding {
  if (state === 'preparing') return 'waiting'
  if (isStillSaid) return 'left'
  return state === 'ready' ? 'covered' : 'waiting'
}

interface Prepared {
  readonly state: PreparationState
  readonly unconfirmed: number
  /** Findings of unreadable text that no editor has confirmed. */
  readonly unread: number
}

/** Whether preparing it again may succeed: not when the file itself was refused. */
export function mayPrepareAgain({ state }: Pick<Prepared, 'state'>): Verdict {
  return state === 'held' ? allowed : closed('not_held', { state })
}

/** Whether a file may be released to reviewers, as far as its preparation is concerned. Refused unless all conditions are met. */
export function mayRelease({ state, unconfirmed, unread }: Prepared): Verdict {
  if (state !== 'ready') return closed('file_not_ready', { state })
  if (unconfirmed > 0) return closed('names_unconfirmed', { count: unconfirmed })
  return unread === 0 ? allowed : closed('text_unread')
}
