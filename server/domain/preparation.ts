import { allowed, closed, type Verdict } from './refusal.ts'

/**
 * What is done to an uploaded file before anybody but its author and the editors see it, in this order (docs/file-pipeline.md 6).
 * The words are in the catalogue under `common.stage.<code>`.
 */
export const stages = ['guard', 'scan', 'convert', 'clean', 'render', 'meter', 'read', 'report'] as const
export type Stage = (typeof stages)[number]

/** Where a file stands. `held`: machines could not finish, an editor decides. `refused`: its author can mend it. */
export const preparationStates = ['preparing', 'ready', 'held', 'refused'] as const
export type PreparationState = (typeof preparationStates)[number]

/** Why a file is refused. Each has words that tell its author what to do about it. */
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

/** What was taken out of the copies others see; told to the author. */
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
 * What the identity-leak report can say of a text. `known` findings block until they are mended or confirmed one by one;
 * `hint` findings are for author and editor to think about; `survivor` findings are for editors only; `left` is what is still
 * in the copy outside its text: such a file is held, and no confirmation releases it. `unread` is a text that no machine can read:
 * an editor has to look at the pages, and until one has, nothing is released.
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
/** Those that stop a file until somebody has looked at them. */
export const stoppingKinds = findingKindNames.filter((kind) => findingKinds[kind] === 'known')
/** Those that only an editor can confirm, and that stop a file from being released until one has. */
export const unreadKinds = findingKindNames.filter((kind) => findingKinds[kind] === 'unread')

/**
 * Where in a file or on a form something was found. Words: `common.place.<code>`. `text` is what the page shows in its usual
 * place; the last ones are fields of the forms that people type into.
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
 * What is made of a file. `converted` is a Word file made of an older format, not clean and shown to nobody; `clean` the
 * copy without anybody in it; `pdf` its pages as one file, `page` as pictures; `view` its text for weak devices; `reading`
 * what the report is made from.
 */
export const copyKinds = ['converted', 'clean', 'pdf', 'page', 'view', 'reading'] as const
export type CopyKind = (typeof copyKinds)[number]

/** What could not be done and does not stop a file. */
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

/** A line of the report to one side: what may name a survivor is for editors, who guard them. */
export function seenBy(viewer: 'author' | 'editor', kind: FindingKind): boolean {
  return viewer === 'editor' || findingKinds[kind] !== 'survivor'
}

/** Whether somebody may say of a line that they have looked at it. */
export function mayConfirm(by: 'author' | 'editor', kind: FindingKind): Verdict {
  return by === 'author' && findingKinds[kind] === 'unread' ? closed('editors_look') : allowed
}

/** What a cover can be put on: lines that name something as it is written there. The others are about a whole part of a text. */
const uncoverable: readonly FindingKind[] = [
  'self_citation',
  'acknowledgements',
  'funding',
  'hidden_text',
  'name_left',
  'unreadable_text',
]

/** Formats whose copies can be written with something covered: of others the author, or an editor, changes the file. */
const coverableFormats: readonly string[] = ['docx', 'odt', 'xlsx', 'doc', 'rtf', 'pdf', 'txt', 'csv']

/** Whether a line of a file's report can be covered in its copies. */
export function canBeCovered(kind: FindingKind, extension: string): Verdict {
  return uncoverable.includes(kind) || !coverableFormats.includes(extension) ? closed('cannot_be_covered') : allowed
}

/** An author covers, and takes back, until a file is handed in; an editor until it is released. */
export function mayStillCover(
  by: 'author' | 'editor',
  { handedIn, released }: { readonly handedIn: boolean; readonly released: boolean },
): Verdict {
  if (by === 'author' && handedIn) return closed('files_handed_in')
  return released ? closed('files_released') : allowed
}

/** How far a cover is: `waiting` until the copies are made, `covered` in all of them, `left` where the report still says it. */
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
  /** Lines that say a text cannot be read, and that no editor has confirmed. */
  readonly unread: number
}

/** Whether machines could do better another time. What the file itself is to blame for stays so. */
export function mayPrepareAgain({ state }: Pick<Prepared, 'state'>): Verdict {
  return state === 'held' ? allowed : closed('not_held', { state })
}

/** Whether a file may go to reviewers, as far as its preparation is concerned. Fails closed. */
export function mayRelease({ state, unconfirmed, unread }: Prepared): Verdict {
  if (state !== 'ready') return closed('file_not_ready', { state })
  if (unconfirmed > 0) return closed('names_unconfirmed', { count: unconfirmed })
  return unread === 0 ? allowed : closed('text_unread')
}
