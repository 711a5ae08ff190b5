import type { Gap, Status } from '../../server/domain/submission.ts'
import type { Answer } from '../app/api.ts'
import { t, tOf } from '../app/strings.ts'
import { isBlank } from '../../server/domain/text.ts'

export type Submission = Answer<'GET /api/submissions/:id'>
export type OpenCalls = Answer<'GET /api/calls/open'>
export type Section = OpenCalls['sections'][number]
export type StoredFile = Submission['files'][number]
export type Contributor = Submission['contributors'][number]
export type Mine = Answer<'GET /api/submissions'>['submissions'][number]

/** The status, as shown to authors. */
export function statusWords(status: Status): string {
  return tOf('author.status', status) ?? status
}

/** The title, or a placeholder for a draft without one. */
export function titleOf({ title }: { title: string }): string {
  return isBlank(title) ? t('author.untitled') : title
}

/** What is missing, as a request to the author. */
export function gapWords({ path, code }: Gap): string {
  const [, place = ''] = path.split('.')
  const statement = code === 'statement' ? statementLabel(place) : ''
  return tOf('author.missing', code, { n: Number(place) + 1, statement, path }) ?? code
}

export function statementLabel(kind: string): string {
  return tOf('author.statement', kind) ?? kind
}

/** The data of a file for `tj-receipt`. */
export function receiptOf({ id, originalName, servedName, bytes, sha256, storedAt }: StoredFile) {
  return { name: originalName || servedName, bytes, sha256, at: storedAt, href: `/api/files/${id}` }
}

/** The section of the draft, even if authors cannot choose it. */
export function sectionOf({ sectionId, section }: Submission, open: OpenCalls | undefined): Section | undefined {
  return section?.id === sectionId ? section : open?.sections.find(({ id }) => id === sectionId)
}

/** Files of the version that the author is editing, or of the one submitted last. */
export function newestFiles({
  files,
  versionNumber,
}: Pick<Submission, 'files' | 'versionNumber'>): readonly StoredFile[] {
  return files.filter(({ version }) => version === null || version === versionNumber)
}
