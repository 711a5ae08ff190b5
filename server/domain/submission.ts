import type { TextField } from './typed-text.ts'
import { isBlank } from './text.ts'

/**
 * The statuses of a submission (docs/workflow.md, Submission). `revised`: a minor revision came back and an editor checks it; no round is
 * open. `published`: its article is published.
 */
export const statuses = [
  'draft',
  'submitted',
  'returned',
  'in_review',
  'revising',
  'revised',
  'accepted',
  'in_production',
  'published',
  'declined',
  'withdrawn',
] as const

export type Status = (typeof statuses)[number]

/** Statuses in which somebody still has to work on the submission. */
export const openStatuses = [
  'submitted',
  'returned',
  'in_review',
  'revising',
  'revised',
  'accepted',
  'in_production',
] as const

export function isOpen(status: Status): boolean {
  return (openStatuses as readonly Status[]).includes(status)
}

/** Statuses in which the author may change the text and the files; in all others the submitted version stays unchanged. */
export function authorMayEdit(status: Status): boolean {
  return status === 'draft' || status === 'returned'
}

/** Statements the author makes on the manuscript; each is a text, and `required` ones must not be empty at submitting. */
export const statementKinds = [
  'funding',
  'ethics',
  'consent',
  'data_availability',
  'competing_interests',
  'ai_use',
] as const

export type StatementKind = (typeof statementKinds)[number]

export const requiredStatements: readonly StatementKind[] = ['ethics', 'competing_interests']

export interface DraftFacts {
  readonly sectionId: string | null
  readonly title: string
  readonly abstract: string
  readonly keywords: readonly string[]
  readonly keyPoints: readonly string[]
  readonly keyPointsRequired: boolean
  readonly statements: Readonly<Partial<Record<StatementKind, string>>>
  readonly contributors: readonly {
    readonly name: string
    readonly email: string | null
    readonly corresponding: boolean
    /** Required for a byline under a pen name: without it the real name would be printed. */
    readonly penName?: string | null
  }[]
  readonly files: FilesInHand
  /** Typed fields with a name of an author that nobody has confirmed. */
  readonly naming?: readonly TextField[]
}

/** The files of the version, as far as they keep it from being submitted. */
export interface FilesInHand {
  readonly manuscripts: number
  /** Files that the journal cannot accept. */
  readonly refused: number
  /** Findings in the reports that name an author and that nobody has confirmed. */
  readonly unconfirmed: number
}

/** What a draft lacks: the path of a field and a code, whose text is in the catalogue (`author.missing.<code>`). */
export interface Gap {
  readonly path: string
  readonly code: GapCode
}

export const gapCodes = [
  'manuscript',
  'file_refused',
  'names_in_file',
  'names_in_text',
  'section',
  'title',
  'abstract',
  'keywords',
  'key_points',
  'contributors',
  'contributor_name',
  'pen_name',
  'corresponding',
  'corresponding_email',
  'statement',
] as const

export type GapCode = (typeof gapCodes)[number]

/** A file that is still being prepared does not block submitting: a slow connection or machine must not make an author miss a deadline. */
export function fileGaps({ manuscripts, refused, unconfirmed }: FilesInHand): readonly Gap[] {
  const codes: [boolean, GapCode][] = [
    [manuscripts === 0, 'manuscript'],
    [refused > 0, 'file_refused'],
    [unconfirmed > 0, 'names_in_file'],
  ]
  return codes.filter(([missing]) => missing).map(([, code]) => ({ path: 'files', code }))
}

/** Typed fields that would show an author's name to reviewers. */
export function textGaps(naming: readonly TextField[]): readonly Gap[] {
  return naming.map((path) => ({ path, code: 'names_in_text' }))
}

/** Everything that keeps a draft from being submitted, in the order of the author's steps; empty when it can be submitted. */
export function gaps(draft: DraftFacts): readonly Gap[] {
  const found: Gap[] = []
  const need = (missing: boolean, path: string, code: GapCode) => {
    if (missing) found.push({ path, code })
  }
  found.push(...fileGaps(draft.files))
  need(draft.sectionId === null, 'sectionId', 'section')
  need(isBlank(draft.title), 'title', 'title')
  need(isBlank(draft.abstract), 'abstract', 'abstract')
  need(draft.keywords.length === 0, 'keywords', 'keywords')
  need(
    draft.keyPointsRequired && draft.keyPoints.filter((point) => !isBlank(point)).length < 2,
    'keyPoints',
    'key_points',
  )
  found.push(...textGaps(draft.naming ?? []))
  need(draft.contributors.length === 0, 'contributors', 'contributors')
  draft.contributors.forEach(({ name, penName }, position) => {
    need(isBlank(name), `contributors.${position}.name`, 'contributor_name')
    need(typeof penName === 'string' && isBlank(penName), `contributors.${position}.penName`, 'pen_name')
  })
  const corresponding = draft.contributors.filter((contributor) => contributor.corresponding)
  need(draft.contributors.length > 0 && corresponding.length !== 1, 'contributors', 'corresponding')
  need(corresponding.length === 1 && !corresponding[0]?.email, 'contributors', 'corresponding_email')
  for (const kind of requiredStatements) {
    need(isBlank(draft.statements[kind]), `statements.${kind}`, 'statement')
  }
  return found
}
